// min and max of the global namespace: integers of every mix of signedness, floating point with fmin/fmax rules (a NaN loses).
#pragma once

#include "device_compiler.h"

#define __CUDABRIDGE_MIN_MAX(result, left, right)                                                                        \
    static __host__ __device__ __forceinline__ result min(left a, right b)                                               \
    {                                                                                                                    \
        return (result)a < (result)b ? (result)a : (result)b;                                                            \
    }                                                                                                                    \
    static __host__ __device__ __forceinline__ result max(left a, right b)                                               \
    {                                                                                                                    \
        return (result)a < (result)b ? (result)b : (result)a;                                                            \
    }

#define __CUDABRIDGE_MIN_MAX_MIXED(type)                                                                                 \
    __CUDABRIDGE_MIN_MAX(type, type, type)                                                                               \
    __CUDABRIDGE_MIN_MAX(unsigned type, unsigned type, unsigned type)                                                    \
    __CUDABRIDGE_MIN_MAX(unsigned type, type, unsigned type)                                                             \
    __CUDABRIDGE_MIN_MAX(unsigned type, unsigned type, type)

__CUDABRIDGE_MIN_MAX_MIXED(int)
__CUDABRIDGE_MIN_MAX_MIXED(long int)
__CUDABRIDGE_MIN_MAX_MIXED(long long int)

#undef __CUDABRIDGE_MIN_MAX_MIXED
#undef __CUDABRIDGE_MIN_MAX

#define __CUDABRIDGE_FMIN_FMAX(result, left, right, suffix)                                                              \
    static __host__ __device__ __forceinline__ result min(left a, right b) { return fmin##suffix(a, b); }                \
    static __host__ __device__ __forceinline__ result max(left a, right b) { return fmax##suffix(a, b); }

__CUDABRIDGE_FMIN_FMAX(float, float, float, f)
__CUDABRIDGE_FMIN_FMAX(double, double, double, )
__CUDABRIDGE_FMIN_FMAX(double, float, double, )
__CUDABRIDGE_FMIN_FMAX(double, double, float, )

#undef __CUDABRIDGE_FMIN_FMAX
