// Double precision with a directed rounding: the nearest result, and the sign of its error, which error-free transforms give
// (Muller et al., Handbook of Floating-Point Arithmetic, 2nd ed., chapters 4.3 and 4.4).

// The sign of a*b - c, where c is about a*b. One fma has it, unless the difference is too small for a double: then the smaller
// factor and c are scaled up, which is exact.
INLINE f64 product_difference(f64 a, f64 b, f64 c) {
  f64 scale = __builtin_fabs(c) < 0x1p-960 ? 0x1p600 : 1.0;
  bool swap = __builtin_fabs(a) > __builtin_fabs(b);
  f64 small = swap ? b : a, large = swap ? a : b;
  return __builtin_fma(small * scale, large, -(c * scale));
}

// An exact zero sum is +0, but -0 when rounding down, unless both addends are +0.
INLINE f64 zero_sum(rounding mode, f64 sum, f64 a, f64 b) {
  u64 sign = (BITS(u64, a) | BITS(u64, b)) & 1ull << 63;
  return (mode == RM) & (sum == 0.0) ? BITS(f64, sign) : sum;
}

// The error of the rounded sum (Dekker's Fast2Sum). An overflowed sum gets an infinite error towards the exact one.
INLINE f64 sum_error(f64 a, f64 b, f64 sum) {
  bool swap = __builtin_fabs(a) < __builtin_fabs(b);
  f64 large = swap ? b : a, small = swap ? a : b;
  return small - (sum - large);
}

INLINE f64 add_f64(rounding mode, f64 a, f64 b) {
  f64 sum = a + b, error = sum_error(a, b, sum);
  return step_f64_directed(mode, zero_sum(mode, sum, a, b), error > 0.0, error < 0.0);
}

INLINE f64 mul_f64(rounding mode, f64 a, f64 b) {
  f64 product = a * b, error = product_difference(a, b, product);
  bool vanished = (product == 0.0) & (a != 0.0) & (b != 0.0);
  error = vanished ? __builtin_copysign(1.0, product) : error;
  return step_f64_directed(mode, product, error > 0.0, error < 0.0);
}

INLINE f64 div_f64(rounding mode, f64 a, f64 b) {
  f64 quotient = a / b, excess = product_difference(quotient, b, a);
  bool negative = BITS(u64, b) >> 63;
  return step_f64_directed(mode, quotient, negative ? excess > 0.0 : excess < 0.0, negative ? excess < 0.0 : excess > 0.0);
}

INLINE f64 sqrt_f64(rounding mode, f64 a) {
  f64 root = __builtin_sqrt(a), excess = product_difference(root, root, a);
  return step_f64_directed(mode, root, excess < 0.0, excess > 0.0);
}

// The error of the rounded a*b + c, of which `high + low` is the exact product: Boldo and Muller, "Exact and approximated error of
// the FMA", IEEE Transactions on Computers 60 (2011). Right in sign while nothing overflows or underflows.
INLINE f64 fma_error(f64 high, f64 low, f64 c, f64 nearest) {
  f64 lower = c + low, lower_error = sum_error(c, low, lower);
  f64 upper = high + lower, upper_error = sum_error(high, lower, upper);
  return ((upper - nearest) + upper_error) + lower_error;
}

// A finite nonzero number as significand in [1, 2) and exponent.
INLINE f64 significand(f64 x, s32* exponent) {
  bool subnormal = __builtin_fabs(x) < 0x1p-1022;
  u64 bits = BITS(u64, subnormal ? x * 0x1p64 : x);
  *exponent = (s32)(bits >> 52 & 0x7ff) - 1023 - (subnormal ? 64 : 0);
  return BITS(f64, (bits & ~(0x7ffull << 52)) | 0x3ffull << 52);
}

