// C++ Programming Guide: synchronisation, fences, votes, match, reduce, shuffles, also in the forms without a mask; time.
#include "keep.inc"

__global__ void blocks(arguments a) {
  ARGUMENTS
  __syncthreads();
  KEEP(int, __syncthreads_count(i)) KEEP(int, __syncthreads_and(i)) KEEP(int, __syncthreads_or(i))
  __threadfence(); __threadfence_block(); __threadfence_system();
  __syncwarp(); __syncwarp(mask); __barrier_sync(1); __barrier_sync_count(1, 32);
  KEEP(long long, clock64()) keep(clock());
  __nanosleep(u);
}

__global__ void votes(arguments a) {
  ARGUMENTS
  KEEP(unsigned, __activemask()) KEEP(int, __all_sync(mask, i)) KEEP(int, __any_sync(mask, i)) KEEP(int, __uni_sync(mask, i)) KEEP(unsigned, __ballot_sync(mask, i))
  KEEP(int, __all(i)) KEEP(int, __any(i)) KEEP(unsigned, __ballot(i))
  KEEP(unsigned, __reduce_add_sync(mask, u)) KEEP(unsigned, __reduce_min_sync(mask, u)) KEEP(unsigned, __reduce_max_sync(mask, u))
  KEEP(int, __reduce_min_sync(mask, i)) KEEP(int, __reduce_max_sync(mask, i)) keep(__reduce_add_sync(mask, i));
  KEEP(unsigned, __reduce_and_sync(mask, u)) KEEP(unsigned, __reduce_or_sync(mask, u)) KEEP(unsigned, __reduce_xor_sync(mask, u))
}

#define SHUFFLES(type, v)                                                                                                                        \
  KEEP(type, __shfl_sync(mask, v, i)) KEEP(type, __shfl_up_sync(mask, v, u)) KEEP(type, __shfl_down_sync(mask, v, u, 16)) KEEP(type, __shfl_xor_sync(mask, v, i, 8)) \
  KEEP(type, __shfl(v, i)) KEEP(type, __shfl_up(v, u, 4)) KEEP(type, __shfl_down(v, u)) KEEP(type, __shfl_xor(v, i, 2))                          \
  KEEP(unsigned, __match_any_sync(mask, v)) KEEP(unsigned, __match_all_sync(mask, v, pi))

__global__ void shuffles(arguments a) {
  ARGUMENTS
  SHUFFLES(int, i) SHUFFLES(unsigned, u) SHUFFLES(long, l) SHUFFLES(unsigned long, ul) SHUFFLES(long long, ll) SHUFFLES(unsigned long long, ull)
  SHUFFLES(float, f) SHUFFLES(double, d)
}
