/* Cached loads and stores (__ldg, __ldcg, …, __stwt) and funnel shifts: all come from the compiler's headers. */
#if !defined(__CUDABRIDGE_SM_32_INTRINSICS_H__)
#define __CUDABRIDGE_SM_32_INTRINSICS_H__

#include "crt/host_defines.h"

#if defined(__CUDABRIDGE_DEVICE_COMPILER__)
#include "cudabridge/device_compiler.h"
#endif

#endif
