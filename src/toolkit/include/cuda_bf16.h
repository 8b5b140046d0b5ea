// bfloat16: __nv_bfloat16 and __nv_bfloat162, after the CUDA Math API reference, "Bfloat16 Precision Intrinsics".
// Arithmetic, comparisons and conversions work in both halves of a compilation; mathematics, shuffles, cached loads and
// atomics on the device. Arithmetic is done in float and rounded to nearest even by integer operations, in both halves: most
// targets have no bfloat16 arithmetic, and few round to it by themselves.
#ifndef __CUDA_BF16_H__
#define __CUDA_BF16_H__

#define __CUDA_BF16_TYPES_EXIST__

#if !defined(__cplusplus)
// C has the storage types alone.
typedef struct __attribute__((aligned(2))) { unsigned short x; } __nv_bfloat16_raw;
typedef struct __attribute__((aligned(4))) { unsigned short x, y; } __nv_bfloat162_raw;
#else

#include "cuda_fp16.h"

struct __attribute__((aligned(2))) __nv_bfloat16_raw { unsigned short x; };
struct __attribute__((aligned(4))) __nv_bfloat162_raw { unsigned short x, y; };

namespace __cudabridge {
// Half of a float's bits are its bfloat16 toward zero; what is added before says when that is not the answer.
__CUDABRIDGE_HD unsigned short bfloat16_bits_of_float(const float f, const rounding mode) {
  const unsigned int bits = bits_as<unsigned int>(f);
  if (bits_are_nan<float_format>(bits)) return 0x7FFF;
  if (mode == to_nearest_even) return (unsigned short)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
  const bool away = (mode == downward && (bits >> 31)) || (mode == upward && !(bits >> 31));
  return (unsigned short)((bits + (away ? 0xFFFF : 0)) >> 16);
}
// One rounding: through float there would be two.
__CUDABRIDGE_HD unsigned short bfloat16_bits_of_double(const double d) {
  return (unsigned short)convert_bits<bfloat16_format, double_format>(bits_as<unsigned long long>(d), to_nearest_even, 0x7FFF);
}
__CUDABRIDGE_HD float float_of_bfloat16_bits(const unsigned short bits) { return bits_as<float>((unsigned int)bits << 16); }
template <class Integer>
__CUDABRIDGE_HD Integer integer_of_bfloat16_bits(const unsigned short bits, const rounding mode) {
  return convert_to_integer<Integer, bfloat16_format>(bits, mode);
}
__CUDABRIDGE_HD unsigned short bfloat16_bits_of_integer(const long long value, const rounding mode) {
  return (unsigned short)convert_integer<bfloat16_format>(value, mode);
}
__CUDABRIDGE_HD unsigned short bfloat16_bits_of_integer(const unsigned long long value, const rounding mode) {
  return (unsigned short)convert_integer<bfloat16_format>(value, mode);
}
}  // namespace __cudabridge

#define CB_CONVERT_NEAREST(value) ::__cudabridge::bfloat16_bits_of_integer(value, ::__cudabridge::to_nearest_even)
#define CB_TRUNCATE(type) ::__cudabridge::integer_of_bfloat16_bits<type>(__x, ::__cudabridge::toward_zero)

struct __attribute__((aligned(2))) __nv_bfloat16 {
 protected:
  unsigned short __x;

 public:
  __nv_bfloat16() = default;
  __CUDABRIDGE_HOST_DEVICE constexpr __nv_bfloat16(const __nv_bfloat16_raw& raw) : __x(raw.x) {}
  __CUDABRIDGE_HOST_DEVICE __nv_bfloat16& operator=(const __nv_bfloat16_raw& raw) { __x = raw.x; return *this; }
  __CUDABRIDGE_HOST_DEVICE volatile __nv_bfloat16& operator=(const __nv_bfloat16_raw& raw) volatile { __x = raw.x; return *this; }
  __CUDABRIDGE_HOST_DEVICE volatile __nv_bfloat16& operator=(const volatile __nv_bfloat16_raw& raw) volatile { __x = raw.x; return *this; }
  __CUDABRIDGE_HOST_DEVICE operator __nv_bfloat16_raw() const { __nv_bfloat16_raw raw; raw.x = __x; return raw; }
  __CUDABRIDGE_HOST_DEVICE operator __nv_bfloat16_raw() const volatile { __nv_bfloat16_raw raw; raw.x = __x; return raw; }

#if !defined(__CUDA_NO_BFLOAT16_CONVERSIONS__)
  explicit __CUDABRIDGE_HOST_DEVICE __nv_bfloat16(const __half f)
      : __x(::__cudabridge::bfloat16_bits_of_float(__half2float(f), ::__cudabridge::to_nearest_even)) {}

