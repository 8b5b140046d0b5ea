// The largest error of each libdevice function in units in the last place, against long double arithmetic of the host's libm:
//   name tried max_error max_ulp documented_ulp worst_arguments
// max_error is the distance from the exact result; max_ulp the distance from the correctly rounded one, as the CUDA C++ Programming
// Guide ("Mathematical Functions") counts its bound documented_ulp. Zeros, infinities, NaN and their signs are among the arguments; a
// wrong one counts as infinitely many ulp.

#define _GNU_SOURCE
#include <math.h>
#include <stdlib.h>
#include "check.h"

typedef long double real;
enum { SAMPLES = 40000 };

static bool any_zero;

// Distance in units of the last place that a result of this size has. Values beyond the largest number count as 2^(largest + 1).
static double ulps(real expected, double actual, int fraction_bits, int smallest, int largest) {
  if (expected != expected || actual != actual) return (expected != expected) == (actual != actual) ? 0 : INFINITY;
  real limit = scalbnl(1, largest + 1), overflow = limit - scalbnl(1, largest - fraction_bits - 1);
  if (isinf(expected) && isinf(actual)) return (expected > 0) == (actual > 0) ? 0 : INFINITY;
  // Where the sine or cosine of a multiple of pi vanishes, CUDA leaves the sign of zero open.
  if (expected == 0 && actual == 0 && any_zero) return 0;
  if (isinf(expected) || expected == 0) return expected == actual && signbit(expected) == signbit(actual) ? 0 : INFINITY;
  real bounded = isinf(actual) ? copysignl(limit, actual) : actual;
  if (fabsl(expected) >= overflow) expected = copysignl(limit, expected);
  int exponent = ilogbl(expected) < smallest ? smallest : ilogbl(expected);
  exponent = exponent > largest ? largest : exponent;
  return (double)fabsl(scalbnl(bounded - expected, fraction_bits - exponent));
}
static double ulps_float(real expected, double actual) { return ulps(expected, actual, 23, -126, 127); }
static double ulps_double(real expected, double actual) { return ulps(expected, actual, 52, -1022, 1023); }

// ---- References that libm lacks -----------------------------------------------------------------------------------------------

static const real pi = 3.14159265358979323846264338327950288L, root_2 = 1.41421356237309504880168872420969808L;
static const real root_pi = 1.77245385090551602729816748334114518L;

