// 8-bit floating point: E4M3, E5M2 and E8M0, after the CUDA Math API reference, "FP8 Intrinsics". Conversions alone, in both
// halves of a compilation. E4M3 has no infinity and one NaN (0x7F); E5M2 follows IEEE 754; E8M0 holds the powers of two from 2^-127
// to 2^127 and a NaN (0xFF).
#ifndef __CUDA_FP8_H__
#define __CUDA_FP8_H__

#define __CUDA_FP8_TYPES_EXIST__

#include "cuda_fp16.h"
#include "cuda_bf16.h"
#include "device_types.h"

typedef unsigned char __nv_fp8_storage_t;
typedef unsigned short int __nv_fp8x2_storage_t;
typedef unsigned int __nv_fp8x4_storage_t;

// What happens to finite numbers and infinities beyond the largest finite one: NaN or infinity, or that number.
typedef enum __nv_saturation_t { __NV_NOSAT, __NV_SATFINITE } __nv_saturation_t;
typedef enum __nv_fp8_interpretation_t { __NV_E4M3, __NV_E5M2 } __nv_fp8_interpretation_t;

#if defined(__cplusplus)

namespace __cudabridge {

// The top exponent holds numbers too; only the last magnitude does not.
struct e4m3_format : binary_format<4, 3> {
  static constexpr unsigned long long infinity = 0x7F;
};
typedef binary_format<5, 2> e5m2_format;

template <class Format>
__CUDABRIDGE_HD __nv_fp8_storage_t fp8_of_bits(const unsigned long long bits, const __nv_saturation_t saturate) {
  const unsigned long long sign = (bits >> double_format::sign_shift) << 7;
  if (bits_are_nan<double_format>(bits)) return 0x7F;
  const unsigned long long magnitude =
      bits_are_infinite<double_format>(bits)
          ? Format::infinity
          : encode_number<Format>(decode_finite<double_format>(bits & double_format::magnitude_mask), to_nearest_even);
  const unsigned long long largest = Format::infinity - 1;
  return (__nv_fp8_storage_t)(sign | (saturate == __NV_SATFINITE && magnitude > largest ? largest : magnitude));
}

__CUDABRIDGE_HD __nv_fp8_storage_t fp8_of_double(const double x, const __nv_saturation_t saturate,
                                                 const __nv_fp8_interpretation_t interpretation) {
  const unsigned long long bits = bits_as<unsigned long long>(x);
  return interpretation == __NV_E4M3 ? fp8_of_bits<e4m3_format>(bits, saturate) : fp8_of_bits<e5m2_format>(bits, saturate);
}

// Every E4M3 and E5M2 number is a half.
__CUDABRIDGE_HD unsigned short half_bits_of_fp8(const __nv_fp8_storage_t x, const __nv_fp8_interpretation_t interpretation) {
  if (interpretation == __NV_E5M2) return (x & 0x7F) > 0x7C ? 0x7FFF : (unsigned short)(x << 8);
  if ((x & 0x7F) == 0x7F) return 0x7FFF;
  return (unsigned short)encode_number<half_format>(decode_finite<binary_format<4, 3>>(x), to_nearest_even);
}

__CUDABRIDGE_HD __nv_fp8x2_storage_t pack(const __nv_fp8_storage_t low, const __nv_fp8_storage_t high) {
  return (__nv_fp8x2_storage_t)(low | (high << 8));
}

}  // namespace __cudabridge

// ---- Conversions ----------------------------------------------------------------------------------------------------------------------

