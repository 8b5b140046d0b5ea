// The .approx instructions. PTX only bounds their error; these are deterministic, plain arithmetic without tables, and better than
// the bounds: ex2 and lg2 2^-22 relative, sin and cos 2^-20.5 absolute, tanh 2^-11 relative, rcp, rsqrt and sqrt about 1 ulp.
// Polynomials are minimax fits on the interval named, highest power first.

INLINE f32 horner(f32 x, const f32* coefficients, s32 count) {
  f32 sum = coefficients[0];
  for (s32 i = 1; i < count; i++) sum = __builtin_fmaf(sum, x, coefficients[i]);
  return sum;
}
#define POLYNOMIAL(x, ...) horner(x, (const f32[]){__VA_ARGS__}, sizeof((f32[]){__VA_ARGS__}) / sizeof(f32))

// 2^x = 2^n 2^f with f in [-1/2, 1/2]. The scaling has two steps so that subnormal results come out right.
INLINE f32 ex2(f32 x) {
  f32 bounded = x > 130.0f ? 130.0f : x > -152.0f ? x : -152.0f;
  f32 whole = __builtin_rintf(bounded);
  s32 n = (s32)whole, half = n >> 1;
  f32 power = POLYNOMIAL(bounded - whole, 0x1.41d34ap-13f, 0x1.5f456ap-10f, 0x1.3b2dbcp-7f, 0x1.c6aed4p-5f, 0x1.ebfbdap-3f,
                         0x1.62e430p-1f, 1.0f);
  power = power * power_of_two(half) * power_of_two(n - half);
  return x == x ? power : x;
}
f32 cb_dialect_ex2_approx_f32(f32 x) { return ex2(x); }
f32 cb_dialect_ex2_approx_ftz_f32(f32 x) { return flush(ex2(flush(x))); }
f16 cb_dialect_ex2_approx_f16(f16 x) { return (f16)ex2((f32)x); }
f16 cb_dialect_ex2_approx_ftz_f16(f16 x) { return flush_f16((f16)ex2((f32)flush_f16(x))); }
bf16 cb_dialect_ex2_approx_ftz_bf16(bf16 x) { return nearest_bf16(flush(ex2(flush(widen_bf16(x))))); }
f16x2 cb_dialect_ex2_approx_v2f16(f16x2 x) { return (f16x2){cb_dialect_ex2_approx_f16(x.x), cb_dialect_ex2_approx_f16(x.y)}; }
f16x2 cb_dialect_ex2_approx_ftz_v2f16(f16x2 x) {
  return (f16x2){cb_dialect_ex2_approx_ftz_f16(x.x), cb_dialect_ex2_approx_ftz_f16(x.y)};
}
bf16x2 cb_dialect_ex2_approx_ftz_v2bf16(bf16x2 x) {
  return (bf16x2){cb_dialect_ex2_approx_ftz_bf16(x.x), cb_dialect_ex2_approx_ftz_bf16(x.y)};
}

// log2(2^n m) = n + log2(m) with m in [sqrt(1/2), sqrt(2)); the fit is of log2(1 + t) / t, so that log2(1) is exactly 0.
INLINE f32 lg2(f32 x) {
  bool subnormal = x < 0x1p-126f;
  u32 bits = BITS(u32, subnormal ? x * 0x1p32f : x), offset = bits - 0x3f3504f3u;  // of sqrt(1/2)
  s32 n = (s32)offset >> 23;
  f32 t = BITS(f32, bits - ((u32)n << 23)) - 1.0f;
  f32 log = t * POLYNOMIAL(t, -0x1.c24cf0p-4f, 0x1.7d44ecp-3f, -0x1.874c82p-3f, 0x1.a30666p-3f, -0x1.eabc8cp-3f, 0x1.277e32p-2f,
                           -0x1.715a76p-2f, 0x1.ec7096p-2f, -0x1.715470p-1f, 0x1.715476p+0f);
  log += (f32)(subnormal ? n - 32 : n);
  f32 special = x == 0.0f ? -(f32)INFINITY : x > 0.0f ? x : NAN_F32;
  return (x > 0.0f) & (x < (f32)INFINITY) ? log : special;
}
f32 cb_dialect_lg2_approx_f(f32 x) { return lg2(x); }
f32 cb_dialect_lg2_approx_ftz_f(f32 x) { return lg2(flush(x)); }

// In double: log2(m) = 2/ln 2 (s + s^3/3 + s^5/5 …) with s = (m - 1) / (m + 1), |s| < 0.172 (DLMF 4.6.4).
f64 cb_dialect_lg2_approx_d(f64 x) {
  bool subnormal = x < 0x1p-1022;
  u64 bits = BITS(u64, subnormal ? x * 0x1p64 : x);
  s32 n = (s32)((s64)(bits - 0x3fe6a09e667f3bcdu) >> 52);
  f64 m = BITS(f64, bits - ((u64)(s64)n << 52)), s = (m - 1.0) / (m + 1.0), z = s * s, sum = 0.0;
  for (s32 odd = 23; odd > 0; odd -= 2) sum = __builtin_fma(sum, z, 1.0 / odd);
  f64 log = __builtin_fma(s * sum, 0x1.71547652b82fep+1, subnormal ? n - 64 : n);
  f64 special = x == 0.0 ? -INFINITY : x > 0.0 ? x : (f64)NAN_F32;
  return (x > 0.0) & (x < INFINITY) ? log : special;
}

