// Functions that LLVM's code generators call for operations the instruction set lacks, under the names of compiler-rt and libgcc.
// They are here because a module must not need either library: half precision (x86-64 below AVX512-FP16), bfloat16, 128-bit integers.
#include <math.h>
#include <stdint.h>
#include <string.h>

#define EXPORT __attribute__((visibility("default")))

typedef __int128 int128;
typedef unsigned __int128 uint128;

static uint32_t float_bits(float x) { uint32_t u; memcpy(&u, &x, sizeof u); return u; }
static float bits_float(uint32_t u) { float x; memcpy(&x, &u, sizeof x); return x; }
static uint64_t double_bits(double x) { uint64_t u; memcpy(&u, &x, sizeof u); return u; }

// ---- Narrowing: round to nearest, ties to even ------------------------------------------------------------------------------------

// A finite non-zero value: significand with the leading one at bit 63 (lower bits may be sticky), and its exponent. Returns the
// format's bits without the sign.
static uint32_t round_to(uint64_t significand, int exponent, int fraction_bits, int max_exponent) {
  const int bias = max_exponent, min_exponent = 1 - bias;
  int drop = 63 - fraction_bits, below = min_exponent - exponent;
  if (below > 0) drop += below;
  if (drop > 64) return 0;
  uint64_t kept = drop == 64 ? 0 : significand >> drop;
  uint64_t rest = significand << (64 - drop), half = 1ull << 63;
  if (drop == 64) rest = significand;
  if (rest > half || (rest == half && (kept & 1))) kept++;
  uint32_t result = below > 0 ? (uint32_t)kept : (uint32_t)kept + ((uint32_t)(exponent + bias - 1) << fraction_bits);
  uint32_t infinity = (uint32_t)(2 * bias + 1) << fraction_bits;
  return result > infinity ? infinity : result;
}

static uint32_t narrow_double(double x, int fraction_bits, int max_exponent) {
  uint64_t u = double_bits(x), fraction = u & 0xFFFFFFFFFFFFFull;
  int exponent = (int)(u >> 52 & 0x7FF);
  uint32_t infinity = (uint32_t)(2 * max_exponent + 1) << fraction_bits;
  if (exponent == 0x7FF) return fraction ? infinity | 1u << (fraction_bits - 1) | (uint32_t)(fraction >> (52 - fraction_bits)) : infinity;
  if (exponent == 0) return 0;  // zero, or far below the smallest value of the narrow formats
  return round_to((fraction | 1ull << 52) << 11, exponent - 1023, fraction_bits, max_exponent);
}

static _Float16 as_half(uint32_t bits, uint32_t sign) {
  uint16_t u = (uint16_t)(bits | sign << 15);
  _Float16 h;
  memcpy(&h, &u, sizeof h);
  return h;
}

// Floats are exact doubles; bfloat16 has subnormals that are float subnormals, which as doubles are normal.
EXPORT _Float16 __truncdfhf2(double x) { return as_half(narrow_double(x, 10, 15), (uint32_t)(double_bits(x) >> 63)); }
EXPORT _Float16 __truncsfhf2(float x) { return as_half(narrow_double(x, 10, 15), float_bits(x) >> 31); }

EXPORT float __extendhfsf2(_Float16 h) {
  uint16_t u;
  memcpy(&u, &h, sizeof u);
  uint32_t sign = (uint32_t)(u & 0x8000) << 16, exponent = u >> 10 & 31, fraction = u & 0x3FF;
  if (exponent == 31) return bits_float(sign | 0x7F800000 | fraction << 13 | (fraction ? 0x400000u : 0));
  if (exponent == 0) return copysignf((float)fraction * 0x1p-24f, bits_float(sign));
  return bits_float(sign | (exponent + 112) << 23 | fraction << 13);
}

#if defined(__x86_64__)
// The bits travel in xmm0 as a half's do.
EXPORT _Float16 __truncsfbf2(float x) { return as_half(narrow_double(x, 7, 127), float_bits(x) >> 31); }
EXPORT _Float16 __truncdfbf2(double x) { return as_half(narrow_double(x, 7, 127), (uint32_t)(double_bits(x) >> 63)); }
#endif

// ---- 128-bit integers ---------------------------------------------------------------------------------------------------------------

