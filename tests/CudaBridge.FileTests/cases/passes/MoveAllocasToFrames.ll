; test: after MoveAllocasToFrames
target triple = "nvptx64-nvidia-cuda"

declare void @llvm.nvvm.barrier.cta.sync.aligned.all(i32)
define ptx_kernel void @suspends(ptr %p, i32 %n) {
  %fixed = alloca i32
  %a = alloca i32, i32 %n
  store ptr %a, ptr %p
  store ptr %fixed, ptr %p
  call void @llvm.nvvm.barrier.cta.sync.aligned.all(i32 0)
  ret void
}
define ptx_kernel void @runs_through(ptr %p, i32 %n) {
  %a = alloca i32, i32 %n
  store ptr %a, ptr %p
  ret void
}

; expect:
; define void @suspends(ptr %lane, ptr %p, i32 %n) {
; prologue:
;   %0 = alloca i32, align 4
;   %1 = zext i32 %n to i64
;   %2 = mul i64 %1, 4
;   %3 = call ptr @cb_frame_alloc(ptr %lane, i64 %2)
;   br label %4
;
; 4:
;   store ptr %3, ptr %p, align 8
;   store ptr %0, ptr %p, align 8
;   %5 = call i32 @cb_barrier_arrive(ptr %lane, i32 0, i32 0, i32 0, i32 0)
;   call void @cudabridge.suspend(i32 %5)
;   ret void
; }
;
; define void @runs_through(ptr %lane, ptr %p, i32 %n) {
; prologue:
;   %0 = alloca i32, i32 %n, align 16
;   br label %1
;
; 1:
;   store ptr %0, ptr %p, align 8
;   ret void
; }
