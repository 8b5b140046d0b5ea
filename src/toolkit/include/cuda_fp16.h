// Half precision: __half and __half2, after the CUDA Math API reference, "Half Precision Intrinsics".
// Arithmetic, comparisons and conversions work in both halves of a compilation; mathematics, shuffles, cached loads and
// atomics on the device. The device computes in the native half type, so its operations are plain `half` IR; CUDABRIDGE_PLAIN_HALF
// asks for integers and floats alone, where a compiler has no such type.
#ifndef __CUDA_FP16_H__
#define __CUDA_FP16_H__

#define __CUDA_FP16_TYPES_EXIST__

#if !defined(__cplusplus)
// C has the storage types alone.
typedef struct __attribute__((aligned(2))) { unsigned short x; } __half_raw;
typedef struct __attribute__((aligned(4))) { unsigned short x, y; } __half2_raw;
#else

#include "cudabridge/narrow_float.h"
#include "vector_types.h"
#if defined(__CUDA__) || defined(__CUDACC__)
#include "cuda_runtime.h"
#endif

struct __attribute__((aligned(2))) __half_raw { unsigned short x; };
struct __attribute__((aligned(4))) __half2_raw { unsigned short x, y; };

struct __half;
struct __half2;
struct __nv_bfloat16;

namespace __cudabridge {
#if defined(__CUDA_ARCH__) && !defined(CUDABRIDGE_PLAIN_HALF)
typedef _Float16 half_compute;
#else
typedef float half_compute;
#endif
__CUDABRIDGE_HD unsigned short half_bits_of_float(const float f, const rounding mode) {
#if defined(__CUDA_ARCH__) && !defined(CUDABRIDGE_PLAIN_HALF)
  if (mode == to_nearest_even) return bits_as<unsigned short>((_Float16)f);
#endif
  return (unsigned short)convert_bits<half_format, float_format>(bits_as<unsigned int>(f), mode, 0x7FFF);
}
__CUDABRIDGE_HD unsigned short half_bits_of_double(const double d) {
#if defined(__CUDA_ARCH__) && !defined(CUDABRIDGE_PLAIN_HALF)
  return bits_as<unsigned short>((_Float16)d);
#else
  return (unsigned short)convert_bits<half_format, double_format>(bits_as<unsigned long long>(d), to_nearest_even, 0x7FFF);
#endif
}
__CUDABRIDGE_HD float float_of_half_bits(const unsigned short bits) {
#if defined(__CUDA_ARCH__) && !defined(CUDABRIDGE_PLAIN_HALF)
  return (float)bits_as<_Float16>(bits);
#else
  return bits_as<float>((unsigned int)convert_bits<float_format, half_format>(bits, to_nearest_even, 0x7FFFFFFF));
#endif
}
template <class Integer>
__CUDABRIDGE_HD Integer integer_of_half_bits(const unsigned short bits, const rounding mode) {
  return convert_to_integer<Integer, half_format>(bits, mode);
}
__CUDABRIDGE_HD unsigned short half_bits_of_integer(const long long value, const rounding mode) {
  return (unsigned short)convert_integer<half_format>(value, mode);
}
__CUDABRIDGE_HD unsigned short half_bits_of_integer(const unsigned long long value, const rounding mode) {
  return (unsigned short)convert_integer<half_format>(value, mode);
}
}  // namespace __cudabridge

#define CB_CONVERT_NEAREST(value) ::__cudabridge::half_bits_of_integer(value, ::__cudabridge::to_nearest_even)
#define CB_TRUNCATE(type) ::__cudabridge::integer_of_half_bits<type>(__x, ::__cudabridge::toward_zero)

struct __attribute__((aligned(2))) __half {
 protected:
  unsigned short __x;

