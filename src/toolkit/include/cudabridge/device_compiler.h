// What clang's own CUDA headers define: libdevice declarations, intrinsics, math and warp functions. Names that we define otherwise are
// renamed while clang's text is read.
#pragma once

#include "../cuda.h"
#include "std_headers.h"
#include "../device_launch_parameters.h"
#include "../vector_functions.h"
#include "../vector_types.h"

// For CUDA 9.1 clang takes the SIMD-in-a-word functions from libdevice; for newer versions it writes PTX video instructions.
#pragma push_macro("CUDA_VERSION")
#undef CUDA_VERSION
#define CUDA_VERSION 9010
#include <__clang_cuda_libdevice_declares.h>

// The forms without a mask exist for sm_60 and older; sm_30_intrinsics.h builds them from the masked ones.
#pragma push_macro("__all")
#pragma push_macro("__any")
#pragma push_macro("__ballot")
#define __all __cudabridge_clang_all
#define __any __cudabridge_clang_any
#define __ballot __cudabridge_clang_ballot
#include <__clang_cuda_device_functions.h>
#pragma pop_macro("__ballot")
#pragma pop_macro("__any")
#pragma pop_macro("__all")
#pragma pop_macro("CUDA_VERSION")

// CUDA's min and max are __host__ __device__ (math_functions.h); clang's would be for the device alone.
#pragma push_macro("min")
#pragma push_macro("max")
#define min __cudabridge_clang_min
#define max __cudabridge_clang_max
#include <__clang_cuda_math.h>
#pragma pop_macro("max")
#pragma pop_macro("min")

#include "float_overloads.h"
#include <__clang_cuda_cmath.h>

#include "../sm_20_intrinsics.h"

// sm_30_intrinsics.h and sm_32_intrinsics.h have these without inline PTX.
#pragma push_macro("__shfl")
#pragma push_macro("__shfl_up")
#pragma push_macro("__shfl_down")
#pragma push_macro("__shfl_xor")
#pragma push_macro("__ldcg")
#pragma push_macro("__ldcs")
#pragma push_macro("__ldcv")
#pragma push_macro("__stwt")
#pragma push_macro("__funnelshift_l")
#pragma push_macro("__funnelshift_lc")
#pragma push_macro("__funnelshift_r")
#pragma push_macro("__funnelshift_rc")
#define __shfl __cudabridge_clang_shfl
#define __shfl_up __cudabridge_clang_shfl_up
#define __shfl_down __cudabridge_clang_shfl_down
#define __shfl_xor __cudabridge_clang_shfl_xor
#define __ldcg __cudabridge_clang_ldcg
#define __ldcs __cudabridge_clang_ldcs
#define __ldcv __cudabridge_clang_ldcv
#define __stwt __cudabridge_clang_stwt
#define __funnelshift_l __cudabridge_clang_funnelshift_l
#define __funnelshift_lc __cudabridge_clang_funnelshift_lc
#define __funnelshift_r __cudabridge_clang_funnelshift_r
#define __funnelshift_rc __cudabridge_clang_funnelshift_rc
#include <__clang_cuda_intrinsics.h>
#pragma pop_macro("__funnelshift_rc")
#pragma pop_macro("__funnelshift_r")
#pragma pop_macro("__funnelshift_lc")
#pragma pop_macro("__funnelshift_l")
#pragma pop_macro("__stwt")
#pragma pop_macro("__ldcv")
#pragma pop_macro("__ldcs")
#pragma pop_macro("__ldcg")
#pragma pop_macro("__shfl_xor")
#pragma pop_macro("__shfl_down")
#pragma pop_macro("__shfl_up")
#pragma pop_macro("__shfl")

#include <__clang_cuda_complex_builtins.h>
