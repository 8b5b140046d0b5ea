#include "../harness/cuda.h"
#include "problem.h"

__device__ float sum_of_warp(float value) {
  for (int distance = 16; distance > 0; distance /= 2) value += __shfl_down_sync(0xffffffff, value, distance);
  return value;
}

__global__ void reduce(const float* values, float* sums, unsigned n) {
  __shared__ float warps[32];
  unsigned i = blockIdx.x * blockDim.x + threadIdx.x, lane = threadIdx.x % 32, warp = threadIdx.x / 32;
  float sum = sum_of_warp(i < n ? values[i] : 0);
  if (lane == 0) warps[warp] = sum;
  __syncthreads();
  if (warp > 0) return;
  sum = sum_of_warp(lane < blockDim.x / 32 ? warps[lane] : 0);
  if (lane == 0) sums[blockIdx.x] = sum;
}

int main(int argc, char** argv) {
  Problem p({argc, argv});
  bench::Device<float> values(p.n), even(p.blocks), odd(p.blocks);
  float* sum = nullptr;
  return bench::serve(
      [&] { values.upload(p.values), even.clear(), odd.clear(); },
      [&] {
        const float* from = values;
        sum = even;
        for (unsigned left = p.n;;) {
          unsigned blocks = (left + Problem::Threads - 1) / Problem::Threads;
          reduce<<<blocks, Problem::Threads>>>(from, sum, left);
          if (blocks == 1) break;
          from = sum, sum = sum == even ? odd : even, left = blocks;
        }
        bench::finish();
      },
      [&] { return bench::check(cudaMemcpy(p.sum.data(), sum, sizeof(float), cudaMemcpyDeviceToHost)), p.check(); });
}
