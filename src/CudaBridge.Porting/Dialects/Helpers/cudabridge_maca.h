// CUDA's warp functions on MACA, for code that counts on warps of 32 lanes: a warp of 64 lanes works as two groups of 32, and masks
// keep their 32 bits. Goes with sources that cudabridge has ported to MACA.
//
// gives __shfl_sync
// gives __shfl_up_sync
// gives __shfl_down_sync
// gives __shfl_xor_sync
// gives __ballot_sync
// gives __any_sync
// gives __all_sync
// gives __activemask
#ifndef CUDABRIDGE_MACA_H
#define CUDABRIDGE_MACA_H
#include <mc_runtime.h>

namespace cudabridge {

__device__ inline unsigned group_shift() {
  unsigned thread = threadIdx.x + blockDim.x * (threadIdx.y + blockDim.y * threadIdx.z);
  return thread & 32u;
}

__device__ inline unsigned ballot(unsigned mask, int predicate) {
  return static_cast<unsigned>(static_cast<unsigned long long>(__ballot(predicate)) >> group_shift()) & mask;
}

template <typename T>
__device__ inline T shfl(unsigned, T value, int lane, int width = 32) { return __shfl(value, lane, width); }

template <typename T>
__device__ inline T shfl_up(unsigned, T value, unsigned delta, int width = 32) { return __shfl_up(value, delta, width); }

template <typename T>
__device__ inline T shfl_down(unsigned, T value, unsigned delta, int width = 32) { return __shfl_down(value, delta, width); }

template <typename T>
__device__ inline T shfl_xor(unsigned, T value, int mask, int width = 32) { return __shfl_xor(value, mask, width); }

__device__ inline unsigned activemask() { return ballot(0xffffffffu, 1); }

__device__ inline int any(unsigned mask, int predicate) { return ballot(mask, predicate) != 0; }

__device__ inline int all(unsigned mask, int predicate) { return ballot(mask, !predicate) == 0; }

}  // namespace cudabridge

#define __shfl_sync cudabridge::shfl
#define __shfl_up_sync cudabridge::shfl_up
#define __shfl_down_sync cudabridge::shfl_down
#define __shfl_xor_sync cudabridge::shfl_xor
#define __ballot_sync cudabridge::ballot
#define __any_sync cudabridge::any
#define __all_sync cudabridge::all
#define __activemask cudabridge::activemask

#endif
