#include "../harness/cuda.h"
#include "problem.h"

__global__ void reduce(const float* values, float* sums, unsigned n) {
  __shared__ float tree[Problem::Threads];
  unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
  tree[threadIdx.x] = i < n ? values[i] : 0;
  __syncthreads();
  for (unsigned half = blockDim.x / 2; half > 0; half /= 2) {
    if (threadIdx.x < half) tree[threadIdx.x] += tree[threadIdx.x + half];
    __syncthreads();
  }
  if (threadIdx.x == 0) sums[blockIdx.x] = tree[0];
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
