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
;   %5 = getelementptr %struct.cb_lane, ptr %22, i32 0, i32 1, i32 0
;   %6 = zext nneg i32 %first to i64
;   %7 = getelementptr i32, ptr %1, i64 %6
;   %8 = load <16 x i32>, ptr %7, align 4
;   %9 = zext i32 %unit to i64
;   %10 = mul i64 %9, 64
;   %11 = add i64 %10, 0
;   %12 = getelementptr i8, ptr %slots, i64 %11
;   store <16 x i32> %8, ptr %12, align 64
;   br label %next
;
; segment:
;   br label %next4
;
; loop:
;   %13 = mul <16 x i32> %34, splat (i32 3)
;   %14 = add nuw nsw i32 %25, 1
;   %15 = icmp slt i32 %28, %3
;   %16 = zext i32 %unit12 to i64
;   %17 = mul i64 %16, 64
;   %18 = add i64 %17, 0
;   %19 = getelementptr i8, ptr %slots, i64 %18
;   store <16 x i32> %13, ptr %19, align 64
;   br label %next10
;
; exit:
;   store <16 x i32> %41, ptr %47, align 4
;   br label %next16
;
; pre:
;   br label %head
;
; head:
;   %unit = phi i32 [ 0, %pre ], [ %23, %next ]
;   br label %setup
;
; setup:
;   %first = mul i32 %unit, 16
;   %20 = zext i32 %unit to i64
;   %21 = mul i64 %20, 16
;   %22 = getelementptr %struct.cb_lane, ptr %lanes, i64 %21
;   br label %start
;
; next:
;   %23 = add i32 %unit, 1
;   %24 = icmp ult i32 %23, %units
;   br i1 %24, label %head, label %after
;
; after:
;   br label %pre1
;
; pre1:
;   %25 = phi i32 [ 0, %after ], [ %28, %after11 ]
;   br label %head2
;
; head2:
;   %unit6 = phi i32 [ 0, %pre1 ], [ %26, %next4 ]
;   br label %setup3
;
; setup3:
;   br label %segment
;
; next4:
;   %26 = add i32 %unit6, 1
;   %27 = icmp ult i32 %26, %units
;   br i1 %27, label %head2, label %after5
;
; after5:
;   br label %pre7
;
; pre7:
;   %28 = add nuw nsw i32 %25, 1
;   %29 = icmp slt i32 %28, %3
;   br label %head8
;
; head8:
;   %unit12 = phi i32 [ 0, %pre7 ], [ %35, %next10 ]
;   br label %setup9
;
; setup9:
;   %30 = zext i32 %unit12 to i64
;   %31 = mul i64 %30, 64
;   %32 = add i64 %31, 0
;   %33 = getelementptr i8, ptr %slots, i64 %32
;   %34 = load <16 x i32>, ptr %33, align 64
;   br label %loop
;
; next10:
;   %35 = add i32 %unit12, 1
;   %36 = icmp ult i32 %35, %units
;   br i1 %36, label %head8, label %after11
;
; after11:
;   br i1 %29, label %pre1, label %pre13
;
; pre13:
;   br label %head14
;
; head14:
;   %unit18 = phi i32 [ 0, %pre13 ], [ %48, %next16 ]
;   br label %setup15
;
; setup15:
;   %first19 = mul i32 %unit18, 16
;   %37 = zext i32 %unit18 to i64
;   %38 = mul i64 %37, 64
;   %39 = add i64 %38, 0
;   %40 = getelementptr i8, ptr %slots, i64 %39
;   %41 = load <16 x i32>, ptr %40, align 64
;   %42 = zext i32 %unit18 to i64
;   %43 = mul i64 %42, 16
;   %44 = getelementptr %struct.cb_lane, ptr %lanes, i64 %43
;   %45 = getelementptr %struct.cb_lane, ptr %44, i32 0, i32 1, i32 0
;   %46 = zext nneg i32 %first19 to i64
;   %47 = getelementptr i32, ptr %1, i64 %46
;   br label %exit
;
; next16:
;   %48 = add i32 %unit18, 1
;   %49 = icmp ult i32 %48, %units
;   br i1 %49, label %head14, label %after17
;
; after17:
;   ret void
; }
