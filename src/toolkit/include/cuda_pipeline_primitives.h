// Asynchronous copies from global to shared memory, after the CUDA C++ Programming Guide, "Pipeline Primitives Interface". A copy
// is complete when the call returns, so waiting for it costs nothing.
#ifndef _CUDA_PIPELINE_PRIMITIVES_H_
#define _CUDA_PIPELINE_PRIMITIVES_H_

#include "cuda_awbarrier_primitives.h"

// Copies size_and_align - zfill bytes and sets the last zfill bytes to zero. size_and_align is 4, 8 or 16, and both pointers are
// aligned to it.
static inline __device__ void __pipeline_memcpy_async(void* __restrict__ dst_shared, const void* __restrict__ src_global,
                                                      size_t size_and_align, size_t zfill = 0) {
  unsigned int words[4] = {0, 0, 0, 0};
  if (zfill == 0) __builtin_memcpy(words, src_global, size_and_align == 16 ? 16 : size_and_align == 8 ? 8 : 4);
  else for (size_t i = 0; i + zfill < size_and_align; ++i) ((unsigned char*)words)[i] = ((const unsigned char*)src_global)[i];
  if (size_and_align == 16) *(uint4*)dst_shared = uint4{words[0], words[1], words[2], words[3]};
  else if (size_and_align == 8) *(uint2*)dst_shared = uint2{words[0], words[1]};
  else *(unsigned int*)dst_shared = words[0];
}

static inline __device__ void __pipeline_commit() {}
static inline __device__ void __pipeline_wait_prior(size_t) { __threadfence_block(); }
static inline __device__ void __pipeline_arrive_on(__mbarrier_t* barrier) {
  // The arrival that completed copies make is not one of those that the barrier expects: it adds none and takes none.
  (void)barrier;
  __threadfence_block();
}

#endif
