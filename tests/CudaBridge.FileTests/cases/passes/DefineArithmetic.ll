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
