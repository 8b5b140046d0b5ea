// Integer multiplication and sums of absolute differences. Widths as in LLVM's names: s 16, i 32, ll 64 bits; u for unsigned.

s16 cb_dialect_mulhi_s(s16 a, s16 b) { return (s16)((s32)a * b >> 16); }
u16 cb_dialect_mulhi_us(u16 a, u16 b) { return (u16)((u32)a * b >> 16); }
s32 cb_dialect_mulhi_i(s32 a, s32 b) { return (s32)((s64)a * b >> 32); }
u32 cb_dialect_mulhi_ui(u32 a, u32 b) { return (u32)((u64)a * b >> 32); }

// In halves: 128-bit integers exist on few targets and vectorise on none.
u64 cb_dialect_mulhi_ull(u64 a, u64 b) {
  u64 a_low = (u32)a, a_high = a >> 32, b_low = (u32)b, b_high = b >> 32;
  u64 middle = a_high * b_low + (a_low * b_low >> 32);
  u64 carry = a_low * b_high + (u32)middle;
  return a_high * b_high + (middle >> 32) + (carry >> 32);
}
s64 cb_dialect_mulhi_ll(s64 a, s64 b) {
  return (s64)(cb_dialect_mulhi_ull((u64)a, (u64)b) - (u64)(a >> 63 & b) - (u64)(b >> 63 & a));
}

// mul24.lo: the low half of the product of the operands' low 24 bits; mul24.hi: bits 47 … 16.
INLINE s64 product24(u32 a, u32 b) { return (s64)((s32)(a << 8) >> 8) * ((s32)(b << 8) >> 8); }
INLINE u64 product24_unsigned(u32 a, u32 b) { return (u64)(a & 0xffffff) * (b & 0xffffff); }
s32 cb_dialect_mul24_i(s32 a, s32 b) { return (s32)product24((u32)a, (u32)b); }
u32 cb_dialect_mul24_ui(u32 a, u32 b) { return (u32)product24_unsigned(a, b); }
s32 cb_dialect_mul24_hi_s32(s32 a, s32 b) { return (s32)(product24((u32)a, (u32)b) >> 16); }
u32 cb_dialect_mul24_hi_u32(u32 a, u32 b) { return (u32)(product24_unsigned(a, b) >> 16); }
// mad24.hi.sat.s32 saturates the sum.
s32 cb_dialect_mad24_hi_sat_s32(s32 a, s32 b, s32 c) {
  return __builtin_elementwise_add_sat(cb_dialect_mul24_hi_s32(a, b), c);
}
s32 cb_dialect_mad_hi_sat_s32(s32 a, s32 b, s32 c) { return __builtin_elementwise_add_sat(cb_dialect_mulhi_i(a, b), c); }

// sad: |a - b| + c.
s16 cb_dialect_sad_s(s16 a, s16 b, s16 c) { return (s16)((a > b ? a - b : b - a) + c); }
u16 cb_dialect_sad_us(u16 a, u16 b, u16 c) { return (u16)((a > b ? a - b : b - a) + c); }
s32 cb_dialect_sad_i(s32 a, s32 b, s32 c) { return (a > b ? a - b : b - a) + c; }
u32 cb_dialect_sad_ui(u32 a, u32 b, u32 c) { return (a > b ? a - b : b - a) + c; }
s64 cb_dialect_sad_ll(s64 a, s64 b, s64 c) { return (a > b ? a - b : b - a) + c; }
u64 cb_dialect_sad_ull(u64 a, u64 b, u64 c) { return (a > b ? a - b : b - a) + c; }

// Division as the hardware does it: no fault. PTX leaves the result of a division by zero open; GPUs give all ones, and the
// dividend as remainder. The most negative number divided by -1 wraps.
#define DIVISION(type, unsigned_type, width)                                                                  \
  type cb_dialect_div_s##width(type a, type b) {                                                              \
    if (b == 0) return -1;                                                                                     \
    return b == -1 ? (type)(0 - (unsigned_type)a) : a / b;                                                     \
  }                                                                                                            \
  type cb_dialect_rem_s##width(type a, type b) { return b == 0 ? a : b == -1 ? 0 : a % b; }                    \
  unsigned_type cb_dialect_div_u##width(unsigned_type a, unsigned_type b) { return b == 0 ? (unsigned_type)-1 : a / b; } \
  unsigned_type cb_dialect_rem_u##width(unsigned_type a, unsigned_type b) { return b == 0 ? a : a % b; }
DIVISION(s16, u16, 16)
DIVISION(s32, u32, 32)
DIVISION(s64, u64, 64)
#undef DIVISION
