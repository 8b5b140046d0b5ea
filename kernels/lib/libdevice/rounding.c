// Arithmetic with an explicit rounding: one instruction each.

#define ROUNDED(suffix, mode)                                                                                 \
  float __nv_fadd_##suffix(float a, float b) { return __nvvm_add_##mode##_f(a, b); }                            \
  float __nv_fsub_##suffix(float a, float b) { return __nvvm_add_##mode##_f(a, -b); }                           \
  float __nv_fmul_##suffix(float a, float b) { return __nvvm_mul_##mode##_f(a, b); }                            \
  float __nv_fdiv_##suffix(float a, float b) { return __nvvm_div_##mode##_f(a, b); }                            \
  float __nv_frcp_##suffix(float a) { return __nvvm_rcp_##mode##_f(a); }                                        \
  float __nv_fsqrt_##suffix(float a) { return __nvvm_sqrt_##mode##_f(a); }                                      \
  float __nv_fmaf_##suffix(float a, float b, float c) { return __nvvm_fma_##mode##_f(a, b, c); }                \
  float __nv_fmaf_ieee_##suffix(float a, float b, float c) { return __nvvm_fma_##mode##_f(a, b, c); }           \
  double __nv_dadd_##suffix(double a, double b) { return __nvvm_add_##mode##_d(a, b); }                         \
  double __nv_dsub_##suffix(double a, double b) { return __nvvm_add_##mode##_d(a, -b); }                        \
  double __nv_dmul_##suffix(double a, double b) { return __nvvm_mul_##mode##_d(a, b); }                         \
  double __nv_ddiv_##suffix(double a, double b) { return __nvvm_div_##mode##_d(a, b); }                         \
  double __nv_drcp_##suffix(double a) { return __nvvm_rcp_##mode##_d(a); }                                      \
  double __nv_dsqrt_##suffix(double a) { return __nvvm_sqrt_##mode##_d(a); }                                    \
  double __nv_fma_##suffix(double a, double b, double c) { return __nvvm_fma_##mode##_d(a, b, c); }

ROUNDED(rn, rn)
ROUNDED(rz, rz)
ROUNDED(rd, rm)
ROUNDED(ru, rp)
#undef ROUNDED

// 1/sqrt correctly rounded: double's 53 bits leave 29 to decide the rounding of a 24-bit result.
float __nv_frsqrt_rn(float a) { return (float)(1.0 / __builtin_sqrt((double)a)); }
double __nv_rcp64h(double a) { return __nvvm_rcp_approx_ftz_d(a); }
