; test: after LowerPureOperations
; functions: f
target triple = "nvptx64-nvidia-cuda"

declare float @llvm.nvvm.add.rn.f(float, float)
declare i32 @llvm.nvvm.prmt(i32, i32, i32)
declare i32 @__nvvm_reflect(ptr)
@.str = private constant [12 x i8] c"__CUDA_ARCH\00"
@.ftz = private constant [11 x i8] c"__CUDA_FTZ\00"
define i32 @f(float %x, i32 %i) {
  %s = call float @llvm.nvvm.add.rn.f(float %x, float 1.0)
  %b = bitcast float %s to i32
  %p = call i32 @llvm.nvvm.prmt(i32 %b, i32 %i, i32 12816)
  %a = call i32 @__nvvm_reflect(ptr @.str)
  %z = call i32 @__nvvm_reflect(ptr @.ftz)
  %r = add i32 %p, %a
  %q = add i32 %r, %z
  ret i32 %q
}

; expect:
; define i32 @f(float %x, i32 %i) {
;   %1 = fadd float %x, 1.000000e+00
;   %b = bitcast float %1 to i32
;   %2 = call i32 @cb_dialect_prmt(i32 %b, i32 %i, i32 12816)
;   %r = add i32 %2, 800
;   %q = add i32 %r, 0
;   ret i32 %q
; }
