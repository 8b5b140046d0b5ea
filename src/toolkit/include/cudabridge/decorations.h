// Function decorations of the extension headers (half, bfloat16, fp8, …), which a plain host compiler may include too.
#ifndef CUDABRIDGE_DECORATIONS_H
#define CUDABRIDGE_DECORATIONS_H

#if defined(__CUDA__) || defined(__CUDACC__)
#define __CUDABRIDGE_HOST_DEVICE __attribute__((host)) __attribute__((device))
#define __CUDABRIDGE_DEVICE __attribute__((device))
#else
#define __CUDABRIDGE_HOST_DEVICE
#define __CUDABRIDGE_DEVICE
#endif

// A function of both halves, and one of the device half only. Internal linkage, as CUDA's own headers have it.
#define __CUDABRIDGE_HD static inline __CUDABRIDGE_HOST_DEVICE
#define __CUDABRIDGE_D static inline __CUDABRIDGE_DEVICE

#if defined(__clang__)
// First statement of a body whose operations must round one by one.
#define __CUDABRIDGE_NO_CONTRACTION _Pragma("clang fp contract(off)")
#else
#define __CUDABRIDGE_NO_CONTRACTION
#endif

#endif
