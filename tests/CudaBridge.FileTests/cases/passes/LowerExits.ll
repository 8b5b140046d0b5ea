; test: after LowerExits
target triple = "nvptx64-nvidia-cuda"

declare void @llvm.nvvm.exit()
define ptx_kernel void @k(ptr %p, i1 %c) {
  br i1 %c, label %leave, label %go
leave:
  call void @llvm.nvvm.exit()
  br label %go
go:
  %v = phi i32 [ 1, %0 ], [ 2, %leave ]
  store i32 %v, ptr %p
  ret void
}

; expect:
; define ptx_kernel void @k(ptr %p, i1 %c) {
; prologue:
;   br label %0
;
; 0:
;   br i1 %c, label %exit, label %go
;
; exit:
;   br i1 true, label %return, label %leave
;
; leave:
;   br label %go
;
; go:
;   %v = phi i32 [ 1, %0 ], [ 2, %leave ]
;   store i32 %v, ptr %p, align 4
;   ret void
;
; return:
;   ret void
; }
