// What libclc has, under CUDA's names.

#define UNARY(name)                                    \
  float __nv_##name##f(float a) { return clc_##name##f(a); } \
  double __nv_##name(double a) { return clc_##name(a); }
#define BINARY(name)                                                   \
  float __nv_##name##f(float a, float b) { return clc_##name##f(a, b); } \
  double __nv_##name(double a, double b) { return clc_##name(a, b); }

UNARY(acos)
UNARY(acosh)
UNARY(asin)
UNARY(asinh)
UNARY(atan)
UNARY(atanh)
UNARY(cbrt)
UNARY(cos)
UNARY(cosh)
UNARY(cospi)
UNARY(erf)
UNARY(erfc)
UNARY(exp)
UNARY(exp2)
UNARY(exp10)
UNARY(expm1)
UNARY(lgamma)
UNARY(log)
UNARY(log2)
UNARY(log10)
UNARY(log1p)
UNARY(logb)
UNARY(sin)
UNARY(sinh)
UNARY(sinpi)
UNARY(tan)
UNARY(tanh)
UNARY(tgamma)
BINARY(atan2)
BINARY(fdim)
BINARY(fmod)
BINARY(hypot)
BINARY(nextafter)
BINARY(pow)
BINARY(remainder)
#undef UNARY
#undef BINARY

float __nv_powif(float a, int n) { return clc_pownf(a, n); }
double __nv_powi(double a, int n) { return clc_pown(a, n); }
float __nv_frexpf(float a, int* exponent) { return clc_frexpf(a, exponent); }
double __nv_frexp(double a, int* exponent) { return clc_frexp(a, exponent); }
float __nv_modff(float a, float* whole) { return clc_modff(a, whole); }
double __nv_modf(double a, double* whole) { return clc_modf(a, whole); }
float __nv_remquof(float a, float b, int* quotient) { return clc_remquof(a, b, quotient); }
double __nv_remquo(double a, double b, int* quotient) { return clc_remquo(a, b, quotient); }
void __nv_sincosf(float a, float* sine, float* cosine) { *sine = clc_sincosf(a, cosine); }
void __nv_sincos(double a, double* sine, double* cosine) { *sine = clc_sincos(a, cosine); }
void __nv_sincospif(float a, float* sine, float* cosine) { *sine = clc_sinpif(a), *cosine = clc_cospif(a); }
void __nv_sincospi(double a, double* sine, double* cosine) { *sine = clc_sinpi(a), *cosine = clc_cospi(a); }
float __nv_rcbrtf(float a) { return (float)(1.0 / clc_cbrt((double)a)); }
double __nv_rcbrt(double a) { return 1.0 / clc_cbrt(a); }
