; test: after AddLaneParameter
target triple = "nvptx64-nvidia-cuda"

define internal i32 @callee(i32 noundef %x) memory(none) noinline {
  ret i32 %x
}
define ptx_kernel void @k(ptr %p, ptr %f) {
  %a = call i32 @callee(i32 noundef 3)
  %b = call i32 %f(i32 %a)
  store i32 %b, ptr %p
  store ptr @callee, ptr %p
  ret void
}

; expect:
; define internal i32 @callee(ptr %lane, i32 noundef %x) {
; prologue:
;   br label %0
;
; 0:
;   ret i32 %x
; }
;
; define void @k(ptr %lane, ptr %p, ptr %f) {
; prologue:
;   br label %0
;
; 0:
;   %1 = call i32 @callee(ptr %lane, i32 noundef 3)
;   %2 = call i32 %f(ptr %lane, i32 %1)
;   store i32 %2, ptr %p, align 4
;   store ptr @callee, ptr %p, align 8
;   ret void
; }
