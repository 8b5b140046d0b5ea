// Conversions, minimum and maximum, half-precision arithmetic of the dialect library against long double and quadruple arithmetic on
// the host, rounded as the PTX manual says. Built with -frounding-math.

#include <math.h>
#include "check.h"

typedef long double real;

// The closest multiple of the format's last place under the host's current rounding mode. `smallest` is the exponent of the
// smallest normal number.
static real quantize(real x, int fraction_bits, int smallest) {
  if (x == 0 || !isfinite(x)) return x;
  int exponent = ilogbl(x) < smallest ? smallest : ilogbl(x);
  return copysignl(scalbnl(rintl(scalbnl(x, fraction_bits - exponent)), exponent - fraction_bits), x);
}

// Overflow by IEEE 754-2019, 7.4: beyond the largest number the mode decides.
static real bounded(real x, real largest, int mode) {
  if (!isfinite(x) || fabsl(x) <= largest) return x;
  bool to_infinity = mode == FE_TONEAREST || (mode == FE_UPWARD && x > 0) || (mode == FE_DOWNWARD && x < 0);
  return copysignl(to_infinity ? (real)INFINITY : largest, x);
}

static real round_to(real x, int fraction_bits, int smallest, real largest, int mode) {
  fesetround(mode);
  real rounded = quantize(x, fraction_bits, smallest);
  fesetround(FE_TONEAREST);
  return bounded(rounded, largest, mode);
}
static real to_half(real x, int mode) { return round_to(x, 10, -14, 65504, mode); }
static real to_bfloat(real x, int mode) { return round_to(x, 7, -126, 0x1.fep127L, mode); }

static real integral(real x, int mode) {
  fesetround(mode);
  real rounded = rintl(x);
  fesetround(FE_TONEAREST);
  return rounded;
}

static float flush(float x) { return fabsf(x) < 0x1p-126f ? copysignf(0.0f, x) : x; }

// Runs `body` TRIES times for `name`; `wrong_if` is the condition of a wrong result, the rest formats the first one.
#define CHECK(name, variant, wrong_if, ...)                                           \
  {                                                                                   \
    long wrong = 0;                                                                   \
    char first[200] = "";                                                             \
    for (int i = 0; i < TRIES; i++) {                                                 \
      __VA_ARGS__                                                                     \
      if (wrong_if && !wrong++)                                                       \
        snprintf(first, sizeof first, "(%a) = %.20Lg, not %.20Lg", shown(x), (real)expected, (real)actual); \
    }                                                                                 \
    report(name, variant, TRIES, wrong, first);                                       \
  }

