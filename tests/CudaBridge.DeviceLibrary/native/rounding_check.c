// Directed rounding of the dialect library against the host's floating-point unit under fesetround: bits must be equal.
// Built with -frounding-math.

#include <math.h>
#include "check.h"


typedef float (*float_function)(float, float, float);
typedef double (*double_function)(double, double, double);

// Calling a function with more arguments than it takes is harmless in the C calling conventions of x86-64 and AArch64.
#define FLOATS(operation) (float_function)(void*)cb_dialect_##operation
#define DOUBLES(operation) (double_function)(void*)cb_dialect_##operation
#define NAMES(operation)                                                                                                   \
  void cb_dialect_##operation##_rn_f(void), cb_dialect_##operation##_rz_f(void), cb_dialect_##operation##_rm_f(void),       \
      cb_dialect_##operation##_rp_f(void), cb_dialect_##operation##_rn_ftz_f(void), cb_dialect_##operation##_rz_ftz_f(void), \
      cb_dialect_##operation##_rm_ftz_f(void), cb_dialect_##operation##_rp_ftz_f(void), cb_dialect_##operation##_rz_d(void), \
      cb_dialect_##operation##_rm_d(void), cb_dialect_##operation##_rp_d(void);
NAMES(add) NAMES(mul) NAMES(div) NAMES(sqrt) NAMES(fma) NAMES(rcp)
void cb_dialect_add_rn_sat_f(void), cb_dialect_add_rz_sat_f(void), cb_dialect_add_rm_sat_f(void), cb_dialect_add_rp_sat_f(void);
void cb_dialect_fma_rn_sat_f(void), cb_dialect_fma_rz_sat_f(void), cb_dialect_fma_rm_sat_f(void), cb_dialect_fma_rp_sat_f(void);
void cb_dialect_rcp_rn_d(void);

#define REFERENCE(name, expression_f, expression_d)                                                                        \
  __attribute__((noinline)) static float name##_float(float x, float y, float z) {                                          \
    volatile float a = x, b = y, c = z; (void)b, (void)c; volatile float r = expression_f; return r;                        \
  }                                                                                                                        \
  __attribute__((noinline)) static double name##_double(double x, double y, double z) {                                     \
    volatile double a = x, b = y, c = z; (void)b, (void)c; volatile double r = expression_d; return r;                      \
  }
REFERENCE(add, a + b, a + b)
REFERENCE(mul, a * b, a * b)
REFERENCE(div, a / b, a / b)
REFERENCE(rcp, 1.0f / a, 1.0 / a)
REFERENCE(sqrt, sqrtf(a), sqrt(a))
REFERENCE(fma, fmaf(a, b, c), fma(a, b, c))

static float flush(float x) { return fabsf(x) < 0x1p-126f ? copysignf(0.0f, x) : x; }
static float saturate(float x) { return x > 0.0f ? (x < 1.0f ? x : 1.0f) : 0.0f; }

static void check_floats(const char* name, const float_function* tested, float_function reference, bool ftz, bool sat, const char* variant) {
  for (int m = 0; m < 4; m++) {
    long wrong = 0;
    char first[200] = "", full[40];
    for (int i = 0; i < TRIES; i++) {
      float a = some_float(), b = some_float(), c = some_float();
      if (i & 1) c = -a * b;  // sums that cancel
      if (i % 8 == 2) b = a;
      if (i % 8 == 4) b = nextafterf(-a, 0);
      float x = ftz ? flush(a) : a, y = ftz ? flush(b) : b, z = ftz ? flush(c) : c;
      fesetround(modes[m]);
      float expected = reference(x, y, z);
      fesetround(FE_TONEAREST);
      if (ftz) expected = flush(expected);
      if (sat) expected = saturate(expected);
      float actual = tested[m](a, b, c);
      if (!same_float(expected, actual) && !wrong++) snprintf(first, sizeof first, "(%a, %a, %a) = %a, not %a", a, b, c, expected, actual);
    }
    snprintf(full, sizeof full, "%s%s.f", mode_names[m], variant);
    report(name, full, TRIES, wrong, first);
  }
}

static void check_doubles(const char* name, const double_function* tested, double_function reference) {
  for (int m = 0; m < 4; m++) {
    if (!tested[m]) continue;
    long wrong = 0;
    char first[200] = "", full[40];
    for (int i = 0; i < TRIES; i++) {
      double a = some_double(), b = some_double(), c = some_double();
      if (i % 4 == 1) c = -a * b;
      if (i % 4 == 3) c = nextafter(-a * b, c);
      if (i % 8 == 2) b = a;
      if (i % 8 == 4) b = nextafter(-a, 0);
      fesetround(modes[m]);
      double expected = reference(a, b, c);
      fesetround(FE_TONEAREST);
      double actual = tested[m](a, b, c);
      if (!same_double(expected, actual) && !wrong++) snprintf(first, sizeof first, "(%a, %a, %a) = %a, not %a", a, b, c, expected, actual);
    }
    snprintf(full, sizeof full, "%s.d", mode_names[m]);
    report(name, full, TRIES, wrong, first);
  }
}

#define FOUR(operation, suffix) \
  (float_function[]){FLOATS(operation##_rn##suffix), FLOATS(operation##_rz##suffix), FLOATS(operation##_rm##suffix), FLOATS(operation##_rp##suffix)}
#define CHECK(operation)                                                                          \
  check_floats(#operation, FOUR(operation, _f), operation##_float, false, false, "");              \
  check_floats(#operation, FOUR(operation, _ftz_f), operation##_float, true, false, ".ftz");       \
  check_doubles(#operation, (double_function[]){0, DOUBLES(operation##_rz_d), DOUBLES(operation##_rm_d), DOUBLES(operation##_rp_d)}, operation##_double);

int main(void) {
  CHECK(add)
  CHECK(mul)
  CHECK(div)
  CHECK(rcp)
  CHECK(sqrt)
  CHECK(fma)
  check_floats("add", FOUR(add, _sat_f), add_float, false, true, ".sat");
  check_floats("fma", FOUR(fma, _sat_f), fma_float, false, true, ".sat");
  return 0;
}
