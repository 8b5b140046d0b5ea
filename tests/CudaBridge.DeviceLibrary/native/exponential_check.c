// expf and its kin on every STEP-th of all floats, against double arithmetic: name tried max_error worst_argument
#include <math.h>
#include <stdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

float __nv_expf(float), __nv_exp2f(float), __nv_exp10f(float);

static float float_of(uint32_t bits) { float x; memcpy(&x, &bits, 4); return x; }

// 2^x = 2^n e^((x - n) log 2): a series that is right to 2^-50, which is 2^-26 units in the last place of a float.
static double two_to(double whole, double rest) {
  double r = rest * 0.69314718055994530942, sum = 1;
  for (int k = 17; k > 0; k--) sum = 1 + sum * r / k;
  return ldexp(sum, (int)whole);
}
static double power(double x, double logarithm_high, double logarithm_low) {
  if (x != x) return x;
  if (fabs(x) > 200) return x > 0 ? INFINITY : 0;
  double whole = nearbyint(x * logarithm_high);
  return two_to(whole, fma(x, logarithm_low, fma(x, logarithm_high, -whole)));
}

// Distance in units of the last place that a float of this size has.
static double error_of(double exact, float actual) {
  if (exact != exact || actual != actual) return (exact != exact) == (actual != actual) ? 0 : INFINITY;
  if (exact >= 0x1.ffffffp127) return isinf(actual) ? 0 : INFINITY;
  if (isinf(actual)) return INFINITY;
  int exponent = exact < 0x1p-126 ? -126 : ilogb(exact);
  return fabs(ldexp(actual - exact, 23 - exponent));
}

static void check(const char* name, float (*function)(float), double high, double low, uint32_t step) {
  double worst = 0;
  uint32_t at = 0;
  long tried = 0;
  for (uint64_t bits = 0; bits <= 0xffffffffu; bits += step, tried++) {
    float x = float_of((uint32_t)bits);
    double error = error_of(power(x, high, low), function(x));
    if (error > worst) worst = error, at = (uint32_t)bits;
  }
  printf("%s %ld %.4f %a\n", name, tried, worst, float_of(at));
}

int main(void) {
  const char* step = getenv("STEP");
  uint32_t every = step ? (uint32_t)atoi(step) : 1009;
  check("expf", __nv_expf, 0x1.71547652b82fep+0, 0x1.777d0ffda0d24p-56, every);
  check("exp2f", __nv_exp2f, 1, 0, every);
  check("exp10f", __nv_exp10f, 0x1.a934f0979a371p+1, 0x1.7f2495fb7fa6dp-53, every);
  return 0;
}
