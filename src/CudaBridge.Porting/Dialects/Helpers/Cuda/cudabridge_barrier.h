// CUDA's asynchronous barriers and pipelines for languages that have none: mbarriers and cuda::barrier count in shared memory and wait by polling,
// copies of a pipeline are complete when the call returns. Where the lanes of a warp run in step, a lane must not wait for one of its own warp that
// comes to the barrier by another branch. Goes with sources that cudabridge has ported.
#ifndef CUDABRIDGE_BARRIER_H
#define CUDABRIDGE_BARRIER_H
#include <cuda_runtime.h>

// Arrivals still missing in bits 0 … 19, arrivals a phase expects in 20 … 39, number of completed phases above.
typedef unsigned long long __mbarrier_t;
typedef unsigned long long __mbarrier_token_t;

namespace cudabridge {

const __mbarrier_t kCount = 0xfffff;

__device__ inline __mbarrier_t barrier_state(__mbarrier_t* barrier) { return atomicAdd(barrier, 0ull); }

__device__ inline __mbarrier_token_t arrive(__mbarrier_t* barrier, __mbarrier_t arrivals, __mbarrier_t dropped) {
  __threadfence_block();
  __mbarrier_t before = barrier_state(barrier), seen;
  do {
    seen = before;
    __mbarrier_t after = seen - arrivals - (dropped << 20);
    if ((after & kCount) == 0) after += (after >> 20 & kCount) + (1ull << 40);
    before = atomicCAS(barrier, seen, after);
  } while (before != seen);
  return seen;
}

__device__ inline bool is_over(__mbarrier_t* barrier, __mbarrier_t phase, __mbarrier_t bits) {
  if (((barrier_state(barrier) >> 40) & bits) == (phase & bits)) return false;
  __threadfence_block();
  return true;
}

// Bytes that a whole group copies, by words where that is possible.
__device__ inline void copy(void* to, const void* from, size_t bytes, unsigned rank, unsigned size) {
  const size_t words = ((size_t)to | (size_t)from) % 4 == 0 ? bytes / 4 : 0;
  for (size_t i = rank; i < words; i += size) ((unsigned*)to)[i] = ((const unsigned*)from)[i];
  for (size_t i = 4 * words + rank; i < bytes; i += size) ((char*)to)[i] = ((const char*)from)[i];
}

}  // namespace cudabridge

__device__ inline unsigned __mbarrier_maximum_count() { return (unsigned)cudabridge::kCount; }
__device__ inline void __mbarrier_init(__mbarrier_t* barrier, unsigned expected) { atomicExch(barrier, expected | (__mbarrier_t)expected << 20); }
__device__ inline void __mbarrier_inval(__mbarrier_t*) {}
__device__ inline __mbarrier_token_t __mbarrier_arrive(__mbarrier_t* barrier) { return cudabridge::arrive(barrier, 1, 0); }
__device__ inline __mbarrier_token_t __mbarrier_arrive_and_drop(__mbarrier_t* barrier) { return cudabridge::arrive(barrier, 1, 1); }
__device__ inline bool __mbarrier_test_wait(__mbarrier_t* barrier, __mbarrier_token_t token) { return cudabridge::is_over(barrier, token >> 40, ~0ull >> 40); }
__device__ inline bool __mbarrier_test_wait_parity(__mbarrier_t* barrier, bool parity) { return cudabridge::is_over(barrier, parity, 1); }
__device__ inline bool __mbarrier_try_wait(__mbarrier_t* barrier, __mbarrier_token_t token, unsigned) { return __mbarrier_test_wait(barrier, token); }
__device__ inline bool __mbarrier_try_wait_parity(__mbarrier_t* barrier, bool parity, unsigned) { return __mbarrier_test_wait_parity(barrier, parity); }
__device__ inline unsigned __mbarrier_token_pending_count(__mbarrier_token_t token) { return (unsigned)(token & cudabridge::kCount); }

