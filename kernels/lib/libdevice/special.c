// Functions that libclc lacks: inverse and scaled error functions, the normal distribution, modified Bessel functions. Single
// precision is the double-precision result rounded. The polynomials come from coefficients.py.

static inline double polynomial_of(double x, const double* terms, int count) {
  double sum = terms[0];
  for (int i = 1; i < count; i++) sum = __builtin_fma(sum, x, terms[i]);
  return sum;
}
#define POLYNOMIAL(x, terms) polynomial_of(x, terms, sizeof(terms) / sizeof(double))

// exp(scale * x^2), where the rounding error of the square is made good: it would be multiplied by the square.
static double exp_square(double scale, double x) {
  double square = x * x, error = __builtin_fma(x, x, -square);
  double power = clc_exp(scale * square);
  // An infinite or vanished power has nothing to correct.
  return power > 0.0 && power < __builtin_inf() ? __builtin_fma(power, scale * error, power) : power;
}

// erfcx(x) = exp(x^2) erfc(x): (1 + 2x) erfcx(x) is smooth in (x - 4) / (x + 4) for x >= 0 (Shepherd and Laframboise, "Chebyshev
// approximation of (1 + 2x) exp(x^2) erfc x in 0 <= x < infinity", Mathematics of Computation 36, 1981); erfcx(-x) = 2 exp(x^2) - erfcx(x).
static double erfcx_positive(double x) {
  double t = x < 0x1p60 ? (x - 4.0) / (x + 4.0) : 1.0;
  return POLYNOMIAL(t, erfcx_terms) / __builtin_fma(2.0, x, 1.0);
}
double __nv_erfcx(double x) {
  double positive = erfcx_positive(__builtin_fabs(x));
  return x < 0.0 ? 2.0 * exp_square(1.0, x) - positive : positive;
}

// The normal distribution: erfc(-x / sqrt 2) / 2, through erfcx where the rounding of x / sqrt 2 would matter.
double __nv_normcdf(double x) {
  double z = x * -0x1.6a09e667f3bcdp-1;
  return x < -1.0 ? 0.5 * erfcx_positive(z) * exp_square(-0.5, x) : 0.5 * clc_erfc(z);
}

// erfinv(x) / x as a function of w = -log(1 - x^2) (Giles, "Approximating the erfinv function", GPU Computing Gems 2, 2011).
static double erfinv_over_x(double w) {
  double root = __builtin_sqrt(w);
  if (w < 5.0) return POLYNOMIAL(w - 2.5, erfinv_center);
  return w < 36.0 ? POLYNOMIAL(root - 4.0, erfinv_middle) : root * POLYNOMIAL(1.0 / root - 0.1, erfinv_tail);
}
double __nv_erfinv(double x) {
  double w = -clc_log1p(-x * x), far = -clc_log((1.0 - x) * (1.0 + x));
  double magnitude = __builtin_fabs(x);
  if (magnitude == 1.0) return x * __builtin_inf();
  return x * erfinv_over_x(magnitude < 0.5 ? w : far);
}
// erfcinv(x) = erfinv(1 - x), and 1 - (1 - x)^2 = x (2 - x) without cancellation.
double __nv_erfcinv(double x) {
  double complement = 1.0 - x;
  if (x == 0.0 || x == 2.0) return complement * __builtin_inf();
  double w = __builtin_fabs(complement) < 0.5 ? -clc_log1p(-complement * complement) : -(clc_log(x) + clc_log(2.0 - x));
  return complement * erfinv_over_x(w);
}
double __nv_normcdfinv(double x) { return -0x1.6a09e667f3bcdp+0 * __nv_erfcinv(2.0 * x); }

// exp(x) / sqrt(x) * p without overflow before the result does.
static double exp_over_root(double x, double p) {
  double half = clc_exp(0.5 * x);
  return half * (p / __builtin_sqrt(x)) * half;
}
double __nv_cyl_bessel_i0(double x) {
  x = __builtin_fabs(x);
  double z = x * 0.125;
  if (x == __builtin_inf()) return x;
  return x < 8.0 ? POLYNOMIAL(z * z, i0_small) : exp_over_root(x, POLYNOMIAL(1.0 / z, i0_large));
}
double __nv_cyl_bessel_i1(double x) {
  double magnitude = __builtin_fabs(x), z = magnitude * 0.125;
  if (magnitude == __builtin_inf()) return x;
  if (magnitude < 8.0) return x * POLYNOMIAL(z * z, i1_small);
  return __builtin_copysign(exp_over_root(magnitude, POLYNOMIAL(1.0 / z, i1_large)), x);
}

float __nv_erfcxf(float x) { return (float)__nv_erfcx(x); }
float __nv_normcdff(float x) { return (float)__nv_normcdf(x); }
float __nv_erfinvf(float x) { return (float)__nv_erfinv(x); }
float __nv_erfcinvf(float x) { return (float)__nv_erfcinv(x); }
float __nv_normcdfinvf(float x) { return (float)__nv_normcdfinv(x); }
float __nv_cyl_bessel_i0f(float x) { return (float)__nv_cyl_bessel_i0(x); }
float __nv_cyl_bessel_i1f(float x) { return (float)__nv_cyl_bessel_i1(x); }
