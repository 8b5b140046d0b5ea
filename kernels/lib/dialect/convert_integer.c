// Conversions between floating point and integers.

// Saturating conversions towards zero, NaN to 0: LLVM's own intrinsics, called by name.
#define SATURATING(to, from, sign, to_llvm, from_llvm) \
  to saturated_##to##_##from(from) __asm__("llvm.fpto" #sign "i.sat." #to_llvm "." #from_llvm);
SATURATING(s32, f32, s, i32, f32)
SATURATING(u32, f32, u, i32, f32)
SATURATING(s64, f32, s, i64, f32)
SATURATING(u64, f32, u, i64, f32)
SATURATING(s32, f64, s, i32, f64)
SATURATING(u32, f64, u, i32, f64)
SATURATING(s64, f64, s, i64, f64)
SATURATING(u64, f64, u, i64, f64)
SATURATING(s8, f32, s, i8, f32)
SATURATING(u8, f32, u, i8, f32)
SATURATING(s16, f32, s, i16, f32)
SATURATING(u16, f32, u, i16, f32)
SATURATING(s8, f64, s, i8, f64)
SATURATING(u8, f64, u, i8, f64)
SATURATING(s16, f64, s, i16, f64)
SATURATING(u16, f64, u, i16, f64)
#undef SATURATING

INLINE f32 integral_f32(rounding mode, f32 x) {
  return mode == RN ? __builtin_rintf(x) : mode == RM ? __builtin_floorf(x) : mode == RP ? __builtin_ceilf(x) : x;
}
INLINE f64 integral_f64(rounding mode, f64 x) {
  return mode == RN ? __builtin_rint(x) : mode == RM ? __builtin_floor(x) : mode == RP ? __builtin_ceil(x) : x;
}

// PTX, cvt: NaN becomes 0, except that conversions from f64 and to 64 bits give the number with only the top bit set.
#define FROM_F32(name, to, suffix, mode)                                                                        \
  to cb_dialect_f2##name##_##suffix(f32 x) { return saturated_##to##_f32(integral_f32(mode, x)); }               \
  to cb_dialect_f2##name##_##suffix##_ftz(f32 x) { return saturated_##to##_f32(integral_f32(mode, flush(x))); }
#define FROM_F32_WIDE(name, to, suffix, mode)                                                                   \
  INLINE to f2##name##_##suffix(f32 x) { return x == x ? saturated_##to##_f32(integral_f32(mode, x)) : (to)(1ull << 63); } \
  to cb_dialect_f2##name##_##suffix(f32 x) { return f2##name##_##suffix(x); }                                    \
  to cb_dialect_f2##name##_##suffix##_ftz(f32 x) { return f2##name##_##suffix(flush(x)); }
#define FROM_F64(name, to, top, suffix, mode)                                                                   \
  to cb_dialect_d2##name##_##suffix(f64 x) { return x == x ? saturated_##to##_f64(integral_f64(mode, x)) : (to)(top); }
#define FROM_FLOATS(suffix, mode)                \
  FROM_F32(i, s32, suffix, mode)                 \
  FROM_F32(ui, u32, suffix, mode)                \
  FROM_F32_WIDE(ll, s64, suffix, mode)           \
  FROM_F32_WIDE(ull, u64, suffix, mode)          \
  FROM_F64(i, s32, 1u << 31, suffix, mode)       \
  FROM_F64(ui, u32, 1u << 31, suffix, mode)      \
  FROM_F64(ll, s64, 1ull << 63, suffix, mode)    \
  FROM_F64(ull, u64, 1ull << 63, suffix, mode)   \
  /* Narrow destinations exist only in PTX: cvt.rXi.{s8,u8,s16,u16}.{f32,f64}. */                               \
  s8 cb_dialect_cvt_##suffix##i_s8_f32(f32 x) { return saturated_s8_f32(integral_f32(mode, x)); }                \
  u8 cb_dialect_cvt_##suffix##i_u8_f32(f32 x) { return saturated_u8_f32(integral_f32(mode, x)); }                \
  s16 cb_dialect_cvt_##suffix##i_s16_f32(f32 x) { return saturated_s16_f32(integral_f32(mode, x)); }             \
  u16 cb_dialect_cvt_##suffix##i_u16_f32(f32 x) { return saturated_u16_f32(integral_f32(mode, x)); }             \
  s8 cb_dialect_cvt_##suffix##i_s8_f64(f64 x) { return x == x ? saturated_s8_f64(integral_f64(mode, x)) : (s8)-128; } \
  u8 cb_dialect_cvt_##suffix##i_u8_f64(f64 x) { return x == x ? saturated_u8_f64(integral_f64(mode, x)) : 128; } \
  s16 cb_dialect_cvt_##suffix##i_s16_f64(f64 x) { return x == x ? saturated_s16_f64(integral_f64(mode, x)) : (s16)-32768; } \
  u16 cb_dialect_cvt_##suffix##i_u16_f64(f64 x) { return x == x ? saturated_u16_f64(integral_f64(mode, x)) : 32768; }
FROM_FLOATS(rn, RN)
FROM_FLOATS(rz, RZ)
FROM_FLOATS(rm, RM)
FROM_FLOATS(rp, RP)
#undef FROM_F32
#undef FROM_F32_WIDE
#undef FROM_F64
#undef FROM_FLOATS

// 64-bit integers reach single precision through a double that holds their top 53 bits, rounded to odd.
INLINE f64 odd_s64(s64 a) {
  s64 kept = a >> 11 << 11;
  bool fits = a <= 1ll << 53 && a >= -(1ll << 53);
  return (f64)(fits || kept == a ? a : kept | 1 << 11);
}
INLINE f64 odd_u64(u64 a) {
  u64 kept = a >> 11 << 11;
  return (f64)(a <= 1ull << 53 || kept == a ? a : kept | 1 << 11);
}
// The halves of a 64-bit integer are exact doubles.
INLINE f64 s64_to_f64(rounding mode, s64 a) { return add_f64(mode, (f64)(a >> 32) * 0x1p32, (f64)(u32)a); }
INLINE f64 u64_to_f64(rounding mode, u64 a) { return add_f64(mode, (f64)(u32)(a >> 32) * 0x1p32, (f64)(u32)a); }

#define TO_FLOATS(suffix, mode)                                                        \
  f32 cb_dialect_i2f_##suffix(s32 a) { return narrow(mode, (f64)a); }                   \
  f32 cb_dialect_ui2f_##suffix(u32 a) { return narrow(mode, (f64)a); }                  \
  f32 cb_dialect_ll2f_##suffix(s64 a) { return narrow(mode, odd_s64(a)); }              \
  f32 cb_dialect_ull2f_##suffix(u64 a) { return narrow(mode, odd_u64(a)); }             \
  f64 cb_dialect_ll2d_##suffix(s64 a) { return s64_to_f64(mode, a); }                   \
  f64 cb_dialect_ull2d_##suffix(u64 a) { return u64_to_f64(mode, a); }
TO_FLOATS(rz, RZ)
TO_FLOATS(rm, RM)
TO_FLOATS(rp, RP)
#undef TO_FLOATS
