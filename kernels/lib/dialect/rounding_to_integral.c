// Rounding to integral values, and magnitudes, with flushing. llvm.nvvm.round is PTX's cvt.rni: to nearest even.

f32 cb_dialect_floor_ftz_f(f32 a) { return __builtin_floorf(flush(a)); }
f32 cb_dialect_ceil_ftz_f(f32 a) { return __builtin_ceilf(flush(a)); }
f32 cb_dialect_trunc_ftz_f(f32 a) { return __builtin_truncf(flush(a)); }
f32 cb_dialect_round_ftz_f(f32 a) { return __builtin_rintf(flush(a)); }
f32 cb_dialect_fabs_ftz_f32(f32 a) { return __builtin_fabsf(flush(a)); }
f16 cb_dialect_fabs_ftz_f16(f16 a) { return __builtin_elementwise_abs(flush_f16(a)); }
bf16 cb_dialect_fabs_ftz_bf16(bf16 a) { return BITS(bf16, (u16)(BITS(u16, flush_bf16(a)) & 0x7fff)); }
f16x2 cb_dialect_fabs_ftz_v2f16(f16x2 a) { return __builtin_elementwise_abs(flush_f16x2(a)); }
bf16x2 cb_dialect_fabs_ftz_v2bf16(bf16x2 a) { return BITS(bf16x2, BITS(u32, flush_bf16x2(a)) & 0x7fff7fffu); }