  __CUDABRIDGE_HOST_DEVICE __nv_bfloat16(const float f)
      : __x(::__cudabridge::bfloat16_bits_of_float(f, ::__cudabridge::to_nearest_even)) {}
  __CUDABRIDGE_HOST_DEVICE __nv_bfloat16(const double f) : __x(::__cudabridge::bfloat16_bits_of_double(f)) {}
  __CUDABRIDGE_HOST_DEVICE operator float() const { return ::__cudabridge::float_of_bfloat16_bits(__x); }
  __CUDABRIDGE_HOST_DEVICE __nv_bfloat16& operator=(const float f) { return *this = __nv_bfloat16(f); }
  __CUDABRIDGE_HOST_DEVICE __nv_bfloat16& operator=(const double f) { return *this = __nv_bfloat16(f); }

#if !defined(__CUDA_BF16_DISABLE_IMPLICIT_INTEGER_CONVERTS_FOR_HOST_COMPILERS__) || defined(__CUDACC__)
  __CUDABRIDGE_HOST_DEVICE __nv_bfloat16(const short i) : __x(CB_CONVERT_NEAREST((long long)i)) {}
  __CUDABRIDGE_HOST_DEVICE __nv_bfloat16(const unsigned short i) : __x(CB_CONVERT_NEAREST((long long)i)) {}
  __CUDABRIDGE_HOST_DEVICE __nv_bfloat16(const int i) : __x(CB_CONVERT_NEAREST((long long)i)) {}
  __CUDABRIDGE_HOST_DEVICE __nv_bfloat16(const unsigned int i) : __x(CB_CONVERT_NEAREST((long long)i)) {}
  __CUDABRIDGE_HOST_DEVICE __nv_bfloat16(const long i) : __x(CB_CONVERT_NEAREST((long long)i)) {}
  __CUDABRIDGE_HOST_DEVICE __nv_bfloat16(const unsigned long i) : __x(CB_CONVERT_NEAREST((unsigned long long)i)) {}
  __CUDABRIDGE_HOST_DEVICE __nv_bfloat16(const long long i) : __x(CB_CONVERT_NEAREST(i)) {}
  __CUDABRIDGE_HOST_DEVICE __nv_bfloat16(const unsigned long long i) : __x(CB_CONVERT_NEAREST(i)) {}

