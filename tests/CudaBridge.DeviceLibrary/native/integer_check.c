// Integer operations of both libraries against the PTX manual's own pseudo code and plain loops over lanes.

#include "check.h"

typedef int32_t s32; typedef uint32_t u32; typedef int64_t s64; typedef uint64_t u64;
typedef int16_t s16; typedef uint16_t u16;

// Words that meet the edges of fields, lanes and signs; and small amounts, also beyond the width.
static u64 some_u64(void) {
  u64 r = random_bits(), s = random_bits();
  switch (s & 7) {
    case 0: return (u64)-(s64)(r & 3);
    case 1: return (r & 1) + 0x7fffffffffffffffu;
    case 2: return (r & 0x7f) * 0x0101010101010101u + (r >> 8 & 1) * 0x8080808080808080u;
    case 3: return (u64)(s64)(s32)r;
    default: return r >> (s >> 32 & 63);
  }
}
static u32 some_u32(void) { return (u32)(some_u64() >> (random_bits() & 32)); }
static u32 amount(void) { u64 r = random_bits(); return r & 15 ? (u32)(r >> 32) % 70 : (u32)(r >> 32); }

#define CHECK(name, type, expected, ...)                                                                                  \
  {                                                                                                                       \
    void name(void);                                                                                                        \
    long wrong = 0;                                                                                                       \
    char first[160] = "";                                                                                                 \
    for (int i = 0; i < TRIES; i++) {                                                                                     \
      u64 a64 = some_u64(), b64 = some_u64(), c64 = some_u64();                                                           \
      u32 a = some_u32(), b = i % 16 ? some_u32() : a, c = some_u32(), n = amount(), m = amount();                        \
      (void)a64, (void)b64, (void)c64, (void)a, (void)b, (void)c, (void)n, (void)m;                                       \
      type e = (type)(expected), r = ((type (*)(ARGUMENT_TYPES(__VA_ARGS__)))(void*)name)(__VA_ARGS__);                          \
      if (e != r && !wrong++)                                                                                             \
        snprintf(first, sizeof first, "(%x %x %x %u %u; %llx %llx) = %llx, not %llx", a, b, c, n, m, (unsigned long long)a64, \
                 (unsigned long long)b64, (unsigned long long)e, (unsigned long long)r);                                  \
    }                                                                                                                     \
    report(#name, "", TRIES, wrong, first);                                                                               \
  }
#define TYPES1(x) __typeof__(x)
#define TYPES2(x, y) __typeof__(x), __typeof__(y)
#define TYPES3(x, y, z) __typeof__(x), __typeof__(y), __typeof__(z)
#define TYPES4(x, y, z, w) __typeof__(x), __typeof__(y), __typeof__(z), __typeof__(w)
#define PICK(a, b, c, d, e, ...) e
#define ARGUMENT_TYPES(...) PICK(__VA_ARGS__, TYPES4, TYPES3, TYPES2, TYPES1)(__VA_ARGS__)

static u32 prmt(u32 a, u32 b, u32 c) {
  unsigned char bytes[8];
  u32 d = 0;
  for (int i = 0; i < 8; i++) bytes[i] = (unsigned char)((i < 4 ? a : b) >> 8 * (i & 3));
  for (int i = 0; i < 4; i++) {
    u32 selector = c >> 4 * i & 15, byte = bytes[selector & 7];
    d |= (selector & 8 ? (byte & 0x80 ? 0xff : 0) : byte) << 8 * i;
  }
  return d;
}
// The selectors of the modes, from the manual's table, for control values 0 … 3.
static const u32 f4e[] = {0x3210, 0x4321, 0x5432, 0x6543}, b4e[] = {0x5670, 0x6701, 0x7012, 0x0123}, rc8[] = {0x0000, 0x1111, 0x2222, 0x3333};
static const u32 ecl[] = {0x3210, 0x3211, 0x3222, 0x3333}, ecr[] = {0x0000, 0x1110, 0x2210, 0x3210}, rc16[] = {0x1010, 0x3232, 0x1010, 0x3232};

static u64 bfe(u64 a, u32 position, u32 length, int msb, bool is_signed) {
  u32 pos = position & 255, len = length & 255;
  u64 d = 0;
  bool sign = false;
  if (is_signed && len) sign = a >> (pos + len - 1 < (u32)msb ? pos + len - 1 : (u32)msb) & 1;
  for (u32 i = 0; i <= (u32)msb; i++) d |= (u64)(i < len && pos + i <= (u32)msb ? a >> (pos + i) & 1 : sign) << i;
  return d;
}
static u64 bfi(u64 a, u64 b, u32 position, u32 length, int msb) {
  u32 pos = position & 255, len = length & 255;
  for (u32 i = 0; i < len && pos + i <= (u32)msb; i++) b = (b & ~(1ull << (pos + i))) | (a >> i & 1) << (pos + i);
  return b;
}
static u32 bfind(u64 a, int msb, bool is_signed, bool shift) {
  if (is_signed && a >> msb & 1) a = ~a;
  for (int i = msb; i >= 0; i--)
    if (a >> i & 1) return (u32)(shift ? msb - i : i);
  return ~0u;
}
static u32 fns(u32 mask, u32 base, s32 offset) {
  if (base > 31) return ~0u;
  if (offset == 0) return mask >> base & 1 ? base : ~0u;
  s64 count = (offset < 0 ? -(s64)offset : offset) - 1;
  for (s32 pos = (s32)base; pos >= 0 && pos < 32; pos += offset > 0 ? 1 : -1)
    if (mask >> pos & 1 && count-- == 0) return (u32)pos;
  return ~0u;
}
static u32 bmsk(u32 a, u32 b, bool clamp) {
  u32 a1 = a & 31, b1 = b & 31, sum = a1 + b1;
  u32 mask0 = ~0u << a1, mask1 = sum >= 32 ? 0 : ~0u << sum;
  if (clamp && a >= 32) mask0 = 0;
  if ((clamp && a >= 32) || (clamp && b >= 32)) mask1 = 0;
  return mask0 & ~mask1;
}
static u32 szext(u32 a, u32 b, bool is_signed, bool clamp) {
  u32 b1 = b & 31;
  bool too_large = b >= 32 && clamp;
  u32 mask = too_large ? 0 : ~0u << b1;
  bool sign = is_signed && b1 && !too_large && a >> (b1 - 1) & 1;
  return (a & ~mask) | (sign ? mask : 0);
}
static u32 dp4a(u32 a, u32 b, u32 c, bool a_signed, bool b_signed) {
  for (int i = 0; i < 4; i++) {
    s32 x = a_signed ? (int8_t)(a >> 8 * i) : (s32)(a >> 8 * i & 255), y = b_signed ? (int8_t)(b >> 8 * i) : (s32)(b >> 8 * i & 255);
    c += (u32)(x * y);
  }
  return c;
}
static u32 dp2a(u32 a, u32 b, bool high, u32 c, bool a_signed, bool b_signed) {
  for (int i = 0; i < 2; i++) {
    u32 byte = b >> 8 * (i + (high ? 2 : 0)) & 255;
    s32 x = a_signed ? (s16)(a >> 16 * i) : (s32)(a >> 16 * i & 0xffff), y = b_signed ? (int8_t)byte : (s32)byte;
    c += (u32)(x * y);
  }
  return c;
}

// The SIMD-in-a-word functions: `f` of each lane, as signed or unsigned numbers.
static int lane_of(u32 word, int lane, int bits, bool is_signed) {
  int x = (int)(word >> lane * bits & ((1u << bits) - 1));
  return is_signed && x >> (bits - 1) ? x - (1 << bits) : x;
}
static int clamp(int x, int bits, bool is_signed) {
  int low = is_signed ? -(1 << (bits - 1)) : 0, high = is_signed ? (1 << (bits - 1)) - 1 : (1 << bits) - 1;
  return x < low ? low : x > high ? high : x;
}
#define LANES(name, bits, is_signed, expression)                                         \
  static u32 expected_##name(u32 a, u32 b) {                                             \
    u32 d = 0;                                                                           \
    for (int i = 0; i < 32 / bits; i++) {                                                \
      int x = lane_of(a, i, bits, is_signed), y = lane_of(b, i, bits, is_signed);        \
      (void)y;                                                                           \
      d |= ((u32)(expression) & ((1u << bits) - 1)) << i * bits;                         \
    }                                                                                    \
    return d;                                                                            \
  }
