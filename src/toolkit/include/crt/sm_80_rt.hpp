/* Compute capability 8.0: __reduce_*_sync come from the compiler's headers. */
#if !defined(__SM_80_RT_HPP__)
#define __SM_80_RT_HPP__

#include "host_defines.h"

#if defined(__CUDABRIDGE_DEVICE_COMPILER__)
#include "../cudabridge/device_compiler.h"
#endif

#endif