__CUDABRIDGE_HD __nv_fp8_storage_t __nv_cvt_double_to_fp8(const double x, const __nv_saturation_t saturate,
                                                          const __nv_fp8_interpretation_t fp8_interpretation) {
  return ::__cudabridge::fp8_of_double(x, saturate, fp8_interpretation);
}
__CUDABRIDGE_HD __nv_fp8_storage_t __nv_cvt_float_to_fp8(const float x, const __nv_saturation_t saturate,
                                                         const __nv_fp8_interpretation_t fp8_interpretation) {
  return ::__cudabridge::fp8_of_double(x, saturate, fp8_interpretation);
}
__CUDABRIDGE_HD __nv_fp8_storage_t __nv_cvt_halfraw_to_fp8(const __half_raw x, const __nv_saturation_t saturate,
                                                           const __nv_fp8_interpretation_t fp8_interpretation) {
  return ::__cudabridge::fp8_of_double(__half2float(__half(x)), saturate, fp8_interpretation);
}
__CUDABRIDGE_HD __nv_fp8_storage_t __nv_cvt_bfloat16raw_to_fp8(const __nv_bfloat16_raw x, const __nv_saturation_t saturate,
                                                               const __nv_fp8_interpretation_t fp8_interpretation) {
  return ::__cudabridge::fp8_of_double(__bfloat162float(__nv_bfloat16(x)), saturate, fp8_interpretation);
}

// Pairs: x goes to the low byte.
#define CB_CONVERT_PAIR(name, pair, scalar)                                                                             \
  __CUDABRIDGE_HD __nv_fp8x2_storage_t name(const pair x, const __nv_saturation_t saturate,                             \
                                            const __nv_fp8_interpretation_t fp8_interpretation) {                       \
    return ::__cudabridge::pack(scalar(x.x, saturate, fp8_interpretation), scalar(x.y, saturate, fp8_interpretation));  \
  }
CB_CONVERT_PAIR(__nv_cvt_double2_to_fp8x2, double2, __nv_cvt_double_to_fp8)
CB_CONVERT_PAIR(__nv_cvt_float2_to_fp8x2, float2, __nv_cvt_float_to_fp8)
#undef CB_CONVERT_PAIR
__CUDABRIDGE_HD __nv_fp8x2_storage_t __nv_cvt_halfraw2_to_fp8x2(const __half2_raw x, const __nv_saturation_t saturate,
                                                                const __nv_fp8_interpretation_t fp8_interpretation) {
  return ::__cudabridge::pack(__nv_cvt_halfraw_to_fp8(__half_raw{x.x}, saturate, fp8_interpretation),
                              __nv_cvt_halfraw_to_fp8(__half_raw{x.y}, saturate, fp8_interpretation));
}
__CUDABRIDGE_HD __nv_fp8x2_storage_t __nv_cvt_bfloat16raw2_to_fp8x2(const __nv_bfloat162_raw x, const __nv_saturation_t saturate,
                                                                    const __nv_fp8_interpretation_t fp8_interpretation) {
  return ::__cudabridge::pack(__nv_cvt_bfloat16raw_to_fp8(__nv_bfloat16_raw{x.x}, saturate, fp8_interpretation),
                              __nv_cvt_bfloat16raw_to_fp8(__nv_bfloat16_raw{x.y}, saturate, fp8_interpretation));
}

__CUDABRIDGE_HD __half_raw __nv_cvt_fp8_to_halfraw(const __nv_fp8_storage_t x, const __nv_fp8_interpretation_t fp8_interpretation) {
  __half_raw result;
  result.x = ::__cudabridge::half_bits_of_fp8(x, fp8_interpretation);
  return result;
}
__CUDABRIDGE_HD __half2_raw __nv_cvt_fp8x2_to_halfraw2(const __nv_fp8x2_storage_t x, const __nv_fp8_interpretation_t fp8_interpretation) {
  __half2_raw result;
  result.x = ::__cudabridge::half_bits_of_fp8((__nv_fp8_storage_t)x, fp8_interpretation);
  result.y = ::__cudabridge::half_bits_of_fp8((__nv_fp8_storage_t)(x >> 8), fp8_interpretation);
  return result;
}

