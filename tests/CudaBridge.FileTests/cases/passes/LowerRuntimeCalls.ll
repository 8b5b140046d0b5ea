; test: after LowerRuntimeCalls
target triple = "nvptx64-nvidia-cuda"

declare i32 @vprintf(ptr, ptr)
declare ptr @malloc(i64)
declare void @llvm.trap()
declare i32 @llvm.nvvm.read.ptx.sreg.clock()
declare i64 @cudaCGGetIntrinsicHandle(i32)
declare i32 @cudaCGGetRank(ptr, ptr, i64)
define ptx_kernel void @k(ptr %p) {
  %n = call i32 @vprintf(ptr %p, ptr null)
  %m = call ptr @malloc(i64 8)
  %c = call i32 @llvm.nvvm.read.ptx.sreg.clock()
  store i32 %c, ptr %m
  %h = call i64 @cudaCGGetIntrinsicHandle(i32 1)
  %e = call i32 @cudaCGGetRank(ptr %p, ptr null, i64 %h)
  call void @llvm.trap()
  ret void
}

; expect:
; define void @k(ptr %lane, ptr %p) {
; prologue:
;   %0 = getelementptr inbounds nuw %struct.cb_lane, ptr %lane, i32 0, i32 0
;   %block = load ptr, ptr %0, align 8
;   %1 = getelementptr inbounds nuw %struct.cb_block, ptr %block, i32 0, i32 2
;   %launch = load ptr, ptr %1, align 8
;   %2 = getelementptr inbounds nuw %struct.cb_launch, ptr %launch, i32 0, i32 3
;   %launch_flags = load i32, ptr %2, align 4
;   %3 = getelementptr inbounds %struct.cb_block, ptr %block, i32 0, i32 0, i32 0
;   %ctaid.x = load i32, ptr %3, align 4
;   %4 = getelementptr inbounds %struct.cb_block, ptr %block, i32 0, i32 0, i32 1
;   %ctaid.y = load i32, ptr %4, align 4
;   %5 = getelementptr inbounds %struct.cb_block, ptr %block, i32 0, i32 0, i32 2
;   %ctaid.z = load i32, ptr %5, align 4
;   %6 = getelementptr inbounds %struct.cb_launch, ptr %launch, i32 0, i32 0, i32 0
;   %nctaid.x = load i32, ptr %6, align 4
;   %7 = getelementptr inbounds %struct.cb_launch, ptr %launch, i32 0, i32 0, i32 1
;   %nctaid.y = load i32, ptr %7, align 4
;   %8 = getelementptr inbounds nuw %struct.cb_block, ptr %block, i32 0, i32 1
;   %thread_count = load i32, ptr %8, align 4
;   %9 = getelementptr inbounds nuw %struct.cb_lane, ptr %lane, i32 0, i32 4
;   %linear = load i32, ptr %9, align 4
;   %10 = alloca i32, align 4
;   %11 = alloca i32, align 4
;   br label %12
;
; 12:
;   %13 = call i32 @cb_vprintf(ptr %lane, ptr %p, ptr null)
;   %14 = call ptr @cb_malloc(ptr %lane, i64 8)
;   %15 = call i64 @cb_clock(ptr %lane)
;   %16 = trunc i64 %15 to i32
;   store i32 %16, ptr %14, align 4
;   %17 = and i32 %launch_flags, 1
;   %18 = icmp ne i32 %17, 0
;   %19 = select i1 %18, i64 1, i64 0
;   %20 = mul i32 %ctaid.z, %nctaid.y
;   %21 = add i32 %20, %ctaid.y
;   %22 = mul i32 %21, %nctaid.x
;   %23 = add i32 %22, %ctaid.x
;   %24 = mul i32 %23, %thread_count
;   %25 = add i32 %24, %linear
;   %26 = icmp eq ptr %p, null
;   %27 = select i1 %26, ptr %10, ptr %p
;   store i32 %25, ptr %27, align 4
;   %28 = select i1 true, ptr %11, ptr null
;   store i32 0, ptr %28, align 4
;   call void @cb_trap(ptr %lane)
;   ret void
; }