 public:
  __half() = default;
  __CUDABRIDGE_HOST_DEVICE constexpr __half(const __half_raw& raw) : __x(raw.x) {}
  __CUDABRIDGE_HOST_DEVICE __half& operator=(const __half_raw& raw) { __x = raw.x; return *this; }
  __CUDABRIDGE_HOST_DEVICE volatile __half& operator=(const __half_raw& raw) volatile { __x = raw.x; return *this; }
  __CUDABRIDGE_HOST_DEVICE volatile __half& operator=(const volatile __half_raw& raw) volatile { __x = raw.x; return *this; }
  __CUDABRIDGE_HOST_DEVICE operator __half_raw() const { __half_raw raw; raw.x = __x; return raw; }
  __CUDABRIDGE_HOST_DEVICE operator __half_raw() const volatile { __half_raw raw; raw.x = __x; return raw; }

#if !defined(__CUDA_NO_HALF_CONVERSIONS__)
  // Rounds to nearest even; defined in cuda_bf16.h.
  explicit __CUDABRIDGE_HOST_DEVICE __half(const __nv_bfloat16 f);

  __CUDABRIDGE_HOST_DEVICE __half(const float f) : __x(::__cudabridge::half_bits_of_float(f, ::__cudabridge::to_nearest_even)) {}
  __CUDABRIDGE_HOST_DEVICE __half(const double f) : __x(::__cudabridge::half_bits_of_double(f)) {}
  __CUDABRIDGE_HOST_DEVICE operator float() const { return ::__cudabridge::float_of_half_bits(__x); }
  __CUDABRIDGE_HOST_DEVICE __half& operator=(const float f) { return *this = __half(f); }
  __CUDABRIDGE_HOST_DEVICE __half& operator=(const double f) { return *this = __half(f); }

#if !defined(__CUDA_FP16_DISABLE_IMPLICIT_INTEGER_CONVERTS_FOR_HOST_COMPILERS__) || defined(__CUDACC__)
  __CUDABRIDGE_HOST_DEVICE __half(const short i) : __x(CB_CONVERT_NEAREST((long long)i)) {}
  __CUDABRIDGE_HOST_DEVICE __half(const unsigned short i) : __x(CB_CONVERT_NEAREST((long long)i)) {}
  __CUDABRIDGE_HOST_DEVICE __half(const int i) : __x(CB_CONVERT_NEAREST((long long)i)) {}
  __CUDABRIDGE_HOST_DEVICE __half(const unsigned int i) : __x(CB_CONVERT_NEAREST((long long)i)) {}
  __CUDABRIDGE_HOST_DEVICE __half(const long i) : __x(CB_CONVERT_NEAREST((long long)i)) {}
  __CUDABRIDGE_HOST_DEVICE __half(const unsigned long i) : __x(CB_CONVERT_NEAREST((unsigned long long)i)) {}
  __CUDABRIDGE_HOST_DEVICE __half(const long long i) : __x(CB_CONVERT_NEAREST(i)) {}
  __CUDABRIDGE_HOST_DEVICE __half(const unsigned long long i) : __x(CB_CONVERT_NEAREST(i)) {}

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
  __CUDABRIDGE_HOST_DEVICE __half& operator=(const short i) { return *this = __half(i); }
  __CUDABRIDGE_HOST_DEVICE __half& operator=(const unsigned short i) { return *this = __half(i); }
  __CUDABRIDGE_HOST_DEVICE __half& operator=(const int i) { return *this = __half(i); }
  __CUDABRIDGE_HOST_DEVICE __half& operator=(const unsigned int i) { return *this = __half(i); }
  __CUDABRIDGE_HOST_DEVICE __half& operator=(const long long i) { return *this = __half(i); }
  __CUDABRIDGE_HOST_DEVICE __half& operator=(const unsigned long long i) { return *this = __half(i); }
#endif
  __CUDABRIDGE_HOST_DEVICE constexpr operator bool() const { return (__x & 0x7FFFu) != 0; }
#endif
};

#undef CB_CONVERT_NEAREST
#undef CB_TRUNCATE

struct __attribute__((aligned(4))) __half2 {
  __half x;
  __half y;

