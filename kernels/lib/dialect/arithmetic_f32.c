// Single precision with any rounding: the operation in double precision, rounded to odd, keeps all that decides the rounding to 24
// bits (Boldo and Melquiond, "Emulation of FMA and correctly rounded sums: proved algorithms using rounding to odd", IEEE
// Transactions on Computers 57, 2008). Products and sums of floats neither overflow nor underflow there.

// The nearest double made odd where it is inexact: `error` is the exact value minus it. One bit more than a narrower format has then
// decides its rounding, because that bit is set for all that is below it.
INLINE f64 round_to_odd(f64 nearest, f64 error) {
  bool inexact = (error > 0.0) | (error < 0.0), even = !(BITS(u64, nearest) & 1);
  s32 away = (error > 0.0) == (nearest > 0.0) ? 1 : -1;
  return step_f64(nearest, inexact & even ? away : 0);
}

INLINE f32 narrow(rounding mode, f64 x) {
  f32 nearest = (f32)x;
  return step_f32_directed(mode, nearest, (f64)nearest < x, (f64)nearest > x);
}

INLINE f64 odd_sum(rounding mode, f64 a, f64 b) {
  f64 sum = a + b;
  return round_to_odd(zero_sum(mode, sum, a, b), sum_error(a, b, sum));
}
INLINE f64 odd_quotient(f64 a, f64 b) {
  f64 quotient = a / b, excess = __builtin_fma(quotient, b, -a);
  return round_to_odd(quotient, BITS(u64, b) >> 63 ? excess : -excess);
}
INLINE f64 odd_root(f64 a) {
  f64 root = __builtin_sqrt(a);
  return round_to_odd(root, -__builtin_fma(root, root, -a));
}

INLINE f32 finish(bool ftz, bool sat, f32 x) { return sat ? saturate(flush_if(ftz, x)) : flush_if(ftz, x); }

INLINE f32 add_f32(rounding mode, bool ftz, bool sat, f32 a, f32 b) {
  a = flush_if(ftz, a), b = flush_if(ftz, b);
  return finish(ftz, sat, mode == RN ? a + b : narrow(mode, odd_sum(mode, a, b)));
}
INLINE f32 mul_f32(rounding mode, bool ftz, bool sat, f32 a, f32 b) {
  a = flush_if(ftz, a), b = flush_if(ftz, b);
  return finish(ftz, sat, mode == RN ? a * b : narrow(mode, (f64)a * b));
}
INLINE f32 fma_f32(rounding mode, bool ftz, bool sat, f32 a, f32 b, f32 c) {
  a = flush_if(ftz, a), b = flush_if(ftz, b), c = flush_if(ftz, c);
  return finish(ftz, sat, mode == RN ? __builtin_fmaf(a, b, c) : narrow(mode, odd_sum(mode, (f64)a * b, c)));
}
INLINE f32 div_f32(rounding mode, bool ftz, f32 a, f32 b) {
  a = flush_if(ftz, a), b = flush_if(ftz, b);
  return flush_if(ftz, mode == RN ? a / b : narrow(mode, odd_quotient(a, b)));
}
INLINE f32 sqrt_f32(rounding mode, bool ftz, f32 a) {
  a = flush_if(ftz, a);
  return flush_if(ftz, mode == RN ? __builtin_sqrtf(a) : narrow(mode, odd_root(a)));
}

#define FORM(suffix, mode, ftz, sat)                                                                                            \
  f32 cb_dialect_add_##suffix##_f(f32 a, f32 b) { return add_f32(mode, ftz, sat, a, b); }                                        \
  f32 cb_dialect_mul_##suffix##_f(f32 a, f32 b) { return mul_f32(mode, ftz, sat, a, b); }                                        \
  f32 cb_dialect_fma_##suffix##_f(f32 a, f32 b, f32 c) { return fma_f32(mode, ftz, sat, a, b, c); }
#define FORM_WITHOUT_SAT(suffix, mode, ftz)                                                                                     \
  f32 cb_dialect_div_##suffix##_f(f32 a, f32 b) { return div_f32(mode, ftz, a, b); }                                             \
  f32 cb_dialect_rcp_##suffix##_f(f32 a) { return div_f32(mode, ftz, 1.0f, a); }                                                 \
  f32 cb_dialect_sqrt_##suffix##_f(f32 a) { return sqrt_f32(mode, ftz, a); }
#define FORMS(suffix, mode)                   \
  FORM(suffix, mode, false, false)            \
  FORM(suffix##_sat, mode, false, true)       \
  FORM(suffix##_ftz, mode, true, false)       \
  FORM(suffix##_ftz_sat, mode, true, true)    \
  FORM_WITHOUT_SAT(suffix, mode, false)       \
  FORM_WITHOUT_SAT(suffix##_ftz, mode, true)
FORMS(rn, RN)
FORMS(rz, RZ)
FORMS(rm, RM)
FORMS(rp, RP)
#undef FORM
#undef FORM_WITHOUT_SAT
#undef FORMS

f32 cb_dialect_saturate_f(f32 a) { return saturate(a); }
f32 cb_dialect_saturate_ftz_f(f32 a) { return saturate(flush(a)); }
f64 cb_dialect_saturate_d(f64 a) { return a > 0.0 ? (a < 1.0 ? a : 1.0) : 0.0; }
