// Conversions to narrower floating-point formats.

#define FROM_DOUBLE(suffix, mode)                                                             \
  f32 cb_dialect_d2f_##suffix(f64 x) { return narrow(mode, x); }                               \
  f32 cb_dialect_d2f_##suffix##_ftz(f64 x) { return flush(narrow(mode, x)); }
FROM_DOUBLE(rn, RN)
FROM_DOUBLE(rz, RZ)
FROM_DOUBLE(rm, RM)
FROM_DOUBLE(rp, RP)
#undef FROM_DOUBLE

// The float on x's side of zero that is x, or the odd one of its two neighbours: what any narrower format needs to know of x.
INLINE f32 odd_float(f64 x) {
  f32 truncated = narrow(RZ, x);
  return BITS(f32, BITS(u32, truncated) | (((f64)truncated != x) & (x == x)));
}

INLINE f16 step_f16(f16 x, s32 away) { return BITS(f16, (u16)(BITS(u16, x) + away)); }
INLINE bf16 step_bf16(bf16 x, s32 away) { return BITS(bf16, (u16)(BITS(u16, x) + away)); }
DIRECTED(f16, u16, step_f16)
DIRECTED(bf16, u16, step_bf16)

// bf16 is the upper half of a float. To nearest: half a unit is added, less one bit where the kept part is even.
INLINE bf16 nearest_bf16(f32 x) {
  u32 bits = BITS(u32, x);
  u32 rounded = bits + 0x7fff + (bits >> 16 & 1);
  return BITS(bf16, (u16)(x == x ? rounded >> 16 : 0x7fff));
}
INLINE f32 widen_bf16(bf16 x) { return BITS(f32, (u32)BITS(u16, x) << 16); }

INLINE f16 nearest_f16(f32 x) { return (f16)x; }
INLINE f32 widen_f16(f16 x) { return (f32)x; }

#define NARROW(type)                                                                                  \
  INLINE type to_##type(rounding mode, f32 x) {                                                        \
    type nearest = nearest_##type(x);                                                                  \
    return step_##type##_directed(mode, nearest, widen_##type(nearest) < x, widen_##type(nearest) > x); \
  }
NARROW(f16)
NARROW(bf16)
#undef NARROW

// relu: negative numbers become +0. satfinite: overflow gives the largest number. Either makes NaN canonical.
#define FINISH(type, largest)                                                                                    \
  INLINE type finish_##type(bool relu, bool finite, type x) {                                                     \
    u16 bits = BITS(u16, x), magnitude = bits & 0x7fff;                                                           \
    bits = finite & (magnitude > largest) ? (bits & 0x8000) | largest : bits;                                     \
    bits = relu & (bits >> 15) ? 0 : bits;                                                                        \
    return BITS(type, (u16)((relu | finite) & (x != x) ? 0x7fff : bits));                                         \
  }
FINISH(f16, 0x7bff)
FINISH(bf16, 0x7f7f)
#undef FINISH

#define NARROW(type, suffix, mode, relu, finite)                                                                   \
  type cb_dialect_f2##type##_##suffix(f32 x) { return finish_##type(relu, finite, to_##type(mode, x)); }            \
  /* The first operand becomes the upper half. */                                                                  \
  type##x2 cb_dialect_ff2##type##x2_##suffix(f32 high, f32 low) {                                                   \
    return (type##x2){cb_dialect_f2##type##_##suffix(low), cb_dialect_f2##type##_##suffix(high)};                   \
  }
