/* Mathematical functions. CUDA Math API, "Single/Double Precision Mathematical Functions". The device side comes from the compiler's
 * headers over libdevice; here are CUDA's additions to the C library for the host, and min and max for both sides. */
#if !defined(__MATH_FUNCTIONS_H__)
#define __MATH_FUNCTIONS_H__

#include "host_defines.h"

#if defined(__CUDABRIDGE_DEVICE_COMPILER__)
#include "../cudabridge/device_compiler.h"
#include "../cudabridge/min_max.h"
#include "../cudabridge/host_math.h"
#endif

#endif
