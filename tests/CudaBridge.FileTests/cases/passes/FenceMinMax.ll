; test: after FenceMinMax
; options: -O1 --isa=x86-64-v4
; functions: k.block.warp
;
; One operand may be anything: it and the number are fenced. A constant is not.
target triple = "nvptx64-nvidia-cuda"
target datalayout = "e-p6:32:32-i64:64-i128:128-i256:256-v16:16-v32:32-n16:32:64"
declare double @llvm.maximumnum.f64(double, double)
declare i32 @llvm.nvvm.read.ptx.sreg.ctaid.x()

define ptx_kernel void @k(ptr %out, double %x) {
  %i = call i32 @llvm.nvvm.read.ptx.sreg.ctaid.x()
  %n = sitofp i32 %i to double
  %a = call double @llvm.maximumnum.f64(double %x, double %n)
  %b = call double @llvm.maximumnum.f64(double %a, double 1.0)
  store double %b, ptr %out
  ret void
}

; expect:
; define internal void @k.block.warp(ptr readonly captures(none) %lanes, ptr readonly captures(none) %params, i32 %threads, ptr readnone captures(none) %slots) {
; entry:
;   %0 = load ptr, ptr %params, align 8, !invariant.load !0
;   %1 = getelementptr inbounds nuw i8, ptr %params, i64 8
;   %2 = load double, ptr %1, align 8, !invariant.load !0
;   %3 = load ptr, ptr %lanes, align 8
;   %4 = load i32, ptr %3, align 4
;   %5 = uitofp nneg i32 %4 to double
;   %6 = call double @llvm.arithmetic.fence.f64(double %2)
;   %7 = call double @llvm.arithmetic.fence.f64(double %5)
;   %8 = tail call double @llvm.maximumnum.f64(double %6, double %7)
;   %9 = tail call double @llvm.maximumnum.f64(double %8, double 1.000000e+00)
;   store double %9, ptr %0, align 8
;   ret void
; }
