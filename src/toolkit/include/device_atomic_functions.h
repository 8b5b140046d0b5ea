/* Atomic functions of device scope. C++ Programming Guide, "Atomic Functions". */
#if !defined(__DEVICE_ATOMIC_FUNCTIONS_H__)
#define __DEVICE_ATOMIC_FUNCTIONS_H__

#include "crt/host_defines.h"

#if defined(__CUDABRIDGE_DEVICE_COMPILER__)
#include "cudabridge/atomics.h"

__CUDABRIDGE_ATOMICS_COMMON(, __MEMORY_SCOPE_DEVICE)
__CUDABRIDGE_ATOMICS_64(, __MEMORY_SCOPE_DEVICE)

#if !defined(__CUDA_ARCH__) || (defined(__CUDABRIDGE_ARCH__) && __CUDABRIDGE_ARCH__ < 600)
/* A program may define atomicAdd(double *, double) itself, as the guide shows for "#if __CUDA_ARCH__ < 600", which holds in the host half
 * too: a template gives way to it. */
template <class T> struct __cudabridge_atomic_double;
template <> struct __cudabridge_atomic_double<double> { typedef double type; };
template <class T>
static __device__ __forceinline__ typename __cudabridge_atomic_double<T>::type atomicAdd(T *address, typename __cudabridge_atomic_double<T>::type val)
{
    return __scoped_atomic_fetch_add(address, val, __ATOMIC_ACQ_REL, __MEMORY_SCOPE_DEVICE);
}
#elif __CUDA_ARCH__ >= 600
__CUDABRIDGE_ATOMIC_OP(atomicAdd, fetch_add, double, , __MEMORY_SCOPE_DEVICE)
#endif

#if !defined(__CUDA_ARCH__) || __CUDA_ARCH__ >= 700
__CUDABRIDGE_ATOMIC_CAS(unsigned short, , __MEMORY_SCOPE_DEVICE)
#endif
#endif

#endif
