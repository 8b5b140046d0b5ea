// CUDA's warp functions on HIP, for code that counts on warps of 32 lanes: a wavefront of 64 lanes works as two groups of 32, and
// masks keep their 32 bits. Goes with sources that cudabridge has ported to HIP.
//
// gives __shfl_sync
// gives __shfl_up_sync
// gives __shfl_down_sync
// gives __shfl_xor_sync
// gives __ballot_sync
// gives __any_sync
// gives __all_sync
// gives __activemask
// gives __syncwarp
// gives __match_any_sync
// gives __match_all_sync
// gives __reduce_add_sync
// gives __reduce_min_sync
// gives __reduce_max_sync
// gives __reduce_and_sync
// gives __reduce_or_sync
// gives __reduce_xor_sync
// gives __nanosleep
// gives CUDART_CB
// gives CUDARTAPI
// gives CUDAAPI
// gives CUDA_CB
// gives atomicAdd_block
// gives atomicCAS_block
// gives atomicExch_block
// gives atomicMax_block
// gives atomicMin_block
// gives atomicAnd_block
// gives atomicOr_block
// gives atomicXor_block
// gives atomicSub_block
// gives hipMallocPitch
// gives hipHostGetDevicePointer
// gives hipFuncGetAttributes
// gives hipFuncSetAttribute
// gives cudaCtxResetPersistingL2Cache
// gives hipGraphInstantiate
// gives __isShared
// gives __cvta_generic_to_shared
// gives cudabridge::nanoseconds
#ifndef CUDABRIDGE_HIP_H
#define CUDABRIDGE_HIP_H
#include <hip/hip_runtime.h>

namespace cudabridge {

// Lanes below those of this lane's group of 32.
__device__ inline unsigned group_shift() { return __lane_id() & 32u; }

__device__ inline unsigned ballot(int predicate) { return static_cast<unsigned>(__ballot(predicate) >> group_shift()); }

__device__ inline unsigned ballot(unsigned mask, int predicate) { return ballot(predicate) & mask; }

template <typename T>
__device__ inline T shfl(unsigned, T value, int lane, int width = 32) { return __shfl(value, lane, width); }

template <typename T>
__device__ inline T shfl_up(unsigned, T value, unsigned delta, int width = 32) { return __shfl_up(value, delta, width); }

template <typename T>
__device__ inline T shfl_down(unsigned, T value, unsigned delta, int width = 32) { return __shfl_down(value, delta, width); }

template <typename T>
__device__ inline T shfl_xor(unsigned, T value, int mask, int width = 32) { return __shfl_xor(value, mask, width); }

__device__ inline unsigned activemask() { return ballot(1); }

__device__ inline int any(unsigned mask, int predicate) { return ballot(mask, predicate) != 0; }

__device__ inline int all(unsigned mask, int predicate) { return ballot(mask, !predicate) == 0; }

// The clock that all compute units share ticks a hundred million times a second.
__device__ inline unsigned long long nanoseconds() { return 10 * __builtin_amdgcn_s_memrealtime(); }

__device__ inline size_t generic_to_shared(const void* pointer) { return (size_t)(__attribute__((address_space(3))) const char*)pointer; }

// Orders the memory accesses of a wavefront's lanes, which run in step.
__device__ inline void syncwarp(unsigned = 0xffffffffu) {
  __builtin_amdgcn_fence(__ATOMIC_ACQ_REL, "wavefront");
  __builtin_amdgcn_wave_barrier();
}

template <typename T, typename Operation>
__device__ inline T reduce(unsigned mask, T value, Operation operation) {
  T result = value;
  bool first = true;
  for (unsigned lanes = mask; lanes; lanes &= lanes - 1) {
    T other = __shfl(value, __ffs(lanes) - 1, 32);
    result = first ? other : operation(result, other);
    first = false;
  }
  return result;
}

template <typename T>
__device__ inline unsigned match_any(unsigned mask, T value) {
  unsigned equal = 0;
  for (unsigned lanes = mask; lanes; lanes &= lanes - 1) {
    int lane = __ffs(lanes) - 1;
    if (__shfl(value, lane, 32) == value) equal |= 1u << lane;
  }
  return equal;
}

template <typename T>
__device__ inline unsigned match_all(unsigned mask, T value, int* equal) {
  *equal = match_any(mask, value) == mask;
  return *equal ? mask : 0;
}

}  // namespace cudabridge