#define SUMS(name, bits, is_signed)                                                      \
  static u32 expected_##name(u32 a, u32 b) {                                             \
    u32 d = 0;                                                                           \
    for (int i = 0; i < 32 / bits; i++) {                                                \
      int x = lane_of(a, i, bits, is_signed), y = lane_of(b, i, bits, is_signed);        \
      d += (u32)(x > y ? x - y : y - x);                                                 \
    }                                                                                    \
    return d;                                                                            \
  }
// One-operand functions come first: their expected values ignore b.
#define SIMD_UNARY(DO)                                     \
  DO(vabs, true, x < 0 ? -x : x)                           \
  DO(vabsss, true, clamp(x < 0 ? -x : x, BITS, true))      \
  DO(vneg, true, -x)                                       \
  DO(vnegss, true, clamp(-x, BITS, true))
#define SIMD_BINARY(DO)                                    \
  DO(vadd, true, x + y)                                    \
  DO(vsub, true, x - y)                                    \
  DO(vaddss, true, clamp(x + y, BITS, true))               \
  DO(vaddus, false, clamp(x + y, BITS, false))             \
  DO(vsubss, true, clamp(x - y, BITS, true))               \
  DO(vsubus, false, clamp(x - y, BITS, false))             \
  DO(vmaxs, true, x > y ? x : y)                           \
  DO(vmaxu, false, x > y ? x : y)                          \
  DO(vmins, true, x < y ? x : y)                           \
  DO(vminu, false, x < y ? x : y)                          \
  DO(vabsdiffs, true, x > y ? x - y : y - x)               \
  DO(vabsdiffu, false, x > y ? x - y : y - x)              \
  DO(vavgs, true, (x + y + (x + y >= 0)) >> 1)             \
  DO(vavgu, false, (x + y + 1) >> 1)                       \
  DO(vhaddu, false, (x + y) >> 1)                          \
  DO(vcmpeq, true, x == y ? -1 : 0)                        \
  DO(vcmpne, true, x != y ? -1 : 0)                        \
  DO(vcmpges, true, x >= y ? -1 : 0)                       \
  DO(vcmpgeu, false, x >= y ? -1 : 0)                      \
  DO(vcmpgts, true, x > y ? -1 : 0)                        \
  DO(vcmpgtu, false, x > y ? -1 : 0)                       \
  DO(vcmples, true, x <= y ? -1 : 0)                       \
  DO(vcmpleu, false, x <= y ? -1 : 0)                      \
  DO(vcmplts, true, x < y ? -1 : 0)                        \
  DO(vcmpltu, false, x < y ? -1 : 0)                       \
  DO(vseteq, true, x == y)                                 \
  DO(vsetgtu, false, x > y)                                \
  DO(vsetles, true, x <= y)                                \
  DO(vsetltu, false, x < y)
