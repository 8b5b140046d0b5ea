// bfloat16 (cuda_bf16.h) for languages whose makers' header was not seen or has other types: __nv_bfloat16 and __nv_bfloat162 under CUDA's names, in integers
// and floats alone (a fused multiply-add takes a double). Conversions, arithmetic and comparisons give the bits that CUDA's give, with one NaN; mathematics is float's, rounded
// once. Goes with sources that cudabridge has ported.
#ifndef CUDABRIDGE_BFLOAT16_H
#define CUDABRIDGE_BFLOAT16_H
#include <cuda_fp16.h>

// toolkit: cuda_bf16.h

#endif