  // To integers: toward zero, saturating; NaN gives 0 or, for 64 bits, 0x8000000000000000.
  __CUDABRIDGE_HOST_DEVICE operator signed char() const { return CB_TRUNCATE(signed char); }
  __CUDABRIDGE_HOST_DEVICE operator unsigned char() const { return CB_TRUNCATE(unsigned char); }
  __CUDABRIDGE_HOST_DEVICE operator char() const { return CB_TRUNCATE(char); }
  __CUDABRIDGE_HOST_DEVICE operator short() const { return CB_TRUNCATE(short); }
  __CUDABRIDGE_HOST_DEVICE operator unsigned short() const { return CB_TRUNCATE(unsigned short); }
  __CUDABRIDGE_HOST_DEVICE operator int() const { return CB_TRUNCATE(int); }
  __CUDABRIDGE_HOST_DEVICE operator unsigned int() const { return CB_TRUNCATE(unsigned int); }
  __CUDABRIDGE_HOST_DEVICE operator long() const { return CB_TRUNCATE(long); }
  __CUDABRIDGE_HOST_DEVICE operator unsigned long() const { return CB_TRUNCATE(unsigned long); }
  __CUDABRIDGE_HOST_DEVICE operator long long() const { return CB_TRUNCATE(long long); }
  __CUDABRIDGE_HOST_DEVICE operator unsigned long long() const { return CB_TRUNCATE(unsigned long long); }
  __CUDABRIDGE_HOST_DEVICE __nv_bfloat16& operator=(const short i) { return *this = __nv_bfloat16(i); }
  __CUDABRIDGE_HOST_DEVICE __nv_bfloat16& operator=(const unsigned short i) { return *this = __nv_bfloat16(i); }
  __CUDABRIDGE_HOST_DEVICE __nv_bfloat16& operator=(const int i) { return *this = __nv_bfloat16(i); }
  __CUDABRIDGE_HOST_DEVICE __nv_bfloat16& operator=(const unsigned int i) { return *this = __nv_bfloat16(i); }
  __CUDABRIDGE_HOST_DEVICE __nv_bfloat16& operator=(const long long i) { return *this = __nv_bfloat16(i); }
  __CUDABRIDGE_HOST_DEVICE __nv_bfloat16& operator=(const unsigned long long i) { return *this = __nv_bfloat16(i); }
#endif
  __CUDABRIDGE_HOST_DEVICE constexpr operator bool() const { return (__x & 0x7FFFu) != 0; }
#endif
};

#undef CB_CONVERT_NEAREST
#undef CB_TRUNCATE

struct __attribute__((aligned(4))) __nv_bfloat162 {
  __nv_bfloat16 x;
  __nv_bfloat16 y;

  __nv_bfloat162() = default;
  __nv_bfloat162(const __nv_bfloat162&) = default;
  __nv_bfloat162(__nv_bfloat162&&) = default;
  __nv_bfloat162& operator=(const __nv_bfloat162&) = default;
  __nv_bfloat162& operator=(__nv_bfloat162&&) = default;
  __CUDABRIDGE_HOST_DEVICE constexpr __nv_bfloat162(const __nv_bfloat16& a, const __nv_bfloat16& b) : x(a), y(b) {}
  __CUDABRIDGE_HOST_DEVICE __nv_bfloat162(const __nv_bfloat162_raw& raw) : __nv_bfloat162(::__cudabridge::bits_as<__nv_bfloat162>(raw)) {}
  __CUDABRIDGE_HOST_DEVICE operator __nv_bfloat162_raw() const { return ::__cudabridge::bits_as<__nv_bfloat162_raw>(*this); }
};

typedef __nv_bfloat16 nv_bfloat16;
typedef __nv_bfloat162 nv_bfloat162;

// ---- Bits -----------------------------------------------------------------------------------------------------------------------

__CUDABRIDGE_HD unsigned short __bfloat16_as_ushort(const __nv_bfloat16 h) { return ::__cudabridge::bits_as<unsigned short>(h); }
__CUDABRIDGE_HD short __bfloat16_as_short(const __nv_bfloat16 h) { return ::__cudabridge::bits_as<short>(h); }
__CUDABRIDGE_HD __nv_bfloat16 __ushort_as_bfloat16(const unsigned short i) { return ::__cudabridge::bits_as<__nv_bfloat16>(i); }
__CUDABRIDGE_HD __nv_bfloat16 __short_as_bfloat16(const short i) { return ::__cudabridge::bits_as<__nv_bfloat16>(i); }

#define CUDART_INF_BF16 __ushort_as_bfloat16((unsigned short)0x7F80U)
#define CUDART_NAN_BF16 __ushort_as_bfloat16((unsigned short)0x7FFFU)
#define CUDART_MIN_DENORM_BF16 __ushort_as_bfloat16((unsigned short)0x0001U)
#define CUDART_MAX_NORMAL_BF16 __ushort_as_bfloat16((unsigned short)0x7F7FU)
#define CUDART_NEG_ZERO_BF16 __ushort_as_bfloat16((unsigned short)0x8000U)
#define CUDART_ZERO_BF16 __ushort_as_bfloat16((unsigned short)0x0000U)
#define CUDART_ONE_BF16 __ushort_as_bfloat16((unsigned short)0x3F80U)

// ---- Conversions from and to float and double ---------------------------------------------------------------------------------------

