// Bytes, fields, masks and searches within a word.

// prmt: each selector nibble picks a byte of {b, a}; its top bit replicates that byte's sign instead.
INLINE u32 permuted_byte(u64 bytes, u32 nibble) {
  u32 byte = (u32)(bytes >> 8 * (nibble & 7)) & 0xff;
  return nibble & 8 ? (byte & 0x80 ? 0xff : 0) : byte;
}
INLINE u32 permute(u32 a, u32 b, u32 n0, u32 n1, u32 n2, u32 n3) {
  u64 bytes = (u64)b << 32 | a;
  return permuted_byte(bytes, n0) | permuted_byte(bytes, n1) << 8 | permuted_byte(bytes, n2) << 16 | permuted_byte(bytes, n3) << 24;
}
u32 cb_dialect_prmt(u32 a, u32 b, u32 selector) {
  return permute(a, b, selector & 15, selector >> 4 & 15, selector >> 8 & 15, selector >> 12 & 15);
}
// The modes; n is the selector's low two bits. f4e and b4e slide forward and backward over {b, a}, the others replicate bytes of a.
u32 cb_dialect_prmt_f4e(u32 a, u32 b, u32 n) { n &= 3; return permute(a, b, n, n + 1, n + 2, n + 3); }
u32 cb_dialect_prmt_b4e(u32 a, u32 b, u32 n) { n &= 3; return permute(a, b, n, (n - 1) & 7, (n - 2) & 7, (n - 3) & 7); }
u32 cb_dialect_prmt_rc8(u32 a, u32 n) { n &= 3; return permute(a, 0, n, n, n, n); }
u32 cb_dialect_prmt_ecl(u32 a, u32 n) { n &= 3; return permute(a, 0, n, n < 1 ? 1 : n, n < 2 ? 2 : n, 3); }
u32 cb_dialect_prmt_ecr(u32 a, u32 n) { n &= 3; return permute(a, 0, 0, n < 1 ? n : 1, n < 2 ? n : 2, n); }
u32 cb_dialect_prmt_rc16(u32 a, u32 n) { n &= 1; return permute(a, 0, 2 * n, 2 * n + 1, 2 * n, 2 * n + 1); }

// shf.clamp with LLVM's operand order (high, low, amount); shf.wrap is llvm.fshl and llvm.fshr.
u32 cb_dialect_fshl_clamp_i32(u32 high, u32 low, u32 n) {
  return n >= 32 ? low : (u32)(((u64)high << 32 | low) << n >> 32);
}
u32 cb_dialect_fshr_clamp_i32(u32 high, u32 low, u32 n) {
  return n >= 32 ? high : (u32)(((u64)high << 32 | low) >> n);
}

// bfe: the field of `length` bits from `position`; bits above the word are the sign, or 0 when unsigned. Only the low byte of both counts.
#define EXTRACT(width)                                                                                        \
  u##width cb_dialect_bfe_u##width(u##width a, u32 position, u32 length) {                                     \
    position &= 255, length &= 255;                                                                            \
    u##width field = position < width ? a >> position : 0;                                                     \
    return length < width ? field & (((u##width)1 << length) - 1) : field;                                     \
  }                                                                                                            \
  s##width cb_dialect_bfe_s##width(s##width a, u32 position, u32 length) {                                     \
    position &= 255, length &= 255;                                                                            \
    if (length == 0) return 0;                                                                                 \
    s##width field = a >> (position < width ? position : width - 1);                                           \
    u32 unused = length < width ? width - length : 0;                                                          \
    /* The sign is the field's top bit, or the word's when the field reaches beyond it. */                     \
    return position + length > width ? field : (s##width)((u##width)field << unused) >> unused;                \
  }                                                                                                            \
  /* bfi: the low `length` bits of a inserted into b at `position`. */                                         \
  u##width cb_dialect_bfi_b##width(u##width a, u##width b, u32 position, u32 length) {                         \
    position &= 255, length &= 255;                                                                            \
    if (position >= width) return b;                                                                           \
    u##width mask = (length < width ? ((u##width)1 << length) - 1 : ~(u##width)0) << position;                 \
    return (b & ~mask) | (a << position & mask);                                                               \
  }
EXTRACT(32)
EXTRACT(64)
#undef EXTRACT

// bmsk: `length` ones from `position`. Clamped: operands beyond 32 count as 32; wrapped: only their low five bits count.
INLINE u32 ones(u32 length) { return length < 32 ? (1u << length) - 1 : ~0u; }
u32 cb_dialect_bmsk_clamp(u32 position, u32 length) { return position < 32 ? ones(length) << position : 0; }
u32 cb_dialect_bmsk_wrap(u32 position, u32 length) { return ones(length & 31) << (position & 31); }

// szext: sign- or zero-extends the low n bits of a.
u32 cb_dialect_zext_clamp(u32 a, u32 n) { return a & ones(n); }
u32 cb_dialect_zext_wrap(u32 a, u32 n) { return a & ones(n & 31); }
INLINE s32 extend_sign(s32 a, u32 n) { return n == 0 ? 0 : n < 32 ? (s32)((u32)a << (32 - n)) >> (32 - n) : a; }
s32 cb_dialect_sext_clamp(s32 a, u32 n) { return extend_sign(a, n); }
s32 cb_dialect_sext_wrap(s32 a, u32 n) { return extend_sign(a, n & 31); }

// bfind (llvm.nvvm.flo): the position of the most significant bit that is not a copy of the sign, or with `shift` the amount that
// would bring it to the top; all ones when there is none.
INLINE u32 find_leading(u64 a, u32 width, bool shift) {
  if (a == 0) return ~0u;
  u32 leading = (u32)__builtin_clzll(a) - (64 - width);
  return shift ? leading : width - 1 - leading;
}
u32 cb_dialect_flo_u_i32(u32 a, bool shift) { return find_leading(a, 32, shift); }
u32 cb_dialect_flo_s_i32(s32 a, bool shift) { return find_leading((u32)(a ^ a >> 31), 32, shift); }
u32 cb_dialect_flo_u_i64(u64 a, bool shift) { return find_leading(a, 64, shift); }
u32 cb_dialect_flo_s_i64(s64 a, bool shift) { return find_leading((u64)(a ^ a >> 63), 64, shift); }

// fns: the position of the offset-th set bit of `mask`, counted from bit `base`, upwards for a positive offset, which counts from
// 1, downwards for a negative one; 0 asks for bit `base` itself. All ones when there is none.
u32 cb_dialect_fns(u32 mask, u32 base, s32 offset) {
  if (base > 31) return ~0u;
  if (offset == 0) return mask >> base & 1 ? base : ~0u;
  bool up = offset > 0;
  // Searching upwards in the reversed word is searching downwards.
  u32 word = up ? mask : __builtin_bitreverse32(mask), start = up ? base : 31 - base;
  word = word >> start << start;
  for (u32 skip = up ? (u32)offset - 1 : 0u - (u32)offset - 1; skip > 0 && word != 0; skip--) word &= word - 1;
  if (word == 0) return ~0u;
  u32 position = (u32)__builtin_ctz(word);
  return up ? position : 31 - position;
}

u32 cb_dialect_d2i_lo(f64 a) { return (u32)BITS(u64, a); }
u32 cb_dialect_d2i_hi(f64 a) { return (u32)(BITS(u64, a) >> 32); }
f64 cb_dialect_lohi_i2d(u32 low, u32 high) { return BITS(f64, (u64)high << 32 | low); }
