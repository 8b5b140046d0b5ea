// The functions behind __sinf, __expf … and -use_fast_math: made of the .approx instructions, as CUDA documents them.

static const float log2_e = 0x1.715476p+0f, log2_10 = 0x1.a934f0p+1f, ln_2 = 0x1.62e430p-1f, log10_2 = 0x1.344136p-2f;

float __nv_fast_sinf(float a) { return __nvvm_sin_approx_f(a); }
float __nv_fast_cosf(float a) { return __nvvm_cos_approx_f(a); }
void __nv_fast_sincosf(float a, float* sine, float* cosine) { *sine = __nvvm_sin_approx_f(a), *cosine = __nvvm_cos_approx_f(a); }
float __nv_fast_tanf(float a) { return __nvvm_div_approx_f(__nvvm_sin_approx_f(a), __nvvm_cos_approx_f(a)); }
float __nv_fast_expf(float a) { return __nvvm_ex2_approx_f(a * log2_e); }
float __nv_fast_exp10f(float a) { return __nvvm_ex2_approx_f(a * log2_10); }
float __nv_fast_log2f(float a) { return __nvvm_lg2_approx_f(a); }
float __nv_fast_logf(float a) { return __nvvm_lg2_approx_f(a) * ln_2; }
float __nv_fast_log10f(float a) { return __nvvm_lg2_approx_f(a) * log10_2; }
float __nv_fast_powf(float a, float b) { return __nvvm_ex2_approx_f(b * __nvvm_lg2_approx_f(a)); }
float __nv_fast_fdividef(float a, float b) { return __nvvm_div_approx_f(a, b); }