// cvt to integers: saturating; NaN is 0, or the top bit alone from f64 and to 64 bits.
#define TO_INTEGER_MODE(name, from, some, type, low, high, nan_value, suffix, mode, prepare)                  \
  {                                                                                                          \
    type cb_dialect_##name(from);                                                                            \
    CHECK(#name, "", expected != actual,                                                                     \
      from x = some();                                                                                       \
      real r = integral(prepare(x), mode);                                                                   \
      type expected = x != x ? (type)(nan_value) : r < (real)(low) ? (type)(low) : r > (real)(high) ? (type)(high) : (type)r; \
      type actual = cb_dialect_##name(x);)                                                                   \
  }
#define same(x) (x)
#define TO_INTEGER(name, from, some, type, low, high, nan_value, ftz, prepare)                               \
  TO_INTEGER_MODE(name##_rn##ftz, from, some, type, low, high, nan_value, rn, FE_TONEAREST, prepare)         \
  TO_INTEGER_MODE(name##_rz##ftz, from, some, type, low, high, nan_value, rz, FE_TOWARDZERO, prepare)        \
  TO_INTEGER_MODE(name##_rm##ftz, from, some, type, low, high, nan_value, rm, FE_DOWNWARD, prepare)          \
  TO_INTEGER_MODE(name##_rp##ftz, from, some, type, low, high, nan_value, rp, FE_UPWARD, prepare)

static int64_t some_s64(void) { return (int64_t)random_bits() >> (random_bits() & 63); }
static uint64_t some_u64(void) { return random_bits() >> (random_bits() & 63); }
static int32_t some_s32(void) { return (int32_t)some_s64(); }
static uint32_t some_u32(void) { return (uint32_t)some_u64(); }

// The host's conversion of an exact long double, in the host's mode.
__attribute__((noinline)) static float to_float(real x) { volatile real source = x; volatile float r = (float)source; return r; }
__attribute__((noinline)) static double to_double(real x) { volatile real source = x; volatile double r = (double)source; return r; }

#define TO_FLOAT_MODE(name, from, some, type, convert, equal, mode)                    \
  {                                                                                    \
    type cb_dialect_##name(from);                                                      \
    CHECK(#name, "", !equal(expected, actual),                                         \
      from x = some();                                                                 \
      fesetround(mode);                                                                \
      type expected = convert((real)x);                                                \
      fesetround(FE_TONEAREST);                                                        \
      type actual = cb_dialect_##name(x);)                                             \
  }
#define TO_FLOAT(name, from, some, type, convert, equal)                               \
  TO_FLOAT_MODE(name##_rz, from, some, type, convert, equal, FE_TOWARDZERO)            \
  TO_FLOAT_MODE(name##_rm, from, some, type, convert, equal, FE_DOWNWARD)              \
  TO_FLOAT_MODE(name##_rp, from, some, type, convert, equal, FE_UPWARD)

// bfloat16 is handled by its bits: see dialect_native.c.
typedef struct { uint16_t bits; } bfloat;
static bfloat near_bfloat(real x) { return (bfloat){(uint16_t)(__builtin_bit_cast(uint32_t, (float)x) >> 16)}; }
static _Float16 near_half(real x) { return (_Float16)(float)x; }
static real widen_half(_Float16 x) { return (real)(float)x; }
static real widen_bfloat(bfloat x) { return (real)__builtin_bit_cast(float, (uint32_t)x.bits << 16); }
static double show_bfloat(bfloat x) { return (double)widen_bfloat(x); }
static double show_half(_Float16 x) { return (double)(float)x; }
static double show_float(float x) { return x; }
static double show_double(double x) { return x; }
static double show_integer(int64_t x) { return (double)x; }
#define shown(x) _Generic((x), bfloat: show_bfloat, _Float16: show_half, float: show_float, double: show_double, default: show_integer)(x)
static bool same_real(real a, real b) { return (a != a && b != b) || (a == b && signbit(a) == signbit(b)); }

#define NARROW_MODE(name, type, from, some, reference, widen, mode)                    \
  {                                                                                    \
    type cb_dialect_##name(from);                                                      \
    CHECK(#name, "", !same_real(expected, actual),                                     \
      from x = some();                                                                 \
      real expected = reference((real)x, mode);                                        \
      real actual = widen(cb_dialect_##name(x));)                                      \
  }
#define NARROW(prefix, middle, type, from, some, reference, widen)                     \
  NARROW_MODE(prefix##_rn##middle, type, from, some, reference, widen, FE_TONEAREST)   \
  NARROW_MODE(prefix##_rz##middle, type, from, some, reference, widen, FE_TOWARDZERO)  \
  NARROW_MODE(prefix##_rm##middle, type, from, some, reference, widen, FE_DOWNWARD)    \
  NARROW_MODE(prefix##_rp##middle, type, from, some, reference, widen, FE_UPWARD)

static real half_satfinite(real x, int mode) { x = to_half(x, mode); return isinf(x) ? copysignl(65504, x) : x; }
static real half_relu(real x, int mode) { return signbit(x) && x == x ? 0 : to_half(x, mode); }
static real bfloat_relu_satfinite(real x, int mode) {
  x = to_bfloat(x, mode);
  return x != x ? x : signbit(x) ? 0 : isinf(x) ? 0x1.fep127L : x;
}
static real to_tf32(real x, int mode) { return round_to(x, 10, -126, 0x1.ffcp127L, mode); }
// Ties away from zero: half a unit further, towards zero.
static real to_tf32_away(real x, int mode) {
  (void)mode;
  if (x == 0 || !isfinite(x)) return x;
  int exponent = ilogbl(x) < -126 ? -126 : ilogbl(x);
  real rounded = copysignl(truncl(scalbnl(fabsl(x), 10 - exponent) + 0.5L), x);
  return bounded(scalbnl(rounded, exponent - 10), 0x1.ffcp127L, FE_TONEAREST);
}
static real widen_tf32(uint32_t bits) { return (real)__builtin_bit_cast(float, bits); }

// The eight-bit formats: nearest, saturating.
static real to_e4m3(real x, int mode) { x = isinf(x) ? x : round_to(x, 3, -6, 448, mode); return fabsl(x) > 448 ? copysignl(448, x) : x; }
static real to_e5m2(real x, int mode) { x = isinf(x) ? x : round_to(x, 2, -14, 57344, mode); return fabsl(x) > 57344 ? copysignl(57344, x) : x; }
typedef _Float16 half2 __attribute__((ext_vector_type(2)));
uint16_t cb_dialect_ff_to_e4m3x2_rn(float, float), cb_dialect_ff_to_e5m2x2_rn(float, float);
half2 cb_dialect_e4m3x2_to_f16x2_rn(uint16_t), cb_dialect_e5m2x2_to_f16x2_rn(uint16_t);
static _Float16 e4m3_round_trip(float x) { return cb_dialect_e4m3x2_to_f16x2_rn(cb_dialect_ff_to_e4m3x2_rn(x, 1.0f)).y; }
static _Float16 e5m2_round_trip(float x) { return cb_dialect_e5m2x2_to_f16x2_rn(cb_dialect_ff_to_e5m2x2_rn(x, 1.0f)).y; }
// Functions of bfloats, and the round trips, are called by other names.
#define cb_dialect_e4m3_round_trip e4m3_round_trip
#define cb_dialect_e5m2_round_trip e5m2_round_trip
#define cb_dialect_f2bf16_rn bits_f2bf16_rn
#define cb_dialect_f2bf16_rz bits_f2bf16_rz
#define cb_dialect_f2bf16_rm bits_f2bf16_rm
#define cb_dialect_f2bf16_rp bits_f2bf16_rp
#define cb_dialect_f2bf16_rn_relu_satfinite bits_f2bf16_rn_relu_satfinite
#define cb_dialect_cvt_rn_bf16_f64 bits_cvt_rn_bf16_f64
#define cb_dialect_cvt_rz_bf16_f64 bits_cvt_rz_bf16_f64
#define cb_dialect_cvt_rm_bf16_f64 bits_cvt_rm_bf16_f64
#define cb_dialect_cvt_rp_bf16_f64 bits_cvt_rp_bf16_f64
#define cb_dialect_cvt_rn_bf16_u64 bits_cvt_rn_bf16_u64
#define cb_dialect_cvt_rz_bf16_u64 bits_cvt_rz_bf16_u64
#define cb_dialect_cvt_rm_bf16_u64 bits_cvt_rm_bf16_u64
#define cb_dialect_cvt_rp_bf16_u64 bits_cvt_rp_bf16_u64
#define cb_dialect_fma_rn_bf16 bits_fma_rn_bf16
#define cb_dialect_fmax_bf16 bits_fmax_bf16
#define cb_dialect_fmin_nan_bf16 bits_fmin_nan_bf16
#define cb_dialect_fmin_nan_xorsign_abs_bf16 bits_fmin_nan_xorsign_abs_bf16

static _Float16 some_half(void) { return random_bits() & 1 ? __builtin_bit_cast(_Float16, (uint16_t)random_bits()) : (_Float16)some_float(); }
static bfloat some_bfloat(void) {
  uint64_t bits = random_bits();
  return (bfloat){(uint16_t)(bits >> 32 & 1 ? bits : (bits & 0x807f) | (120 + (bits >> 40 & 15)) << 7)};
}

// One rounding of a * b + c. Quadruple precision holds every sum whose addends are within 2^100; a smaller one only tells on which
// side the sum lies, and so does that fraction of the larger one in its place.
static __float128 near_enough(__float128 small, __float128 large) {
  __float128 least = large * 0x1p-100f;
  bool too_small = large - large == 0 && small != 0 && small < (least < 0 ? -least : least) && -small < (least < 0 ? -least : least);
  return too_small ? ((small < 0) == (least < 0) ? least : -least) : small;
}
static __float128 sum(__float128 a, __float128 b) { return near_enough(a, b) + near_enough(b, a); }
static real quantize_quad(__float128 x, real (*to)(real, int)) {
  real high = (real)x;
  __float128 rest = x - high;
  if (isfinite(high) && rest != 0) {  // make the 64-bit number odd, towards the rest
    fesetround(FE_TOWARDZERO);
    real truncated = high;
    if ((rest > 0) != (high > 0)) truncated = nextafterl(high, 0);
    fesetround(FE_TONEAREST);
    int exponent;
    uint64_t digits = (uint64_t)scalbnl(fabsl(frexpl(truncated, &exponent)), 64) | 1;
    high = copysignl(scalbnl((real)digits, exponent - 64), truncated);
  }
  return to(high, FE_TONEAREST);
}

#define FMA(name, type, some, near, widen, to)                                         \
  {                                                                                    \
    type cb_dialect_##name(type, type, type);                                          \
    CHECK(#name, "", !same_real(expected, actual),                                     \
      type x = some(); type y = some(); type z = some();                               \
      if (i % 4 == 1) z = near(-widen(x) * widen(y));                                  \
      real expected = quantize_quad(sum((__float128)widen(x) * widen(y), widen(z)), to); \
      real actual = widen(cb_dialect_##name(x, y, z));)                                \
  }

// PTX: -0 < +0; without NaN in the name a NaN operand gives the other one.
static float minimum(float a, float b, bool nan) {
  if (a != a || b != b) return nan ? NAN : a != a ? b : a;
  return a < b || (a == b && signbit(a)) ? a : b;
}
static float maximum(float a, float b, bool nan) { return -minimum(-a, -b, nan); }
#define MIN_MAX(name, type, some, widen, prepare, reference, nan, is_xorsign)          \
  {                                                                                    \
    type cb_dialect_##name(type, type);                                                \
    CHECK(#name, "", !same_real(expected, actual),                                     \
      type x = some(); type y = some();                                                \
      float a = prepare((float)widen(x)); float b = prepare((float)widen(y));          \
      bool negative = signbit(a) != signbit(b);                                        \
      real expected = is_xorsign ? copysignl(reference(fabsf(a), fabsf(b), nan), negative ? -1 : 1) : reference(a, b, nan); \
      real actual = widen(cb_dialect_##name(x, y));)                                   \
  }
static float flush_half(float x) { return fabsf(x) < 0x1p-14f ? copysignf(0.0f, x) : x; }
#define widen_float(x) (real)(x)

int main(void) {
  TO_INTEGER(f2i, float, some_float, int32_t, INT32_MIN, INT32_MAX, 0, , same)
  TO_INTEGER(f2ui, float, some_float, uint32_t, 0, UINT32_MAX, 0, , same)
  TO_INTEGER(f2ll, float, some_float, int64_t, INT64_MIN, INT64_MAX, INT64_MIN, , same)
  TO_INTEGER(f2ull, float, some_float, uint64_t, 0, UINT64_MAX, 1ull << 63, , same)
  TO_INTEGER(d2i, double, some_double, int32_t, INT32_MIN, INT32_MAX, INT32_MIN, , same)
  TO_INTEGER(d2ui, double, some_double, uint32_t, 0, UINT32_MAX, 1u << 31, , same)
  TO_INTEGER(d2ll, double, some_double, int64_t, INT64_MIN, INT64_MAX, INT64_MIN, , same)
  TO_INTEGER(d2ull, double, some_double, uint64_t, 0, UINT64_MAX, 1ull << 63, , same)
  TO_INTEGER(f2i, float, some_float, int32_t, INT32_MIN, INT32_MAX, 0, _ftz, flush)
  TO_INTEGER(f2ull, float, some_float, uint64_t, 0, UINT64_MAX, 1ull << 63, _ftz, flush)
  TO_INTEGER_MODE(cvt_rni_s8_f32, float, some_float, int8_t, -128, 127, 0, rn, FE_TONEAREST, same)
  TO_INTEGER_MODE(cvt_rzi_u8_f32, float, some_float, uint8_t, 0, 255, 0, rz, FE_TOWARDZERO, same)
  TO_INTEGER_MODE(cvt_rmi_s16_f64, double, some_double, int16_t, -32768, 32767, -32768, rm, FE_DOWNWARD, same)
  TO_INTEGER_MODE(cvt_rpi_u16_f64, double, some_double, uint16_t, 0, 65535, 32768, rp, FE_UPWARD, same)

  TO_FLOAT(i2f, int32_t, some_s32, float, to_float, same_float)
  TO_FLOAT(ui2f, uint32_t, some_u32, float, to_float, same_float)
  TO_FLOAT(ll2f, int64_t, some_s64, float, to_float, same_float)
  TO_FLOAT(ull2f, uint64_t, some_u64, float, to_float, same_float)
  TO_FLOAT(ll2d, int64_t, some_s64, double, to_double, same_double)
  TO_FLOAT(ull2d, uint64_t, some_u64, double, to_double, same_double)
  TO_FLOAT(d2f, double, some_double, float, to_float, same_float)

  NARROW(f2f16, , _Float16, float, some_float, to_half, widen_half)
  NARROW(f2bf16, , bfloat, float, some_float, to_bfloat, widen_bfloat)
  NARROW_MODE(f2f16_rn_satfinite, _Float16, float, some_float, half_satfinite, widen_half, FE_TONEAREST)
  NARROW_MODE(f2f16_rz_relu, _Float16, float, some_float, half_relu, widen_half, FE_TOWARDZERO)
  NARROW_MODE(f2bf16_rn_relu_satfinite, bfloat, float, some_float, bfloat_relu_satfinite, widen_bfloat, FE_TONEAREST)
  NARROW(cvt, _f16_f64, _Float16, double, some_double, to_half, widen_half)
  NARROW(cvt, _bf16_f64, bfloat, double, some_double, to_bfloat, widen_bfloat)
  NARROW(cvt, _f16_s64, _Float16, int64_t, some_s64, to_half, widen_half)
  NARROW(cvt, _bf16_u64, bfloat, uint64_t, some_u64, to_bfloat, widen_bfloat)
  NARROW_MODE(f2tf32_rn, uint32_t, float, some_float, to_tf32, widen_tf32, FE_TONEAREST)
  NARROW_MODE(f2tf32_rz, uint32_t, float, some_float, to_tf32, widen_tf32, FE_TOWARDZERO)
  NARROW_MODE(f2tf32_rna, uint32_t, float, some_float, to_tf32_away, widen_tf32, FE_TONEAREST)
  NARROW_MODE(e4m3_round_trip, _Float16, float, some_float, to_e4m3, widen_half, FE_TONEAREST)
  NARROW_MODE(e5m2_round_trip, _Float16, float, some_float, to_e5m2, widen_half, FE_TONEAREST)

  FMA(fma_rn_f16, _Float16, some_half, near_half, widen_half, to_half)
  FMA(fma_rn_bf16, bfloat, some_bfloat, near_bfloat, widen_bfloat, to_bfloat)

  MIN_MAX(fmin_ftz_f, float, some_float, widen_float, flush, minimum, false, false)
  MIN_MAX(fmax_ftz_nan_f, float, some_float, widen_float, flush, maximum, true, false)
  MIN_MAX(fmin_xorsign_abs_f, float, some_float, widen_float, same, minimum, false, true)
  MIN_MAX(fmax_nan_xorsign_abs_f, float, some_float, widen_float, same, maximum, true, true)
  MIN_MAX(fmax_ftz_xorsign_abs_f, float, some_float, widen_float, flush, maximum, false, true)
  MIN_MAX(fmin_ftz_f16, _Float16, some_half, widen_half, flush_half, minimum, false, false)
  MIN_MAX(fmax_xorsign_abs_f16, _Float16, some_half, widen_half, same, maximum, false, true)
  MIN_MAX(fmax_bf16, bfloat, some_bfloat, widen_bfloat, same, maximum, false, false)
  MIN_MAX(fmin_nan_bf16, bfloat, some_bfloat, widen_bfloat, same, minimum, true, false)
  MIN_MAX(fmin_nan_xorsign_abs_bf16, bfloat, some_bfloat, widen_bfloat, same, minimum, true, true)
  return 0;
}