static real exp_of_square(real x) { real high = x * x, low = fmal(x, x, -high); return expl(high) * (1 + low); }
static real erfcx_(real x) {
  if (x < 25) return x < -27 ? INFINITY : exp_of_square(x) * erfcl(x);
  real sum = 1, term = 1;
  for (int k = 1; k < 12; k++) sum += term *= -(2 * k - 1) / (2 * x * x);
  return sum / (x * root_pi);
}
static real normcdf_(real x) { return isinf(x) ? x > 0 : x < -5 ? 0.5L * erfcx_(-x / root_2) / sqrtl(exp_of_square(x)) : 0.5L * erfcl(-x / root_2); }
// Newton's method on log erfc, from a start with the right order of magnitude.
static real erfinv_(real x);
static real erfcinv_(real x) {
  if (fabsl(1 - x) < 0.5L) return erfinv_(1 - x);
  if (!(x > 0 && x < 2)) return x == 0 ? INFINITY : x == 2 ? -INFINITY : NAN;
  if (x > 1) return -erfcinv_(2 - x);
  real y = x > 0.3L ? 1 - x : sqrtl(-logl(x * root_pi * sqrtl(-logl(x) + 0.5L)));
  for (int i = 0; i < 8; i++) y += erfcl(y) * (logl(erfcl(y)) - logl(x)) * root_pi / 2 * exp_of_square(y);
  return y;
}
static real erfinv_(real x) {
  if (fabsl(x) > 0.5L) return x > 0 ? erfcinv_(1 - x) : -erfcinv_(1 + x);
  real y = x * root_pi / 2;
  for (int i = 0; i < 8 && x != 0; i++) y -= (erfl(y) - x) * root_pi / 2 * exp_of_square(y);
  return y;
}
static real normcdfinv_(real p) { return -root_2 * erfcinv_(2 * p); }
static real bessel_i(int order, real x) {
  real quarter = x * x / 4, term = order ? x / 2 : 1, sum = term;
  for (int k = 1; k < 4000 && fabsl(term) > fabsl(sum) * 1e-22L; k++) sum += term *= quarter / ((real)k * (k + order));
  return isinf(x) ? (order ? x : fabsl(x)) : sum;
}
static real i0_(real x) { return bessel_i(0, x); }
static real i1_(real x) { return bessel_i(1, x); }
static real rcbrt_(real x) { return 1 / cbrtl(x); }
static real rsqrt_(real x) { return 1 / sqrtl(x); }
// The argument's distance to the nearest integer is exact.
static real sinpi_(real x) {
  if (!isfinite(x)) return NAN;
  real r = x - 2 * roundl(x / 2);
  any_zero = x != 0;
  if (r == 0 || fabsl(r) == 1) return copysignl(0, x);
  return fabsl(r) <= 0.25L ? sinl(pi * r) : fabsl(r) >= 0.75L ? copysignl(sinl(pi * (1 - fabsl(r))), r) : copysignl(cosl(pi * (0.5L - fabsl(r))), r);
}
static real cospi_(real x) {
  if (!isfinite(x)) return NAN;
  real r = fabsl(x - 2 * roundl(x / 2));
  any_zero = true;
  return r == 0.5L ? 0 : r <= 0.25L ? cosl(pi * r) : r >= 0.75L ? -cosl(pi * (1 - r)) : sinl(pi * (0.5L - r));
}
static real rhypot_(real a, real b) { return 1 / hypotl(a, b); }
static real exp10_(real x) { return exp10l(x); }

// ---- Arguments ------------------------------------------------------------------------------------------------------------------

static double uniform(double low, double high) { return low + (high - low) * (double)(random_bits() >> 11) * 0x1p-53; }
static double spread(double low, double high) { return exp(uniform(log(low), log(high))); }

// One number in ten is an edge; the others are half evenly, half logarithmically spread over [low, high].
static double argument(double low, double high, bool single) {
  double x;
  if (random_bits() % 10 == 0) x = single ? float_edges[random_bits() % COUNT(float_edges)] : double_edges[random_bits() % COUNT(double_edges)];
  else if (random_bits() & 1) x = uniform(low, high);
  else x = low > 0 ? spread(low, high) : (random_bits() & 1 && low < 0 ? -spread(-low * 1e-12, -low) : spread(high * 1e-12 + 1e-300, high > 0 ? high : 1));
  return x < low || x > high ? (isfinite(x) ? uniform(low, high) : x) : x;
}

static void line(const char* name, long tried, double worst, double documented, const char* arguments) {
  // Rounding to the nearest number of ulp: a distance of 1.4 from the exact value is 1 from the correctly rounded one, 1.6 may be 2.
  printf("%s %ld %.3f %g %g %s\n", name, tried, worst, fmax(ceil(worst - 0.5), 0), documented, arguments);
}

typedef real (*reference1)(real);
typedef real (*reference2)(real, real);

#define MEASURE(name, type, arity_arguments, expected, actual, ulps_of, documented, format, ...)        \
  {                                                                                                     \
    double worst = 0;                                                                                   \
    char where[120] = "";                                                                               \
    for (int i = 0; i < SAMPLES; i++) {                                                                 \
      arity_arguments                                                                                   \
      any_zero = false;                                                                                 \
      real exact = expected;                                                                            \
      double error = ulps_of(exact, (double)(actual));                                                  \
      if (error > worst) worst = error, snprintf(where, sizeof where, format, __VA_ARGS__);             \
    }                                                                                                   \
    line(name, SAMPLES, worst, documented, where);                                                      \
  }

