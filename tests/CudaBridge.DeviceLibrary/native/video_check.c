// Video instructions against the pseudo code of PTX ISA 9.7.18 and 9.7.19. The fields of `form` are those of kernels/lib/dialect/video.c.

#include "check.h"

typedef __int128 wide;
typedef int64_t s64;
typedef uint32_t u32;

enum { VADD, VSUB, VAVRG, VABSDIFF, VMIN, VMAX, VSET, VSHL, VSHR };

static s64 part_select_sign_extend(u32 x, bool is_signed, u32 part) {
  switch (part) {
    case 0: case 1: case 2: case 3: { u32 byte = x >> 8 * part & 0xff; return is_signed ? (int8_t)byte : (s64)byte; }
    case 4: return is_signed ? (int16_t)(x & 0xffff) : (s64)(x & 0xffff);
    case 5: return is_signed ? (int16_t)(x >> 16) : (s64)(x >> 16);
    default: return is_signed ? (int32_t)x : (s64)x;
  }
}
static s64 saturate(s64 x, bool is_signed, u32 part) {
  s64 bound = part < 4 ? 256 : part < 6 ? 65536 : 4294967296ll;
  s64 low = is_signed ? -bound / 2 : 0, high = is_signed ? bound / 2 - 1 : bound - 1;
  return x < low ? low : x > high ? high : x;
}
static bool compare(u32 how, s64 a, s64 b) {
  bool results[] = {a == b, a != b, a < b, a <= b, a > b, a >= b};
  return results[how];
}
static s64 operate(int operation, u32 how, bool clamp, s64 a, s64 b) {
  u32 amount = clamp ? (b > 32 ? 32 : (u32)b) : (u32)b % 32;
  switch (operation) {
    case VADD: return a + b;
    case VSUB: return a - b;
    case VAVRG: return a + b >= 0 ? (a + b + 1) >> 1 : (a + b) >> 1;
    case VABSDIFF: return a - b < 0 ? b - a : a - b;
    case VMIN: return a < b ? a : b;
    case VMAX: return a > b ? a : b;
    case VSET: return compare(how, a, b);
    case VSHL: return a * ((s64)1 << amount);
    default: return a >> amount;
  }
}
static u32 merge(u32 part, u32 x, u32 c) {
  switch (part) {
    case 0: case 1: case 2: case 3: return (c & ~(0xffu << 8 * part)) | (x & 0xff) << 8 * part;
    case 4: return (x & 0xffff) | (c & 0xffff0000);
    case 5: return x << 16 | (c & 0xffff);
    default: return x;
  }
}

typedef struct { u32 a_part, a_signed, b_part, b_signed, d_signed, sat, second, d_part, mode; } scalar;
static u32 encode(scalar f) {
  return f.a_part | f.a_signed << 3 | f.b_part << 4 | f.b_signed << 7 | f.d_signed << 8 | f.sat << 9 | f.second << 10 | f.d_part << 13 | f.mode << 16;
}
static u32 expected_scalar(int operation, u32 a, u32 b, u32 c, scalar f) {
  s64 x = part_select_sign_extend(a, f.a_signed, f.a_part), y = part_select_sign_extend(b, f.b_signed, f.b_part);
  s64 t = operate(operation, f.mode, f.mode & 1, x, y);
  if (f.sat) t = saturate(t, f.d_signed, f.d_part);
  u32 d = (u32)t;
  if (f.second == 1) d += c;
  if (f.second == 2) d = f.d_signed ? (u32)((int32_t)d < (int32_t)c ? d : c) : d < c ? d : c;
  if (f.second == 3) d = f.d_signed ? (u32)((int32_t)d > (int32_t)c ? d : c) : d > c ? d : c;
  return merge(f.d_part, d, c);
}

static u32 expected_vmad(u32 a, u32 b, u32 c, scalar f, bool po, u32 scale, bool minus_product, bool minus_c) {
  bool is_signed = f.a_signed || f.b_signed || minus_product || minus_c;
  wide t = (wide)part_select_sign_extend(a, f.a_signed, f.a_part) * part_select_sign_extend(b, f.b_signed, f.b_part);
  int lsb = 0;
  if (po) lsb = 1;
  else if (minus_product) t = ~t, lsb = 1;
  else if (minus_c) c = ~c, lsb = 1;
  t += (is_signed ? (wide)(int32_t)c : (wide)c) + lsb;
  t >>= scale == 1 ? 7 : scale == 2 ? 15 : 0;
  if (f.sat) {
    wide low = is_signed ? -2147483648ll : 0, high = is_signed ? 2147483647ll : 4294967295ll;
    t = t < low ? low : t > high ? high : t;
  }
  return (u32)t;
}