// E8M0 has no sign, so the input's is dropped. Rounding is to the next power of two toward zero or, with cudaRoundPosInf, away from
// it.
namespace __cudabridge {
template <class Format>
__CUDABRIDGE_HD __nv_fp8_storage_t e8m0_of_bits(const unsigned long long bits, const __nv_saturation_t saturate, const bool up) {
  if (bits_are_nan<Format>(bits)) return 0xFF;
  const __nv_fp8_storage_t overflow = saturate == __NV_SATFINITE ? 0xFE : 0xFF;
  if (bits_are_infinite<Format>(bits)) return overflow;
  const decoded_number number = decode_finite<Format>(bits);
  if (number.significand == 0) return 0;
  const int top = 63 - __builtin_clzll(number.significand);
  const bool exact = (number.significand & (number.significand - 1)) == 0;
  const int exponent = number.exponent + top + (up && !exact ? 1 : 0);
  if (exponent > 127) return overflow;
  return (__nv_fp8_storage_t)(exponent < -127 ? 0 : exponent + 127);
}
}  // namespace __cudabridge

__CUDABRIDGE_HD __nv_fp8_storage_t __nv_cvt_double_to_e8m0(const double x, const __nv_saturation_t saturate, const enum cudaRoundMode rounding) {
  return ::__cudabridge::e8m0_of_bits<::__cudabridge::double_format>(::__cudabridge::bits_as<unsigned long long>(x), saturate,
                                                                     rounding == cudaRoundPosInf);
}
__CUDABRIDGE_HD __nv_fp8_storage_t __nv_cvt_float_to_e8m0(const float x, const __nv_saturation_t saturate, const enum cudaRoundMode rounding) {
  return __nv_cvt_double_to_e8m0(x, saturate, rounding);
}
__CUDABRIDGE_HD __nv_fp8_storage_t __nv_cvt_bfloat16raw_to_e8m0(const __nv_bfloat16_raw x, const __nv_saturation_t saturate,
                                                                const enum cudaRoundMode rounding) {
  return __nv_cvt_double_to_e8m0(__bfloat162float(__nv_bfloat16(x)), saturate, rounding);
}
__CUDABRIDGE_HD __nv_fp8x2_storage_t __nv_cvt_double2_to_e8m0x2(const double2 x, const __nv_saturation_t saturate,
                                                                const enum cudaRoundMode rounding) {
  return ::__cudabridge::pack(__nv_cvt_double_to_e8m0(x.x, saturate, rounding), __nv_cvt_double_to_e8m0(x.y, saturate, rounding));
}
__CUDABRIDGE_HD __nv_fp8x2_storage_t __nv_cvt_float2_to_e8m0x2(const float2 x, const __nv_saturation_t saturate,
                                                               const enum cudaRoundMode rounding) {
  return ::__cudabridge::pack(__nv_cvt_float_to_e8m0(x.x, saturate, rounding), __nv_cvt_float_to_e8m0(x.y, saturate, rounding));
}
__CUDABRIDGE_HD __nv_fp8x2_storage_t __nv_cvt_bfloat162raw_to_e8m0x2(const __nv_bfloat162_raw x, const __nv_saturation_t saturate,
                                                                     const enum cudaRoundMode rounding) {
  return ::__cudabridge::pack(__nv_cvt_bfloat16raw_to_e8m0(__nv_bfloat16_raw{x.x}, saturate, rounding),
                              __nv_cvt_bfloat16raw_to_e8m0(__nv_bfloat16_raw{x.y}, saturate, rounding));
}
__CUDABRIDGE_HD __nv_bfloat16_raw __nv_cvt_e8m0_to_bf16raw(const __nv_fp8_storage_t x) {
  __nv_bfloat16_raw result;
  result.x = x == 0xFF ? 0x7FFF : x == 0 ? 0x0040 : (unsigned short)(x << 7);
  return result;
}
__CUDABRIDGE_HD __nv_bfloat162_raw __nv_cvt_e8m0x2_to_bf162raw(const __nv_fp8x2_storage_t x) {
  __nv_bfloat162_raw result;
  result.x = __nv_cvt_e8m0_to_bf16raw((__nv_fp8_storage_t)x).x;
  result.y = __nv_cvt_e8m0_to_bf16raw((__nv_fp8_storage_t)(x >> 8)).x;
  return result;
}

// ---- Types: constructors saturate, conversions to integers truncate and saturate ------------------------------------------------------------

