// Exact conversions between floating-point formats held as bits, and integers, in every rounding mode. Plain integer
// arithmetic: the same code gives the same bits in both halves of a CUDA compilation and in a plain host compiler.
#ifndef CUDABRIDGE_NARROW_FLOAT_H
#define CUDABRIDGE_NARROW_FLOAT_H

#include "decorations.h"

namespace __cudabridge {

enum rounding { to_nearest_even, toward_zero, downward, upward };

// An IEEE 754 binary format: one sign bit, ExponentBits, MantissaBits; the top exponent holds infinity and NaN.
template <int ExponentBits, int MantissaBits>
struct binary_format {
  static constexpr int mantissa_bits = MantissaBits;
  static constexpr int min_exponent = 2 - (1 << (ExponentBits - 1));  // of the smallest normal number
  static constexpr int sign_shift = ExponentBits + MantissaBits;
  static constexpr unsigned long long infinity = ((1ull << ExponentBits) - 1) << MantissaBits;
  static constexpr unsigned long long magnitude_mask = (1ull << sign_shift) - 1;
};

typedef binary_format<5, 10> half_format;
typedef binary_format<8, 7> bfloat16_format;
typedef binary_format<8, 23> float_format;
typedef binary_format<11, 52> double_format;

template <class To, class From>
__CUDABRIDGE_HD To bits_as(const From from) {
  static_assert(sizeof(To) == sizeof(From), "bits_as keeps the size");
  To to;
  __builtin_memcpy((void*)&to, (const void*)&from, sizeof(to));
  return to;
}

// A finite number: (-1)^negative * significand * 2^exponent.
struct decoded_number {
  bool negative;
  unsigned long long significand;
  int exponent;
};

template <class Format>
__CUDABRIDGE_HD bool bits_are_nan(const unsigned long long bits) {
  return (bits & Format::magnitude_mask) > Format::infinity;
}

template <class Format>
__CUDABRIDGE_HD bool bits_are_infinite(const unsigned long long bits) {
  return (bits & Format::magnitude_mask) == Format::infinity;
}

template <class Format>
__CUDABRIDGE_HD decoded_number decode_finite(const unsigned long long bits) {
  const unsigned long long magnitude = bits & Format::magnitude_mask;
  const int biased = (int)(magnitude >> Format::mantissa_bits);
  const unsigned long long mantissa = magnitude & ((1ull << Format::mantissa_bits) - 1);
  decoded_number number;
  number.negative = (bits >> Format::sign_shift) & 1;
  number.significand = biased ? mantissa | (1ull << Format::mantissa_bits) : mantissa;
  number.exponent = (biased ? biased - 1 : 0) + Format::min_exponent - Format::mantissa_bits;
  return number;
}

// significand / 2^shift, rounded to an integer; shift > 0.
__CUDABRIDGE_HD unsigned long long shift_right_rounded(const unsigned long long significand, const int shift, const bool negative,
                                                       const rounding mode) {
  const bool far = shift > 63;  // then at most the halfway bit is left, when shift is 64
  const unsigned long long kept = far ? 0 : significand >> shift;
  const unsigned long long rest = far ? significand : significand & ((1ull << shift) - 1);
  const unsigned long long half = shift > 64 ? 0 : 1ull << (shift - 1);
  bool up;
  if (mode == to_nearest_even) up = half != 0 && (rest > half || (rest == half && (kept & 1)));
  else if (mode == toward_zero) up = false;
  else up = rest != 0 && negative == (mode == downward);
  return kept + (up ? 1 : 0);
}

// Rounds a number into a format; overflow gives infinity or the largest finite number, as the rounding mode asks.
template <class Format>
__CUDABRIDGE_HD unsigned long long encode_number(const decoded_number number, const rounding mode) {
  const unsigned long long sign = (unsigned long long)number.negative << Format::sign_shift;
  if (number.significand == 0) return sign;
  const int top = number.exponent + 63 - __builtin_clzll(number.significand);
  const int binade = top < Format::min_exponent ? Format::min_exponent : top;
  const int shift = binade - Format::mantissa_bits - number.exponent;
  const unsigned long long kept = shift > 0 ? shift_right_rounded(number.significand, shift, number.negative, mode)
                                            : number.significand << -shift;
  // A carry out of the mantissa moves into the exponent by itself; the subnormals' hidden bit is absent in `kept`.
  const unsigned long long magnitude = ((unsigned long long)(binade - Format::min_exponent) << Format::mantissa_bits) + kept;
  if (magnitude < Format::infinity) return sign | magnitude;
  const bool away = mode == to_nearest_even || (mode != toward_zero && number.negative == (mode == downward));
  return sign | (away ? Format::infinity : Format::infinity - 1);
}

// One format into another. A NaN becomes `nan`.
template <class To, class From>
__CUDABRIDGE_HD unsigned long long convert_bits(const unsigned long long bits, const rounding mode, const unsigned long long nan) {
  if (bits_are_nan<From>(bits)) return nan;
  if (bits_are_infinite<From>(bits)) return ((bits >> From::sign_shift) << To::sign_shift) | To::infinity;
  return encode_number<To>(decode_finite<From>(bits), mode);
}

template <class To>
__CUDABRIDGE_HD unsigned long long convert_integer(const long long value, const rounding mode) {
  decoded_number number;
  number.negative = value < 0;
  number.significand = value < 0 ? 0ull - (unsigned long long)value : (unsigned long long)value;
  number.exponent = 0;
  return encode_number<To>(number, mode);
}

template <class To>
__CUDABRIDGE_HD unsigned long long convert_integer(const unsigned long long value, const rounding mode) {
  decoded_number number;
  number.negative = false;
  number.significand = value;
  number.exponent = 0;
  return encode_number<To>(number, mode);
}

// The magnitude of a finite number or infinity as an integer; 2^64 - 1 where it is larger.
template <class From>
__CUDABRIDGE_HD unsigned long long magnitude_as_integer(const unsigned long long bits, const rounding mode) {
  if (bits_are_infinite<From>(bits)) return ~0ull;
  const decoded_number number = decode_finite<From>(bits);
  if (number.significand == 0) return 0;
  if (number.exponent < 0) return shift_right_rounded(number.significand, -number.exponent, number.negative, mode);
  return number.exponent > __builtin_clzll(number.significand) ? ~0ull : number.significand << number.exponent;
}

// PTX's cvt to an integer: saturates; NaN gives 0, for 64-bit results the top bit alone.
template <class Integer, class From>
__CUDABRIDGE_HD Integer convert_to_integer(const unsigned long long bits, const rounding mode) {
  const unsigned long long all_ones = ~0ull >> (64 - 8 * sizeof(Integer));
  const bool is_signed = (Integer)-1 < (Integer)0;
  if (bits_are_nan<From>(bits)) return sizeof(Integer) == 8 ? (Integer)(1ull << 63) : (Integer)0;
  const bool negative = (bits >> From::sign_shift) & 1;
  const unsigned long long largest = is_signed ? (all_ones >> 1) + (negative ? 1 : 0) : negative ? 0 : all_ones;
  const unsigned long long magnitude = magnitude_as_integer<From>(bits, mode);
  const unsigned long long clamped = magnitude < largest ? magnitude : largest;
  return (Integer)(negative ? 0ull - clamped : clamped);
}

// a * b + c of numbers with at most 24 significant bits, as a double rounded to odd: rounding it once more, to at most 51 bits,
// gives what a fused operation gives.
__CUDABRIDGE_HD double multiply_add_to_odd(const double a, const double b, const double c) {
  __CUDABRIDGE_NO_CONTRACTION
  const double product = a * b;  // exact
  const double sum = product + c;
  const double c_part = sum - product;
  const double error = (product - (sum - c_part)) + (c - c_part);
  const unsigned long long bits = bits_as<unsigned long long>(sum);
  if (!(error != 0.0) || bits_are_infinite<double_format>(bits) || (bits & 1)) return sum;
  // Inexact with an even last bit: the neighbour on the error's side is odd.
  const bool away = (error > 0.0) == (sum > 0.0);
  return bits_as<double>(away ? bits + 1 : bits - 1);
}

}  // namespace __cudabridge

#endif