__device__ inline void __pipeline_memcpy_async(void* to, const void* from, size_t bytes, size_t zeros = 0) {
  cudabridge::copy(to, from, bytes - zeros, 0, 1);
  for (size_t i = bytes - zeros; i < bytes; i++) ((char*)to)[i] = 0;
}
__device__ inline void __pipeline_commit() {}
__device__ inline void __pipeline_wait_prior(size_t) { __threadfence_block(); }
__device__ inline void __pipeline_arrive_on(__mbarrier_t*) { __threadfence_block(); }

namespace cuda {

enum thread_scope { thread_scope_system, thread_scope_device, thread_scope_block, thread_scope_thread };

struct no_completion {
  __device__ void operator()() const {}
};

template <thread_scope Scope, typename Completion = no_completion>
class barrier {
  __mbarrier_t state_;

 public:
  using arrival_token = __mbarrier_token_t;
  barrier() = default;
  __device__ explicit barrier(long expected) { __mbarrier_init(&state_, expected); }
  barrier(const barrier&) = delete;
  barrier& operator=(const barrier&) = delete;
  static constexpr __host__ __device__ long max() { return 0xfffff; }
  __device__ arrival_token arrive(long arrivals = 1) { return cudabridge::arrive(&state_, arrivals, 0); }
  __device__ void wait(arrival_token token) const {
    while (!__mbarrier_test_wait(const_cast<__mbarrier_t*>(&state_), token)) __nanosleep(20);
  }
  __device__ void wait_parity(bool parity) const {
    while (!__mbarrier_test_wait_parity(const_cast<__mbarrier_t*>(&state_), parity)) __nanosleep(20);
  }
  __device__ void arrive_and_wait() { wait(arrive()); }
  __device__ void arrive_and_drop() { __mbarrier_arrive_and_drop(&state_); }
  friend __device__ inline void init(barrier* barrier, long expected) { __mbarrier_init(&barrier->state_, expected); }
};

template <size_t Alignment>
struct aligned_size_t {
  size_t value;
  __host__ __device__ explicit constexpr aligned_size_t(size_t bytes) : value(bytes) {}
  __host__ __device__ constexpr operator size_t() const { return value; }
};

template <thread_scope Scope, unsigned Stages>
class pipeline_shared_state {};

template <thread_scope Scope>
class pipeline {
 public:
  __device__ void producer_acquire() {}
  __device__ void producer_commit() {}
  __device__ void consumer_wait() const { sync(); }
  __device__ void consumer_release() const { sync(); }
  __device__ bool quit() { return true; }

 private:
  // Threads of a block see each other's copies after a barrier; a thread sees its own.
  static __device__ void sync() {
    if (Scope == thread_scope_block) __syncthreads();
    else __threadfence_block();
  }
};

__device__ inline pipeline<thread_scope_thread> make_pipeline() { return pipeline<thread_scope_thread>(); }

template <typename Group, thread_scope Scope, unsigned Stages>
__device__ inline pipeline<Scope> make_pipeline(const Group&, pipeline_shared_state<Scope, Stages>*) { return pipeline<Scope>(); }

template <unsigned Prior, thread_scope Scope>
__device__ inline void pipeline_consumer_wait_prior(pipeline<Scope>& stages) { stages.consumer_wait(); }

template <typename To, typename From, typename Size, typename Sync>
__device__ inline void memcpy_async(To* to, const From* from, Size bytes, Sync&) { cudabridge::copy(to, from, bytes, 0, 1); }

template <typename Group, typename To, typename From, typename Size, typename Sync>
__device__ inline void memcpy_async(const Group& group, To* to, const From* from, Size bytes, Sync&) {
  cudabridge::copy(to, from, bytes, (unsigned)group.thread_rank(), (unsigned)group.size());
}

namespace device {
template <thread_scope Scope>
__device__ inline __mbarrier_t* barrier_native_handle(barrier<Scope>& barrier) { return (__mbarrier_t*)&barrier; }
}  // namespace device

}  // namespace cuda

#endif