#define CB_FP8_FROM(name, interpretation, type) \
  explicit __CUDABRIDGE_HOST_DEVICE name(const type value) : __x(::__cudabridge::fp8_of_double((double)value, __NV_SATFINITE, interpretation)) {}
#define CB_FP8_TO(type) \
  explicit __CUDABRIDGE_HOST_DEVICE operator type() const { return ::__cudabridge::integer_of_half_bits<type>(raw().x, ::__cudabridge::toward_zero); }
// A 64-bit integer too large for double to hold exactly is far above the largest finite number, so the double's rounding is harmless.
#define CB_FP8_TYPES(name, interpretation)                                                                              \
  struct __attribute__((aligned(1))) name {                                                                             \
    __nv_fp8_storage_t __x;                                                                                             \
                                                                                                                        \
    name() = default;                                                                                                   \
    CB_FP8_FROM(name, interpretation, float)                                                                            \
    CB_FP8_FROM(name, interpretation, double)                                                                           \
    CB_FP8_FROM(name, interpretation, short)                                                                            \
    CB_FP8_FROM(name, interpretation, unsigned short)                                                                   \
    CB_FP8_FROM(name, interpretation, int)                                                                              \
    CB_FP8_FROM(name, interpretation, unsigned int)                                                                     \
    CB_FP8_FROM(name, interpretation, long)                                                                             \
    CB_FP8_FROM(name, interpretation, unsigned long)                                                                    \
    CB_FP8_FROM(name, interpretation, long long)                                                                        \
    CB_FP8_FROM(name, interpretation, unsigned long long)                                                               \
    explicit __CUDABRIDGE_HOST_DEVICE name(const __half value) : name(__half2float(value)) {}                           \
    explicit __CUDABRIDGE_HOST_DEVICE name(const __nv_bfloat16 value) : name(__bfloat162float(value)) {}                \
                                                                                                                        \
    explicit __CUDABRIDGE_HOST_DEVICE operator __half() const { return __half(raw()); }                                 \
    explicit __CUDABRIDGE_HOST_DEVICE operator float() const { return __half2float(__half(raw())); }                    \
    explicit __CUDABRIDGE_HOST_DEVICE operator double() const { return __half2float(__half(raw())); }                   \
    explicit __CUDABRIDGE_HOST_DEVICE operator __nv_bfloat16() const { return __float2bfloat16_rz((float)*this); }      \
    explicit __CUDABRIDGE_HOST_DEVICE operator bool() const { return (__x & 0x7F) != 0; }                               \
    CB_FP8_TO(char)                                                                                                     \
    CB_FP8_TO(signed char)                                                                                              \
    CB_FP8_TO(unsigned char)                                                                                            \
    CB_FP8_TO(short)                                                                                                    \
    CB_FP8_TO(unsigned short)                                                                                           \
    CB_FP8_TO(int)                                                                                                      \
    CB_FP8_TO(unsigned int)                                                                                             \
    CB_FP8_TO(long)                                                                                                     \
    CB_FP8_TO(unsigned long)                                                                                            \
    CB_FP8_TO(long long)                                                                                                \
    CB_FP8_TO(unsigned long long)                                                                                       \
                                                                                                                        \
   private:                                                                                                             \
    __CUDABRIDGE_HOST_DEVICE __half_raw raw() const { return __nv_cvt_fp8_to_halfraw(__x, interpretation); }            \
  };
