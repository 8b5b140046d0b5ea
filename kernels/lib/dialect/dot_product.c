// dp4a and dp2a: sums of products of the bytes of two words, each word signed or unsigned. Names: signs of a and b.

INLINE s32 byte_of(u32 word, u32 index, bool is_signed) {
  u32 byte = word >> 8 * index & 0xff;
  return is_signed ? (s8)byte : (s32)byte;
}
INLINE s32 halfword_of(u32 word, u32 index, bool is_signed) {
  u32 halfword = word >> 16 * index & 0xffff;
  return is_signed ? (s16)halfword : (s32)halfword;
}

#define DOT_PRODUCTS(suffix, a_signed, b_signed)                                                     \
  u32 cb_dialect_idp4a_##suffix(u32 a, u32 b, u32 c) {                                                \
    for (u32 i = 0; i < 4; i++) c += (u32)(byte_of(a, i, a_signed) * byte_of(b, i, b_signed));        \
    return c;                                                                                         \
  }                                                                                                   \
  /* The halfwords of a with the low or the high bytes of b. */                                       \
  u32 cb_dialect_idp2a_##suffix(u32 a, u32 b, bool high, u32 c) {                                     \
    for (u32 i = 0; i < 2; i++)                                                                       \
      c += (u32)(halfword_of(a, i, a_signed) * byte_of(high ? b >> 16 : b, i, b_signed));             \
    return c;                                                                                         \
  }
DOT_PRODUCTS(s_s, true, true)
DOT_PRODUCTS(s_u, true, false)
DOT_PRODUCTS(u_s, false, true)
DOT_PRODUCTS(u_u, false, false)
#undef DOT_PRODUCTS
