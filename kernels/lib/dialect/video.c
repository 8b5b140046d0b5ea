// Video instructions (PTX ISA 9.7.18 scalar, 9.7.19 SIMD). The modifiers are constants in the words `form` and, for the SIMD ones,
// `a_lanes` and `b_lanes`; inlining folds what a given instruction does not use.
//
//   scalar form                                              SIMD form
//     2:0   part of a: 0 … 3 byte, 4 5 halfword, 6 word        0    a is signed
//     3     a is signed                                        1    b is signed
//     6:4   part of b                                          2    d is signed
//     7     b is signed                                        3    .sat
//     8     d is signed                                        4    .add: the lanes' sum is added to c
//     9     .sat                                               11:8 mask of the lanes that are computed; the others are c's
//     12:10 then: 0 nothing, 1 add c, 2 min c, 3 max c         14:12 comparison, as for the scalar vset
//     15:13 part of c to replace; 6 gives the whole result   lanes: a nibble for each lane of the result says which byte or halfword
//     18:16 vset: eq ne lt le gt ge; vshl vshr: 1 clamp             of {b, a} it takes
//     16    vmad: .po    18:17 vmad: 1 .shr7, 2 .shr15
//     19    vmad: the product is negated    20 vmad: c is negated
//
// Without a second operation and with part 6, c is not looked at.

typedef enum { VADD, VSUB, VAVRG, VABSDIFF, VMIN, VMAX, VSET, VSHL, VSHR } video_operation;

INLINE u32 field(u32 form, u32 position, u32 bits) { return form >> position & ((1u << bits) - 1); }

// The bits of one lane, extended. `bits` is 8, 16 or 32.
INLINE s64 extended(u32 lane, u32 bits, bool is_signed) {
  s64 value = (s64)((u64)lane << (64 - bits));
  return is_signed ? value >> (64 - bits) : (s64)((u64)value >> (64 - bits));
}
INLINE u32 part_bits(u32 part) { return part < 4 ? 8 : part < 6 ? 16 : 32; }
INLINE u32 part_position(u32 part) { return part < 4 ? 8 * part : part == 5 ? 16 : 0; }

INLINE s64 clamp_to(s64 x, u32 bits, bool is_signed) {
  s64 low = is_signed ? -(1ll << (bits - 1)) : 0, high = is_signed ? (1ll << (bits - 1)) - 1 : (1ll << bits) - 1;
  return x < low ? low : x > high ? high : x;
}

INLINE bool compare(u32 comparison, s64 a, s64 b) {
  switch (comparison) {
    case 0: return a == b;
    case 1: return a != b;
    case 2: return a < b;
    case 3: return a <= b;
    case 4: return a > b;
    default: return a >= b;
  }
}
INLINE u32 shift_amount(u32 form, s64 b) { return field(form, 16, 1) ? (b < 32 ? (u32)b : 32) : (u32)b & 31; }

INLINE s64 operate(video_operation operation, u32 comparison, u32 form, s64 a, s64 b) {
  switch (operation) {
    case VADD:     return a + b;
    case VSUB:     return a - b;
    case VAVRG:    return (a + b + (a + b >= 0)) >> 1;
    case VABSDIFF: return a > b ? a - b : b - a;
    case VMIN:     return a < b ? a : b;
    case VMAX:     return a > b ? a : b;
    case VSET:     return compare(comparison, a, b);
    case VSHL:     return a << shift_amount(form, b);
    default:       return a >> shift_amount(form, b);
  }
}

INLINE u32 second_operation(u32 form, bool is_signed, u32 x, u32 c) {
  u32 least = is_signed ? (u32)__builtin_elementwise_min((s32)x, (s32)c) : __builtin_elementwise_min(x, c);
  u32 most = is_signed ? (u32)__builtin_elementwise_max((s32)x, (s32)c) : __builtin_elementwise_max(x, c);
  switch (field(form, 10, 3)) {
    case 1: return x + c;
    case 2: return least;
    case 3: return most;
    default: return x;
  }
}
INLINE u32 merge(u32 form, u32 x, u32 c) {
  u32 part = field(form, 13, 3), bits = part_bits(part), position = part_position(part);
  u32 mask = (bits == 32 ? ~0u : (1u << bits) - 1) << position;
  return (x << position & mask) | (c & ~mask);
}