#define CB_FP8X2_TYPES(name, interpretation)                                                                            \
  struct __attribute__((aligned(2))) name {                                                                             \
    __nv_fp8x2_storage_t __x;                                                                                           \
                                                                                                                        \
    name() = default;                                                                                                   \
    explicit __CUDABRIDGE_HOST_DEVICE name(const __half2 value)                                                         \
        : __x(__nv_cvt_halfraw2_to_fp8x2(value, __NV_SATFINITE, interpretation)) {}                                     \
    explicit __CUDABRIDGE_HOST_DEVICE name(const __nv_bfloat162 value)                                                  \
        : __x(__nv_cvt_bfloat16raw2_to_fp8x2(value, __NV_SATFINITE, interpretation)) {}                                 \
    explicit __CUDABRIDGE_HOST_DEVICE name(const float2 value)                                                          \
        : __x(__nv_cvt_float2_to_fp8x2(value, __NV_SATFINITE, interpretation)) {}                                       \
    explicit __CUDABRIDGE_HOST_DEVICE name(const double2 value)                                                         \
        : __x(__nv_cvt_double2_to_fp8x2(value, __NV_SATFINITE, interpretation)) {}                                      \
    explicit __CUDABRIDGE_HOST_DEVICE operator __half2() const {                                                        \
      return __half2(__nv_cvt_fp8x2_to_halfraw2(__x, interpretation));                                                  \
    }                                                                                                                   \
    explicit __CUDABRIDGE_HOST_DEVICE operator float2() const { return __half22float2((__half2)*this); }                \
  };
#define CB_FP8X4_TYPES(name, pair, interpretation)                                                                      \
  struct __attribute__((aligned(4))) name {                                                                             \
    __nv_fp8x4_storage_t __x;                                                                                           \
                                                                                                                        \
    name() = default;                                                                                                   \
    explicit __CUDABRIDGE_HOST_DEVICE name(const __half2 low, const __half2 high) : __x(join(pair(low), pair(high))) {} \
    explicit __CUDABRIDGE_HOST_DEVICE name(const __nv_bfloat162 low, const __nv_bfloat162 high)                         \
        : __x(join(pair(low), pair(high))) {}                                                                           \
    explicit __CUDABRIDGE_HOST_DEVICE name(const float4 value)                                                          \
        : __x(join(pair(float2{value.x, value.y}), pair(float2{value.z, value.w}))) {}                                  \
    explicit __CUDABRIDGE_HOST_DEVICE name(const double4 value)                                                         \
        : __x(join(pair(double2{value.x, value.y}), pair(double2{value.z, value.w}))) {}                                \
    explicit __CUDABRIDGE_HOST_DEVICE operator float4() const {                                                         \
      pair low, high;                                                                                                   \
      low.__x = (__nv_fp8x2_storage_t)__x;                                                                              \
      high.__x = (__nv_fp8x2_storage_t)(__x >> 16);                                                                     \
      const float2 first = (float2)low, second = (float2)high;                                                          \
      return float4{first.x, first.y, second.x, second.y};                                                              \
    }                                                                                                                   \
                                                                                                                        \
   private:                                                                                                             \
    static __CUDABRIDGE_HOST_DEVICE __nv_fp8x4_storage_t join(const pair low, const pair high) {                        \
      return low.__x | (__nv_fp8x4_storage_t)high.__x << 16;                                                            \
    }                                                                                                                   \
  };
CB_FP8_TYPES(__nv_fp8_e4m3, __NV_E4M3)
CB_FP8_TYPES(__nv_fp8_e5m2, __NV_E5M2)
CB_FP8X2_TYPES(__nv_fp8x2_e4m3, __NV_E4M3)
CB_FP8X2_TYPES(__nv_fp8x2_e5m2, __NV_E5M2)
CB_FP8X4_TYPES(__nv_fp8x4_e4m3, __nv_fp8x2_e4m3, __NV_E4M3)
CB_FP8X4_TYPES(__nv_fp8x4_e5m2, __nv_fp8x2_e5m2, __NV_E5M2)
#undef CB_FP8_FROM
#undef CB_FP8_TO

// Constructors round away from zero.
#define CB_E8M0_FROM(type) \
  explicit __CUDABRIDGE_HOST_DEVICE __nv_fp8_e8m0(const type value) : __x(__nv_cvt_double_to_e8m0((double)value, __NV_SATFINITE, cudaRoundPosInf)) {}
#define CB_E8M0_TO(type) \
  explicit __CUDABRIDGE_HOST_DEVICE operator type() const { return ::__cudabridge::integer_of_bfloat16_bits<type>(raw().x, ::__cudabridge::toward_zero); }
