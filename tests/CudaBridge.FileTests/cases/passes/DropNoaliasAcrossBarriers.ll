; test: after DropNoaliasAcrossBarriers
target triple = "nvptx64-nvidia-cuda"

declare void @llvm.nvvm.barrier.cta.sync.aligned.all(i32)
define ptx_kernel void @meets(ptr noalias %a) {
  call void @helper(ptr %a)
  ret void
}
define void @helper(ptr noalias %a) {
  call void @llvm.nvvm.barrier.cta.sync.aligned.all(i32 0)
  ret void
}
define ptx_kernel void @alone(ptr noalias %a) {
  store i32 1, ptr %a
  ret void
}

; expect:
; define ptx_kernel void @meets(ptr %a) {
;   call void @helper(ptr %a)
;   ret void
; }
;
; define void @helper(ptr %a) {
;   call void @llvm.nvvm.barrier.cta.sync.aligned.all(i32 0)
;   ret void
; }
;
; define ptx_kernel void @alone(ptr noalias %a) {
;   store i32 1, ptr %a, align 4
;   ret void
; }
