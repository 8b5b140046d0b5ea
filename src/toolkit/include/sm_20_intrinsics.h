/* Address space predicates and conversions. C++ Programming Guide, "Address Space Predicate/Conversion Functions". */
#if !defined(__SM_20_INTRINSICS_H__)
#define __SM_20_INTRINSICS_H__

#include "crt/host_defines.h"

#if defined(__CUDABRIDGE_DEVICE_COMPILER__)
#include <stddef.h>

#define __CUDABRIDGE_PURE static __device__ __forceinline__ __attribute__((const))

__CUDABRIDGE_PURE unsigned int __isGlobal(const void *ptr) { return __nvvm_isspacep_global(ptr); }
__CUDABRIDGE_PURE unsigned int __isShared(const void *ptr) { return __nvvm_isspacep_shared(ptr); }
__CUDABRIDGE_PURE unsigned int __isConstant(const void *ptr) { return __nvvm_isspacep_const(ptr); }
__CUDABRIDGE_PURE unsigned int __isLocal(const void *ptr) { return __nvvm_isspacep_local(ptr); }
/* A __grid_constant__ parameter lies in the constant space of its launch. */
__CUDABRIDGE_PURE unsigned int __isGridConstant(const void *ptr) { return __nvvm_isspacep_const(ptr); }

#define __CUDABRIDGE_CVTA(space, number)                                                                                 \
    __CUDABRIDGE_PURE size_t __cvta_generic_to_##space(const void *ptr)                                                  \
    {                                                                                                                    \
        return (size_t)(__attribute__((address_space(number))) const void *)ptr;                                         \
    }                                                                                                                    \
    __CUDABRIDGE_PURE void *__cvta_##space##_to_generic(size_t rawbits)                                                  \
    {                                                                                                                    \
        return (void *)(__attribute__((address_space(number))) void *)rawbits;                                           \
    }

__CUDABRIDGE_CVTA(global, 1)
__CUDABRIDGE_CVTA(shared, 3)
__CUDABRIDGE_CVTA(constant, 4)
__CUDABRIDGE_CVTA(local, 5)
/* The constant space holds __grid_constant__ parameters too. */
__CUDABRIDGE_CVTA(grid_constant, 4)

#undef __CUDABRIDGE_CVTA
#undef __CUDABRIDGE_PURE
#endif

#endif
