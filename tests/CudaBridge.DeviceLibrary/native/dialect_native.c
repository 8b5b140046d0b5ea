// The dialect library for the host. Passing a bfloat16 needs compiler support functions that the host may not have, so the
// functions that take or return one get a form on bits.
#include "dialect.c"

// Launches need a target; nothing here launches.
void* cudabridge_launch_buffer(const void* kernel, u64 bytes) { (void)kernel, (void)bytes; __builtin_trap(); }
void cudabridge_launch_configure(void* buffer, const void* kernel, u32 gx, u32 gy, u32 gz, u32 bx, u32 by, u32 bz, u32 shared) {
  (void)buffer, (void)kernel, (void)gx, (void)gy, (void)gz, (void)bx, (void)by, (void)bz, (void)shared;
  __builtin_trap();
}
u32 cudabridge_launch_submit(void* buffer, const void* stream) { (void)buffer, (void)stream; __builtin_trap(); }
u32 cudabridge_launch_copy(void* to, const void* from, u64 bytes, const void* stream) { (void)to, (void)from, (void)bytes, (void)stream; __builtin_trap(); }
u32 cudabridge_launch_fill(void* to, u32 byte, u64 bytes, const void* stream) { (void)to, (void)byte, (void)bytes, (void)stream; __builtin_trap(); }
u32 cudabridge_launch_error(u32 reset) { (void)reset; __builtin_trap(); }

#define OF(bits) BITS(bf16, bits)
u16 bits_f2bf16_rn(f32 x) { return BITS(u16, cb_dialect_f2bf16_rn(x)); }
u16 bits_f2bf16_rz(f32 x) { return BITS(u16, cb_dialect_f2bf16_rz(x)); }
u16 bits_f2bf16_rm(f32 x) { return BITS(u16, cb_dialect_f2bf16_rm(x)); }
u16 bits_f2bf16_rp(f32 x) { return BITS(u16, cb_dialect_f2bf16_rp(x)); }
u16 bits_f2bf16_rn_relu_satfinite(f32 x) { return BITS(u16, cb_dialect_f2bf16_rn_relu_satfinite(x)); }
u16 bits_cvt_rn_bf16_f64(f64 x) { return BITS(u16, cb_dialect_cvt_rn_bf16_f64(x)); }
u16 bits_cvt_rz_bf16_f64(f64 x) { return BITS(u16, cb_dialect_cvt_rz_bf16_f64(x)); }
u16 bits_cvt_rm_bf16_f64(f64 x) { return BITS(u16, cb_dialect_cvt_rm_bf16_f64(x)); }
u16 bits_cvt_rp_bf16_f64(f64 x) { return BITS(u16, cb_dialect_cvt_rp_bf16_f64(x)); }
u16 bits_cvt_rn_bf16_u64(u64 x) { return BITS(u16, cb_dialect_cvt_rn_bf16_u64(x)); }
u16 bits_cvt_rz_bf16_u64(u64 x) { return BITS(u16, cb_dialect_cvt_rz_bf16_u64(x)); }
u16 bits_cvt_rm_bf16_u64(u64 x) { return BITS(u16, cb_dialect_cvt_rm_bf16_u64(x)); }
u16 bits_cvt_rp_bf16_u64(u64 x) { return BITS(u16, cb_dialect_cvt_rp_bf16_u64(x)); }
u16 bits_fma_rn_bf16(u16 a, u16 b, u16 c) { return BITS(u16, cb_dialect_fma_rn_bf16(OF(a), OF(b), OF(c))); }
u16 bits_fmax_bf16(u16 a, u16 b) { return BITS(u16, cb_dialect_fmax_bf16(OF(a), OF(b))); }
u16 bits_fmin_nan_bf16(u16 a, u16 b) { return BITS(u16, cb_dialect_fmin_nan_bf16(OF(a), OF(b))); }
u16 bits_fmin_nan_xorsign_abs_bf16(u16 a, u16 b) { return BITS(u16, cb_dialect_fmin_nan_xorsign_abs_bf16(OF(a), OF(b))); }
