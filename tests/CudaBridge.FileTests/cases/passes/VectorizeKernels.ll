; test: after VectorizeKernels
; options: -O1 --isa=x86-64-v3
; functions: k.warp
;
; A lane's own number says where it reads from: In whole warps these are constants.
target triple = "nvptx64-nvidia-cuda"
target datalayout = "e-p6:32:32-i64:64-i128:128-i256:256-v16:16-v32:32-n16:32:64"
declare i32 @llvm.nvvm.read.ptx.sreg.tid.x()
declare i32 @llvm.nvvm.read.ptx.sreg.laneid()
declare i32 @llvm.nvvm.shfl.sync.idx.i32(i32, i32, i32, i32)

define ptx_kernel void @k(ptr %p) {
  %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %at = zext i32 %t to i64
  %place = getelementptr i32, ptr %p, i64 %at
  %value = load i32, ptr %place
  %lane = call i32 @llvm.nvvm.read.ptx.sreg.laneid()
  %pair = xor i32 %lane, 1
  %low = and i32 %t, 31
  %half = lshr i32 %low, 1
  %a = call i32 @llvm.nvvm.shfl.sync.idx.i32(i32 -1, i32 %value, i32 %pair, i32 31)
  %b = call i32 @llvm.nvvm.shfl.sync.idx.i32(i32 -1, i32 %a, i32 %half, i32 31)
  store i32 %b, ptr %place
  ret void
}

; expect:
; define void @k.warp(ptr %0, ptr captures(none) %1) {
; entry:
;   br label %start
;
; start:
;   %2 = getelementptr %struct.cb_lane, ptr %0, i32 0, i32 1, i32 0
;   %3 = load i32, ptr %2, align 4
;   %4 = getelementptr %struct.cb_lane, ptr %0, i32 0, i32 2
;   %5 = zext nneg i32 %3 to i64
;   %6 = getelementptr i32, ptr %1, i64 %5
;   %7 = load <32 x i32>, ptr %6, align 4
;   %8 = insertelement <32 x i32> poison, i32 %3, i64 0
;   %9 = shufflevector <32 x i32> %8, <32 x i32> poison, <32 x i32> zeroinitializer
;   %10 = add <32 x i32> %9, <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7, i32 8, i32 9, i32 10, i32 11, i32 12, i32 13, i32 14, i32 15, i32 16, i32 17, i32 18, i32 19, i32 20, i32 21, i32 22, i32 23, i32 24, i32 25, i32 26, i32 27, i32 28, i32 29, i32 30, i32 31>
;   %11 = lshr <32 x i32> %10, splat (i32 1)
;   %12 = shufflevector <32 x i32> %7, <32 x i32> poison, <32 x i32> <i32 1, i32 0, i32 3, i32 2, i32 5, i32 4, i32 7, i32 6, i32 9, i32 8, i32 11, i32 10, i32 13, i32 12, i32 15, i32 14, i32 17, i32 16, i32 19, i32 18, i32 21, i32 20, i32 23, i32 22, i32 25, i32 24, i32 27, i32 26, i32 29, i32 28, i32 31, i32 30>
;   %13 = shufflevector <32 x i32> %12, <32 x i32> poison, <32 x i32> <i32 0, i32 0, i32 1, i32 1, i32 2, i32 2, i32 3, i32 3, i32 4, i32 4, i32 5, i32 5, i32 6, i32 6, i32 7, i32 7, i32 8, i32 8, i32 9, i32 9, i32 10, i32 10, i32 11, i32 11, i32 12, i32 12, i32 13, i32 13, i32 14, i32 14, i32 15, i32 15>
;   store <32 x i32> %13, ptr %6, align 4
;   ret void
; }
