// The SIMD-in-a-word functions (CUDA Math API, "SIMD Intrinsics"): 2 halfwords or 4 bytes of a 32-bit word, lane by lane.
// Clang's vector types give each function in one expression; comparison yields all-ones lanes.

typedef signed char s8x4 __attribute__((vector_size(4)));
typedef unsigned char u8x4 __attribute__((vector_size(4)));
typedef short s16x2 __attribute__((vector_size(4)));
typedef unsigned short u16x2 __attribute__((vector_size(4)));

#define AS(type, word) __builtin_bit_cast(type, word)
#define WORD(lanes) __builtin_bit_cast(int, lanes)

// Both lane widths of a function of the lanes `a` (and `b`); `t` is the lanes' type. Overflow wraps (-fwrapv).
#define UNARY(name, expression)                                                                                          \
  int __nv_##name##2(int word) { s16x2 a = AS(s16x2, word), zero = {}; (void)zero; return WORD(expression); }             \
  int __nv_##name##4(int word) { s8x4 a = AS(s8x4, word), zero = {}; (void)zero; return WORD(expression); }
#define BINARY_OF(name, lanes2, lanes4, expression)                                                                      \
  int __nv_##name##2(int first, int second) { typedef lanes2 t; t a = AS(t, first), b = AS(t, second); return WORD(expression); } \
  int __nv_##name##4(int first, int second) { typedef lanes4 t; t a = AS(t, first), b = AS(t, second); return WORD(expression); }
#define SIGNED(name, expression) BINARY_OF(name, s16x2, s8x4, expression)
#define UNSIGNED(name, expression) BINARY_OF(name, u16x2, u8x4, expression)

UNARY(vabs,   __builtin_elementwise_max(a, -a))
UNARY(vabsss, __builtin_elementwise_max(a, __builtin_elementwise_sub_sat(zero, a)))
UNARY(vneg,   -a)
UNARY(vnegss, __builtin_elementwise_sub_sat(zero, a))

UNSIGNED(vadd,   a + b)
UNSIGNED(vsub,   a - b)
SIGNED(vaddss,   __builtin_elementwise_add_sat(a, b))
UNSIGNED(vaddus, __builtin_elementwise_add_sat(a, b))
SIGNED(vsubss,   __builtin_elementwise_sub_sat(a, b))
UNSIGNED(vsubus, __builtin_elementwise_sub_sat(a, b))
SIGNED(vmaxs,    __builtin_elementwise_max(a, b))
UNSIGNED(vmaxu,  __builtin_elementwise_max(a, b))
SIGNED(vmins,    __builtin_elementwise_min(a, b))
UNSIGNED(vminu,  __builtin_elementwise_min(a, b))
// |a - b| as an unsigned lane: the larger minus the smaller, modulo the lane.
SIGNED(vabsdiffs,   __builtin_elementwise_max(a, b) - __builtin_elementwise_min(a, b))
UNSIGNED(vabsdiffu, __builtin_elementwise_max(a, b) - __builtin_elementwise_min(a, b))
// Averages rounded half away from zero (as PTX's vavrg2 and vavrg4), and for vhaddu down.
#define FLOOR_OF_AVERAGE ((a & b) + ((a ^ b) >> 1))
SIGNED(vavgs,   FLOOR_OF_AVERAGE + ((a ^ b) & 1 & (FLOOR_OF_AVERAGE >= 0)))
UNSIGNED(vavgu, (a | b) - ((a ^ b) >> 1))
UNSIGNED(vhaddu, FLOOR_OF_AVERAGE)

#define COMPARE(condition, signs, operator)                    \
  signs(vcmp##condition, (t)(a operator b))                    \
  signs(vset##condition, (t)(a operator b) & 1)
COMPARE(eq,  UNSIGNED, ==)
COMPARE(ne,  UNSIGNED, !=)
COMPARE(ges, SIGNED,   >=)
COMPARE(geu, UNSIGNED, >=)
COMPARE(gts, SIGNED,   >)
COMPARE(gtu, UNSIGNED, >)
COMPARE(les, SIGNED,   <=)
COMPARE(leu, UNSIGNED, <=)
COMPARE(lts, SIGNED,   <)
COMPARE(ltu, UNSIGNED, <)

// Sums of absolute differences: one number.
static int sum_halfwords(int word) { return (word & 0xffff) + (int)((u32)word >> 16); }
static int sum_bytes(int word) { return sum_halfwords((word & 0xff00ff) + (int)((u32)word >> 8 & 0xff00ff)); }
int __nv_vsads2(int a, int b) { return sum_halfwords(__nv_vabsdiffs2(a, b)); }
int __nv_vsadu2(int a, int b) { return sum_halfwords(__nv_vabsdiffu2(a, b)); }
int __nv_vsads4(int a, int b) { return sum_bytes(__nv_vabsdiffs4(a, b)); }
int __nv_vsadu4(int a, int b) { return sum_bytes(__nv_vabsdiffu4(a, b)); }

#undef AS
#undef WORD
#undef UNARY
#undef BINARY_OF
#undef SIGNED
#undef UNSIGNED
#undef COMPARE
