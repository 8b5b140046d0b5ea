// Remainders are exact. Single precision uses double precision's: the result of two floats is a float.

// |x| mod |y| for positive finite numbers, and the quotient's last bits. A quotient below 2^52 is found by division and is at most
// one too large; the remainder of such a quotient is a multiple of y's last place and not above y, so the fma is exact.
static double remainder_of_near(double x, double y, u32* quotient) {
  double whole = __builtin_trunc(x / y), rest = __builtin_fma(-whole, y, x);
  bool too_large = rest < 0.0;
  *quotient = (u32)(u64)whole - too_large;
  return too_large ? rest + y : rest;
}
// Otherwise by long division of the significands, 11 bits at a time.
static u64 significand_of(double x, int* exponent) {
  u64 bits = bits_of_double(x);
  int biased = (int)(bits >> 52);
  *exponent = biased == 0 ? 1 : biased;
  return (bits & ((1ull << 52) - 1)) | (u64)(biased != 0) << 52;
}
static double remainder_of_far(double x, double y, u32* quotient) {
  int x_exponent, y_exponent;
  u64 rest = significand_of(x, &x_exponent), divisor = significand_of(y, &y_exponent), bits = rest / divisor;
  for (int left = x_exponent - y_exponent; left > 0;) {
    int step = left < 11 ? left : 11;
    rest %= divisor;
    rest <<= step, left -= step;
    bits = bits << step | rest / divisor;
  }
  *quotient = (u32)bits;
  // In units of y's last place, which may be that of subnormal numbers.
  int half = (y_exponent - 1) / 2;
  return (double)(rest % divisor) * 0x1p-1074 * double_of((u64)(half + 1023) << 52) * double_of((u64)(y_exponent - 1 - half + 1023) << 52);
}
static double magnitude_of_remainder(double x, double y, u32* quotient) {
  x = __builtin_fabs(x), y = __builtin_fabs(y);
  *quotient = 0;
  if (!(x < __builtin_inf()) || !(y > 0.0)) return __builtin_nan("");
  if (x < y) return x;
  return x * 0x1p-52 < y ? remainder_of_near(x, y, quotient) : remainder_of_far(x, y, quotient);
}

double __nv_fmod(double x, double y) {
  u32 quotient;
  return __builtin_copysign(magnitude_of_remainder(x, y, &quotient), x);
}
// To the nearest quotient, the even one of two.
double __nv_remquo(double x, double y, int* quotient) {
  u32 bits;
  double rest = magnitude_of_remainder(x, y, &bits), magnitude = __builtin_fabs(y), complement = magnitude - rest;
  bool up = rest > complement || (rest == complement && bits & 1);
  bits += up;
  bool negative = (bits_of_double(x) ^ bits_of_double(y)) >> 63;
  *quotient = negative ? -(int)(bits & 0x7fffffff) : (int)(bits & 0x7fffffff);
  rest = up ? -complement : rest;
  return bits_of_double(x) >> 63 ? -rest : rest;
}
double __nv_remainder(double x, double y) {
  int quotient;
  return __nv_remquo(x, y, &quotient);
}
float __nv_fmodf(float x, float y) { return (float)__nv_fmod(x, y); }
float __nv_remainderf(float x, float y) { return (float)__nv_remainder(x, y); }
float __nv_remquof(float x, float y, int* quotient) { return (float)__nv_remquo(x, y, quotient); }