__CUDABRIDGE_HD __nv_bfloat16 __float2bfloat16_rn(const float a) {
  return __ushort_as_bfloat16(::__cudabridge::bfloat16_bits_of_float(a, ::__cudabridge::to_nearest_even));
}
__CUDABRIDGE_HD __nv_bfloat16 __float2bfloat16_rz(const float a) {
  return __ushort_as_bfloat16(::__cudabridge::bfloat16_bits_of_float(a, ::__cudabridge::toward_zero));
}
__CUDABRIDGE_HD __nv_bfloat16 __float2bfloat16_rd(const float a) {
  return __ushort_as_bfloat16(::__cudabridge::bfloat16_bits_of_float(a, ::__cudabridge::downward));
}
__CUDABRIDGE_HD __nv_bfloat16 __float2bfloat16_ru(const float a) {
  return __ushort_as_bfloat16(::__cudabridge::bfloat16_bits_of_float(a, ::__cudabridge::upward));
}
__CUDABRIDGE_HD __nv_bfloat16 __float2bfloat16(const float a) { return __float2bfloat16_rn(a); }
__CUDABRIDGE_HD __nv_bfloat16 __double2bfloat16(const double a) {
  return __ushort_as_bfloat16(::__cudabridge::bfloat16_bits_of_double(a));
}
__CUDABRIDGE_HD float __bfloat162float(const __nv_bfloat16 a) { return ::__cudabridge::float_of_bfloat16_bits(__bfloat16_as_ushort(a)); }

__CUDABRIDGE_HD __nv_bfloat162 __float2bfloat162_rn(const float a) {
  return __nv_bfloat162(__float2bfloat16_rn(a), __float2bfloat16_rn(a));
}
__CUDABRIDGE_HD __nv_bfloat162 __floats2bfloat162_rn(const float a, const float b) {
  return __nv_bfloat162(__float2bfloat16_rn(a), __float2bfloat16_rn(b));
}
__CUDABRIDGE_HD __nv_bfloat162 __float22bfloat162_rn(const float2 a) { return __floats2bfloat162_rn(a.x, a.y); }
__CUDABRIDGE_HD float __low2float(const __nv_bfloat162 a) { return __bfloat162float(a.x); }
__CUDABRIDGE_HD float __high2float(const __nv_bfloat162 a) { return __bfloat162float(a.y); }
__CUDABRIDGE_HD float2 __bfloat1622float2(const __nv_bfloat162 a) {
  float2 result;
  result.x = __bfloat162float(a.x);
  result.y = __bfloat162float(a.y);
  return result;
}

// ---- Conversions from and to integers -------------------------------------------------------------------------------------------------

#define CB_TO_INTEGER(name, type, suffix, mode)                                                            \
  __CUDABRIDGE_HD type __bfloat162##name##_##suffix(const __nv_bfloat16 h) {                               \
    return ::__cudabridge::integer_of_bfloat16_bits<type>(__bfloat16_as_ushort(h), ::__cudabridge::mode);  \
  }
#define CB_FROM_INTEGER(name, type, widest, suffix, mode)                                                  \
  __CUDABRIDGE_HD __nv_bfloat16 __##name##2bfloat16_##suffix(const type i) {                               \
    return __ushort_as_bfloat16(::__cudabridge::bfloat16_bits_of_integer((widest)i, ::__cudabridge::mode)); \
  }
#define CB_INTEGER(name, type, widest)                   \
  CB_TO_INTEGER(name, type, rn, to_nearest_even)         \
  CB_TO_INTEGER(name, type, rz, toward_zero)             \
  CB_TO_INTEGER(name, type, rd, downward)                \
  CB_TO_INTEGER(name, type, ru, upward)                  \
  CB_FROM_INTEGER(name, type, widest, rn, to_nearest_even) \
  CB_FROM_INTEGER(name, type, widest, rz, toward_zero)   \
  CB_FROM_INTEGER(name, type, widest, rd, downward)      \
  CB_FROM_INTEGER(name, type, widest, ru, upward)
