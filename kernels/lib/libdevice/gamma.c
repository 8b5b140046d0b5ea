// The gamma function; libclc's is an exponential of lgamma, hundreds of ulp off where it is large. Stirling's series (DLMF 5.11.3)
// beyond 10, between the recurrence Gamma(x + 1) = x Gamma(x) from a polynomial on [2, 3], below 0 reflection (DLMF 5.5.3).

// Gamma(x) for x >= 10 as a product of two numbers, because one overflows before 1/Gamma vanishes: power and power * rest.
typedef struct { double power, rest; } product;
static product stirling(double x) {
  double power = clc_pow(x, __builtin_fma(0.5, x, -0.25));
  return (product){power, clc_exp(-x) * POLYNOMIAL(1.0 / x, gamma_large)};
}
// For -10 < x < 10.
static double gamma_by_recurrence(double x) {
  double numerator = 1.0, denominator = 1.0;
  for (; x >= 3.0; x -= 1.0) numerator *= x - 1.0;
  for (; x < 2.0; x += 1.0) denominator *= x;
  return numerator * POLYNOMIAL(x - 2.5, gamma_middle) / denominator;
}
double __nv_tgamma(double x) {
  double magnitude = __builtin_fabs(x);
  // Poles at 0, by the sign of zero, and at the negative integers, where the function has no sign.
  if (magnitude < 0x1p-56) return 1.0 / x;
  if (x != x || x == __builtin_inf()) return x;
  if (x < 0.0 && x == __builtin_floor(x)) return __builtin_nan("");
  if (magnitude < 10.0) return gamma_by_recurrence(x);
  product p = stirling(magnitude < 200.0 ? magnitude : 200.0);
  if (x > 0.0) return p.power * p.rest * p.power;
  // Gamma(x) = -pi / (x sin(pi x) Gamma(-x))
  return 0x1.921fb54442d18p+1 / (magnitude * clc_sinpi(x) * p.rest) / p.power / p.power;
}
float __nv_tgammaf(float x) { return (float)__nv_tgamma(x); }
