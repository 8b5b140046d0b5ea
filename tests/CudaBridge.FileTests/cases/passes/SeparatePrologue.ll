; test: after SeparatePrologue
target triple = "nvptx64-nvidia-cuda"

define ptx_kernel void @k(ptr %p) {
  %x = load i32, ptr %p
  %a = alloca i32
  store i32 %x, ptr %a
  br label %loop
loop:
  br label %loop
}

; expect:
; define ptx_kernel void @k(ptr %p) {
; prologue:
;   %0 = alloca i32, align 4
;   br label %1
;
; 1:
;   %x = load i32, ptr %p, align 4
;   store i32 %x, ptr %0, align 4
;   br label %loop
;
; loop:
;   br label %loop
; }