  __half2() = default;
  __half2(const __half2&) = default;
  __half2(__half2&&) = default;
  __half2& operator=(const __half2&) = default;
  __half2& operator=(__half2&&) = default;
  __CUDABRIDGE_HOST_DEVICE constexpr __half2(const __half& a, const __half& b) : x(a), y(b) {}
  __CUDABRIDGE_HOST_DEVICE __half2(const __half2_raw& raw) : __half2(::__cudabridge::bits_as<__half2>(raw)) {}
  __CUDABRIDGE_HOST_DEVICE operator __half2_raw() const { return ::__cudabridge::bits_as<__half2_raw>(*this); }
};

typedef __half __nv_half;
typedef __half2 __nv_half2;
typedef __half_raw __nv_half_raw;
typedef __half2_raw __nv_half2_raw;
typedef __half nv_half;
typedef __half2 nv_half2;
#if !defined(CUDA_NO_HALF)
typedef __half half;
typedef __half2 half2;
#endif

// ---- Bits -----------------------------------------------------------------------------------------------------------------------

__CUDABRIDGE_HD unsigned short __half_as_ushort(const __half h) { return ::__cudabridge::bits_as<unsigned short>(h); }
__CUDABRIDGE_HD short __half_as_short(const __half h) { return ::__cudabridge::bits_as<short>(h); }
__CUDABRIDGE_HD __half __ushort_as_half(const unsigned short i) { return ::__cudabridge::bits_as<__half>(i); }
__CUDABRIDGE_HD __half __short_as_half(const short i) { return ::__cudabridge::bits_as<__half>(i); }

#define CUDART_INF_FP16 __ushort_as_half((unsigned short)0x7C00U)
#define CUDART_NAN_FP16 __ushort_as_half((unsigned short)0x7FFFU)
#define CUDART_MIN_DENORM_FP16 __ushort_as_half((unsigned short)0x0001U)
#define CUDART_MAX_NORMAL_FP16 __ushort_as_half((unsigned short)0x7BFFU)
#define CUDART_NEG_ZERO_FP16 __ushort_as_half((unsigned short)0x8000U)
#define CUDART_ZERO_FP16 __ushort_as_half((unsigned short)0x0000U)
#define CUDART_ONE_FP16 __ushort_as_half((unsigned short)0x3C00U)

// ---- Conversions from and to float and double ---------------------------------------------------------------------------------------

__CUDABRIDGE_HD __half __float2half_rn(const float a) {
  return __ushort_as_half(::__cudabridge::half_bits_of_float(a, ::__cudabridge::to_nearest_even));
}
__CUDABRIDGE_HD __half __float2half_rz(const float a) {
  return __ushort_as_half(::__cudabridge::half_bits_of_float(a, ::__cudabridge::toward_zero));
}
__CUDABRIDGE_HD __half __float2half_rd(const float a) {
  return __ushort_as_half(::__cudabridge::half_bits_of_float(a, ::__cudabridge::downward));
}
__CUDABRIDGE_HD __half __float2half_ru(const float a) {
  return __ushort_as_half(::__cudabridge::half_bits_of_float(a, ::__cudabridge::upward));
}
__CUDABRIDGE_HD __half __float2half(const float a) { return __float2half_rn(a); }
__CUDABRIDGE_HD __half __double2half(const double a) { return __ushort_as_half(::__cudabridge::half_bits_of_double(a)); }
__CUDABRIDGE_HD float __half2float(const __half a) { return ::__cudabridge::float_of_half_bits(__half_as_ushort(a)); }

__CUDABRIDGE_HD __half2 __float2half2_rn(const float a) { return __half2(__float2half_rn(a), __float2half_rn(a)); }
__CUDABRIDGE_HD __half2 __floats2half2_rn(const float a, const float b) { return __half2(__float2half_rn(a), __float2half_rn(b)); }
__CUDABRIDGE_HD __half2 __float22half2_rn(const float2 a) { return __floats2half2_rn(a.x, a.y); }
__CUDABRIDGE_HD float __low2float(const __half2 a) { return __half2float(a.x); }
__CUDABRIDGE_HD float __high2float(const __half2 a) { return __half2float(a.y); }
__CUDABRIDGE_HD float2 __half22float2(const __half2 a) {
  float2 result;
  result.x = __half2float(a.x);
  result.y = __half2float(a.y);
  return result;
}

// ---- Conversions from and to integers -------------------------------------------------------------------------------------------------

