/* The header of every CUDA C++ program: nvcc includes it ahead of each .cu file. From plain C and C++ it gives the host API. */
#if !defined(__CUDA_RUNTIME_H__)
#define __CUDA_RUNTIME_H__

#include "crt/host_config.h"
#include "crt/host_defines.h"

#if defined(__CUDABRIDGE_DEVICE_COMPILER__)
#include "cudabridge/std_headers.h"
#endif

#include "builtin_types.h"
#include "channel_descriptor.h"
#include "cuda_runtime_api.h"
#include "driver_types.h"
#include "library_types.h"
#include "vector_functions.h"

#if defined(__CUDABRIDGE_DEVICE_COMPILER__)
#include "common_functions.h"
#include "cuda_device_runtime_api.h"
#include "device_functions.h"
#include "device_launch_parameters.h"
#include "math_functions.h"
#include "surface_functions.h"
#include "surface_indirect_functions.h"
#include "texture_fetch_functions.h"
#include "texture_indirect_functions.h"
#endif

#if defined(__cplusplus)
#include "cudabridge/runtime_templates.h"
#endif

#if defined(__CUDABRIDGE_REFERENCES__)
#include "cudabridge/reference_functions.h"
#endif

#endif
