// Half-precision arithmetic that plain LLVM operations do not give: fma, rounded once, and the saturating, relu and ftz forms.

// The product of halves, and of bfloats, is exact in double; the sum is rounded to odd on its way down.
INLINE f16 fma_f16(f16 a, f16 b, f16 c) { return (f16)odd_float(odd_sum(RN, (f64)(f32)a * (f64)(f32)b, (f64)(f32)c)); }
INLINE bf16 fma_bf16(bf16 a, bf16 b, bf16 c) {
  return nearest_bf16(odd_float(odd_sum(RN, (f64)widen_bf16(a) * widen_bf16(b), widen_bf16(c))));
}

INLINE f16 saturate_f16(f16 x) { return x > (f16)0 ? (x < (f16)1 ? x : (f16)1) : (f16)0; }
INLINE bf16 saturate_bf16(bf16 x) { return nearest_bf16(saturate(widen_bf16(x))); }
INLINE f16 relu_f16(f16 x) { return finish_f16(true, false, x); }
INLINE bf16 relu_bf16(bf16 x) { return finish_bf16(true, false, x); }

#define same(x) (x)
#define FMA(type, suffix, flush, finish)                                                                                    \
  type cb_dialect_fma_rn##suffix##_##type(type a, type b, type c) { return finish(flush(fma_##type(flush(a), flush(b), flush(c)))); } \
  type##x2 cb_dialect_fma_rn##suffix##_##type##x2(type##x2 a, type##x2 b, type##x2 c) {                                       \
    return (type##x2){cb_dialect_fma_rn##suffix##_##type(a.x, b.x, c.x), cb_dialect_fma_rn##suffix##_##type(a.y, b.y, c.y)};   \
  }
#define FORMS(type)                                     \
  FMA(type, , same, same)                               \
  FMA(type, _sat, same, saturate_##type)                \
  FMA(type, _relu, same, relu_##type)                   \
  FMA(type, _ftz, flush_##type, same)                   \
  FMA(type, _ftz_sat, flush_##type, saturate_##type)    \
  FMA(type, _ftz_relu, flush_##type, relu_##type)
FORMS(f16)
FORMS(bf16)
#undef FMA
#undef FORMS
#undef same

bf16 cb_dialect_neg_bf16(bf16 x) { return BITS(bf16, (u16)(BITS(u16, x) ^ 0x8000)); }
bf16x2 cb_dialect_neg_bf16x2(bf16x2 x) { return BITS(bf16x2, BITS(u32, x) ^ 0x80008000u); }