#define UNARY_F(name, reference, low, high, documented)                                                  \
  { float __nv_##name##f(float);                                                                         \
    MEASURE(#name "f", float, float x = (float)argument(low, high, true);, reference(x), __nv_##name##f(x), ulps_float, documented, "%a", x) }
#define UNARY_D(name, reference, low, high, documented)                                                  \
  { double __nv_##name(double);                                                                          \
    MEASURE(#name, double, double x = argument(low, high, false);, reference(x), __nv_##name(x), ulps_double, documented, "%a", x) }
#define BINARY_F(name, reference, low, high, low2, high2, documented)                                    \
  { float __nv_##name##f(float, float);                                                                  \
    MEASURE(#name "f", float, float x = (float)argument(low, high, true); float y = (float)argument(low2, high2, true);, reference(x, y), \
            __nv_##name##f(x, y), ulps_float, documented, "%a,%a", x, y) }
#define BINARY_D(name, reference, low, high, low2, high2, documented)                                    \
  { double __nv_##name(double, double);                                                                  \
    MEASURE(#name, double, double x = argument(low, high, false); double y = argument(low2, high2, false);, reference(x, y), \
            __nv_##name(x, y), ulps_double, documented, "%a,%a", x, y) }

// Where CUDA bounds the absolute error, that bound is the unit: 1 is documented.
static double absolute_unit;
static double in_absolute_units(real expected, double actual) {
  return isfinite(expected) ? (double)(fabsl(actual - expected) / absolute_unit) : ulps_double(expected, actual);
}
#define BEYOND_8(name)                                                                                                         \
  { float __nv_##name##f(float); double __nv_##name(double); absolute_unit = 2.2e-6;                                           \
    MEASURE(#name "f.beyond_8", float, float x = (float)spread(8, 1e6);, name##l(x), __nv_##name##f(x), in_absolute_units, 1, "%a", x) \
    absolute_unit = 5e-12;                                                                                                     \
    MEASURE(#name ".beyond_8", double, double x = spread(8, 1e6);, name##l(x), __nv_##name(x), in_absolute_units, 1, "%a", x) }
// Y is as large as J is small where the order is above the argument: its error is measured against its size there.
static real yn_scaled(int n, real x, real y) { real size = fabsl(ynl(n, x)); return size > 1 ? y / size : y; }
#define ANY_ORDER(low)                                                                                                         \
  { double __nv_jn(int, double), __nv_yn(int, double);                                                                         \
    MEASURE("jn", double, int n = (int)(random_bits() % 129); double x = uniform(low, 200);, jnl(n, x), __nv_jn(n, x), in_absolute_units, 1, "%d,%a", n, x) \
    MEASURE("yn", double, int n = (int)(random_bits() % 129); double x = uniform(low, 200);, yn_scaled(n, x, ynl(n, x)),        \
            yn_scaled(n, x, __nv_yn(n, x)), in_absolute_units, 1, "%d,%a", n, x) }
// The two results of one call, by the one that is asked for.
#define PAIR(name, type, function, index)                                                                                      \
  void __nv_##function(type, type*, type*);                                                                                    \
  static type name(type x) { type results[2]; __nv_##function(x, &results[0], &results[1]); return results[index]; }
PAIR(__nv_sincos_sinef, float, sincosf, 0)
PAIR(__nv_sincos_cosinef, float, sincosf, 1)
PAIR(__nv_sincospi_sinef, float, sincospif, 0)
PAIR(__nv_sincospi_cosinef, float, sincospif, 1)
PAIR(__nv_sincos_sine, double, sincos, 0)
PAIR(__nv_sincos_cosine, double, sincos, 1)
PAIR(__nv_sincospi_sine, double, sincospi, 0)
PAIR(__nv_sincospi_cosine, double, sincospi, 1)
#define SINE_AND_COSINE(name, reference, low, high, single, twice)                                                             \
  MEASURE(#name "f", float, float x = (float)argument(low, high, true);, reference(x), __nv_##name##f(x), ulps_float, single, "%a", x) \
  MEASURE(#name, double, double x = argument(low, high, false);, reference(x), __nv_##name(x), ulps_double, twice, "%a", x)
#define POWER(name, type, some, ulps_of, documented)                                                                           \
  { type __nv_##name(type, int);                                                                                               \
    MEASURE(#name, type, type x = (type)argument(-30, 30, some); int n = (int)(random_bits() % 61) - 30;, powl(x, n), __nv_##name(x, n), ulps_of, documented, "%a,%d", x, n) }

// Four components: the vector functions use all, the 3d ones the first three.
#define NORM(name, type, signature, arguments, components, inverse, ulps_of, documented)                                      \
  { type __nv_##name signature;                                                                                                              \
    MEASURE(#name, type, type v[4]; for (int j = 0; j < 4; j++) v[j] = (type)argument(-3e38, 3e38, sizeof(type) == 4);,             \
            norm_(components, v, sizeof(type) == 4, inverse), __nv_##name arguments, ulps_of, documented, "%a,%a,%a,%a", (double)v[0], (double)v[1], (double)v[2], (double)v[3]) }
static real norm_(int count, const void* vector, bool single, bool inverse) {
  real sum = 0;
  bool infinite = false;
  for (int i = 0; i < count; i++) {
    real x = single ? ((const float*)vector)[i] : ((const double*)vector)[i];
    infinite |= isinf(x);
    sum += x * x;
  }
  real length = infinite ? INFINITY : sqrtl(sum);
  return inverse ? 1 / length : length;
}

int main(void) {
  //       function   reference    arguments from … to      documented ulp
  UNARY_F(exp,        expl,        -105,      90,            1)
  UNARY_F(exp2,       exp2l,       -150,      130,           2)
  UNARY_F(exp10,      exp10_,      -46,       39,            2)
  UNARY_F(expm1,      expm1l,      -105,      90,            1)
  UNARY_F(log,        logl,        1e-45,     3e38,          1)
  UNARY_F(log2,       log2l,       1e-45,     3e38,          1)
  UNARY_F(log10,      log10l,      1e-45,     3e38,          2)
  UNARY_F(log1p,      log1pl,      -0.9999,   3e38,          1)
  UNARY_F(sin,        sinl,        -1e5,      1e5,           2)
  UNARY_F(cos,        cosl,        -1e5,      1e5,           2)
  UNARY_F(tan,        tanl,        -1e5,      1e5,           4)
  UNARY_F(sinpi,      sinpi_,      -1e3,      1e3,           1)
  UNARY_F(cospi,      cospi_,      -1e3,      1e3,           1)
  UNARY_F(asin,       asinl,       -1,        1,             2)
  UNARY_F(acos,       acosl,       -1,        1,             2)
  UNARY_F(atan,       atanl,       -1e6,      1e6,           2)
  UNARY_F(sinh,       sinhl,       -90,       90,            3)
  UNARY_F(cosh,       coshl,       -90,       90,            2)
  UNARY_F(tanh,       tanhl,       -12,       12,            2)
  UNARY_F(asinh,      asinhl,      -1e20,     1e20,          3)
  UNARY_F(acosh,      acoshl,      1,         1e20,          4)
  UNARY_F(atanh,      atanhl,      -1,        1,             3)
  UNARY_F(cbrt,       cbrtl,       -3e38,     3e38,          1)
  UNARY_F(rcbrt,      rcbrt_,      -3e38,     3e38,          1)
  UNARY_F(rsqrt,      rsqrt_,      1e-45,     3e38,          2)
  UNARY_F(erf,        erfl,        -5,        5,             2)
  UNARY_F(erfc,       erfcl,       -5,        10.5,          4)
  UNARY_F(erfcx,      erfcx_,      -9.4,      1e6,           4)
  UNARY_F(erfinv,     erfinv_,     -1,        1,             2)
  UNARY_F(erfcinv,    erfcinv_,    1e-45,     2,             4)
  UNARY_F(normcdf,    normcdf_,    -14.5,     10,            5)
  UNARY_F(normcdfinv, normcdfinv_, 1e-45,     1,             5)
  UNARY_F(lgamma,     lgammal,     0,         1e6,           6)
  UNARY_F(tgamma,     tgammal,     -30,       36,            5)
  UNARY_F(j0,         j0l,         -8,        8,             9)
  UNARY_F(j1,         j1l,         -8,        8,             9)
  UNARY_F(y0,         y0l,         0,         8,             9)
  UNARY_F(y1,         y1l,         0,         8,             9)
  UNARY_F(cyl_bessel_i0, i0_,      -90,       90,            6)
  UNARY_F(cyl_bessel_i1, i1_,      -90,       90,            6)
  UNARY_F(round,      roundl,      -1e7,      1e7,           0)
  UNARY_F(logb,       logbl,       -3e38,     3e38,          0)
  BINARY_F(pow,       powl,        0, 1e3,   -40, 40,        4)
  BINARY_F(atan2,     atan2l,      -1e3, 1e3, -1e3, 1e3,     3)
  BINARY_F(hypot,     hypotl,      -3e38, 3e38, -3e38, 3e38, 3)
  BINARY_F(rhypot,    rhypot_,     -3e38, 3e38, -3e38, 3e38, 2)
  BINARY_F(fmod,      fmodl,       -1e6, 1e6, -1e3, 1e3,     0)
  BINARY_F(remainder, remainderl,  -1e6, 1e6, -1e3, 1e3,     0)
  BINARY_F(fdim,      fdiml,       -1e6, 1e6, -1e6, 1e6,     0)

  NORM(norm3df,  float, (float, float, float), (v[0], v[1], v[2]), 3, false, ulps_float, 3)
  NORM(rnorm3df, float, (float, float, float), (v[0], v[1], v[2]), 3, true, ulps_float, 2)
  NORM(norm4df,  float, (float, float, float, float), (v[0], v[1], v[2], v[3]), 4, false, ulps_float, 3)
  NORM(rnorm4df, float, (float, float, float, float), (v[0], v[1], v[2], v[3]), 4, true, ulps_float, 2)
  NORM(normf,    float, (int, const float*), (4, v), 4, false, ulps_float, 3)
  NORM(rnormf,   float, (int, const float*), (4, v), 4, true, ulps_float, 2)
  NORM(norm3d,   double, (double, double, double), (v[0], v[1], v[2]), 3, false, ulps_double, 2)
  NORM(rnorm3d,  double, (double, double, double), (v[0], v[1], v[2]), 3, true, ulps_double, 1)
  NORM(norm4d,   double, (double, double, double, double), (v[0], v[1], v[2], v[3]), 4, false, ulps_double, 2)
  NORM(rnorm4d,  double, (double, double, double, double), (v[0], v[1], v[2], v[3]), 4, true, ulps_double, 1)
  NORM(norm,     double, (int, const double*), (4, v), 4, false, ulps_double, 2)
  NORM(rnorm,    double, (int, const double*), (4, v), 4, true, ulps_double, 1)

  UNARY_D(exp,        expl,        -750,      712,           1)
  UNARY_D(exp2,       exp2l,       -1080,     1030,          1)
  UNARY_D(exp10,      exp10_,      -326,      310,           1)
  UNARY_D(expm1,      expm1l,      -750,      712,           1)
  UNARY_D(log,        logl,        5e-324,    1.7e308,       1)
  UNARY_D(log2,       log2l,       5e-324,    1.7e308,       1)
  UNARY_D(log10,      log10l,      5e-324,    1.7e308,       1)
  UNARY_D(log1p,      log1pl,      -0.9999,   1.7e308,       1)
  UNARY_D(sin,        sinl,        -1e8,      1e8,           2)
  UNARY_D(cos,        cosl,        -1e8,      1e8,           2)
  UNARY_D(tan,        tanl,        -1e8,      1e8,           2)
  UNARY_D(sinpi,      sinpi_,      -1e3,      1e3,           2)
  UNARY_D(cospi,      cospi_,      -1e3,      1e3,           2)
  UNARY_D(asin,       asinl,       -1,        1,             2)
  UNARY_D(acos,       acosl,       -1,        1,             2)
  UNARY_D(atan,       atanl,       -1e6,      1e6,           2)
  UNARY_D(sinh,       sinhl,       -712,      712,           2)
  UNARY_D(cosh,       coshl,       -712,      712,           1)
  UNARY_D(tanh,       tanhl,       -25,       25,            1)
  UNARY_D(asinh,      asinhl,      -1e300,    1e300,         3)
  UNARY_D(acosh,      acoshl,      1,         1e300,         3)
  UNARY_D(atanh,      atanhl,      -1,        1,             2)
  UNARY_D(cbrt,       cbrtl,       -1.7e308,  1.7e308,       1)
  UNARY_D(rcbrt,      rcbrt_,      -1.7e308,  1.7e308,       1)
  UNARY_D(rsqrt,      rsqrt_,      5e-324,    1.7e308,       1)
  UNARY_D(erf,        erfl,        -7,        7,             2)
  UNARY_D(erfc,       erfcl,       -7,        27.5,          5)
  UNARY_D(erfcx,      erfcx_,      -26.6,     1e100,         4)
  UNARY_D(erfinv,     erfinv_,     -1,        1,             5)
  UNARY_D(erfcinv,    erfcinv_,    5e-324,    2,             6)
  UNARY_D(normcdf,    normcdf_,    -38.5,     10,            5)
  UNARY_D(normcdfinv, normcdfinv_, 5e-324,    1,             8)
  UNARY_D(lgamma,     lgammal,     0,         1e300,         4)
  UNARY_D(tgamma,     tgammal,     -170,      172,           10)
  UNARY_D(j0,         j0l,         -8,        8,             7)
  UNARY_D(j1,         j1l,         -8,        8,             7)
  UNARY_D(y0,         y0l,         0,         8,             7)
  UNARY_D(y1,         y1l,         0,         8,             7)
  UNARY_D(cyl_bessel_i0, i0_,      -712,      712,           6)
  UNARY_D(cyl_bessel_i1, i1_,      -712,      712,           6)
  UNARY_D(round,      roundl,      -1e16,     1e16,          0)
  UNARY_D(logb,       logbl,       -1.7e308,  1.7e308,       0)
  BINARY_D(pow,       powl,        0, 1e6,   -100, 100,      2)
  BINARY_D(atan2,     atan2l,      -1e3, 1e3, -1e3, 1e3,     2)
  BINARY_D(hypot,     hypotl,      -1.7e308, 1.7e308, -1.7e308, 1.7e308, 2)
  BINARY_D(rhypot,    rhypot_,     -1.7e308, 1.7e308, -1.7e308, 1.7e308, 1)
  BINARY_D(fmod,      fmodl,       -1e12, 1e12, -1e3, 1e3,   0)
  BINARY_D(remainder, remainderl,  -1e12, 1e12, -1e3, 1e3,   0)
  BINARY_D(fdim,      fdiml,       -1e6, 1e6, -1e6, 1e6,     0)

  SINE_AND_COSINE(sincos_sine,     sinl,   -1e5, 1e5, 2, 2)
  SINE_AND_COSINE(sincos_cosine,   cosl,   -1e5, 1e5, 2, 2)
  SINE_AND_COSINE(sincospi_sine,   sinpi_, -1e3, 1e3, 1, 2)
  SINE_AND_COSINE(sincospi_cosine, cospi_, -1e3, 1e3, 1, 2)
  POWER(powif, float,  true,  ulps_float,  4)
  POWER(powi,  double, false, ulps_double, 2)
  BEYOND_8(j0) BEYOND_8(j1) BEYOND_8(y0) BEYOND_8(y1)
  ANY_ORDER(0.5)
  return 0;
}
