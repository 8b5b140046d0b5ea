/* Functions of the C library that device code has: printf, malloc, free, assert, memcpy, memset, clock, new and delete. */
#if !defined(__COMMON_FUNCTIONS_H__)
#define __COMMON_FUNCTIONS_H__

#include "crt/host_defines.h"

#if defined(__CUDABRIDGE_DEVICE_COMPILER__)
#include "cudabridge/device_compiler.h"
#endif

#endif
