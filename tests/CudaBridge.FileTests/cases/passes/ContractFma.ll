; test: after ContractFma
target triple = "nvptx64-nvidia-cuda"

define ptx_kernel void @add(ptr %r, float %a, float %b, float %c) {
  %p = fmul contract float %a, %b
  %s = fadd contract float %p, %c
  store float %s, ptr %r
  ret void
}
define ptx_kernel void @sub_from(ptr %r, float %a, float %b, float %c) {
  %p = fmul contract float %a, %b
  %s = fsub contract float %c, %p
  store float %s, ptr %r
  ret void
}
define ptx_kernel void @two_uses(ptr %r, float %a, float %b, float %c, ptr %keep) {
  %p = fmul contract float %a, %b
  store float %p, ptr %keep
  %s = fsub contract float %p, %c
  store float %s, ptr %r
  ret void
}
define ptx_kernel void @not_allowed(ptr %r, double %a, double %b, double %c) {
  %p = fmul double %a, %b
  %s = fadd contract nnan double %p, %c
  store double %s, ptr %r
  ret void
}
declare float @llvm.sqrt.f32(float)
define ptx_kernel void @flags(ptr %r, float %a, float %b, i1 %c) {
entry:
  %d = fdiv fast float %a, %b
  %n = fneg fast float %d
  br i1 %c, label %then, label %end
then:
  %q = call fast float @llvm.sqrt.f32(float %n)
  br label %end
end:
  %x = phi fast float [ %n, %entry ], [ %q, %then ]
  %o = fcmp fast olt float %x, %b
  %s = select fast i1 %o, float %x, float %b
  store float %s, ptr %r
  ret void
}

; expect:
; define ptx_kernel void @add(ptr %r, float %a, float %b, float %c) {
;   %1 = call float @llvm.fma.f32(float %a, float %b, float %c)
;   store float %1, ptr %r, align 4
;   ret void
; }
;
; define ptx_kernel void @sub_from(ptr %r, float %a, float %b, float %c) {
;   %1 = fneg float %a
;   %2 = call float @llvm.fma.f32(float %1, float %b, float %c)
;   store float %2, ptr %r, align 4
;   ret void
; }
;
; define ptx_kernel void @two_uses(ptr %r, float %a, float %b, float %c, ptr %keep) {
;   %1 = fmul float %a, %b
;   store float %1, ptr %keep, align 4
;   %2 = fneg float %c
;   %3 = call float @llvm.fma.f32(float %a, float %b, float %2)
;   store float %3, ptr %r, align 4
;   ret void
; }
;
; define ptx_kernel void @not_allowed(ptr %r, double %a, double %b, double %c) {
;   %p = fmul double %a, %b
;   %1 = fadd double %p, %c
;   store double %1, ptr %r, align 8
;   ret void
; }
;
; define ptx_kernel void @flags(ptr %r, float %a, float %b, i1 %c) {
; entry:
;   %0 = fdiv float %a, %b
;   %1 = fneg float %0
;   br i1 %c, label %then, label %end
;
; then:
;   %2 = call float @llvm.sqrt.f32(float %1)
;   br label %end
;
; end:
;   %3 = phi float [ %1, %entry ], [ %2, %then ]
;   %4 = fcmp olt float %3, %b
;   %5 = select i1 %4, float %3, float %b
;   store float %5, ptr %r, align 4
;   ret void
; }
