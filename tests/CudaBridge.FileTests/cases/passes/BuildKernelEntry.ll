; test: after BuildKernelEntry
; functions: k.run
target triple = "nvptx64-nvidia-cuda"

define ptx_kernel void @k(ptr %p, i8 %small, { i64, i8 } %big) {
  store i8 %small, ptr %p
  ret void
}

; expect:
; define internal void @k.run(ptr %worker, ptr %launch, i64 %first, i64 %count) {
; entry:
;   %lane = alloca %struct.cb_lane, align 8
;   %block = alloca %struct.cb_block, align 8
;   %launch.copy = alloca %struct.cb_launch, align 8
;   call void @llvm.memcpy.p0.p0.i64(ptr align 8 %launch.copy, ptr align 8 %launch, i64 64, i1 false)
;   %0 = getelementptr inbounds nuw %struct.cb_launch, ptr %launch.copy, i32 0, i32 4
;   %1 = load ptr, ptr %0, align 8
;   %2 = getelementptr inbounds %struct.cb_launch, ptr %launch.copy, i32 0, i32 1, i32 0
;   %3 = load i32, ptr %2, align 4
;   %4 = getelementptr inbounds %struct.cb_launch, ptr %launch.copy, i32 0, i32 1, i32 1
;   %5 = load i32, ptr %4, align 4
;   %6 = getelementptr inbounds %struct.cb_launch, ptr %launch.copy, i32 0, i32 1, i32 2
;   %7 = load i32, ptr %6, align 4
;   br label %block1
;
; block1:
;   %block2 = phi i64 [ 0, %entry ], [ %13, %z.end ]
;   %8 = icmp ult i64 %block2, %count
;   br i1 %8, label %block.body, label %block.end
;
; block.body:
;   %9 = add i64 %first, %block2
;   %10 = call ptr @cb_begin_block(ptr %worker, ptr %launch, i64 %9)
;   call void @llvm.memcpy.p0.p0.i64(ptr align 8 %block, ptr align 8 %10, i64 48, i1 false)
;   %11 = getelementptr inbounds nuw %struct.cb_block, ptr %block, i32 0, i32 2
;   store ptr %launch.copy, ptr %11, align 8
;   br label %z
;
; block.end:
;   ret void
;
; z:
;   %z3 = phi i32 [ 0, %block.body ], [ %15, %y.end ]
;   %12 = icmp ult i32 %z3, %7
;   br i1 %12, label %z.body, label %z.end
;
; z.body:
;   br label %y
;
; z.end:
;   %13 = add nuw i64 %block2, 1
;   br label %block1
;
; y:
;   %y4 = phi i32 [ 0, %z.body ], [ %37, %x.end ]
;   %14 = icmp ult i32 %y4, %5
;   br i1 %14, label %y.body, label %y.end
;
; y.body:
;   br label %x
;
; y.end:
;   %15 = add nuw i32 %z3, 1
;   br label %z
;
; x:
;   %x5 = phi i32 [ 0, %y.body ], [ %36, %x.body ]
;   %16 = icmp ult i32 %x5, %3
;   br i1 %16, label %x.body, label %x.end
;
; x.body:
;   %17 = mul i32 %z3, %5
;   %18 = add i32 %17, %y4
;   %19 = mul i32 %18, %3
;   %20 = add i32 %19, %x5
;   %21 = getelementptr inbounds nuw %struct.cb_lane, ptr %lane, i32 0, i32 0
;   store ptr %block, ptr %21, align 8
;   %22 = getelementptr inbounds %struct.cb_lane, ptr %lane, i32 0, i32 1, i32 0
;   store i32 %x5, ptr %22, align 4
;   %23 = getelementptr inbounds %struct.cb_lane, ptr %lane, i32 0, i32 1, i32 1
;   store i32 %y4, ptr %23, align 4
;   %24 = getelementptr inbounds %struct.cb_lane, ptr %lane, i32 0, i32 1, i32 2
;   store i32 %z3, ptr %24, align 4
;   %25 = and i32 %20, 31
;   %26 = getelementptr inbounds nuw %struct.cb_lane, ptr %lane, i32 0, i32 2
;   store i32 %25, ptr %26, align 4
;   %27 = lshr i32 %20, 5
;   %28 = getelementptr inbounds nuw %struct.cb_lane, ptr %lane, i32 0, i32 3
;   store i32 %27, ptr %28, align 4
;   %29 = getelementptr inbounds nuw %struct.cb_lane, ptr %lane, i32 0, i32 4
;   store i32 %20, ptr %29, align 4
;   %30 = getelementptr inbounds i8, ptr %1, i32 0
;   %31 = load ptr, ptr %30, align 8, !invariant.load !0
;   %32 = getelementptr inbounds i8, ptr %1, i32 8
;   %33 = load i8, ptr %32, align 1, !invariant.load !0
;   %34 = getelementptr inbounds i8, ptr %1, i32 12
;   %35 = load { i64, i8 }, ptr %34, align 8, !invariant.load !0
;   call void @k(ptr %lane, ptr %31, i8 %33, { i64, i8 } %35)
;   %36 = add nuw i32 %x5, 1
;   br label %x
;
; x.end:
;   %37 = add nuw i32 %y4, 1
;   br label %y
; }
