#include <cuda_awbarrier.h>
#include <cuda_awbarrier_primitives.h>
#include <cuda_pipeline.h>
#include <cuda_pipeline_primitives.h>

__global__ void primitives(const int4* in, int4* out) {
  __shared__ int4 tile[64];
  __shared__ __mbarrier_t barrier;
  if (threadIdx.x == 0) __mbarrier_init(&barrier, blockDim.x < __mbarrier_maximum_count() ? blockDim.x : 1);
  __syncthreads();
  __pipeline_memcpy_async(&tile[threadIdx.x], &in[threadIdx.x], sizeof(int4));
  __pipeline_memcpy_async(&tile[threadIdx.x].x, &in[threadIdx.x].y, sizeof(int), 1);
  __pipeline_commit();
  __pipeline_wait_prior(0);
  __pipeline_arrive_on(&barrier);
  const __mbarrier_token_t token = __mbarrier_arrive(&barrier);
  while (!__mbarrier_test_wait(&barrier, token)) {
  }
  out[threadIdx.x] = tile[63 - threadIdx.x];
  out[0].x = (int)__mbarrier_token_pending_count(__mbarrier_arrive_and_drop(&barrier));
  __mbarrier_inval(&barrier);
}

__global__ void classes(const float2* in, float2* out) {
  __shared__ float2 tile[64];
  __shared__ nvcuda::experimental::awbarrier barrier;
  if (threadIdx.x == 0) init(&barrier, blockDim.x);
  __syncthreads();
  nvcuda::experimental::pipeline pipe;
  memcpy_async(tile[threadIdx.x], in[threadIdx.x], pipe);
  pipe.arrive_on(barrier);
  pipe.wait(pipe.commit());
  pipe.commit_and_wait();
  pipe.wait_prior<1>();
  nvcuda::experimental::awbarrier::arrival_token token = barrier.arrive();
  barrier.wait(token);
  barrier.arrive_and_wait();
  out[threadIdx.x] = tile[63 - threadIdx.x];
}
