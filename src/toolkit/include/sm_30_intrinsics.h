/* Warp votes and shuffles. The *_sync forms come from the compiler's headers; here are the forms of CUDA 8 and older without a mask,
 * which mean the lanes that execute them together. */
#if !defined(__CUDABRIDGE_SM_30_INTRINSICS_H__)
#define __CUDABRIDGE_SM_30_INTRINSICS_H__

#include "crt/host_defines.h"

#if defined(__CUDABRIDGE_DEVICE_COMPILER__)
#include "cudabridge/device_compiler.h"

static __device__ __forceinline__ int __all(int pred) { return __all_sync(__activemask(), pred); }
static __device__ __forceinline__ int __any(int pred) { return __any_sync(__activemask(), pred); }
static __device__ __forceinline__ unsigned int __ballot(int pred) { return __ballot_sync(__activemask(), pred); }

#define __CUDABRIDGE_SHUFFLE(name, type, lane_type)                                                                      \
    static __device__ __forceinline__ type name(type value, lane_type lane, int width = warpSize)                        \
    {                                                                                                                    \
        return name##_sync(__activemask(), value, lane, width);                                                          \
    }

#define __CUDABRIDGE_SHUFFLES(type)                                                                                      \
    __CUDABRIDGE_SHUFFLE(__shfl, type, int)                                                                              \
    __CUDABRIDGE_SHUFFLE(__shfl_up, type, unsigned int)                                                                  \
    __CUDABRIDGE_SHUFFLE(__shfl_down, type, unsigned int)                                                                \
    __CUDABRIDGE_SHUFFLE(__shfl_xor, type, int)

__CUDABRIDGE_SHUFFLES(int)
__CUDABRIDGE_SHUFFLES(unsigned int)
__CUDABRIDGE_SHUFFLES(long)
__CUDABRIDGE_SHUFFLES(unsigned long)
__CUDABRIDGE_SHUFFLES(long long)
__CUDABRIDGE_SHUFFLES(unsigned long long)
__CUDABRIDGE_SHUFFLES(float)
__CUDABRIDGE_SHUFFLES(double)

#undef __CUDABRIDGE_SHUFFLES
#undef __CUDABRIDGE_SHUFFLE
#endif

#endif
