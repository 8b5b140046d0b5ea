// Rounding to integral values where llvm's floor, ceil and trunc do not say it all.

// cvt.rni: llvm.nvvm.round is PTX's .rni, to nearest even.
f32 cb_dialect_floor_ftz_f(f32 a) { return __builtin_floorf(flush(a)); }
f32 cb_dialect_ceil_ftz_f(f32 a) { return __builtin_ceilf(flush(a)); }
f32 cb_dialect_trunc_ftz_f(f32 a) { return __builtin_truncf(flush(a)); }
f32 cb_dialect_round_ftz_f(f32 a) { return __builtin_rintf(flush(a)); }
f32 cb_dialect_fabs_ftz_f32(f32 a) { return __builtin_fabsf(flush(a)); }
