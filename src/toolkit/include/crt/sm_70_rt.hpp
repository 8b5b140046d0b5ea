/* __match_any_sync and __match_all_sync for every type, __nanosleep. */
#if !defined(__SM_70_RT_HPP__)
#define __SM_70_RT_HPP__

#include "host_defines.h"

#if defined(__CUDABRIDGE_DEVICE_COMPILER__) && (!defined(__CUDA_ARCH__) || __CUDA_ARCH__ >= 700)
#include "../cudabridge/device_compiler.h"

#define __CUDABRIDGE_INTRINSIC static __device__ __forceinline__

/* Values match when their bits do. */
#define __CUDABRIDGE_MATCH(type, bits, width)                                                                            \
    __CUDABRIDGE_INTRINSIC unsigned int __match_any_sync(unsigned mask, type value)                                         \
    {                                                                                                                    \
        return __match##width##_any_sync(mask, bits);                                                                    \
    }                                                                                                                    \
    __CUDABRIDGE_INTRINSIC unsigned int __match_all_sync(unsigned mask, type value, int *pred)                              \
    {                                                                                                                    \
        return __match##width##_all_sync(mask, bits, pred);                                                              \
    }

__CUDABRIDGE_MATCH(unsigned, value, 32)
__CUDABRIDGE_MATCH(int, (unsigned)value, 32)
__CUDABRIDGE_MATCH(unsigned long, value, 64)
__CUDABRIDGE_MATCH(long, (unsigned long)value, 64)
__CUDABRIDGE_MATCH(unsigned long long, value, 64)
__CUDABRIDGE_MATCH(long long, (unsigned long long)value, 64)
__CUDABRIDGE_MATCH(float, __float_as_uint(value), 32)
__CUDABRIDGE_MATCH(double, (unsigned long long)__double_as_longlong(value), 64)

#undef __CUDABRIDGE_MATCH

__CUDABRIDGE_INTRINSIC void __nanosleep(unsigned int ns) { __nvvm_nanosleep(ns); }

#undef __CUDABRIDGE_INTRINSIC
#endif

#endif