CB_INTEGER(short, short, long long)
CB_INTEGER(ushort, unsigned short, long long)
CB_INTEGER(int, int, long long)
CB_INTEGER(uint, unsigned int, long long)
CB_INTEGER(ll, long long, long long)
CB_INTEGER(ull, unsigned long long, unsigned long long)
CB_TO_INTEGER(char, signed char, rz, toward_zero)
CB_TO_INTEGER(uchar, unsigned char, rz, toward_zero)
#undef CB_TO_INTEGER
#undef CB_FROM_INTEGER
#undef CB_INTEGER

// ---- Pairs --------------------------------------------------------------------------------------------------------------------------

__CUDABRIDGE_HD __nv_bfloat162 make_bfloat162(const __nv_bfloat16 x, const __nv_bfloat16 y) { return __nv_bfloat162(x, y); }
__CUDABRIDGE_HD __nv_bfloat162 __halves2bfloat162(const __nv_bfloat16 a, const __nv_bfloat16 b) { return __nv_bfloat162(a, b); }
__CUDABRIDGE_HD __nv_bfloat162 __bfloat162bfloat162(const __nv_bfloat16 a) { return __nv_bfloat162(a, a); }
__CUDABRIDGE_HD __nv_bfloat16 __low2bfloat16(const __nv_bfloat162 a) { return a.x; }
__CUDABRIDGE_HD __nv_bfloat16 __high2bfloat16(const __nv_bfloat162 a) { return a.y; }
__CUDABRIDGE_HD __nv_bfloat162 __low2bfloat162(const __nv_bfloat162 a) { return __nv_bfloat162(a.x, a.x); }
__CUDABRIDGE_HD __nv_bfloat162 __high2bfloat162(const __nv_bfloat162 a) { return __nv_bfloat162(a.y, a.y); }
__CUDABRIDGE_HD __nv_bfloat162 __lows2bfloat162(const __nv_bfloat162 a, const __nv_bfloat162 b) { return __nv_bfloat162(a.x, b.x); }
__CUDABRIDGE_HD __nv_bfloat162 __highs2bfloat162(const __nv_bfloat162 a, const __nv_bfloat162 b) { return __nv_bfloat162(a.y, b.y); }
__CUDABRIDGE_HD __nv_bfloat162 __lowhigh2highlow(const __nv_bfloat162 a) { return __nv_bfloat162(a.y, a.x); }

#if !defined(__CUDA_NO_HALF_CONVERSIONS__)
inline __CUDABRIDGE_HOST_DEVICE __half::__half(const __nv_bfloat16 f)
    : __x(::__cudabridge::half_bits_of_float(__bfloat162float(f), ::__cudabridge::to_nearest_even)) {}
#endif

// ---- What is common with half -----------------------------------------------------------------------------------------------------------

namespace __cudabridge {
// Products and addends can lie so far apart that no wider type holds the sum, hence the rounding to odd.
__CUDABRIDGE_HD __nv_bfloat16 fused_multiply_add(const __nv_bfloat16 a, const __nv_bfloat16 b, const __nv_bfloat16 c) {
  return __double2bfloat16(multiply_add_to_odd(__bfloat162float(a), __bfloat162float(b), __bfloat162float(c)));
}
}  // namespace __cudabridge

#define CB_N __nv_bfloat16
#define CB_N2 __nv_bfloat162
#define CB_WIDE(x) __bfloat162float(x)
#define CB_NARROW(x) __float2bfloat16_rn(x)
#define CB_FUSED(a, b, c) ::__cudabridge::fused_multiply_add(a, b, c)
#define CB_FORMAT bfloat16_format
#define CB_BITS(x) __bfloat16_as_ushort(x)
#define CB_FROM_BITS(u) __ushort_as_bfloat16(u)
#define CB_TO_FLOAT(x) __bfloat162float(x)
#define CB_FROM_FLOAT(f) __float2bfloat16_rn(f)
#if defined(__CUDA_NO_BFLOAT16_OPERATORS__)
#define CB_NO_OPERATORS
#endif
#if defined(__CUDA_NO_BFLOAT162_OPERATORS__)
#define CB_NO_PAIR_OPERATORS
#endif
#include "cudabridge/narrow_arithmetic.inc"

#endif
#endif
