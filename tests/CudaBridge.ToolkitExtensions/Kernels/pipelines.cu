// Copy pipelines and asynchronous barriers.
#include <cuda_awbarrier.h>
#include <cuda_pipeline.h>

#include "device_check.h"

// Double-buffered tiles, the pattern of the programming guide.
__global__ void staged_sum(const int4* in, int* out, int tiles) {
  __shared__ int4 buffers[2][64];
  int sum = 0;
  __pipeline_memcpy_async(&buffers[0][threadIdx.x], &in[threadIdx.x], sizeof(int4));
  __pipeline_commit();
  for (int t = 0; t < tiles; ++t) {
    if (t + 1 < tiles) __pipeline_memcpy_async(&buffers[(t + 1) % 2][threadIdx.x], &in[(t + 1) * 64 + threadIdx.x], sizeof(int4));
    __pipeline_commit();
    __pipeline_wait_prior(1);
    __syncthreads();
    const int4 other = buffers[t % 2][63 - threadIdx.x];
    sum += other.x + other.y + other.z + other.w;
    __syncthreads();
  }
  out[threadIdx.x] = sum;
}

__global__ void zero_fill(const int2* in, int2* out) {
  __shared__ int2 tile[32];
  tile[threadIdx.x] = make_int2(-1, -1);
  __pipeline_memcpy_async(&tile[threadIdx.x], &in[threadIdx.x], sizeof(int2), threadIdx.x % 9);
  __pipeline_commit();
  __pipeline_wait_prior(0);
  out[threadIdx.x] = tile[threadIdx.x];
}

// Half of the block produces, half consumes; two barriers and many phases.
__global__ void producers_and_consumers(int* out, int rounds) {
  using barrier_type = nvcuda::experimental::awbarrier;
  __shared__ barrier_type full, empty;
  __shared__ int cell[64];
  const int half = blockDim.x / 2, i = threadIdx.x % half;
  if (threadIdx.x == 0) {
    init(&full, blockDim.x);
    init(&empty, blockDim.x);
  }
  __syncthreads();
  int sum = 0;
  for (int r = 0; r < rounds; ++r) {
    if (threadIdx.x < half) {
      cell[i] = r * 1000 + i;
      full.arrive();
      empty.wait(empty.arrive());
    } else {
      full.arrive_and_wait();
      sum += cell[half - 1 - i];
      empty.arrive();
    }
  }
  if (threadIdx.x >= half) out[i] = sum;
}

// Threads leave the barrier one by one.
__global__ void dropping(int* out) {
  __shared__ __mbarrier_t barrier;
  if (threadIdx.x == 0) __mbarrier_init(&barrier, blockDim.x);
  __syncthreads();
  for (unsigned round = 0; round <= threadIdx.x / 32; ++round) {
    const bool last = round == threadIdx.x / 32;
    if (last && threadIdx.x < 64) {
      __mbarrier_arrive_and_drop(&barrier);
      break;
    }
    const __mbarrier_token_t token = __mbarrier_arrive(&barrier);
    while (!__mbarrier_test_wait(&barrier, token)) {
    }
  }
  out[threadIdx.x] = 1;
}

int main() {
  const int tiles = 7;
  buffer<int4> in(64 * tiles);
  buffer<int> out(256);
  for (int i = 0; i < 64 * tiles; ++i) in[i] = make_int4(i, 2 * i, 3 * i, 4 * i);
  staged_sum<<<1, 64>>>(in, out, tiles);
  finish();
  for (int i = 0; i < 64; ++i) {
    int wanted = 0;
    for (int t = 0; t < tiles; ++t) wanted += 10 * (t * 64 + 63 - i);
    expect_equal("staged sum", i, out[i], wanted);
  }

  buffer<int2> pairs(32), filled(32);
  for (int i = 0; i < 32; ++i) pairs[i] = make_int2(0x01020304, 0x05060708);
  zero_fill<<<1, 32>>>(pairs, filled);
  finish();
  for (int i = 0; i < 32; ++i) {
    int2 wanted = pairs[i];
    std::memset((char*)&wanted + 8 - i % 9, 0, i % 9);
    expect_equal("zero fill low", i, filled[i].x, wanted.x);
    expect_equal("zero fill high", i, filled[i].y, wanted.y);
  }

  producers_and_consumers<<<1, 128>>>(out, 20);
  finish();
  for (int i = 0; i < 64; ++i) expect_equal("producers and consumers", i, out[i], 190 * 1000 + 20 * (63 - i));

  dropping<<<1, 96>>>(out + 128);
  finish();
  for (int i = 0; i < 96; ++i) expect_equal("dropping", i, out[128 + i], 1);
  return report();
}
