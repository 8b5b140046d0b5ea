/* Double precision intrinsics: all come from the compiler's headers. */
#if !defined(__DEVICE_DOUBLE_FUNCTIONS_H__)
#define __DEVICE_DOUBLE_FUNCTIONS_H__

#include "host_defines.h"

#if defined(__CUDABRIDGE_DEVICE_COMPILER__)
#include "../cudabridge/device_compiler.h"
#endif

#endif