#define NARROW_FORMS(type, suffix, mode)                        \
  NARROW(type, suffix, mode, false, false)                      \
  NARROW(type, suffix##_relu, mode, true, false)                \
  NARROW(type, suffix##_satfinite, mode, false, true)           \
  NARROW(type, suffix##_relu_satfinite, mode, true, true)
NARROW_FORMS(f16, rn, RN)
NARROW_FORMS(f16, rz, RZ)
NARROW_FORMS(bf16, rn, RN)
NARROW_FORMS(bf16, rz, RZ)
NARROW(f16, rm, RM, false, false)
NARROW(f16, rp, RP, false, false)
NARROW(bf16, rm, RM, false, false)
NARROW(bf16, rp, RP, false, false)
#undef NARROW
#undef NARROW_FORMS

u16 cb_dialect_f2h_rn(f32 x) { return BITS(u16, (f16)x); }
u16 cb_dialect_f2h_rn_ftz(f32 x) { return BITS(u16, (f16)flush(x)); }
u16 cb_dialect_bf2h_rn(bf16 x) { return BITS(u16, (f16)widen_bf16(x)); }
u16 cb_dialect_bf2h_rn_ftz(bf16 x) { return BITS(u16, (f16)flush(widen_bf16(x))); }

// PTX only: halves from doubles and integers, and integers from halves go through what holds them exactly.
#define FROM_WIDE(type, suffix, mode)                                                                                          \
  type cb_dialect_cvt_##suffix##_##type##_f64(f64 x) { return to_##type(mode, odd_float(x)); } \
  type cb_dialect_cvt_##suffix##_##type##_s64(s64 x) { return cb_dialect_cvt_##suffix##_##type##_f64(odd_s64(x)); }              \
  type cb_dialect_cvt_##suffix##_##type##_u64(u64 x) { return cb_dialect_cvt_##suffix##_##type##_f64(odd_u64(x)); }              \
  type cb_dialect_cvt_##suffix##_##type##_s32(s32 x) { return cb_dialect_cvt_##suffix##_##type##_f64(x); }                       \
  type cb_dialect_cvt_##suffix##_##type##_u32(u32 x) { return cb_dialect_cvt_##suffix##_##type##_f64(x); }
#define FROM_WIDE_FORMS(type) FROM_WIDE(type, rn, RN) FROM_WIDE(type, rz, RZ) FROM_WIDE(type, rm, RM) FROM_WIDE(type, rp, RP)
FROM_WIDE_FORMS(f16)
FROM_WIDE_FORMS(bf16)
#undef FROM_WIDE
#undef FROM_WIDE_FORMS

// tf32 is a float whose last 13 fraction bits are zero. rna rounds ties away from zero.
INLINE u32 to_tf32(u32 bits, u32 half, bool relu, bool finite) {
  u32 magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return 0x7fffffff;
  u32 rounded = magnitude == 0x7f800000 ? magnitude : (magnitude + half) & ~0x1fffu;
  if (finite && rounded >= 0x7f800000) rounded = 0x7f7fe000;
  return relu && bits >> 31 ? 0 : (bits & 1u << 31) | rounded;
}
INLINE u32 half_to_even(f32 x) { return 0xfff + (BITS(u32, x) >> 13 & 1); }
#define TO_TF32(suffix, half, relu, finite) \
  u32 cb_dialect_f2tf32_##suffix(f32 x) { return to_tf32(BITS(u32, x), half, relu, finite); }
TO_TF32(rna,                0x1000,          false, false)
TO_TF32(rna_satfinite,      0x1000,          false, true)
TO_TF32(rn,                 half_to_even(x), false, false)
TO_TF32(rn_satfinite,       half_to_even(x), false, true)
TO_TF32(rn_relu,            half_to_even(x), true,  false)
TO_TF32(rn_relu_satfinite,  half_to_even(x), true,  true)
TO_TF32(rz,                 0,               false, false)
TO_TF32(rz_satfinite,       0,               false, true)
TO_TF32(rz_relu,            0,               true,  false)
TO_TF32(rz_relu_satfinite,  0,               true,  true)
#undef TO_TF32

// Eight-bit formats (OCP 8-bit Floating Point Specification): e4m3 has no infinity, its largest number is 448; e5m2's is 57344.
// Conversions to them round to nearest even and saturate; NaN is 0x7f.
typedef struct { s32 fraction_bits, smallest_exponent; u32 largest; } format;
#define E4M3 ((format){3, -6, 0x7e})
#define E5M2 ((format){2, -14, 0x7b})

INLINE f32 power_of_two(s32 exponent) { return BITS(f32, (u32)(exponent + 127) << 23); }

INLINE u32 encode(format f, bool relu, f32 x) {
  u32 bits = BITS(u32, x), sign = bits >> 24 & 0x80;
  if (x != x) return 0x7f;
  if (relu && sign) return 0;
  // Beyond 2^16 everything saturates.
  f32 magnitude = __builtin_fabsf(x) < 0x1p16f ? __builtin_fabsf(x) : 0x1p16f;
  s32 exponent = (s32)(BITS(u32, magnitude) >> 23) - 127;
  if (exponent < f.smallest_exponent) exponent = f.smallest_exponent;
  // In units of the last place; a carry runs into the exponent as it should.
  u32 units = (u32)__builtin_rintf(magnitude * power_of_two(f.fraction_bits - exponent));
  u32 code = ((u32)(exponent - f.smallest_exponent) << f.fraction_bits) + units;
  return sign | (code < f.largest ? code : f.largest);
}
INLINE f32 decode_e4m3(u32 code) {
  u32 exponent = code >> 3 & 15, fraction = code & 7;
  f32 magnitude = exponent == 0 ? (f32)fraction * 0x1p-9f : (f32)(8 + fraction) * power_of_two((s32)exponent - 10);
  return (code & 0x7f) == 0x7f ? NAN_F32 : code & 0x80 ? -magnitude : magnitude;
}
// e5m2 is the upper byte of a half.
INLINE f16 decode_e5m2(u32 code) { return BITS(f16, (u16)((code & 0x7f) > 0x7c ? 0x7fff : code << 8 & 0xffff)); }

#define TO_BYTES(name, format, suffix, relu)                                                                                        \
  u16 cb_dialect_ff_to_##name##x2_rn##suffix(f32 high, f32 low) {                                                                    \
    return (u16)(encode(format, relu, high) << 8 | encode(format, relu, low));                                                       \
  }                                                                                                                                 \
  u16 cb_dialect_f16x2_to_##name##x2_rn##suffix(f16x2 x) { return cb_dialect_ff_to_##name##x2_rn##suffix((f32)x.y, (f32)x.x); }
TO_BYTES(e4m3, E4M3, , false)
TO_BYTES(e4m3, E4M3, _relu, true)
TO_BYTES(e5m2, E5M2, , false)
TO_BYTES(e5m2, E5M2, _relu, true)
#undef TO_BYTES
f16x2 cb_dialect_e4m3x2_to_f16x2_rn(u16 x) { return (f16x2){(f16)decode_e4m3(x & 0xff), (f16)decode_e4m3(x >> 8)}; }
f16x2 cb_dialect_e5m2x2_to_f16x2_rn(u16 x) { return (f16x2){decode_e5m2(x & 0xff), decode_e5m2(x >> 8)}; }
f16x2 cb_dialect_e4m3x2_to_f16x2_rn_relu(u16 x) {
  f16x2 wide = cb_dialect_e4m3x2_to_f16x2_rn(x);
  return (f16x2){finish_f16(true, false, wide.x), finish_f16(true, false, wide.y)};
}
f16x2 cb_dialect_e5m2x2_to_f16x2_rn_relu(u16 x) {
  f16x2 wide = cb_dialect_e5m2x2_to_f16x2_rn(x);
  return (f16x2){finish_f16(true, false, wide.x), finish_f16(true, false, wide.y)};
}
