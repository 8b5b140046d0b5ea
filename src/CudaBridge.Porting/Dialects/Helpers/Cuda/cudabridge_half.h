// Half precision (cuda_fp16.h) for languages whose makers' header was not seen or has other types: __half and __half2 under CUDA's names, in integers and
// floats alone. Conversions, arithmetic and comparisons give the bits that CUDA's give, with one NaN; mathematics is float's, rounded once. Slower than hardware that
// computes in half precision. Goes with sources that cudabridge has ported.
#ifndef CUDABRIDGE_HALF_H
#define CUDABRIDGE_HALF_H
#include <cuda_runtime.h>
#define CUDABRIDGE_PLAIN_HALF 1

// toolkit: decorations.h
// toolkit: narrow_float.h
// toolkit: cuda_fp16.h

#endif
