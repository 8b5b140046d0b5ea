; test: after BuildBlockForms
; options: -O1
; functions: sums.block.warp
target triple = "nvptx64-nvidia-cuda"

declare i32 @llvm.nvvm.read.ptx.sreg.tid.x()
declare void @llvm.nvvm.barrier.cta.sync.aligned.all(i32)
define ptx_kernel void @sums(ptr %p, i32 %rounds) {
entry:
  %tid = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %place = getelementptr i32, ptr %p, i32 %tid
  %first = load i32, ptr %place
  br label %round
round:
  %i = phi i32 [ 0, %entry ], [ %next, %round ]
  %sum = phi i32 [ %first, %entry ], [ %more, %round ]
  call void @llvm.nvvm.barrier.cta.sync.aligned.all(i32 0)
  %more = mul i32 %sum, 3
  %next = add i32 %i, 1
  %again = icmp slt i32 %next, %rounds
  br i1 %again, label %round, label %end
end:
  store i32 %more, ptr %place
  ret void
}

; expect:
; define void @sums.block.warp(ptr %lanes, ptr %params, i32 %threads, ptr %slots) {
; entry:
;   %0 = getelementptr inbounds i8, ptr %params, i32 0
;   %1 = load ptr, ptr %0, align 8, !invariant.load !0
;   %2 = getelementptr inbounds i8, ptr %params, i32 8
;   %3 = load i32, ptr %2, align 4, !invariant.load !0
;   %4 = add i32 %threads, 15
;   %units = udiv i32 %4, 16
;   br label %pre
;
; start:
;   %5 = getelementptr %struct.cb_lane, ptr %23, i32 0, i32 1, i32 0
;   %6 = load i32, ptr %5, align 4
;   %7 = zext nneg i32 %6 to i64
;   %8 = getelementptr i32, ptr %1, i64 %7
;   %9 = load <16 x i32>, ptr %8, align 4
;   %10 = zext i32 %unit to i64
;   %11 = mul i64 %10, 64
;   %12 = add i64 %11, 0
;   %13 = getelementptr i8, ptr %slots, i64 %12
;   store <16 x i32> %9, ptr %13, align 64
;   br label %next
;
; segment:
;   br label %next4
;
; loop:
;   %14 = mul <16 x i32> %35, splat (i32 3)
;   %15 = add nuw nsw i32 %26, 1
;   %16 = icmp slt i32 %29, %3
;   %17 = zext i32 %unit12 to i64
;   %18 = mul i64 %17, 64
;   %19 = add i64 %18, 0
;   %20 = getelementptr i8, ptr %slots, i64 %19
;   store <16 x i32> %14, ptr %20, align 64
;   br label %next10
;
; exit:
;   store <16 x i32> %42, ptr %49, align 4
;   br label %next16
;
; pre:
;   br label %head
;
; head:
;   %unit = phi i32 [ 0, %pre ], [ %24, %next ]
;   br label %setup
;
; setup:
;   %21 = zext i32 %unit to i64
;   %22 = mul i64 %21, 16
;   %23 = getelementptr %struct.cb_lane, ptr %lanes, i64 %22
;   br label %start
;
; next:
;   %24 = add i32 %unit, 1
;   %25 = icmp ult i32 %24, %units
;   br i1 %25, label %head, label %after
;
; after:
;   br label %pre1
;
; pre1:
;   %26 = phi i32 [ 0, %after ], [ %29, %after11 ]
;   br label %head2
;
; head2:
;   %unit6 = phi i32 [ 0, %pre1 ], [ %27, %next4 ]
;   br label %setup3
;
; setup3:
;   br label %segment
;
; next4:
;   %27 = add i32 %unit6, 1
;   %28 = icmp ult i32 %27, %units
;   br i1 %28, label %head2, label %after5
;
; after5:
;   br label %pre7
;
; pre7:
;   %29 = add nuw nsw i32 %26, 1
;   %30 = icmp slt i32 %29, %3
;   br label %head8
;
; head8:
;   %unit12 = phi i32 [ 0, %pre7 ], [ %36, %next10 ]
;   br label %setup9
;
; setup9:
;   %31 = zext i32 %unit12 to i64
;   %32 = mul i64 %31, 64
;   %33 = add i64 %32, 0
;   %34 = getelementptr i8, ptr %slots, i64 %33
;   %35 = load <16 x i32>, ptr %34, align 64
;   br label %loop
;
; next10:
;   %36 = add i32 %unit12, 1
;   %37 = icmp ult i32 %36, %units
;   br i1 %37, label %head8, label %after11
;
; after11:
;   br i1 %30, label %pre1, label %pre13
;
; pre13:
;   br label %head14
;
; head14:
;   %unit18 = phi i32 [ 0, %pre13 ], [ %50, %next16 ]
;   br label %setup15
;
; setup15:
;   %38 = zext i32 %unit18 to i64
;   %39 = mul i64 %38, 64
;   %40 = add i64 %39, 0
;   %41 = getelementptr i8, ptr %slots, i64 %40
;   %42 = load <16 x i32>, ptr %41, align 64
;   %43 = zext i32 %unit18 to i64
;   %44 = mul i64 %43, 16
;   %45 = getelementptr %struct.cb_lane, ptr %lanes, i64 %44
;   %46 = getelementptr %struct.cb_lane, ptr %45, i32 0, i32 1, i32 0
;   %47 = load i32, ptr %46, align 4
;   %48 = zext nneg i32 %47 to i64
;   %49 = getelementptr i32, ptr %1, i64 %48
;   br label %exit
;
; next16:
;   %50 = add i32 %unit18, 1
;   %51 = icmp ult i32 %50, %units
;   br i1 %51, label %head14, label %after17
;
; after17:
;   ret void
; }
