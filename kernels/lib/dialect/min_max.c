// Minimum and maximum in the forms that are not llvm.minimumnum or llvm.minimum: ftz, and xorsign.abs, which takes the operands'
// magnitudes and gives the result the product's sign. -0 is below +0. Without nan a NaN loses, with nan it wins.

// Subnormal numbers of each type become zero of their sign; packed types do it lane by lane.
INLINE f16 flush_f16(f16 x) { return (BITS(u16, x) & 0x7c00) == 0 ? BITS(f16, (u16)(BITS(u16, x) & 0x8000)) : x; }
INLINE bf16 flush_bf16(bf16 x) { return (BITS(u16, x) & 0x7f80) == 0 ? BITS(bf16, (u16)(BITS(u16, x) & 0x8000)) : x; }
INLINE f16x2 flush_f16x2(f16x2 x) { return (f16x2){flush_f16(x.x), flush_f16(x.y)}; }
INLINE bf16x2 flush_bf16x2(bf16x2 x) { return (bf16x2){flush_bf16(x.x), flush_bf16(x.y)}; }
INLINE f32 flush_f(f32 x) { return flush(x); }

// Without an operation for bfloat on most targets the float's upper half is taken, which is exact here.
INLINE bf16 upper_half(f32 x) { return BITS(bf16, (u16)(BITS(u32, x) >> 16)); }

#define OPERATIONS(type)                                                                              \
  INLINE type min_##type(type a, type b) { return __builtin_elementwise_minimumnum(a, b); }            \
  INLINE type max_##type(type a, type b) { return __builtin_elementwise_maximumnum(a, b); }            \
  INLINE type min_nan_##type(type a, type b) { return __builtin_elementwise_minimum(a, b); }           \
  INLINE type max_nan_##type(type a, type b) { return __builtin_elementwise_maximum(a, b); }
#define BFLOAT_OPERATION(name)                                                                                          \
  INLINE bf16 name##_bf16(bf16 a, bf16 b) { return upper_half(name##_f32(widen_bf16(a), widen_bf16(b))); }               \
  INLINE bf16x2 name##_bf16x2(bf16x2 a, bf16x2 b) { return (bf16x2){name##_bf16(a.x, b.x), name##_bf16(a.y, b.y)}; }     \
  bf16 cb_dialect_f##name##_bf16(bf16 a, bf16 b) { return name##_bf16(a, b); }                                           \
  bf16x2 cb_dialect_f##name##_bf16x2(bf16x2 a, bf16x2 b) { return name##_bf16x2(a, b); }
OPERATIONS(f32)
OPERATIONS(f16)
OPERATIONS(f16x2)
BFLOAT_OPERATION(min)
BFLOAT_OPERATION(max)
BFLOAT_OPERATION(min_nan)
BFLOAT_OPERATION(max_nan)
#undef OPERATIONS
#undef BFLOAT_OPERATION

#define FLUSHED(type, name, operation, suffix) \
  type cb_dialect_f##name##_##suffix(type a, type b) { return operation##_##type(flush_##suffix(a), flush_##suffix(b)); }
#define XORSIGN(type, bits, signs, name, operation, suffix, prepare)                                                \
  type cb_dialect_f##name##_xorsign_abs_##suffix(type a, type b) {                                                  \
    bits sign = (BITS(bits, a) ^ BITS(bits, b)) & (bits)signs;                                                      \
    type magnitude = operation##_##type(BITS(type, (bits)(BITS(bits, prepare(a)) & (bits)~signs)),                  \
                                        BITS(type, (bits)(BITS(bits, prepare(b)) & (bits)~signs)));                 \
    return BITS(type, (bits)(BITS(bits, magnitude) | sign));                                                        \
  }
#define same(x) (x)
#define FORMS(type, bits, signs, suffix)                                                                            \
  FLUSHED(type, min_ftz, min, suffix)                                                                               \
  FLUSHED(type, max_ftz, max, suffix)                                                                               \
  FLUSHED(type, min_ftz_nan, min_nan, suffix)                                                                       \
  FLUSHED(type, max_ftz_nan, max_nan, suffix)                                                                       \
  XORSIGN(type, bits, signs, min, min, suffix, same)                                                                \
  XORSIGN(type, bits, signs, max, max, suffix, same)                                                                \
  XORSIGN(type, bits, signs, min_nan, min_nan, suffix, same)                                                        \
  XORSIGN(type, bits, signs, max_nan, max_nan, suffix, same)                                                        \
  XORSIGN(type, bits, signs, min_ftz, min, suffix, flush_##suffix)                                                  \
  XORSIGN(type, bits, signs, max_ftz, max, suffix, flush_##suffix)                                                  \
  XORSIGN(type, bits, signs, min_ftz_nan, min_nan, suffix, flush_##suffix)                                          \
  XORSIGN(type, bits, signs, max_ftz_nan, max_nan, suffix, flush_##suffix)
FORMS(f32, u32, 0x80000000u, f)
FORMS(f16, u16, 0x8000u, f16)
FORMS(bf16, u16, 0x8000u, bf16)
FORMS(f16x2, u32, 0x80008000u, f16x2)
FORMS(bf16x2, u32, 0x80008000u, bf16x2)
#undef FLUSHED
#undef XORSIGN
#undef FORMS
#undef same
