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
;   %5 = getelementptr %struct.cb_lane, ptr %27, i32 0, i32 1, i32 0
;   %6 = load i32, ptr %5, align 4
;   %7 = zext nneg i32 %6 to i64
;   %8 = getelementptr i32, ptr %1, i64 %7
;   %9 = load <16 x i32>, ptr %8, align 4
;   %10 = zext i32 %unit to i64
;   %11 = mul i64 %10, 128
;   %12 = add i64 %11, 0
;   %13 = getelementptr i8, ptr %slots, i64 %12
;   store <16 x i32> %9, ptr %13, align 64
;   br label %next
;
; segment:
;   br label %next4
;
; loop:
;   %14 = mul <16 x i32> %39, splat (i32 3)
;   %15 = add nuw nsw i32 %30, 1
;   %16 = icmp slt i32 %33, %3
;   %17 = zext i32 %unit12 to i64
;   %18 = mul i64 %17, 128
;   %19 = add i64 %18, 0
;   %20 = getelementptr i8, ptr %slots, i64 %19
;   store <16 x i32> %14, ptr %20, align 64
;   %21 = zext i32 %unit12 to i64
;   %22 = mul i64 %21, 128
;   %23 = add i64 %22, 64
;   %24 = getelementptr i8, ptr %slots, i64 %23
;   store <16 x i32> %14, ptr %24, align 64
;   br label %next10
;
; exit:
;   store <16 x i32> %46, ptr %53, align 4
;   br label %next16
;
; pre:
;   br label %head
;
; head:
;   %unit = phi i32 [ 0, %pre ], [ %28, %next ]
;   br label %setup
;
; setup:
;   %25 = zext i32 %unit to i64
;   %26 = mul i64 %25, 16
;   %27 = getelementptr %struct.cb_lane, ptr %lanes, i64 %26
;   br label %start
;
; next:
;   %28 = add i32 %unit, 1
;   %29 = icmp ult i32 %28, %units
;   br i1 %29, label %head, label %after
;
; after:
;   br label %pre1
;
; pre1:
;   %30 = phi i32 [ 0, %after ], [ %33, %after11 ]
;   br label %head2
;
; head2:
;   %unit6 = phi i32 [ 0, %pre1 ], [ %31, %next4 ]
;   br label %setup3
;
; setup3:
;   br label %segment
;
; next4:
;   %31 = add i32 %unit6, 1
;   %32 = icmp ult i32 %31, %units
;   br i1 %32, label %head2, label %after5
;
; after5:
;   br label %pre7
;
; pre7:
;   %33 = add nuw nsw i32 %30, 1
;   %34 = icmp slt i32 %33, %3
;   br label %head8
;
; head8:
;   %unit12 = phi i32 [ 0, %pre7 ], [ %40, %next10 ]
;   br label %setup9
;
; setup9:
;   %35 = zext i32 %unit12 to i64
;   %36 = mul i64 %35, 128
;   %37 = add i64 %36, 0
;   %38 = getelementptr i8, ptr %slots, i64 %37
;   %39 = load <16 x i32>, ptr %38, align 64
;   br label %loop
;
; next10:
;   %40 = add i32 %unit12, 1
;   %41 = icmp ult i32 %40, %units
;   br i1 %41, label %head8, label %after11
;
; after11:
;   br i1 %34, label %pre1, label %pre13
;
; pre13:
;   br label %head14
;
; head14:
;   %unit18 = phi i32 [ 0, %pre13 ], [ %54, %next16 ]
;   br label %setup15
;
; setup15:
;   %42 = zext i32 %unit18 to i64
;   %43 = mul i64 %42, 128
;   %44 = add i64 %43, 64
;   %45 = getelementptr i8, ptr %slots, i64 %44
;   %46 = load <16 x i32>, ptr %45, align 64
;   %47 = zext i32 %unit18 to i64
;   %48 = mul i64 %47, 16
;   %49 = getelementptr %struct.cb_lane, ptr %lanes, i64 %48
;   %50 = getelementptr %struct.cb_lane, ptr %49, i32 0, i32 1, i32 0
;   %51 = load i32, ptr %50, align 4
;   %52 = zext nneg i32 %51 to i64
;   %53 = getelementptr i32, ptr %1, i64 %52
;   br label %exit
;
; next16:
;   %54 = add i32 %unit18, 1
;   %55 = icmp ult i32 %54, %units
;   br i1 %55, label %head14, label %after17
;
; after17:
;   ret void
; }
