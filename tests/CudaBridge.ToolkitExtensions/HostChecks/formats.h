// What the checks share: the 16-bit formats by their definition, and rounding by searching the sorted finite numbers.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <vector>

#if defined(__SIZEOF_FLOAT128__)
typedef __float128 real;  // 113 bits
#else
typedef long double real;
#endif

enum mode { NEAREST, ZERO, DOWN, UP };

// The value of the bits of a finite number, from the definition of the format.
inline double value_of(unsigned bits, int exponent_bits, int mantissa_bits) {
  const int bias = (1 << (exponent_bits - 1)) - 1;
  const int exponent = (bits >> mantissa_bits) & ((1 << exponent_bits) - 1);
  const int mantissa = bits & ((1 << mantissa_bits) - 1);
  const double magnitude = exponent == 0 ? std::ldexp(mantissa, 1 - bias - mantissa_bits)
                                         : std::ldexp(mantissa + (1 << mantissa_bits), exponent - bias - mantissa_bits);
  return (bits >> (exponent_bits + mantissa_bits)) & 1 ? -magnitude : magnitude;
}

// A number of more precision than the format: `high` plus an error of the same or smaller size that only breaks ties.
struct wide {
  real high;
  real error;
};

struct format {
  int exponent_bits, mantissa_bits;
  unsigned infinity, nan, sign;
  std::vector<double> magnitudes;  // of all finite numbers, by bits; the number after the last stands for overflow

  format(int e, int m, unsigned nan_bits)
      : exponent_bits(e), mantissa_bits(m), infinity(((1u << e) - 1) << m), nan(nan_bits), sign(1u << (e + m)) {
    for (unsigned bits = 0; bits < infinity; ++bits) magnitudes.push_back(value_of(bits, e, m));
    magnitudes.push_back(2 * magnitudes.back() - magnitudes[infinity - 2]);
  }

  bool is_nan(unsigned bits) const { return (bits & (sign - 1)) > infinity; }
  bool is_infinite(unsigned bits) const { return (bits & (sign - 1)) == infinity; }
  double value(unsigned bits) const {
    if (is_nan(bits)) return std::numeric_limits<double>::quiet_NaN();
    const double magnitude = is_infinite(bits) ? HUGE_VAL : magnitudes[bits & (sign - 1)];
    return bits & sign ? -magnitude : magnitude;
  }

  unsigned round(real exact, mode m = NEAREST, bool negative_zero = false) const { return round(wide{exact, 0}, m, negative_zero); }
  unsigned round(wide exact, mode m = NEAREST, bool negative_zero = false) const {
    if (exact.high != exact.high) return nan;
    const bool negative = exact.high < 0 || (exact.high == 0 && negative_zero);
    const real magnitude = negative ? -exact.high : exact.high;
    const real error = negative ? -exact.error : exact.error;
    const unsigned bits = round_magnitude(magnitude, error, m == NEAREST || m == ZERO ? m : (m == UP) != negative ? UP : ZERO);
    return bits | (negative ? sign : 0);
  }

 private:
  // The largest finite number not above the magnitude, or the one after it.
  unsigned round_magnitude(real magnitude, real error, mode m) const {
    if (magnitude > (real)std::numeric_limits<double>::max()) return infinity;
    // The nearest double finds the place but for one number; arithmetic of 113 bits is slow.
    const double* const found = std::upper_bound(magnitudes.data(), magnitudes.data() + infinity + 1, (double)magnitude);
    unsigned low = found == magnitudes.data() ? 0 : (unsigned)(found - magnitudes.data()) - 1;
    if (low > 0 && (magnitude < magnitudes[low] || (magnitude == magnitudes[low] && error < 0))) --low;
    if (low == infinity) return m == ZERO ? infinity - 1 : infinity;
    const real lower = magnitudes[low];
    if (magnitude == lower && error == 0) return low;
    if (m == ZERO) return low;
    if (m == UP) return low + 1;
    const real middle = (lower + (real)magnitudes[low + 1]) / 2;
    if (magnitude > middle || (magnitude == middle && error > 0)) return low + 1;
    if (magnitude < middle || error < 0) return low;
    return low + (low & 1);
  }
};

// The exact sum of two reals as a wide.
inline wide exact_sum(real a, real b) {
  const real sum = a + b;
  const real b_part = sum - a;
  return wide{sum, (a - (sum - b_part)) + (b - b_part)};
}

inline unsigned long long next_random() {
  static unsigned long long state = 0x853C49E6748FEA9Bull;
  state ^= state << 13;
  state ^= state >> 7;
  return state ^= state << 17;
}

static int failures = 0;
static long long comparisons = 0;

inline void expect(bool holds, const char* what, double a, double b, double c, unsigned long long got, unsigned long long wanted) {
  ++comparisons;
  if (holds) return;
  if (++failures <= 20) std::printf("%s(%a, %a, %a): got %llx, expected %llx\n", what, a, b, c, got, wanted);
}

inline int report() {
  std::printf("%lld comparisons, %d failures\n", comparisons, failures);
  return failures == 0 && comparisons != 0 ? 0 : 1;
}
