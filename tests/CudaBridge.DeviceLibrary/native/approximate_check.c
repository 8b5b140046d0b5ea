// The .approx operations within the errors that the PTX manual allows: name tried worst allowed argument (powers of two, relative or absolute).

#include <math.h>
#include "check.h"

typedef long double real;
static double uniform(double low, double high) { return low + (high - low) * (double)(random_bits() >> 11) * 0x1p-53; }

static double relative(real expected, float actual) {
  if (expected != expected || isinf(expected) || fabsl(expected) > 0x1.fffffep127L) return expected != expected ? (actual != actual ? 0 : 1) : isinf(actual) && (actual > 0) == (expected > 0) ? 0 : 1;
  if (fabsl(expected) < 0x1p-126L) return (double)(fabsl(actual - expected) / 0x1p-126L);
  return (double)fabsl((actual - expected) / expected);
}
static double absolute(real expected, float actual) { return isfinite(expected) ? (double)fabsl(actual - expected) : relative(expected, actual); }

#define MEASURE(name, function, argument, reference, error_of, allowed)                     \
  {                                                                                         \
    float function(float);                                                                  \
    double worst = 0;                                                                       \
    float where = 0;                                                                        \
    for (int i = 0; i < TRIES; i++) {                                                       \
      float x = argument;                                                                   \
      double error = error_of(reference((real)x), function(x));                             \
      if (error > worst) worst = error, where = x;                                          \
    }                                                                                       \
    printf("%s %d %.2f %.2f %a\n", name, TRIES, log2(worst), (double)(allowed), where);     \
  }
static real reciprocal(real x) { return 1 / x; }
static real reciprocal_root(real x) { return 1 / sqrtl(x); }
static real nothing_below_zero(real x) { return x < 0 ? NAN : log2l(x); }

int main(void) {
  MEASURE("ex2.approx", cb_dialect_ex2_approx_f32, i & 1 ? (float)uniform(-150, 130) : some_float(), exp2l, relative, -22)
  MEASURE("lg2.approx", cb_dialect_lg2_approx_f, some_float(), nothing_below_zero, relative, -22)
  MEASURE("lg2.approx.near_1", cb_dialect_lg2_approx_f, (float)uniform(0.5, 2), log2l, absolute, -22)
  MEASURE("sin.approx", cb_dialect_sin_approx_f, (float)uniform(-6.2831855, 6.2831855), sinl, absolute, -20.5)
  MEASURE("cos.approx", cb_dialect_cos_approx_f, (float)uniform(-6.2831855, 6.2831855), cosl, absolute, -20.5)
  MEASURE("sin.approx.to_100_pi", cb_dialect_sin_approx_f, (float)uniform(-314.159, 314.159), sinl, absolute, -14.7)
  MEASURE("cos.approx.to_2^40", cb_dialect_cos_approx_f, (float)uniform(-0x1p40, 0x1p40), cosl, absolute, -14.7)
  MEASURE("tanh.approx", cb_dialect_tanh_approx_f32, i & 1 ? (float)uniform(-10, 10) : some_float(), tanhl, relative, -11)
  MEASURE("rcp.approx", cb_dialect_rcp_approx_f32, some_float(), reciprocal, relative, -23)
  MEASURE("rsqrt.approx", cb_dialect_rsqrt_approx_f, some_float(), reciprocal_root, relative, -22.9)
  return 0;
}