#if HIP_VERSION < 60000000
template <typename T>
inline hipError_t hipMallocPitch(T** pointer, size_t* pitch, size_t width, size_t height) {
  return hipMallocPitch(reinterpret_cast<void**>(pointer), pitch, width, height);
}

template <typename T>
inline hipError_t hipHostGetDevicePointer(T** device, void* host, unsigned flags) {
  return hipHostGetDevicePointer(reinterpret_cast<void**>(device), host, flags);
}

template <typename Kernel>
inline hipError_t hipFuncGetAttributes(hipFuncAttributes* attributes, Kernel* kernel) {
  return hipFuncGetAttributes(attributes, reinterpret_cast<const void*>(kernel));
}

template <typename Kernel>
inline hipError_t hipFuncSetAttribute(Kernel* kernel, hipFuncAttribute attribute, int value) {
  return hipFuncSetAttribute(reinterpret_cast<const void*>(kernel), attribute, value);
}
#endif

// CUDA 12 left two arguments out.
inline hipError_t hipGraphInstantiate(hipGraphExec_t* executable, hipGraph_t graph) { return hipGraphInstantiate(executable, graph, nullptr, nullptr, 0); }
inline hipError_t hipGraphInstantiate(hipGraphExec_t* executable, hipGraph_t graph, unsigned long long flags) {
  return hipGraphInstantiateWithFlags(executable, graph, flags);
}

#define cudaCtxResetPersistingL2Cache() hipSuccess
#define __isShared(pointer) __builtin_amdgcn_is_shared(pointer)
#define __cvta_generic_to_shared cudabridge::generic_to_shared
#define CUDART_CB
#define CUDARTAPI
#define CUDAAPI
#define CUDA_CB
#define atomicAdd_block atomicAdd
#define atomicCAS_block atomicCAS
#define atomicExch_block atomicExch
#define atomicMax_block atomicMax
#define atomicMin_block atomicMin
#define atomicAnd_block atomicAnd
#define atomicOr_block atomicOr
#define atomicXor_block atomicXor
#define atomicSub_block atomicSub
#define __shfl_sync cudabridge::shfl
#define __shfl_up_sync cudabridge::shfl_up
#define __shfl_down_sync cudabridge::shfl_down
#define __shfl_xor_sync cudabridge::shfl_xor
#define __ballot_sync cudabridge::ballot
#define __any_sync cudabridge::any
#define __all_sync cudabridge::all
#define __activemask cudabridge::activemask
#define __syncwarp cudabridge::syncwarp
#define __match_any_sync cudabridge::match_any
#define __match_all_sync cudabridge::match_all
#define __reduce_add_sync(mask, value) cudabridge::reduce(mask, value, [](auto a, auto b) { return a + b; })
#define __reduce_min_sync(mask, value) cudabridge::reduce(mask, value, [](auto a, auto b) { return a < b ? a : b; })
#define __reduce_max_sync(mask, value) cudabridge::reduce(mask, value, [](auto a, auto b) { return a > b ? a : b; })
#define __reduce_and_sync(mask, value) cudabridge::reduce(mask, value, [](auto a, auto b) { return a & b; })
#define __reduce_or_sync(mask, value) cudabridge::reduce(mask, value, [](auto a, auto b) { return a | b; })
#define __reduce_xor_sync(mask, value) cudabridge::reduce(mask, value, [](auto a, auto b) { return a ^ b; })
#define __nanosleep(nanoseconds) ((void)(nanoseconds), __builtin_amdgcn_s_sleep(1))

#endif
