// HIP's warp functions: no mask, ballots of 64 bits, a lane number, and fences as clang's builtins for AMD GPUs.
#ifdef __CUDACC__
namespace cudabridge_check {
__device__ inline unsigned long long ballot64(int predicate) { return __ballot_sync(__activemask(), predicate); }
__device__ inline unsigned lane() { return (threadIdx.x + blockDim.x * (threadIdx.y + blockDim.y * threadIdx.z)) & 31u; }
__device__ inline void wave_barrier() { __syncwarp(__activemask()); }
__device__ inline void pause() { __nanosleep(100); }
__device__ inline bool is_shared(const void* pointer) { return __isShared(pointer); }
__device__ inline unsigned long long ticks() { return __nvvm_read_ptx_sreg_globaltimer() / 10; }
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
#define HIP_VERSION 70000000
inline cudaError_t hipRuntimeGetVersion(int* version) { return *version = HIP_VERSION, cudaSuccess; }
inline cudaError_t hipDriverGetVersion(int* version) { return *version = HIP_VERSION, cudaSuccess; }
inline cudaError_t hipGraphInstantiate(cudaGraphExec_t* executable, cudaGraph_t graph, cudaGraphNode_t*, char*, size_t) { return cudaGraphInstantiate(executable, graph); }
inline cudaError_t hipGraphInstantiateWithFlags(cudaGraphExec_t* executable, cudaGraph_t graph, unsigned long long flags) { return cudaGraphInstantiate(executable, graph, flags); }
#ifdef __CUDACC__
extern "C" __device__ inline void abort() noexcept { __trap(); }
#endif
#define __builtin_amdgcn_s_memrealtime() (cudabridge_check::ticks())
#define __builtin_amdgcn_is_shared(pointer) cudabridge_check::is_shared(pointer)
#define __ballot cudabridge_check::ballot64
#define __lane_id cudabridge_check::lane
#define __shfl cudabridge_check::shuffle
#define __shfl_up cudabridge_check::shuffle_up
#define __shfl_down cudabridge_check::shuffle_down
#define __shfl_xor cudabridge_check::shuffle_xor
#define __builtin_amdgcn_fence(order, scope) __threadfence_block()
#define __builtin_amdgcn_wave_barrier() cudabridge_check::wave_barrier()
#define __builtin_amdgcn_s_sleep(count) cudabridge_check::pause()
