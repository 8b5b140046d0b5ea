; test: after DefineArithmetic
target triple = "nvptx64-nvidia-cuda"

define ptx_kernel void @unsigned(ptr %r, i32 %a, i32 %b) {
  %q = udiv exact i32 %a, %b
  store i32 %q, ptr %r
  %m = urem i32 %a, %b
  store i32 %m, ptr %r
  ret void
}
define ptx_kernel void @signed(ptr %r, i64 %a, i64 %b) {
  %q = sdiv i64 %a, %b
  store i64 %q, ptr %r
  %m = srem i64 %a, %b
  store i64 %m, ptr %r
  ret void
}
define ptx_kernel void @known_divisors(ptr %r, i32 %a) {
  %q = udiv i32 %a, -1
  store i32 %q, ptr %r
  %m = srem i32 %a, 7
  store i32 %m, ptr %r
  %o = sdiv i32 %a, -1
  store i32 %o, ptr %r
  ret void
}
define ptx_kernel void @conversions(ptr %r, float %a, double %b) {
  %i = fptosi float %a to i32
  store i32 %i, ptr %r
  %u = fptoui double %b to i8
  store i8 %u, ptr %r
  ret void
}
define ptx_kernel void @shifts(ptr %r, i32 %a, i32 %b) {
  %l = shl nuw i32 %a, %b
  store i32 %l, ptr %r
  %s = ashr i32 %a, %b
  store i32 %s, ptr %r
  %k = lshr i32 %a, 3
  store i32 %k, ptr %r
  ret void
}

; expect:
; define ptx_kernel void @unsigned(ptr %r, i32 %a, i32 %b) {
;   %1 = icmp eq i32 %b, 0
;   %2 = select i1 %1, i32 1, i32 %b
;   %3 = udiv i32 %a, %2
;   %4 = select i1 %1, i32 -1, i32 %3
;   store i32 %4, ptr %r, align 4
;   %5 = icmp eq i32 %b, 0
;   %6 = select i1 %5, i32 1, i32 %b
;   %7 = urem i32 %a, %6
;   %8 = select i1 %5, i32 %a, i32 %7
;   store i32 %8, ptr %r, align 4
;   ret void
; }
;
; define ptx_kernel void @signed(ptr %r, i64 %a, i64 %b) {
;   %1 = icmp eq i64 %b, 0
;   %2 = icmp eq i64 %a, -9223372036854775808
;   %3 = icmp eq i64 %b, -1
;   %4 = and i1 %2, %3
;   %5 = or i1 %1, %4
;   %6 = select i1 %5, i64 1, i64 %b
;   %7 = sdiv i64 %a, %6
;   %8 = select i1 %1, i64 -1, i64 %7
;   store i64 %8, ptr %r, align 4
;   %9 = icmp eq i64 %b, 0
;   %10 = icmp eq i64 %a, -9223372036854775808
;   %11 = icmp eq i64 %b, -1
;   %12 = and i1 %10, %11
;   %13 = or i1 %9, %12
;   %14 = select i1 %13, i64 1, i64 %b
;   %15 = srem i64 %a, %14
;   %16 = select i1 %9, i64 %a, i64 %15
;   store i64 %16, ptr %r, align 4
;   ret void
; }
;
; define ptx_kernel void @known_divisors(ptr %r, i32 %a) {
;   %q = udiv i32 %a, -1
;   store i32 %q, ptr %r, align 4
;   %m = srem i32 %a, 7
;   store i32 %m, ptr %r, align 4
;   %1 = icmp eq i32 %a, -2147483648
;   %2 = and i1 %1, true
;   %3 = or i1 false, %2
;   %4 = select i1 %3, i32 1, i32 -1
;   %5 = sdiv i32 %a, %4
;   %6 = select i1 false, i32 -1, i32 %5
;   store i32 %6, ptr %r, align 4
;   ret void
; }
;
; define ptx_kernel void @conversions(ptr %r, float %a, double %b) {
;   %1 = call i32 @llvm.fptosi.sat.i32.f32(float %a)
;   store i32 %1, ptr %r, align 4
;   %2 = call i8 @llvm.fptoui.sat.i8.f64(double %b)
;   store i8 %2, ptr %r, align 1
;   ret void
; }
;
; define ptx_kernel void @shifts(ptr %r, i32 %a, i32 %b) {
;   %1 = icmp ult i32 %b, 32
;   %2 = shl i32 %a, %b
;   %3 = select i1 %1, i32 %2, i32 0
;   store i32 %3, ptr %r, align 4
;   %4 = icmp ult i32 %b, 32
;   %5 = select i1 %4, i32 %b, i32 31
;   %6 = ashr i32 %a, %5
;   store i32 %6, ptr %r, align 4
;   %k = lshr i32 %a, 3
;   store i32 %k, ptr %r, align 4
;   ret void
; }
