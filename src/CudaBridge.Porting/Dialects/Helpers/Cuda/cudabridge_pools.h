// Stream-ordered allocation for runtimes that have none: memory is there when the call returns, and is freed when what the stream holds is done, for
// which the host waits. Pools only count. Not for streams that are captured into graphs. Goes with sources that cudabridge has ported.
// gives cudabridge::malloc_async
// gives cudabridge::malloc_from_pool_async
// gives cudabridge::free_async
// gives cudabridge::MemoryPool
// gives cudabridge::MemoryPoolProperties
// gives cudabridge::MemoryPoolAttribute
// gives cudabridge::MemoryLocation
// gives cudabridge::default_pool
// gives cudabridge::set_pool
// gives cudabridge::create_pool
// gives cudabridge::destroy_pool
// gives cudabridge::trim_pool
// gives cudabridge::set_pool_attribute
// gives cudabridge::get_pool_attribute
// gives cudabridge::MemoryLocationType
// gives cudabridge::LocationDevice
// gives cudabridge::LocationInvalid
// gives cudabridge::MemoryAllocationType
// gives cudabridge::AllocationPinned
// gives cudabridge::current_pool
// gives cudabridge::PoolReuseFollowEventDependencies
// gives cudabridge::PoolReuseAllowOpportunistic
// gives cudabridge::PoolReuseAllowInternalDependencies
// gives cudabridge::PoolReleaseThreshold
// gives cudabridge::PoolReservedCurrent
// gives cudabridge::PoolReservedHigh
// gives cudabridge::PoolUsedCurrent
// gives cudabridge::PoolUsedHigh
#ifndef CUDABRIDGE_POOLS_H
#define CUDABRIDGE_POOLS_H
#include <cuda_runtime.h>
#include <map>
#include <mutex>
#include <utility>

namespace cudabridge {

enum MemoryPoolAttribute {
  PoolReuseFollowEventDependencies = 1,
  PoolReuseAllowOpportunistic,
  PoolReuseAllowInternalDependencies,
  PoolReleaseThreshold,
  PoolReservedCurrent,
  PoolReservedHigh,
  PoolUsedCurrent,
  PoolUsedHigh
};
enum MemoryAllocationType { AllocationInvalid, AllocationPinned };
enum MemoryLocationType { LocationInvalid, LocationDevice };
struct MemoryLocation {
  MemoryLocationType type;
  int id;
};
struct MemoryPoolProperties {
  MemoryAllocationType allocType;
  int handleTypes;
  MemoryLocation location;
  void* win32SecurityAttributes;
  size_t maxSize;
};
struct PoolCounts {
  unsigned long long used = 0, high = 0, threshold = 0;
  int reuse[3] = {1, 1, 1};
};
typedef PoolCounts* MemoryPool;

// The pool and the bytes of each allocation.
struct Pools {
  std::mutex lock;
  std::map<void*, std::pair<MemoryPool, size_t>> allocations;
  std::map<int, MemoryPool> current;
};
inline Pools& pools() {
  static Pools all;
  return all;
}

inline cudaError_t default_pool(MemoryPool* pool, int device) {
  static std::map<int, PoolCounts> defaults;
  std::lock_guard<std::mutex> guard(pools().lock);
  *pool = &defaults[device];
  return cudaSuccess;
}
inline cudaError_t set_pool(int device, MemoryPool pool) {
  std::lock_guard<std::mutex> guard(pools().lock);
  pools().current[device] = pool;
  return cudaSuccess;
}
inline cudaError_t current_pool(MemoryPool* pool, int device) {
  {
    std::lock_guard<std::mutex> guard(pools().lock);
    const auto found = pools().current.find(device);
    if (found != pools().current.end()) return *pool = found->second, cudaSuccess;
  }
  return default_pool(pool, device);
}
inline cudaError_t create_pool(MemoryPool* pool, const MemoryPoolProperties*) { return *pool = new PoolCounts, cudaSuccess; }
inline cudaError_t destroy_pool(MemoryPool pool) { return delete pool, cudaSuccess; }
inline cudaError_t trim_pool(MemoryPool, size_t) { return cudaSuccess; }

template <typename T>
inline cudaError_t malloc_from_pool_async(T** pointer, size_t bytes, MemoryPool pool, cudaStream_t) {
  const cudaError_t error = cudaMalloc((void**)pointer, bytes);
  if (error != cudaSuccess) return error;
  std::lock_guard<std::mutex> guard(pools().lock);
  pools().allocations[(void*)*pointer] = std::make_pair(pool, bytes);
  pool->used += bytes;
  if (pool->used > pool->high) pool->high = pool->used;
  return cudaSuccess;
}
template <typename T>
inline cudaError_t malloc_async(T** pointer, size_t bytes, cudaStream_t stream) {
  int device;
  const cudaError_t error = cudaGetDevice(&device);
  if (error != cudaSuccess) return error;
  MemoryPool pool;
  current_pool(&pool, device);
  return malloc_from_pool_async(pointer, bytes, pool, stream);
}
inline cudaError_t free_async(void* pointer, cudaStream_t stream) {
  const cudaError_t error = cudaStreamSynchronize(stream);
  if (error != cudaSuccess) return error;
  {
    std::lock_guard<std::mutex> guard(pools().lock);
    const auto found = pools().allocations.find(pointer);
    if (found != pools().allocations.end()) {
      found->second.first->used -= found->second.second;
      pools().allocations.erase(found);
    }
  }
  return cudaFree(pointer);
}

inline cudaError_t set_pool_attribute(MemoryPool pool, MemoryPoolAttribute attribute, void* value) {
  if (attribute <= PoolReuseAllowInternalDependencies) pool->reuse[attribute - 1] = *(int*)value;
  else if (attribute == PoolReleaseThreshold) pool->threshold = *(unsigned long long*)value;
  else if (attribute == PoolReservedHigh || attribute == PoolUsedHigh) pool->high = pool->used;
  else return cudaErrorInvalidValue;
  return cudaSuccess;
}
inline cudaError_t get_pool_attribute(MemoryPool pool, MemoryPoolAttribute attribute, void* value) {
  if (attribute <= PoolReuseAllowInternalDependencies) *(int*)value = pool->reuse[attribute - 1];
  else if (attribute == PoolReleaseThreshold) *(unsigned long long*)value = pool->threshold;
  else *(unsigned long long*)value = attribute == PoolReservedHigh || attribute == PoolUsedHigh ? pool->high : pool->used;
  return cudaSuccess;
}

}  // namespace cudabridge

#endif
