// What libclc has, under CUDA's names. Single precision's exponentials, logarithms and trigonometric functions are elsewhere.

#define UNARY(name)                                    \
  float __nv_##name##f(float a) { return clc_##name##f(a); } \
  double __nv_##name(double a) { return clc_##name(a); }
#define BINARY(name)                                                   \
  float __nv_##name##f(float a, float b) { return clc_##name##f(a, b); } \
  double __nv_##name(double a, double b) { return clc_##name(a, b); }

UNARY(acos)
UNARY(acosh)
UNARY(asinh)
UNARY(atanh)
UNARY(cbrt)
UNARY(log1p)
UNARY(logb)
UNARY(tanh)
BINARY(atan2)
BINARY(fdim)
BINARY(hypot)
BINARY(nextafter)
BINARY(pow)

// In double precision libclc loses the sign of -0 here.
#define ODD(name)                                                                     \
  float __nv_##name##f(float a) { return clc_##name##f(a); }                          \
  double __nv_##name(double a) { double result = clc_##name(a); return a == 0.0 ? a : result; }
ODD(asin)
ODD(atan)
ODD(erf)
ODD(expm1)
#undef ODD

double __nv_sin(double a) { double result = clc_sin(a); return a == 0.0 ? a : result; }
double __nv_cos(double a) { return clc_cos(a); }
double __nv_tan(double a) { double result = clc_tan(a); return a == 0.0 ? a : result; }
double __nv_sinpi(double a) { return clc_sinpi(a); }
double __nv_cospi(double a) { return clc_cospi(a); }
double __nv_exp(double a) { return clc_exp(a); }
double __nv_exp2(double a) { return clc_exp2(a); }
double __nv_exp10(double a) { return clc_exp10(a); }
double __nv_log(double a) { return clc_log(a); }
double __nv_log2(double a) { return clc_log2(a); }
double __nv_log10(double a) { return clc_log10(a); }

// libclc's single-precision erfc flushes subnormal results. Beyond 9, in double: exp(-x^2) / (x sqrt pi) times the first terms of
// DLMF 7.12.1.
static float erfcf_tail(double x) {
  double square = x * x, t = 1.0 / square;
  double series = 1.0 + t * (-0.5 + t * (0.75 + t * (-1.875 + t * 6.5625)));
  return (float)(clc_exp(-square) * series * 0x1.20dd750429b6dp-1 / x);
}
float __nv_erfcf(float a) {
  float near = clc_erfcf(a), far = erfcf_tail(a < 12.0f ? a : 12.0f);
  return a < 9.0f ? near : a == a ? far : a;
}
double __nv_erfc(double a) { return clc_erfc(a); }

// C23: lgamma of either infinity is infinity.
float __nv_lgammaf(float a) { float result = clc_lgammaf(a); return __builtin_fabsf(a) == __builtin_inff() ? __builtin_inff() : result; }
double __nv_lgamma(double a) { double result = clc_lgamma(a); return __builtin_fabs(a) == __builtin_inf() ? __builtin_inf() : result; }

#undef UNARY
#undef BINARY

// libclc reads a table at the argument's integer part before it looks whether that is in range; beyond 720 both overflow anyway.
static double table_range(double a) { return __builtin_fmaximum_num(-720.0, __builtin_fminimum_num(720.0, a)); }
float __nv_sinhf(float a) { return clc_sinhf(a); }
float __nv_coshf(float a) { return clc_coshf(a); }
double __nv_sinh(double a) { double result = clc_sinh(table_range(a)); return a == a ? result : a; }
double __nv_cosh(double a) { double result = clc_cosh(table_range(a)); return a == a ? result : a; }

float __nv_powif(float a, int n) { return clc_pownf(a, n); }
double __nv_powi(double a, int n) { return clc_pown(a, n); }
float __nv_frexpf(float a, int* exponent) { return clc_frexpf(a, exponent); }
double __nv_frexp(double a, int* exponent) { return clc_frexp(a, exponent); }
float __nv_modff(float a, float* whole) { return clc_modff(a, whole); }
double __nv_modf(double a, double* whole) { return clc_modf(a, whole); }
void __nv_sincos(double a, double* sine, double* cosine) { *sine = __nv_sin(a), *cosine = clc_cos(a); }
void __nv_sincospi(double a, double* sine, double* cosine) { *sine = clc_sinpi(a), *cosine = clc_cospi(a); }
float __nv_rcbrtf(float a) { return (float)(1.0 / clc_cbrt((double)a)); }
double __nv_rcbrt(double a) { return 1.0 / clc_cbrt(a); }
