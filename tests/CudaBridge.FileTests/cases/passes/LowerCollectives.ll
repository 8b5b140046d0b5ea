; test: after LowerCollectives
target triple = "nvptx64-nvidia-cuda"

declare void @llvm.nvvm.barrier.cta.sync.aligned.count(i32, i32)
declare i32 @llvm.nvvm.barrier.cta.red.popc.aligned.all(i32, i1)
declare { float, i1 } @llvm.nvvm.shfl.sync.down.f32p(i32, float, i32, i32)
declare i1 @llvm.nvvm.vote.all.sync(i32, i1)
declare i32 @llvm.nvvm.activemask()
define ptx_kernel void @k(ptr %p, float %x, i1 %c) {
  call void @llvm.nvvm.barrier.cta.sync.aligned.count(i32 1, i32 64)
  %n = call i32 @llvm.nvvm.barrier.cta.red.popc.aligned.all(i32 0, i1 %c)
  store i32 %n, ptr %p
  %s = call { float, i1 } @llvm.nvvm.shfl.sync.down.f32p(i32 -1, float %x, i32 4, i32 31)
  store { float, i1 } %s, ptr %p
  %v = call i1 @llvm.nvvm.vote.all.sync(i32 255, i1 %c)
  store i1 %v, ptr %p
  %m = call i32 @llvm.nvvm.activemask()
  store i32 %m, ptr %p
  ret void
}

; expect:
; define void @k(ptr %lane, ptr %p, float %x, i1 %c) {
; prologue:
;   br label %0
;
; 0:
;   %1 = call i32 @cb_barrier_arrive(ptr %lane, i32 1, i32 64, i32 0, i32 0)
;   call void @cudabridge.suspend(i32 %1)
;   %2 = zext i1 %c to i32
;   %3 = call i32 @cb_barrier_arrive(ptr %lane, i32 0, i32 0, i32 3, i32 %2)
;   call void @cudabridge.suspend(i32 %3)
;   %4 = getelementptr inbounds nuw %struct.cb_lane, ptr %lane, i32 0, i32 5
;   %5 = load i64, ptr %4, align 4
;   %6 = trunc i64 %5 to i32
;   store i32 %6, ptr %p, align 4
;   %7 = bitcast float %x to i32
;   %8 = zext i32 %7 to i64
;   %9 = call i32 @cb_warp_arrive(ptr %lane, i32 3, i32 -1, i64 %8, i32 4, i32 31, i32 0)
;   call void @cudabridge.suspend(i32 %9)
;   %10 = getelementptr inbounds nuw %struct.cb_lane, ptr %lane, i32 0, i32 5
;   %11 = load float, ptr %10, align 4
;   %12 = getelementptr inbounds nuw %struct.cb_lane, ptr %lane, i32 0, i32 6
;   %13 = load i32, ptr %12, align 4
;   %14 = icmp ne i32 %13, 0
;   %15 = insertvalue { float, i1 } poison, float %11, 0
;   %16 = insertvalue { float, i1 } %15, i1 %14, 1
;   store { float, i1 } %16, ptr %p, align 4
;   %17 = zext i1 %c to i64
;   %18 = call i32 @cb_warp_arrive(ptr %lane, i32 5, i32 255, i64 %17, i32 0, i32 0, i32 0)
;   call void @cudabridge.suspend(i32 %18)
;   %19 = getelementptr inbounds nuw %struct.cb_lane, ptr %lane, i32 0, i32 5
;   %20 = load i64, ptr %19, align 4
;   %21 = icmp ne i64 %20, 0
;   store i1 %21, ptr %p, align 1
;   %22 = call i32 @cb_warp_arrive(ptr %lane, i32 20, i32 0, i64 0, i32 0, i32 0, i32 1)
;   call void @cudabridge.suspend(i32 %22)
;   %23 = getelementptr inbounds nuw %struct.cb_lane, ptr %lane, i32 0, i32 5
;   %24 = load i64, ptr %23, align 4
;   %25 = trunc i64 %24 to i32
;   store i32 %25, ptr %p, align 4
;   ret void
; }
