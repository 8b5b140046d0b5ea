; test: after SplitGridStrideLoops
; options: -O1
target triple = "nvptx64-nvidia-cuda"

declare i32 @llvm.nvvm.read.ptx.sreg.tid.x()
declare i32 @llvm.nvvm.read.ptx.sreg.ntid.x()
declare i32 @llvm.nvvm.read.ptx.sreg.ctaid.x()
declare i32 @llvm.nvvm.read.ptx.sreg.nctaid.x()
define ptx_kernel void @sum(ptr %p, i32 %n) {
entry:
  %tid = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %ntid = call i32 @llvm.nvvm.read.ptx.sreg.ntid.x()
  %ctaid = call i32 @llvm.nvvm.read.ptx.sreg.ctaid.x()
  %block = mul i32 %ctaid, %ntid
  %first = add i32 %block, %tid
  %enters = icmp slt i32 %first, %n
  br i1 %enters, label %ahead, label %exit
ahead:
  %nctaid = call i32 @llvm.nvvm.read.ptx.sreg.nctaid.x()
  %step = mul i32 %nctaid, %ntid
  br label %round
round:
  %i = phi i32 [ %first, %ahead ], [ %next, %round ]
  %sum = phi i32 [ 0, %ahead ], [ %more, %round ]
  %place = getelementptr i32, ptr %p, i32 %i
  %value = load i32, ptr %place
  %more = add i32 %sum, %value
  %next = add i32 %i, %step
  %again = icmp slt i32 %next, %n
  br i1 %again, label %round, label %exit
exit:
  %total = phi i32 [ 0, %entry ], [ %more, %round ]
  store i32 %total, ptr %p
  ret void
}

; expect:
; define void @sum(ptr %lane, ptr captures(none) %p, i32 %n) {
; prologue:
;   br label %count
;
; count:
;   %0 = tail call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
;   %1 = tail call i32 @llvm.nvvm.read.ptx.sreg.ntid.x()
;   %2 = tail call i32 @llvm.nvvm.read.ptx.sreg.ctaid.x()
;   %3 = mul i32 %2, %1
;   %4 = add i32 %3, %0
;   %5 = icmp slt i32 %4, %n
;   %6 = tail call i32 @llvm.nvvm.read.ptx.sreg.nctaid.x()
;   %7 = mul i32 %6, %1
;   %8 = call i32 @llvm.nvvm.read.ptx.sreg.nctaid.x()
;   %9 = zext i32 %8 to i64
;   %10 = sub i64 %9, 1
;   %11 = call i32 @llvm.nvvm.read.ptx.sreg.ntid.x()
;   %12 = zext i32 %11 to i64
;   %13 = mul i64 %10, %12
;   %14 = call i32 @llvm.nvvm.read.ptx.sreg.ntid.x()
;   %15 = zext i32 %14 to i64
;   %16 = sub i64 %15, 1
;   %17 = add i64 %13, %16
;   %18 = icmp ult i64 %17, 2147483648
;   %19 = and i1 true, %18
;   %20 = call i32 @llvm.smax.i32(i32 %n, i32 0)
;   %21 = zext i32 %20 to i64
;   %22 = zext i32 %7 to i64
;   %23 = call i64 @llvm.umax.i64(i64 %22, i64 1)
;   %24 = sub i64 %21, 1
;   %25 = sub i64 %24, %17
;   %26 = udiv i64 %25, %23
;   %27 = add i64 %26, 1
;   %28 = icmp ult i64 %17, %21
;   %29 = and i1 %19, %28
;   %rounds = select i1 %29, i64 %27, i64 0
;   %30 = icmp ne i64 %rounds, 0
;   br i1 %30, label %round1, label %entry
;
; entry:
;   %31 = phi i32 [ 0, %count ], [ %48, %round1 ]
;   %32 = phi i32 [ 0, %count ], [ %44, %round1 ]
;   %33 = phi i32 [ 0, %count ], [ %44, %round1 ]
;   %34 = add i32 %4, %31
;   %35 = icmp slt i32 %34, %n
;   br i1 %35, label %ahead, label %exit
;
; ahead:
;   br label %round
;
; round:
;   %i = phi i32 [ %34, %ahead ], [ %next, %round ]
;   %sum = phi i32 [ %33, %ahead ], [ %more, %round ]
;   %36 = sext i32 %i to i64
;   %place = getelementptr i32, ptr %p, i64 %36
;   %value = load i32, ptr %place, align 4
;   %more = add i32 %value, %sum
;   %next = add i32 %i, %7
;   %again = icmp slt i32 %next, %n
;   br i1 %again, label %round, label %exit
;
; exit:
;   %total = phi i32 [ %32, %entry ], [ %more, %round ]
;   store i32 %total, ptr %p, align 4
;   ret void
;
; round1:
;   %37 = phi i64 [ 0, %count ], [ %47, %round1 ]
;   %38 = phi i32 [ 0, %count ], [ %48, %round1 ]
;   %39 = phi i32 [ 0, %count ], [ %44, %round1 ]
;   %40 = add i32 %4, %38
;   %41 = sext i32 %40 to i64
;   %42 = getelementptr i32, ptr %p, i64 %41
;   %43 = load i32, ptr %42, align 4
;   %44 = add i32 %43, %39
;   %45 = add i32 %40, %7
;   %46 = icmp slt i32 %45, %n
;   %47 = add i64 %37, 1
;   %48 = add i32 %38, %7
;   %49 = icmp ult i64 %47, %rounds
;   br i1 %49, label %round1, label %entry
; }
