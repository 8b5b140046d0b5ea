/* Intrinsics, synchronisation, warp functions and atomics. CUDA Math API "Intrinsics", C++ Programming Guide "C++ Language Extensions". */
#if !defined(__DEVICE_FUNCTIONS_H__)
#define __DEVICE_FUNCTIONS_H__

#include "host_defines.h"

#if defined(__CUDABRIDGE_DEVICE_COMPILER__)
#include "../cudabridge/device_compiler.h"
#include "../cudabridge/dpx.h"
#include "../device_atomic_functions.h"
#include "../sm_20_atomic_functions.h"
#include "../sm_20_intrinsics.h"
#include "../sm_30_intrinsics.h"
#include "../sm_32_atomic_functions.h"
#include "../sm_32_intrinsics.h"
#include "../sm_35_atomic_functions.h"
#include "../sm_35_intrinsics.h"
#include "../sm_60_atomic_functions.h"
#include "../sm_61_intrinsics.h"
#include "device_double_functions.h"
#include "sm_70_rt.h"
#include "sm_80_rt.h"
#include "sm_90_rt.h"

/* C++ Programming Guide, "Compiler Optimization Hint Functions". */
#define __assume(condition) __builtin_assume(condition)

/* nvcc wraps extended lambdas into types of its own and lets programs ask for them; here they are plain closures. */
#define __nv_is_extended_device_lambda_closure_type(type) false
#define __nv_is_extended_device_lambda_with_preserved_return_type(type) false
#define __nv_is_extended_host_device_lambda_closure_type(type) false
#endif

#endif