struct __attribute__((aligned(1))) __nv_fp8_e8m0 {
  __nv_fp8_storage_t __x;

  __nv_fp8_e8m0() = default;
  CB_E8M0_FROM(float)
  CB_E8M0_FROM(double)
  CB_E8M0_FROM(short)
  CB_E8M0_FROM(unsigned short)
  CB_E8M0_FROM(int)
  CB_E8M0_FROM(unsigned int)
  CB_E8M0_FROM(long)
  CB_E8M0_FROM(unsigned long)
  CB_E8M0_FROM(long long)
  CB_E8M0_FROM(unsigned long long)
  explicit __CUDABRIDGE_HOST_DEVICE __nv_fp8_e8m0(const __half value) : __nv_fp8_e8m0(__half2float(value)) {}
  explicit __CUDABRIDGE_HOST_DEVICE __nv_fp8_e8m0(const __nv_bfloat16 value) : __nv_fp8_e8m0(__bfloat162float(value)) {}

  explicit __CUDABRIDGE_HOST_DEVICE operator __nv_bfloat16() const { return __nv_bfloat16(raw()); }
  explicit __CUDABRIDGE_HOST_DEVICE operator float() const { return __bfloat162float(__nv_bfloat16(raw())); }
  explicit __CUDABRIDGE_HOST_DEVICE operator double() const { return __bfloat162float(__nv_bfloat16(raw())); }
  explicit __CUDABRIDGE_HOST_DEVICE operator __half() const { return __float2half_rn((float)*this); }
  explicit __CUDABRIDGE_HOST_DEVICE operator bool() const { return true; }
  CB_E8M0_TO(char)
  CB_E8M0_TO(signed char)
  CB_E8M0_TO(unsigned char)
  CB_E8M0_TO(short)
  CB_E8M0_TO(unsigned short)
  CB_E8M0_TO(int)
  CB_E8M0_TO(unsigned int)
  CB_E8M0_TO(long)
  CB_E8M0_TO(unsigned long)
  CB_E8M0_TO(long long)
  CB_E8M0_TO(unsigned long long)

 private:
  __CUDABRIDGE_HOST_DEVICE __nv_bfloat16_raw raw() const { return __nv_cvt_e8m0_to_bf16raw(__x); }
};
#undef CB_E8M0_FROM
#undef CB_E8M0_TO

struct __attribute__((aligned(2))) __nv_fp8x2_e8m0 {
  __nv_fp8x2_storage_t __x;

  __nv_fp8x2_e8m0() = default;
  explicit __CUDABRIDGE_HOST_DEVICE __nv_fp8x2_e8m0(const float2 value) : __x(__nv_cvt_float2_to_e8m0x2(value, __NV_SATFINITE, cudaRoundPosInf)) {}
  explicit __CUDABRIDGE_HOST_DEVICE __nv_fp8x2_e8m0(const double2 value) : __x(__nv_cvt_double2_to_e8m0x2(value, __NV_SATFINITE, cudaRoundPosInf)) {}
  explicit __CUDABRIDGE_HOST_DEVICE __nv_fp8x2_e8m0(const __half2 value) : __nv_fp8x2_e8m0(__half22float2(value)) {}
  explicit __CUDABRIDGE_HOST_DEVICE __nv_fp8x2_e8m0(const __nv_bfloat162 value)
      : __x(__nv_cvt_bfloat162raw_to_e8m0x2(value, __NV_SATFINITE, cudaRoundPosInf)) {}
  explicit __CUDABRIDGE_HOST_DEVICE operator __nv_bfloat162() const { return __nv_bfloat162(__nv_cvt_e8m0x2_to_bf162raw(__x)); }
  explicit __CUDABRIDGE_HOST_DEVICE operator float2() const { return __bfloat1622float2((__nv_bfloat162)*this); }
};
CB_FP8X4_TYPES(__nv_fp8x4_e8m0, __nv_fp8x2_e8m0, )
#undef CB_FP8_TYPES
#undef CB_FP8X2_TYPES
#undef CB_FP8X4_TYPES

#endif
#endif
