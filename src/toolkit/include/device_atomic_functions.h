/* Atomic functions of device scope. C++ Programming Guide, "Atomic Functions". */
#if !defined(__DEVICE_ATOMIC_FUNCTIONS_H__)
#define __DEVICE_ATOMIC_FUNCTIONS_H__

#include "crt/host_defines.h"

#if defined(__CUDABRIDGE_DEVICE_COMPILER__)
#include "cudabridge/atomics.h"

__CUDABRIDGE_ATOMICS_COMMON(, __MEMORY_SCOPE_DEVICE)
__CUDABRIDGE_ATOMICS_64(, __MEMORY_SCOPE_DEVICE)
#endif

#endif