static u32 expected_simd(int operation, int bits, u32 a, u32 b, u32 c, u32 a_lanes, u32 b_lanes, u32 form) {
  u32 merged = 0, sum = c;
  for (int i = 0; i < 32 / bits; i++) {
    u32 p = a_lanes >> 4 * i & 7, q = b_lanes >> 4 * i & 7, n = (u32)(32 / bits), first = bits == 8 ? 0 : 4;
    s64 x = part_select_sign_extend(p < n ? a : b, form & 1, first + p % n);
    s64 y = part_select_sign_extend(q < n ? a : b, form >> 1 & 1, first + q % n);
    s64 t = operate(operation, form >> 12 & 7, false, x, y);
    if (form >> 3 & 1) t = saturate(t, form >> 2 & 1, first);
    bool chosen = form >> (8 + i) & 1;
    if (chosen) sum += (u32)t;
    merged = merge(first + (u32)i, chosen ? (u32)t : c >> bits * i, merged);
  }
  return form >> 4 & 1 ? sum : merged;
}

static u32 word(void) {
  uint64_t r = random_bits();
  static const u32 edges[] = {0, 0x7fffffff, 0x80000000, 0xffffffff, 0x7f80ff01, 0x7fff8000, 0x8000ffff, 0x00010001};
  return r & 3 ? (u32)(r >> 32) : edges[r >> 32 & 7];
}

#define CHECK(name, expected, actual)                                                                          \
  {                                                                                                            \
    long wrong = 0;                                                                                            \
    char first[160] = "";                                                                                      \
    for (int i = 0; i < TRIES; i++) {                                                                          \
      u32 a = word(), b = word(), c = word();                                                                  \
      uint64_t r = random_bits();                                                                              \
      scalar f = {(r & 7) % 7, r >> 3 & 1, (r >> 4 & 7) % 7, r >> 7 & 1, r >> 8 & 1, r >> 9 & 1, r >> 10 & 3, (r >> 13 & 7) % 7, (r >> 16 & 7) % 6}; \
      u32 a_lanes = (u32)(r >> 32) & lane_mask, b_lanes = (u32)(r >> 16) & lane_mask, simd = (u32)(r >> 40 & 0xf1f) | f.mode << 12; \
      (void)a_lanes, (void)b_lanes, (void)simd, (void)f;                                                       \
      u32 e = expected, d = actual;                                                                            \
      if (e != d && !wrong++) snprintf(first, sizeof first, "(%x %x %x %x %x %x) = %x, not %x", a, b, c, encode(f), a_lanes, simd, e, d); \
    }                                                                                                          \
    report(name, "", TRIES, wrong, first);                                                                     \
  }
#define SCALAR(name, operation)                                                     \
  { enum { lane_mask = 0 }; u32 cb_dialect_##name(u32, u32, u32, u32);              \
    CHECK(#name, expected_scalar(operation, a, b, c, f), cb_dialect_##name(a, b, c, encode(f))) }
#define SIMD(name, operation)                                                                                     \
  { enum { lane_mask = 0x33 }; u32 cb_dialect_##name##2(u32, u32, u32, u32, u32, u32);                            \
    CHECK(#name "2", expected_simd(operation, 16, a, b, c, a_lanes, b_lanes, simd), cb_dialect_##name##2(a, b, c, a_lanes, b_lanes, simd)) } \
  { enum { lane_mask = 0x7777 }; u32 cb_dialect_##name##4(u32, u32, u32, u32, u32, u32);                          \
    CHECK(#name "4", expected_simd(operation, 8, a, b, c, a_lanes, b_lanes, simd), cb_dialect_##name##4(a, b, c, a_lanes, b_lanes, simd)) }

int main(void) {
  SCALAR(vadd, VADD) SCALAR(vsub, VSUB) SCALAR(vabsdiff, VABSDIFF) SCALAR(vmin, VMIN) SCALAR(vmax, VMAX) SCALAR(vset, VSET)
  enum { lane_mask = 0 };
  u32 cb_dialect_vshl(u32, u32, u32, u32), cb_dialect_vshr(u32, u32, u32, u32), cb_dialect_vmad(u32, u32, u32, u32);
  // The amount of a shift is unsigned.
  CHECK("vshl", (f.b_signed = 0, expected_scalar(VSHL, a, b, c, f)), cb_dialect_vshl(a, b, c, encode(f)))
  CHECK("vshr", (f.b_signed = 0, expected_scalar(VSHR, a, b, c, f)), cb_dialect_vshr(a, b, c, encode(f)))
  // At most one of .po, a negated product and a negated c.
  CHECK("vmad", ({ u32 sign = r >> 50 & 3; expected_vmad(a, b, c, f, sign == 1, (u32)(r >> 52 & 3) % 3, sign == 2, sign == 3); }),
        ({ u32 sign = r >> 50 & 3; f.mode = 0; cb_dialect_vmad(a, b, c, encode(f) | (sign == 1) << 16 | ((u32)(r >> 52 & 3) % 3) << 17 | (sign == 2) << 19 | (sign == 3) << 20); }))
  SIMD(vadd, VADD) SIMD(vsub, VSUB) SIMD(vavrg, VAVRG) SIMD(vabsdiff, VABSDIFF) SIMD(vmin, VMIN) SIMD(vmax, VMAX) SIMD(vset, VSET)
  return 0;
}