INLINE u32 scalar_video(video_operation operation, u32 a, u32 b, u32 c, u32 form) {
  u32 a_part = field(form, 0, 3), b_part = field(form, 4, 3), d_part = field(form, 13, 3);
  bool d_signed = field(form, 8, 1);
  s64 x = extended(a >> part_position(a_part), part_bits(a_part), field(form, 3, 1));
  s64 y = extended(b >> part_position(b_part), part_bits(b_part), field(form, 7, 1));
  s64 result = operate(operation, field(form, 16, 3), form, x, y);
  result = field(form, 9, 1) ? clamp_to(result, part_bits(d_part), d_signed) : result;
  return merge(form, second_operation(form, d_signed, (u32)result, c), c);
}
#define SCALAR(name, operation) \
  u32 cb_dialect_##name(u32 a, u32 b, u32 c, u32 form) { return scalar_video(operation, a, b, c, form); }
SCALAR(vadd,     VADD)
SCALAR(vsub,     VSUB)
SCALAR(vabsdiff, VABSDIFF)
SCALAR(vmin,     VMIN)
SCALAR(vmax,     VMAX)
SCALAR(vset,     VSET)
SCALAR(vshl,     VSHL)
SCALAR(vshr,     VSHR)
#undef SCALAR

// A negated product is its complement plus one, and so is a negated c; .po adds one instead.
u32 cb_dialect_vmad(u32 a, u32 b, u32 c, u32 form) {
  u32 a_part = field(form, 0, 3), b_part = field(form, 4, 3), shift = field(form, 17, 2);
  bool a_signed = field(form, 3, 1), b_signed = field(form, 7, 1), plus_one = field(form, 16, 1);
  bool negate_product = field(form, 19, 1), negate_c = field(form, 20, 1);
  bool is_signed = a_signed | b_signed | negate_product | negate_c;
  u64 product = (u64)extended(a >> part_position(a_part), part_bits(a_part), a_signed) *
                (u64)extended(b >> part_position(b_part), part_bits(b_part), b_signed);
  // Beyond 63 bits only the product of two unsigned numbers can go; its sign is then the one it is given.
  bool beyond = !a_signed & !b_signed & (product >> 63);
  u64 addend = is_signed ? (u64)(s64)(s32)c : c;
  if (!plus_one) {
    product = negate_product ? ~product : product;
    addend = !negate_product && negate_c ? ~addend : addend;
  }
  u64 sum = product + addend + (plus_one | negate_product | negate_c);
  u32 places = shift == 1 ? 7 : shift == 2 ? 15 : 0;
  if (!is_signed) {
    u64 shifted = sum >> places;
    return field(form, 9, 1) && shifted > 0xffffffff ? 0xffffffff : (u32)shifted;
  }
  s64 shifted = (s64)sum >> places;
  s64 saturated = beyond ? (negate_product ? -0x80000000ll : 0x7fffffff) : clamp_to(shifted, 32, true);
  return (u32)(field(form, 9, 1) ? saturated : shifted);
}

INLINE u32 simd_video(video_operation operation, u32 bits, u32 a, u32 b, u32 c, u32 a_lanes, u32 b_lanes, u32 form) {
  u64 pool = (u64)b << 32 | a;
  u32 ones = (1u << bits) - 1, lanes = 0, sum = c;
  for (u32 i = 0; i < 32 / bits; i++) {
    s64 x = extended((u32)(pool >> bits * field(a_lanes, 4 * i, 3)), bits, field(form, 0, 1));
    s64 y = extended((u32)(pool >> bits * field(b_lanes, 4 * i, 3)), bits, field(form, 1, 1));
    s64 result = operate(operation, field(form, 12, 3), form, x, y);
    result = field(form, 3, 1) ? clamp_to(result, bits, field(form, 2, 1)) : result;
    bool chosen = field(form, 8 + i, 1);
    sum += chosen ? (u32)result : 0;
    lanes |= (chosen ? (u32)result & ones : c >> bits * i & ones) << bits * i;
  }
  return field(form, 4, 1) ? sum : lanes;
}
#define SIMD(name, operation)                                                                          \
  u32 cb_dialect_##name##2(u32 a, u32 b, u32 c, u32 a_lanes, u32 b_lanes, u32 form) {                  \
    return simd_video(operation, 16, a, b, c, a_lanes, b_lanes, form);                                 \
  }                                                                                                    \
  u32 cb_dialect_##name##4(u32 a, u32 b, u32 c, u32 a_lanes, u32 b_lanes, u32 form) {                  \
    return simd_video(operation, 8, a, b, c, a_lanes, b_lanes, form);                                  \
  }
SIMD(vadd,     VADD)
SIMD(vsub,     VSUB)
SIMD(vavrg,    VAVRG)
SIMD(vabsdiff, VABSDIFF)
SIMD(vmin,     VMIN)
SIMD(vmax,     VMAX)
SIMD(vset,     VSET)
#undef SIMD