// x * 2^exponent in the direction of `mode`; x is normal.
INLINE f64 scale_directed(rounding mode, f64 x, s32 exponent) {
  u64 bits = BITS(u64, x), sign = bits & 1ull << 63, fraction = (bits & ((1ull << 52) - 1)) | 1ull << 52;
  bool away = mode == RM ? sign : mode == RP ? !sign : false;
  exponent += (s32)(bits >> 52 & 0x7ff);
  if (exponent >= 2047) return BITS(f64, sign | (away ? 0x7ffull << 52 : (0x7ffull << 52) - 1));
  if (exponent > 0) return BITS(f64, sign | ((u64)exponent << 52) + (fraction - (1ull << 52)));
  s32 shift = exponent < -62 ? 63 : 1 - exponent;
  u64 kept = fraction >> shift;
  return BITS(f64, sign | (kept + (away && kept << shift != fraction)));
}

// Any finite operands, all nonzero: the significands are brought to where nothing overflows, one that is more than 2^200 times
// smaller than the other still says on which side the result lies.
static f64 fma_scaled(rounding mode, f64 a, f64 b, f64 c) {
  s32 exponent_a, exponent_b, exponent_c;
  a = significand(a, &exponent_a), b = significand(b, &exponent_b), c = significand(c, &exponent_c);
  s32 exponent = exponent_a + exponent_b, distance = exponent_c - exponent;
  distance = distance > 200 ? 200 : distance < -200 ? -200 : distance;
  exponent = distance == 200 ? exponent_c - 200 : exponent;
  c *= BITS(f64, (u64)(distance + 1023) << 52);
  f64 high = a * b, low = __builtin_fma(a, b, -high), nearest = __builtin_fma(a, b, c);
  if (nearest == 0.0) return mode == RM ? -0.0 : 0.0;
  f64 error = fma_error(high, low, c, nearest);
  // Rounding in one direction twice, first to 53 bits and then to what a subnormal result has, is rounding once.
  return scale_directed(mode, step_f64_directed(mode, nearest, error > 0.0, error < 0.0), exponent);
}

INLINE bool between(f64 x, f64 low, f64 high) { return __builtin_fabs(x) >= low && __builtin_fabs(x) <= high; }

INLINE f64 fma_f64(rounding mode, f64 a, f64 b, f64 c) {
  f64 nearest = __builtin_fma(a, b, c), high = a * b;
  if (between(high, 0x1p-800, 0x1p1000) && (between(c, 0x1p-800, 0x1p1000) || c == 0.0)) {
    f64 error = fma_error(high, __builtin_fma(a, b, -high), c, nearest);
    return step_f64_directed(mode, zero_sum(mode, nearest, high, c), error > 0.0, error < 0.0);
  }
  bool finite = __builtin_fabs(a) < INFINITY && __builtin_fabs(b) < INFINITY && __builtin_fabs(c) < INFINITY;
  if (!finite) return nearest;
  if (a == 0.0 || b == 0.0) return zero_sum(mode, nearest, high, c);
  if (c == 0.0) return mul_f64(mode, a, b);
  return fma_scaled(mode, a, b, c);
}

#define ROUNDED(suffix, mode)                                                                     \
  f64 cb_dialect_add_##suffix##_d(f64 a, f64 b) { return add_f64(mode, a, b); }                     \
  f64 cb_dialect_mul_##suffix##_d(f64 a, f64 b) { return mul_f64(mode, a, b); }                     \
  f64 cb_dialect_div_##suffix##_d(f64 a, f64 b) { return div_f64(mode, a, b); }                     \
  f64 cb_dialect_rcp_##suffix##_d(f64 a) { return div_f64(mode, 1.0, a); }                          \
  f64 cb_dialect_sqrt_##suffix##_d(f64 a) { return sqrt_f64(mode, a); }                             \
  f64 cb_dialect_fma_##suffix##_d(f64 a, f64 b, f64 c) { return fma_f64(mode, a, b, c); }
ROUNDED(rz, RZ)
ROUNDED(rm, RM)
ROUNDED(rp, RP)
#undef ROUNDED
f64 cb_dialect_rcp_rn_d(f64 a) { return 1.0 / a; }
