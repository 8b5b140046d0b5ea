// MACA's warp functions: shuffles without mask, ballots of 64 bits.
#ifdef __CUDACC__
namespace cudabridge_check {
// Two warps of 32 lanes stand for one of 64: the second one's bits are the upper ones.
__device__ inline unsigned long long ballot64(int predicate) {
  const unsigned thread = threadIdx.x + blockDim.x * (threadIdx.y + blockDim.y * threadIdx.z);
  return static_cast<unsigned long long>(__ballot_sync(__activemask(), predicate)) << (thread & 32u);
}
template <typename T>
__device__ inline T shuffle(T value, int lane, int width = 32) { return __shfl_sync(__activemask(), value, lane, width); }
template <typename T>
__device__ inline T shuffle_up(T value, unsigned delta, int width = 32) { return __shfl_up_sync(__activemask(), value, delta, width); }
template <typename T>
__device__ inline T shuffle_down(T value, unsigned delta, int width = 32) { return __shfl_down_sync(__activemask(), value, delta, width); }
template <typename T>
__device__ inline T shuffle_xor(T value, int mask, int width = 32) { return __shfl_xor_sync(__activemask(), value, mask, width); }
}  // namespace cudabridge_check
#endif
#define __ballot cudabridge_check::ballot64
#define __shfl cudabridge_check::shuffle
#define __shfl_up cudabridge_check::shuffle_up
#define __shfl_down cudabridge_check::shuffle_down
#define __shfl_xor cudabridge_check::shuffle_xor
