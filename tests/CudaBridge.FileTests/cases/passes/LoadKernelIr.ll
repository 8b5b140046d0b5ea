; test: after LoadKernelIr
target triple = "nvptx64-nvidia-cuda"

@table = constant [1 x ptr] [ptr @__cxa_pure_virtual]
declare void @__cxa_pure_virtual()
define ptx_kernel void @k(ptr %p) {
  store ptr @table, ptr %p
  ret void
}

; expect:
; define internal void @__cxa_pure_virtual() {
; entry:
;   call void @llvm.trap()
;   unreachable
; }
;
; define ptx_kernel void @k(ptr %p) {
;   store ptr @table, ptr %p, align 8
;   ret void
; }
