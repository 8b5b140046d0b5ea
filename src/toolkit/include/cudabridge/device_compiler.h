// What clang's own CUDA headers define: libdevice declarations, intrinsics, math and warp functions. Names that we define otherwise are
// renamed while clang's text is read.
#pragma once

#include "cuda.h"
#include "cudabridge/std_headers.h"
#include "device_launch_parameters.h"
#include "vector_functions.h"
#include "vector_types.h"

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

// CUDA's min and max are __host__ __device__ (math_functions.h); clang's would be for the device alone.
#pragma push_macro("min")
#pragma push_macro("max")
#define min __cudabridge_clang_min
#define max __cudabridge_clang_max
#include <__clang_cuda_math.h>
#pragma pop_macro("max")
#pragma pop_macro("min")

#include <__clang_cuda_cmath.h>

#include "sm_20_intrinsics.h"

#pragma push_macro("__shfl")
#pragma push_macro("__shfl_up")
#pragma push_macro("__shfl_down")
#pragma push_macro("__shfl_xor")
#define __shfl __cudabridge_clang_shfl
#define __shfl_up __cudabridge_clang_shfl_up
#define __shfl_down __cudabridge_clang_shfl_down
#define __shfl_xor __cudabridge_clang_shfl_xor
#include <__clang_cuda_intrinsics.h>
#pragma pop_macro("__shfl_xor")
#pragma pop_macro("__shfl_down")
#pragma pop_macro("__shfl_up")
#pragma pop_macro("__shfl")

#include <__clang_cuda_complex_builtins.h>
