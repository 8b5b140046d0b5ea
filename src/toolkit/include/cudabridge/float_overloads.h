// Float overloads of the C library's names that clang declares for the device and leaves to CUDA's headers to define.
#pragma once

#include <__clang_cuda_math_forward_declares.h>

// clang-format off
#define __CUDABRIDGE_INTRINSIC static __inline__ __attribute__((always_inline)) __device__
#define __CUDABRIDGE_OVERLOAD(result, name, parameters, arguments) __CUDABRIDGE_INTRINSIC result name parameters { return name##f arguments; }

__CUDABRIDGE_OVERLOAD(float,     acosh,     (float x),                       (x))
__CUDABRIDGE_OVERLOAD(float,     asinh,     (float x),                       (x))
__CUDABRIDGE_OVERLOAD(float,     atanh,     (float x),                       (x))
__CUDABRIDGE_OVERLOAD(float,     cbrt,      (float x),                       (x))
__CUDABRIDGE_OVERLOAD(float,     copysign,  (float x, float y),              (x, y))
__CUDABRIDGE_OVERLOAD(float,     erf,       (float x),                       (x))
__CUDABRIDGE_OVERLOAD(float,     erfc,      (float x),                       (x))
__CUDABRIDGE_OVERLOAD(float,     exp2,      (float x),                       (x))
__CUDABRIDGE_OVERLOAD(float,     expm1,     (float x),                       (x))
__CUDABRIDGE_OVERLOAD(float,     fdim,      (float x, float y),              (x, y))
__CUDABRIDGE_OVERLOAD(float,     fma,       (float x, float y, float z),     (x, y, z))
__CUDABRIDGE_OVERLOAD(float,     fmax,      (float x, float y),              (x, y))
__CUDABRIDGE_OVERLOAD(float,     fmin,      (float x, float y),              (x, y))
__CUDABRIDGE_OVERLOAD(float,     hypot,     (float x, float y),              (x, y))
__CUDABRIDGE_OVERLOAD(int,       ilogb,     (float x),                       (x))
__CUDABRIDGE_OVERLOAD(float,     lgamma,    (float x),                       (x))
__CUDABRIDGE_OVERLOAD(long long, llrint,    (float x),                       (x))
__CUDABRIDGE_OVERLOAD(long long, llround,   (float x),                       (x))
__CUDABRIDGE_OVERLOAD(float,     log1p,     (float x),                       (x))
__CUDABRIDGE_OVERLOAD(float,     log2,      (float x),                       (x))
__CUDABRIDGE_OVERLOAD(float,     logb,      (float x),                       (x))
__CUDABRIDGE_OVERLOAD(long,      lrint,     (float x),                       (x))
__CUDABRIDGE_OVERLOAD(long,      lround,    (float x),                       (x))
__CUDABRIDGE_OVERLOAD(float,     nearbyint, (float x),                       (x))
__CUDABRIDGE_OVERLOAD(float,     nextafter, (float x, float y),              (x, y))
__CUDABRIDGE_OVERLOAD(float,     remainder, (float x, float y),              (x, y))
__CUDABRIDGE_OVERLOAD(float,     remquo,    (float x, float y, int *quo),    (x, y, quo))
__CUDABRIDGE_OVERLOAD(float,     rint,      (float x),                       (x))
__CUDABRIDGE_OVERLOAD(float,     round,     (float x),                       (x))
__CUDABRIDGE_OVERLOAD(float,     scalbln,   (float x, long n),               (x, n))
__CUDABRIDGE_OVERLOAD(float,     scalbn,    (float x, int n),                (x, n))
__CUDABRIDGE_OVERLOAD(float,     tgamma,    (float x),                       (x))
__CUDABRIDGE_OVERLOAD(float,     trunc,     (float x),                       (x))
__CUDABRIDGE_INTRINSIC double nan(const char *tag) { return __nv_nan((const signed char *)tag); }
__CUDABRIDGE_INTRINSIC float nanf(const char *tag) { return __nv_nanf((const signed char *)tag); }

#undef __CUDABRIDGE_OVERLOAD
#undef __CUDABRIDGE_INTRINSIC
// clang-format on
