// Lets libdevice.c compile for the host: the NVVM builtins it calls are the dialect library's functions, as the compiler makes them.
#pragma once

#define NVVM(type, name, ...) type __nvvm_##name(__VA_ARGS__) __asm__("cb_dialect_" #name);
#define NVVM_PLAIN(type, name, parameters, expression) static inline type __nvvm_##name parameters { return expression; }
#define DIRECTED(mode)                                                                                                         \
  NVVM(double, add_##mode##_d, double, double) NVVM(double, mul_##mode##_d, double, double) NVVM(double, div_##mode##_d, double, double) \
  NVVM(double, sqrt_##mode##_d, double) NVVM(double, fma_##mode##_d, double, double, double)                                     \
  NVVM(float, i2f_##mode, int) NVVM(float, ui2f_##mode, unsigned) NVVM(float, ll2f_##mode, long long)                             \
  NVVM(float, ull2f_##mode, unsigned long long) NVVM(double, ll2d_##mode, long long) NVVM(double, ull2d_##mode, unsigned long long)
#define ROUNDED(mode)                                                                                                          \
  NVVM(float, add_##mode##_f, float, float) NVVM(float, mul_##mode##_f, float, float) NVVM(float, div_##mode##_f, float, float)  \
  NVVM(float, sqrt_##mode##_f, float) NVVM(float, rcp_##mode##_f, float) NVVM(float, fma_##mode##_f, float, float, float)        \
  NVVM(double, rcp_##mode##_d, double) NVVM(float, d2f_##mode, double)                                                           \
  NVVM(int, f2i_##mode, float) NVVM(unsigned, f2ui_##mode, float) NVVM(long long, f2ll_##mode, float)                            \
  NVVM(unsigned long long, f2ull_##mode, float) NVVM(int, d2i_##mode, double) NVVM(unsigned, d2ui_##mode, double)                \
  NVVM(long long, d2ll_##mode, double) NVVM(unsigned long long, d2ull_##mode, double)
ROUNDED(rn) ROUNDED(rz) ROUNDED(rm) ROUNDED(rp)
DIRECTED(rz) DIRECTED(rm) DIRECTED(rp)
NVVM_PLAIN(double, add_rn_d, (double a, double b), a + b)
NVVM_PLAIN(double, mul_rn_d, (double a, double b), a * b)
NVVM_PLAIN(double, div_rn_d, (double a, double b), a / b)
NVVM_PLAIN(double, sqrt_rn_d, (double a), __builtin_sqrt(a))
NVVM_PLAIN(double, fma_rn_d, (double a, double b, double c), __builtin_fma(a, b, c))
NVVM_PLAIN(float, i2f_rn, (int a), (float)a)
NVVM_PLAIN(float, ui2f_rn, (unsigned a), (float)a)
NVVM_PLAIN(float, ll2f_rn, (long long a), (float)a)
NVVM_PLAIN(float, ull2f_rn, (unsigned long long a), (float)a)
NVVM_PLAIN(double, ll2d_rn, (long long a), (double)a)
NVVM_PLAIN(double, ull2d_rn, (unsigned long long a), (double)a)
NVVM_PLAIN(float, div_approx_f, (float a, float b), a / b)
NVVM(unsigned, prmt, unsigned, unsigned, unsigned)
NVVM(int, mul24_i, int, int) NVVM(unsigned, mul24_ui, unsigned, unsigned)
NVVM(int, mulhi_i, int, int) NVVM(unsigned, mulhi_ui, unsigned, unsigned)
NVVM(long long, mulhi_ll, long long, long long) NVVM(unsigned long long, mulhi_ull, unsigned long long, unsigned long long)
NVVM(int, sad_i, int, int, int) NVVM(unsigned, sad_ui, unsigned, unsigned, unsigned)
NVVM(float, saturate_f, float) NVVM(double, rcp_approx_ftz_d, double)
NVVM(float, sin_approx_f, float) NVVM(float, cos_approx_f, float) NVVM(float, lg2_approx_f, float)
float __nvvm_ex2_approx_f(float) __asm__("cb_dialect_ex2_approx_f32");
#undef NVVM
#undef NVVM_PLAIN
#undef DIRECTED
#undef ROUNDED
