/* threadIdx, blockIdx, blockDim, gridDim, warpSize. */
#if !defined(__DEVICE_LAUNCH_PARAMETERS_H__)
#define __DEVICE_LAUNCH_PARAMETERS_H__

#include "crt/host_defines.h"
#include "vector_types.h"

#if defined(__CUDABRIDGE_DEVICE_COMPILER__)
#include <__clang_cuda_builtin_vars.h>

#define __CUDABRIDGE_BUILTIN_VARIABLE(name)                                                                             \
    __device__ inline __cuda_builtin_##name##_t::operator dim3() const { return dim3(x, y, z); }                        \
    __device__ inline __cuda_builtin_##name##_t::operator uint3() const { return uint3{x, y, z}; }

__CUDABRIDGE_BUILTIN_VARIABLE(threadIdx)
__CUDABRIDGE_BUILTIN_VARIABLE(blockIdx)
__CUDABRIDGE_BUILTIN_VARIABLE(blockDim)
__CUDABRIDGE_BUILTIN_VARIABLE(gridDim)

#undef __CUDABRIDGE_BUILTIN_VARIABLE
#endif

#endif