static int leading_zeros(uint128 x) {
  uint64_t high = (uint64_t)(x >> 64);
  return high ? __builtin_clzll(high) : 64 + __builtin_clzll((uint64_t)x);
}

// Division by zero gives all ones and the dividend, as PTX's 64-bit division does.
static uint128 divide(uint128 a, uint128 b, uint128* remainder) {
  if (b == 0) { *remainder = a; return ~(uint128)0; }
  if (a < b) { *remainder = a; return 0; }
  uint128 quotient = 0;
  int shift = leading_zeros(b) - leading_zeros(a);
  for (b <<= shift; shift >= 0; shift--, b >>= 1)
    if (a >= b) { a -= b; quotient |= (uint128)1 << shift; }
  *remainder = a;
  return quotient;
}

static uint128 magnitude(int128 x) { return x < 0 ? -(uint128)x : (uint128)x; }

EXPORT uint128 __udivti3(uint128 a, uint128 b) { uint128 r; return divide(a, b, &r); }
EXPORT uint128 __umodti3(uint128 a, uint128 b) { uint128 r; divide(a, b, &r); return r; }
EXPORT int128 __divti3(int128 a, int128 b) {
  uint128 r, q = divide(magnitude(a), magnitude(b), &r);
  return (int128)((a < 0) != (b < 0) ? -q : q);
}
EXPORT int128 __modti3(int128 a, int128 b) {
  uint128 r;
  divide(magnitude(a), magnitude(b), &r);
  return (int128)(a < 0 ? -r : r);
}

// The top 64 bits with a sticky lowest one round to the same float or double as all 128.
static uint64_t top_bits(uint128 x, int* exponent) {
  int shift = 64 - leading_zeros(x);
  *exponent = shift > 0 ? shift : 0;
  if (shift <= 0) return (uint64_t)x;
  uint64_t lost = (x & (((uint128)1 << shift) - 1)) != 0;
  return (uint64_t)(x >> shift) | lost;
}

static float to_float(uint128 x) { int e; if (!x) return 0; uint64_t top = top_bits(x, &e); return ldexpf((float)top, e); }
static double to_double(uint128 x) { int e; if (!x) return 0; uint64_t top = top_bits(x, &e); return ldexp((double)top, e); }

EXPORT float __floatuntisf(uint128 x) { return to_float(x); }
EXPORT double __floatuntidf(uint128 x) { return to_double(x); }
EXPORT float __floattisf(int128 x) { return x < 0 ? -to_float(magnitude(x)) : to_float((uint128)x); }
EXPORT double __floattidf(int128 x) { return x < 0 ? -to_double(magnitude(x)) : to_double((uint128)x); }

static uint128 from_double(double x) {
  if (!(x >= 1)) return 0;
  int exponent = (int)(double_bits(x) >> 52 & 0x7FF) - 1075;
  uint64_t significand = (double_bits(x) & 0xFFFFFFFFFFFFFull) | 1ull << 52;
  if (exponent > 75) return ~(uint128)0;
  return exponent >= 0 ? (uint128)significand << exponent : significand >> -exponent;
}

static int128 from_double_signed(double x) {
  uint128 m = from_double(fabs(x)), limit = (uint128)1 << 127;
  if (x < 0) return m >= limit ? (int128)limit : -(int128)m;
  return m >= limit ? (int128)(limit - 1) : (int128)m;
}

EXPORT uint128 __fixunsdfti(double x) { return from_double(x); }
EXPORT uint128 __fixunssfti(float x) { return from_double(x); }
EXPORT int128 __fixdfti(double x) { return from_double_signed(x); }
EXPORT int128 __fixsfti(float x) { return from_double_signed(x); }

// ---- llvm.powi --------------------------------------------------------------------------------------------------------------------------

static double power(double x, int n) {
  double result = 1;
  for (unsigned m = n < 0 ? -(unsigned)n : (unsigned)n; m; m >>= 1, x *= x)
    if (m & 1) result *= x;
  return n < 0 ? 1 / result : result;
}

EXPORT double __powidf2(double x, int n) { return power(x, n); }
EXPORT float __powisf2(float x, int n) {
  float result = 1;
  for (unsigned m = n < 0 ? -(unsigned)n : (unsigned)n; m; m >>= 1, x *= x)
    if (m & 1) result *= x;
  return n < 0 ? 1 / result : result;
}