#define DEFINE2(name, is_signed, expression) LANES(name##2, 16, is_signed, expression)
#define DEFINE4(name, is_signed, expression) LANES(name##4, 8, is_signed, expression)
#define BITS 16
SIMD_UNARY(DEFINE2) SIMD_BINARY(DEFINE2)
#undef BITS
#define BITS 8
SIMD_UNARY(DEFINE4) SIMD_BINARY(DEFINE4)
#undef BITS
SUMS(vsads2, 16, true) SUMS(vsadu2, 16, false) SUMS(vsads4, 8, true) SUMS(vsadu4, 8, false)
#define CHECK_UNARY(name, is_signed, expression) \
  CHECK(__nv_##name##2, u32, expected_##name##2(a, b), a) CHECK(__nv_##name##4, u32, expected_##name##4(a, b), a)
#define CHECK_BINARY(name, is_signed, expression) \
  CHECK(__nv_##name##2, u32, expected_##name##2(a, b), a, b) CHECK(__nv_##name##4, u32, expected_##name##4(a, b), a, b)

static u32 reversed(u32 a) { u32 d = 0; for (int i = 0; i < 32; i++) d |= (a >> i & 1) << (31 - i); return d; }
static u64 reversed64(u64 a) { return (u64)reversed((u32)a) << 32 | reversed((u32)(a >> 32)); }
static s32 low24(u32 a) { return (s32)(a << 8) >> 8; }
#define WIDE unsigned __int128
#define SWIDE __int128

int main(void) {
  CHECK(cb_dialect_prmt, u32, prmt(a, b, c), a, b, c)
  CHECK(cb_dialect_prmt_f4e, u32, prmt(a, b, f4e[n & 3]), a, b, n)
  CHECK(cb_dialect_prmt_b4e, u32, prmt(a, b, b4e[n & 3]), a, b, n)
  CHECK(cb_dialect_prmt_rc8, u32, prmt(a, 0, rc8[n & 3]), a, n)
  CHECK(cb_dialect_prmt_ecl, u32, prmt(a, 0, ecl[n & 3]), a, n)
  CHECK(cb_dialect_prmt_ecr, u32, prmt(a, 0, ecr[n & 3]), a, n)
  CHECK(cb_dialect_prmt_rc16, u32, prmt(a, 0, rc16[n & 3]), a, n)
  CHECK(cb_dialect_bfe_u32, u32, bfe(a, n, m, 31, false), a, n, m)
  CHECK(cb_dialect_bfe_s32, s32, bfe(a, n, m, 31, true), (s32)a, n, m)
  CHECK(cb_dialect_bfe_u64, u64, bfe(a64, n, m, 63, false), a64, n, m)
  CHECK(cb_dialect_bfe_s64, s64, bfe(a64, n, m, 63, true), (s64)a64, n, m)
  CHECK(cb_dialect_bfi_b32, u32, bfi(a, b, n, m, 31), a, b, n, m)
  CHECK(cb_dialect_bfi_b64, u64, bfi(a64, b64, n, m, 63), a64, b64, n, m)
  CHECK(cb_dialect_flo_u_i32, u32, bfind(a, 31, false, n & 1), a, (bool)(n & 1))
  CHECK(cb_dialect_flo_s_i32, u32, bfind(a, 31, true, n & 1), (s32)a, (bool)(n & 1))
  CHECK(cb_dialect_flo_u_i64, u32, bfind(a64, 63, false, n & 1), a64, (bool)(n & 1))
  CHECK(cb_dialect_flo_s_i64, u32, bfind(a64, 63, true, n & 1), (s64)a64, (bool)(n & 1))
  CHECK(cb_dialect_fns, u32, fns(a, n, (s32)(m % 70) - 35), a, n, (s32)(m % 70) - 35)
  CHECK(cb_dialect_bmsk_clamp, u32, bmsk(n, m, true), n, m)
  CHECK(cb_dialect_bmsk_wrap, u32, bmsk(n, m, false), n, m)
  CHECK(cb_dialect_zext_clamp, u32, szext(a, n, false, true), a, n)
  CHECK(cb_dialect_zext_wrap, u32, szext(a, n, false, false), a, n)
  CHECK(cb_dialect_sext_clamp, u32, szext(a, n, true, true), (s32)a, n)
  CHECK(cb_dialect_sext_wrap, u32, szext(a, n, true, false), (s32)a, n)
  CHECK(cb_dialect_fshl_clamp_i32, u32, n >= 32 ? b : (u32)(((u64)a << 32 | b) << n >> 32), a, b, n)
  CHECK(cb_dialect_fshr_clamp_i32, u32, n >= 32 ? a : (u32)(((u64)a << 32 | b) >> n), a, b, n)
  CHECK(cb_dialect_idp4a_s_s, u32, dp4a(a, b, c, true, true), a, b, c)
  CHECK(cb_dialect_idp4a_s_u, u32, dp4a(a, b, c, true, false), a, b, c)
  CHECK(cb_dialect_idp4a_u_s, u32, dp4a(a, b, c, false, true), a, b, c)
  CHECK(cb_dialect_idp4a_u_u, u32, dp4a(a, b, c, false, false), a, b, c)
  CHECK(cb_dialect_idp2a_s_s, u32, dp2a(a, b, n & 1, c, true, true), a, b, (bool)(n & 1), c)
  CHECK(cb_dialect_idp2a_s_u, u32, dp2a(a, b, n & 1, c, true, false), a, b, (bool)(n & 1), c)
  CHECK(cb_dialect_idp2a_u_s, u32, dp2a(a, b, n & 1, c, false, true), a, b, (bool)(n & 1), c)
  CHECK(cb_dialect_idp2a_u_u, u32, dp2a(a, b, n & 1, c, false, false), a, b, (bool)(n & 1), c)
  CHECK(cb_dialect_mulhi_s, s16, (s32)(s16)a * (s16)b >> 16, (s16)a, (s16)b)
  CHECK(cb_dialect_mulhi_us, u16, (u32)(u16)a * (u16)b >> 16, (u16)a, (u16)b)
  CHECK(cb_dialect_mulhi_i, s32, (s64)(s32)a * (s32)b >> 32, (s32)a, (s32)b)
  CHECK(cb_dialect_mulhi_ui, u32, (u64)a * b >> 32, a, b)
  CHECK(cb_dialect_mulhi_ll, s64, (SWIDE)(s64)a64 * (s64)b64 >> 64, (s64)a64, (s64)b64)
  CHECK(cb_dialect_mulhi_ull, u64, (WIDE)a64 * b64 >> 64, a64, b64)
  CHECK(cb_dialect_mul24_i, s32, (s64)low24(a) * low24(b), (s32)a, (s32)b)
  CHECK(cb_dialect_mul24_ui, u32, (u64)(a & 0xffffff) * (b & 0xffffff), a, b)
  CHECK(cb_dialect_mul24_hi_s32, s32, (s64)low24(a) * low24(b) >> 16, (s32)a, (s32)b)
  CHECK(cb_dialect_sad_s, s16, (s16)a > (s16)b ? (s16)a - (s16)b + (s16)c : (s16)b - (s16)a + (s16)c, (s16)a, (s16)b, (s16)c)
  CHECK(cb_dialect_sad_i, s32, ((s32)a > (s32)b ? a - b : b - a) + c, (s32)a, (s32)b, (s32)c)
  CHECK(cb_dialect_sad_ui, u32, (a > b ? a - b : b - a) + c, a, b, c)
  CHECK(cb_dialect_sad_ll, s64, ((s64)a64 > (s64)b64 ? a64 - b64 : b64 - a64) + c64, (s64)a64, (s64)b64, (s64)c64)
  CHECK(cb_dialect_div_s32, s32, b == 0 ? -1 : (s64)(s32)a / (s32)b, (s32)a, (s32)b)
  CHECK(cb_dialect_rem_u64, u64, b64 == 0 ? a64 : a64 % b64, a64, b64)

  CHECK(__nv_abs, s32, (s32)a < 0 ? 0 - a : a, (s32)a)
  CHECK(__nv_brev, s32, reversed(a), (s32)a)
  CHECK(__nv_brevll, s64, reversed64(a64), (s64)a64)
  CHECK(__nv_clz, s32, bfind(a, 31, false, true) == ~0u ? 32 : bfind(a, 31, false, true), (s32)a)
  CHECK(__nv_clzll, s32, bfind(a64, 63, false, true) == ~0u ? 64 : bfind(a64, 63, false, true), (s64)a64)
  CHECK(__nv_ffs, s32, bfind(reversed(a), 31, false, true) + 1, (s32)a)
  CHECK(__nv_ffsll, s32, bfind(reversed64(a64), 63, false, true) + 1, (s64)a64)
  CHECK(__nv_hadd, s32, ((s64)(s32)a + (s32)b) >> 1, (s32)a, (s32)b)
  CHECK(__nv_rhadd, s32, ((s64)(s32)a + (s32)b + 1) >> 1, (s32)a, (s32)b)
  CHECK(__nv_uhadd, u32, ((u64)a + b) >> 1, a, b)
  CHECK(__nv_urhadd, u32, ((u64)a + b + 1) >> 1, a, b)
  CHECK(__nv_byte_perm, u32, prmt(a, b, c), a, b, c)
  SIMD_UNARY(CHECK_UNARY)
  SIMD_BINARY(CHECK_BINARY)
  CHECK(__nv_vsads2, u32, expected_vsads2(a, b), a, b)
  CHECK(__nv_vsadu2, u32, expected_vsadu2(a, b), a, b)
  CHECK(__nv_vsads4, u32, expected_vsads4(a, b), a, b)
  CHECK(__nv_vsadu4, u32, expected_vsadu4(a, b), a, b)
  return 0;
}
