// Exponentials and logarithms in single precision, the most used functions of all. libclc's flush subnormal results and read tables;
// these are straight-line arithmetic that vectorises, within 1 ulp. Polynomials are those of coefficients.h.

static inline float polynomial_off(float x, const float* terms, int count) {
  float sum = terms[0];
  for (int i = 1; i < count; i++) sum = __builtin_fmaf(sum, x, terms[i]);
  return sum;
}
#define POLYNOMIAL_F(x, terms) polynomial_off(x, terms, sizeof(terms) / sizeof(float))

// x * scale in whole numbers, nearest first: added to this, they stand in the low bits.
static const float whole_numbers = 0x1.8p23f;
static inline float nearest_whole(float x, float scale) { return __builtin_fmaf(x, scale, whole_numbers); }

// These two stay functions until the translator knows its target (Passes/KeepScaling.cs), which may have an instruction that scales by any n, and
// for which infinite n counts more than a fraction that is no number. The upper bound is then not needed; nothing else changes any result.

// Within what neither vanishes nor overflows by itself. A NaN passes.
[[clang::noinline]] float __nv_cudabridge_bounded(float x, float low, float high) {
  x = x < low ? low : x;
  return x > high ? high : x;
}

// fraction * 2^n, n = whole - whole_numbers and at most 128, in two steps, so that subnormal results are rounded once.
[[clang::noinline]] float __nv_cudabridge_scaled(float fraction, float n, float whole) {
  bool negative = n < 0.0f;
  float first = float_of((bits_of(whole) << 23) + (negative ? (127u + 64) << 23 : (127u - 1) << 23));
  return fraction * first * (negative ? 0x1p-64f : 2.0f);
}

// What is taken off the argument first has few digits: n times it is exact.
float __nv_expf(float x) {
  float inside = __nv_cudabridge_bounded(x, -104.0f, 89.0f), whole = nearest_whole(inside, 0x1.715476p+0f), n = whole - whole_numbers;
  float r = __builtin_fmaf(n, -0x1.7f7d1cp-20f, __builtin_fmaf(n, -0x1.62e400p-1f, inside));
  return __nv_cudabridge_scaled(POLYNOMIAL_F(r, expf_terms), n, whole);
}
float __nv_exp2f(float x) {
  float inside = __nv_cudabridge_bounded(x, -152.0f, 128.0f), whole = nearest_whole(inside, 1.0f), n = whole - whole_numbers;
  return __nv_cudabridge_scaled(POLYNOMIAL_F(inside - n, exp2f_terms), n, whole);
}
float __nv_exp10f(float x) {
  float inside = __nv_cudabridge_bounded(x, -46.0f, 38.6f), whole = nearest_whole(inside, 0x1.a934f0p+1f), n = whole - whole_numbers;
  float r = __builtin_fmaf(n, -0x1.3509f8p-18f, __builtin_fmaf(n, -0x1.344000p-2f, inside));
  float high = r * 0x1.26bb1cp+1f, low = __builtin_fmaf(r, -0x1.12aabap-25f, __builtin_fmaf(r, 0x1.26bb1cp+1f, -high));
  return __nv_cudabridge_scaled(POLYNOMIAL_F(high, expf_terms) + low, n, whole);
}

// x = 2^n (1 + t) with 1 + t in [sqrt(1/2), sqrt 2); `rest` is log(1 + t) - t.
typedef struct { float n, t, rest; } logarithm;
static inline logarithm logarithm_of(float x) {
  bool subnormal = x < 0x1p-126f;
  u32 bits = bits_of(subnormal ? x * 0x1p32f : x);
  int n = (int)(bits - 0x3f3504f3u) >> 23;
  float t = float_of(bits - ((u32)n << 23)) - 1.0f;
  float rest = t * t * __builtin_fmaf(t, POLYNOMIAL_F(t, logf_terms), -0.5f);
  return (logarithm){(float)(subnormal ? n - 32 : n), t, rest};
}
// Minus infinity at 0, NaN below, infinity and NaN themselves.
static inline float logarithm_or_special(float x, float log) {
  float special = x == 0.0f ? -__builtin_inff() : x > 0.0f ? x : float_of(0x7fffffffu);
  return (x > 0.0f) & (x < __builtin_inff()) ? log : special;
}

float __nv_logf(float x) {
  logarithm l = logarithm_of(x);
  float low = __builtin_fmaf(l.n, -0x1.05c610p-29f, l.rest);
  return logarithm_or_special(x, __builtin_fmaf(l.n, 0x1.62e430p-1f, l.t + low));
}
// n high + (1 + t) in another base: t and the rest times 1 / log(base), t in two parts.
static inline float in_base(logarithm l, float n_high, float n_low, float high, float low) {
  float t_high = l.t * high, t_low = __builtin_fmaf(l.t, low, __builtin_fmaf(l.t, high, -t_high));
  float rest = __builtin_fmaf(l.rest, high, t_low + l.n * n_low);
  return __builtin_fmaf(l.n, n_high, t_high + rest);
}
float __nv_log2f(float x) { return logarithm_or_special(x, in_base(logarithm_of(x), 1.0f, 0.0f, 0x1.715476p+0f, 0x1.4ae0c0p-26f)); }
float __nv_log10f(float x) {
  return logarithm_or_special(x, in_base(logarithm_of(x), 0x1.344136p-2f, -0x1.ec10c0p-27f, 0x1.bcb7b2p-2f, -0x1.5b235ep-27f));
}
