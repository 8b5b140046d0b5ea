// Sine, cosine and tangent in single precision. libclc reduces every argument as if it were huge; here that is the exception.

// An angle as quarter * pi/2 + r, |r| <= pi/4, and its sine and cosine before the quarter has its say.
typedef struct { u32 quarter; float sine, cosine; } angle;

// `low` is a part of r below its last place.
static inline angle angle_of(u32 quarter, float r, float low) {
  float z = r * r;
  float sine = r + __builtin_fmaf(r * z, POLYNOMIAL_F(z, sinf_terms), low);
  float cosine = 1.0f + __builtin_fmaf(z, -0.5f, __builtin_fmaf(z * z, POLYNOMIAL_F(z, cosf_terms), -r * low));
  return (angle){quarter, sine, cosine};
}
// Cody and Waite's reduction with pi/2 in three parts: exact enough while the quarter has 17 bits.
static inline bool is_huge(float x) { return !(__builtin_fabsf(x) < 0x1p17f); }
static inline angle reduced(float x) {
  float inside = is_huge(x) ? 0.0f : x, n = __builtin_rintf(inside * 0x1.45f306p-1f);
  float r = __builtin_fmaf(n, 0x1.777a5cp-25f, __builtin_fmaf(n, -0x1.921fb6p+0f, inside));
  return angle_of((u32)(int)n, __builtin_fmaf(n, 0x1.ee59dap-50f, r), 0.0f);
}
static inline float signed_by(u32 quarter, float x) { return float_of(bits_of(x) ^ (quarter & 2) << 30); }
static inline float sine_of(angle a) { return signed_by(a.quarter, a.quarter & 1 ? a.cosine : a.sine); }
static inline float cosine_of(angle a) { return signed_by(a.quarter + 1, a.quarter & 1 ? a.sine : a.cosine); }

float __nv_sinf(float x) {
  if (is_huge(x)) return clc_sinf(x);
  float sine = sine_of(reduced(x));
  return x == 0.0f ? x : sine;
}
float __nv_cosf(float x) { return is_huge(x) ? clc_cosf(x) : cosine_of(reduced(x)); }
float __nv_tanf(float x) {
  if (is_huge(x)) return clc_tanf(x);
  angle a = reduced(x);
  float tangent = a.quarter & 1 ? -a.cosine / a.sine : a.sine / a.cosine;
  return x == 0.0f ? x : tangent;
}
void __nv_sincosf(float x, float* sine, float* cosine) {
  if (is_huge(x)) {
    *sine = clc_sincosf(x, cosine);
    return;
  }
  angle a = reduced(x);
  *sine = x == 0.0f ? x : sine_of(a);
  *cosine = cosine_of(a);
}

// pi x: whole turns and quarters come off x exactly, before the multiplication.
static inline angle half_turns(float x) {
  float turned = __builtin_fmaf(__builtin_rintf(x * 0.5f), -2.0f, x);
  float finite = x - x == 0.0f ? turned : 0.0f, n = __builtin_rintf(2.0f * finite), r = __builtin_fmaf(n, -0.5f, finite);
  float high = r * 0x1.921fb6p+1f, low = __builtin_fmaf(r, -0x1.777a5cp-24f, __builtin_fmaf(r, 0x1.921fb6p+1f, -high));
  return angle_of((u32)(int)n, high, low);
}
static inline float finite_or_nan(float x, float result) { return x - x == 0.0f ? result : float_of(0x7fffffffu); }
float __nv_sinpif(float x) {
  float sine = sine_of(half_turns(x));
  return x == 0.0f ? x : finite_or_nan(x, sine);
}
float __nv_cospif(float x) { return finite_or_nan(x, cosine_of(half_turns(x))); }
void __nv_sincospif(float x, float* sine, float* cosine) { *sine = __nv_sinpif(x), *cosine = __nv_cospif(x); }
