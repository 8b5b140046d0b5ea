/* Compute capability 9.0: cluster functions come from the compiler's headers. */
#if !defined(__SM_90_RT_HPP__)
#define __SM_90_RT_HPP__

#include "host_defines.h"

#if defined(__CUDABRIDGE_DEVICE_COMPILER__)
#include "../cudabridge/device_compiler.h"
#endif

#endif
