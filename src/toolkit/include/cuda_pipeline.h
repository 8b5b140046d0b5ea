// The C++ form of the copy pipeline that CUDA had before cuda::pipeline.
#ifndef _CUDA_PIPELINE_H_
#define _CUDA_PIPELINE_H_

#include "cuda_awbarrier.h"
#include "cuda_pipeline_primitives.h"

namespace nvcuda {
namespace experimental {

class pipeline {
 public:
  pipeline() = default;
  pipeline(const pipeline&) = delete;
  pipeline& operator=(const pipeline&) = delete;

  // Closes the current batch of copies; returns its number.
  __device__ size_t commit() { return batches_++; }
  __device__ void commit_and_wait() { wait(commit()); }
  __device__ void wait(size_t /*batch*/) { __pipeline_wait_prior(0); }
  template <unsigned N>
  __device__ void wait_prior() {
    __pipeline_wait_prior(N);
  }
  __device__ void arrive_on(awbarrier& barrier) { __pipeline_arrive_on(&barrier.barrier_); }

 private:
  size_t batches_ = 0;
};

template <class T>
__device__ inline void memcpy_async(T& destination, const T& source, pipeline&) {
  static_assert(__is_trivially_copyable(T), "what is copied must be trivially copyable");
  __builtin_memcpy((void*)&destination, (const void*)&source, sizeof(T));
}
template <class T>
__device__ inline void memcpy_async(T* destination, const T* source, size_t bytes, pipeline&) {
  static_assert(__is_trivially_copyable(T), "what is copied must be trivially copyable");
  for (size_t i = 0; i < bytes; ++i) ((unsigned char*)destination)[i] = ((const unsigned char*)source)[i];
}

}  // namespace experimental
}  // namespace nvcuda

#endif