// x = r + quarter * pi/2. Beyond 2^22 the quarter does not fit a float, so whole turns are taken off in double first; beyond 2^50
// a float is further from its neighbour than any turn can tell, and the angle counts as 0.
INLINE f32 reduce(f32 x, u32* quarter) {
  if ((__builtin_fabsf(x) > 0x1p22f) & (__builtin_fabsf(x) < (f32)INFINITY)) {
    f64 turns = __builtin_rint(x * 0x1.45f306dc9c883p-3);
    f64 rest = __builtin_fma(turns, -0x1.921fb54442d18p+2, (f64)x);
    x = __builtin_fabsf(x) < 0x1p50f ? (f32)__builtin_fma(turns, -0x1.1a62633145c07p-52, rest) : 0.0f;
  }
  f32 k = __builtin_rintf(x * 0x1.45f306p-1f);
  *quarter = x - x == 0.0f ? (u32)(s32)k : 0;
  f32 r = __builtin_fmaf(k, -0x1.921fb6p+0f, x);
  r = __builtin_fmaf(k, 0x1.777a5cp-25f, r);
  return __builtin_fmaf(k, 0x1.ee59dap-50f, r);
}
INLINE f32 sine_or_cosine(f32 x, u32 shift) {
  u32 quarter;
  f32 r = reduce(x, &quarter), z = r * r;
  f32 sine = r * POLYNOMIAL(z, -0x1.99076ap-13f, 0x1.110630p-7f, -0x1.555540p-3f, 1.0f);
  f32 cosine = POLYNOMIAL(z, 0x1.990700p-16f, -0x1.6c0786p-10f, 0x1.55553ap-5f, -0.5f, 1.0f);
  quarter += shift;
  f32 value = quarter & 1 ? cosine : sine;
  return BITS(f32, BITS(u32, value) ^ (quarter & 2) << 30);
}
f32 cb_dialect_sin_approx_f(f32 x) { return sine_or_cosine(x, 0); }
f32 cb_dialect_cos_approx_f(f32 x) { return sine_or_cosine(x, 1); }
f32 cb_dialect_sin_approx_ftz_f(f32 x) { return flush(sine_or_cosine(flush(x), 0)); }
f32 cb_dialect_cos_approx_ftz_f(f32 x) { return flush(sine_or_cosine(flush(x), 1)); }

// tanh x = 1 - 2 / (e^2x + 1); below 1/4, where that cancels, the first terms of its series (DLMF 4.33.3).
INLINE f32 tanh_approx(f32 x) {
  f32 magnitude = __builtin_fabsf(x), z = x * x;
  f32 large = 1.0f - 2.0f / (ex2(magnitude * 0x1.715476p+1f) + 1.0f);
  f32 small = magnitude * POLYNOMIAL(z, -0x1.ba1ba2p-5f, 0x1.111112p-3f, -0x1.555556p-2f, 1.0f);
  return __builtin_copysignf(magnitude < 0.25f ? small : large, x);
}
f32 cb_dialect_tanh_approx_f32(f32 x) { return tanh_approx(x); }
f16 cb_dialect_tanh_approx_f16(f16 x) { return (f16)tanh_approx((f32)x); }
bf16 cb_dialect_tanh_approx_bf16(bf16 x) { return nearest_bf16(tanh_approx(widen_bf16(x))); }
f16x2 cb_dialect_tanh_approx_f16x2(f16x2 x) { return (f16x2){cb_dialect_tanh_approx_f16(x.x), cb_dialect_tanh_approx_f16(x.y)}; }
bf16x2 cb_dialect_tanh_approx_bf16x2(bf16x2 x) {
  return (bf16x2){cb_dialect_tanh_approx_bf16(x.x), cb_dialect_tanh_approx_bf16(x.y)};
}

f32 cb_dialect_rcp_approx_f32(f32 x) { return 1.0f / x; }
f32 cb_dialect_rcp_approx_ftz_f(f32 x) { return flush(1.0f / flush(x)); }
f32 cb_dialect_sqrt_approx_ftz_f(f32 x) { return __builtin_sqrtf(flush(x)); }
f32 cb_dialect_rsqrt_approx_f(f32 x) { return 1.0f / __builtin_sqrtf(x); }
f32 cb_dialect_rsqrt_approx_ftz_f(f32 x) { return 1.0f / __builtin_sqrtf(flush(x)); }
f64 cb_dialect_rsqrt_approx_d(f64 x) { return 1.0 / __builtin_sqrt(x); }
f32 cb_dialect_div_approx_ftz_f(f32 a, f32 b) { return flush(flush(a) / flush(b)); }
f32 cb_dialect_div_full_ftz(f32 a, f32 b) { return flush(flush(a) / flush(b)); }

INLINE f64 flush_d(f64 x) { return __builtin_fabs(x) < 0x1p-1022 ? __builtin_copysign(0.0, x) : x; }
f64 cb_dialect_rcp_approx_ftz_d(f64 x) { return flush_d(1.0 / flush_d(x)); }
f64 cb_dialect_rsqrt_approx_ftz_d(f64 x) { return 1.0 / __builtin_sqrt(flush_d(x)); }