#define CB_TO_INTEGER(name, type, suffix, mode)                                                            \
  __CUDABRIDGE_HD type __half2##name##_##suffix(const __half h) {                                          \
    return ::__cudabridge::integer_of_half_bits<type>(__half_as_ushort(h), ::__cudabridge::mode);          \
  }
#define CB_FROM_INTEGER(name, type, widest, suffix, mode)                                                  \
  __CUDABRIDGE_HD __half __##name##2half_##suffix(const type i) {                                          \
    return __ushort_as_half(::__cudabridge::half_bits_of_integer((widest)i, ::__cudabridge::mode));        \
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

__CUDABRIDGE_HD __half2 make_half2(const __half x, const __half y) { return __half2(x, y); }
__CUDABRIDGE_HD __half2 __halves2half2(const __half a, const __half b) { return __half2(a, b); }
__CUDABRIDGE_HD __half2 __half2half2(const __half a) { return __half2(a, a); }
__CUDABRIDGE_HD __half __low2half(const __half2 a) { return a.x; }
__CUDABRIDGE_HD __half __high2half(const __half2 a) { return a.y; }
__CUDABRIDGE_HD __half2 __low2half2(const __half2 a) { return __half2(a.x, a.x); }
__CUDABRIDGE_HD __half2 __high2half2(const __half2 a) { return __half2(a.y, a.y); }
__CUDABRIDGE_HD __half2 __lows2half2(const __half2 a, const __half2 b) { return __half2(a.x, b.x); }
__CUDABRIDGE_HD __half2 __highs2half2(const __half2 a, const __half2 b) { return __half2(a.y, b.y); }
__CUDABRIDGE_HD __half2 __lowhigh2highlow(const __half2 a) { return __half2(a.y, a.x); }

// ---- What is common with bfloat16 ---------------------------------------------------------------------------------------------------------

namespace __cudabridge {
__CUDABRIDGE_HD half_compute widen(const __half h) {
#if defined(__CUDA_ARCH__) && !defined(CUDABRIDGE_PLAIN_HALF)
  return bits_as<_Float16>(h);
#else
  return __half2float(h);
#endif
}
__CUDABRIDGE_HD __half narrow_to_half(const half_compute value) {
#if defined(__CUDA_ARCH__) && !defined(CUDABRIDGE_PLAIN_HALF)
  return bits_as<__half>(value);
#else
  return __float2half_rn(value);
#endif
}
__CUDABRIDGE_HD __half fused_multiply_add(const __half a, const __half b, const __half c) {
#if defined(__CUDA_ARCH__) && !defined(CUDABRIDGE_PLAIN_HALF)
  return bits_as<__half>(__builtin_elementwise_fma(widen(a), widen(b), widen(c)));
#else
  // In double the product is exact, and the sum's rounding cannot move it across a rounding boundary of half: product and
  // addend span at most 40 bits where they could.
  return __double2half((double)widen(a) * (double)widen(b) + (double)widen(c));
#endif
}
}  // namespace __cudabridge

#define CB_N __half
#define CB_N2 __half2
#if defined(__CUDA_ARCH__) && !defined(CUDABRIDGE_PLAIN_HALF)
#define CB_NATIVE _Float16
#endif
#define CB_WIDE(x) ::__cudabridge::widen(x)
#define CB_NARROW(x) ::__cudabridge::narrow_to_half(x)
#define CB_FUSED(a, b, c) ::__cudabridge::fused_multiply_add(a, b, c)
#define CB_FORMAT half_format
#define CB_BITS(x) __half_as_ushort(x)
#define CB_FROM_BITS(u) __ushort_as_half(u)
#define CB_TO_FLOAT(x) __half2float(x)
#define CB_FROM_FLOAT(f) __float2half_rn(f)
#if defined(__CUDA_NO_HALF_OPERATORS__)
#define CB_NO_OPERATORS
#endif
#if defined(__CUDA_NO_HALF2_OPERATORS__)
#define CB_NO_PAIR_OPERATORS
#endif
#include "cudabridge/narrow_arithmetic.inc"

#endif
#endif
