/* Intrinsics, synchronisation, warp functions and atomics. CUDA Math API "Intrinsics", C++ Programming Guide "C++ Language Extensions". */
#if !defined(__DEVICE_FUNCTIONS_H__)
#define __DEVICE_FUNCTIONS_H__

#include "host_defines.h"

#if defined(__CUDABRIDGE_DEVICE_COMPILER__)
#include "../cudabridge/device_compiler.h"
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

/* A prediction for the optimiser only. */
#define __builtin_nv_assume(condition) __builtin_assume(condition)
#endif

#endif
