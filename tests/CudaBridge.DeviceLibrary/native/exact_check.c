// libdevice functions whose result is defined to the bit, against the host's libm.

#define _GNU_SOURCE
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include "check.h"

static int small_int(void) { uint64_t r = random_bits(); return r & 1 ? (int)(r >> 32) : (int)(r >> 40 & 0x7ff) - 1024; }

static bool equal_float(float a, float b) { return same_float(a, b); }
static bool equal_double(double a, double b) { return same_double(a, b); }
static bool equal_int(long long a, long long b) { return a == b; }

#define CHECK(name, setup, type, equal, expected, actual, format, ...)                              \
  {                                                                                                 \
    long wrong = 0;                                                                                 \
    char first[160] = "";                                                                           \
    for (int i = 0; i < TRIES; i++) {                                                               \
      setup                                                                                         \
      type e = expected, a = actual;                                                                \
      if (!equal(e, a) && !wrong++) snprintf(first, sizeof first, format, __VA_ARGS__);             \
    }                                                                                               \
    report(name, "", TRIES, wrong, first);                                                          \
  }
#define UNARY(name)                                                                                                        \
  { float __nv_##name##f(float); CHECK(#name "f", float x = some_float();, float, equal_float, name##f(x), __nv_##name##f(x), "%a", x) } \
  { double __nv_##name(double); CHECK(#name, double x = some_double();, double, equal_double, name(x), __nv_##name(x), "%a", x) }
#define BINARY(name)                                                                                                       \
  { float __nv_##name##f(float, float);                                                                                    \
    CHECK(#name "f", float x = some_float(); float y = i % 4 ? some_float() : x;, float, equal_float, name##f(x, y), __nv_##name##f(x, y), "%a,%a", x, y) } \
  { double __nv_##name(double, double);                                                                                    \
    CHECK(#name, double x = some_double(); double y = i % 4 ? some_double() : x;, double, equal_double, name(x, y), __nv_##name(x, y), "%a,%a", x, y) }
#define WITH_INT(name, reference)                                                                                          \
  { float __nv_##name##f(float, int);                                                                                      \
    CHECK(#name "f", float x = some_float(); int n = small_int();, float, equal_float, reference##f(x, n), __nv_##name##f(x, n), "%a,%d", x, n) } \
  { double __nv_##name(double, int);                                                                                       \
    CHECK(#name, double x = some_double(); int n = small_int();, double, equal_double, reference(x, n), __nv_##name(x, n), "%a,%d", x, n) }
#define TO_INT(name, result, reference)                                                                                    \
  { result __nv_##name##f(float); CHECK(#name "f", float x = some_float();, long long, equal_int, reference##_float(x), __nv_##name##f(x), "%a", x) } \
  { result __nv_##name(double); CHECK(#name, double x = some_double();, long long, equal_int, reference##_double(x), __nv_##name(x), "%a", x) }

// CUDA: INT_MIN for 0 and NaN, INT_MAX for infinity.
static long long ilogb_double(double x) { return x == 0 || x != x ? INT_MIN : isinf(x) ? INT_MAX : ilogb(x); }
static long long ilogb_float(float x) { return ilogb_double(x); }
// Saturating, NaN as PTX's cvt to s64 has it.
static long long saturated(long double x) { return x != x || x < -0x1p63L ? LLONG_MIN : x >= 0x1p63L ? LLONG_MAX : (long long)x; }
static long long llround_double(double x) { return saturated(roundl(x)); }
static long long llround_float(float x) { return saturated(roundl(x)); }
static long long llrint_double(double x) { return saturated(rintl(x)); }
static long long llrint_float(float x) { return saturated(rintl(x)); }

// PTX's order of zeros, which C leaves open.
static float min_float(float a, float b) { return a == b ? (signbit(a) ? a : b) : fminf(a, b); }
static float max_float(float a, float b) { return a == b ? (signbit(a) ? b : a) : fmaxf(a, b); }
static double min_double(double a, double b) { return a == b ? (signbit(a) ? a : b) : fmin(a, b); }
static double max_double(double a, double b) { return a == b ? (signbit(a) ? b : a) : fmax(a, b); }

float __nv_fminf(float, float), __nv_fmaxf(float, float), __nv_fmaf(float, float, float), __nv_modff(float, float*), __nv_frexpf(float, int*);
double __nv_fmin(double, double), __nv_fmax(double, double), __nv_fma(double, double, double), __nv_modf(double, double*), __nv_frexp(double, int*);
float __nv_remquof(float, float, int*), __nv_half2float(unsigned short);
double __nv_remquo(double, double, int*), __nv_hiloint2double(int, int);
unsigned short __nv_float2half_rn(float);
float __nv_frsqrt_rn(float), __nv_saturatef(float), __nv_fast_fdividef(float, float);


int main(void) {
  UNARY(fabs) UNARY(floor) UNARY(ceil) UNARY(trunc) UNARY(rint) UNARY(nearbyint) UNARY(sqrt) UNARY(round) UNARY(logb)
  BINARY(copysign) BINARY(nextafter) BINARY(fmod)
#define remainder(x, y) (double)remainderl(x, y)  // glibc's remainder gives some negative zeros the wrong sign
  BINARY(remainder)
  WITH_INT(ldexp, ldexp) WITH_INT(scalbn, scalbn)
  TO_INT(ilogb, int, ilogb) TO_INT(llround, long long, llround) TO_INT(llrint, long long, llrint)
  CHECK("fminf", float x = some_float(); float y = some_float();, float, equal_float, min_float(x, y), __nv_fminf(x, y), "%a,%a", x, y)
  CHECK("fmaxf", float x = some_float(); float y = some_float();, float, equal_float, max_float(x, y), __nv_fmaxf(x, y), "%a,%a", x, y)
  CHECK("fmin", double x = some_double(); double y = some_double();, double, equal_double, min_double(x, y), __nv_fmin(x, y), "%a,%a", x, y)
  CHECK("fmax", double x = some_double(); double y = some_double();, double, equal_double, max_double(x, y), __nv_fmax(x, y), "%a,%a", x, y)
  CHECK("fmaf", float x = some_float(); float y = some_float(); float z = some_float();, float, equal_float, fmaf(x, y, z), __nv_fmaf(x, y, z), "%a,%a,%a", x, y, z)
  CHECK("fma", double x = some_double(); double y = some_double(); double z = some_double();, double, equal_double, fma(x, y, z), __nv_fma(x, y, z), "%a,%a,%a", x, y, z)
  CHECK("modff", float x = some_float(); float w = 0; float v = 0;, bool, equal_int, true,
        ({ float r = modff(x, &w), s = __nv_modff(x, &v); same_float(r, s) && same_float(w, v); }), "%a", x)
  CHECK("modf", double x = some_double(); double w = 0; double v = 0;, bool, equal_int, true,
        ({ double r = modf(x, &w), s = __nv_modf(x, &v); same_double(r, s) && same_double(w, v); }), "%a", x)
  // C leaves the exponent of infinity and NaN open.
  CHECK("frexpf", float x = some_float(); int w = 0; int v = 0;, bool, equal_int, true,
        ({ float r = frexpf(x, &w), s = __nv_frexpf(x, &v); same_float(r, s) && (w == v || !isfinite(x)); }), "%a", x)
  CHECK("frexp", double x = some_double(); int w = 0; int v = 0;, bool, equal_int, true,
        ({ double r = frexp(x, &w), s = __nv_frexp(x, &v); same_double(r, s) && (w == v || !isfinite(x)); }), "%a", x)
  // The quotient's sign and low three bits.
  CHECK("remquof", float x = some_float(); float y = some_float(); int w = 0; int v = 0;, bool, equal_int, true,
        ({ float r = remquof(x, y, &w), s = __nv_remquof(x, y, &v); same_float(r, s) && (r != r || (abs(w) & 7) == (abs(v) & 7)); }), "%a,%a", x, y)
  CHECK("remquo", double x = some_double(); double y = some_double(); int w = 0; int v = 0;, bool, equal_int, true,
        ({ double r = (double)remquol(x, y, &w), s = __nv_remquo(x, y, &v); same_double(r, s) && (r != r || (abs(w) & 7) == (abs(v) & 7)); }), "%a,%a", x, y)
  CHECK("float2half_rn", float x = some_float();, float, equal_float, (float)(_Float16)x, __nv_half2float(__nv_float2half_rn(x)), "%a", x)
  CHECK("frsqrt_rn", float x = some_float();, float, equal_float, (float)(1.0L / sqrtl(x)), __nv_frsqrt_rn(x), "%a", x)
  CHECK("saturatef", float x = some_float();, float, equal_float, x > 0 ? (x < 1 ? x : 1) : 0, __nv_saturatef(x), "%a", x)
  return 0;
}
