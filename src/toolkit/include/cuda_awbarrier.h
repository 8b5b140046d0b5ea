// The C++ form of the asynchronous barrier that CUDA had before cuda::barrier.
#ifndef _CUDA_AWBARRIER_H_
#define _CUDA_AWBARRIER_H_

#include "cuda_awbarrier_primitives.h"

namespace nvcuda {
namespace experimental {

class awbarrier {
 public:
  class arrival_token {
   public:
    arrival_token() = default;
    __device__ uint32_t pending_count() const { return __mbarrier_token_pending_count(token_); }

   private:
    friend class awbarrier;
    __device__ explicit arrival_token(const __mbarrier_token_t token) : token_(token) {}
    __mbarrier_token_t token_;
  };

  awbarrier() = default;
  awbarrier(const awbarrier&) = delete;
  awbarrier& operator=(const awbarrier&) = delete;

  __device__ arrival_token arrive() { return arrival_token(__mbarrier_arrive(&barrier_)); }
  __device__ arrival_token arrive_and_drop() { return arrival_token(__mbarrier_arrive_and_drop(&barrier_)); }
  __device__ bool timed_wait(arrival_token token, uint32_t /*hint_cycles*/) { return __mbarrier_test_wait(&barrier_, token.token_); }
  __device__ bool timed_wait_parity(bool phase, uint32_t /*hint_cycles*/) { return __mbarrier_test_wait_parity(&barrier_, phase); }
  __device__ bool try_wait(arrival_token token, uint32_t /*max_sleep_ns*/) { return __mbarrier_test_wait(&barrier_, token.token_); }
  __device__ bool try_wait_parity(bool phase, uint32_t /*max_sleep_ns*/) { return __mbarrier_test_wait_parity(&barrier_, phase); }
  __device__ void wait(arrival_token token) {
    while (!__mbarrier_test_wait(&barrier_, token.token_)) {
    }
  }
  __device__ void arrive_and_wait() { wait(arrive()); }
  static __device__ constexpr uint32_t max() { return (uint32_t)CUDABRIDGE_MBARRIER_COUNT; }

 private:
  friend __device__ void init(awbarrier* barrier, uint32_t expected_count);
  friend class pipeline;
  __mbarrier_t barrier_;
};

__device__ inline void init(awbarrier* barrier, uint32_t expected_count) { __mbarrier_init(&barrier->barrier_, expected_count); }

}  // namespace experimental
}  // namespace nvcuda

#endif
