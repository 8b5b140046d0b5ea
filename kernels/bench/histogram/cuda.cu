#include "../harness/cuda.h"
#include "problem.h"

__global__ void histogram(const unsigned char* values, unsigned* counts, unsigned n) {
  __shared__ unsigned bins[Problem::Bins];
  bins[threadIdx.x] = 0;
  __syncthreads();
  for (unsigned i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += blockDim.x * gridDim.x) atomicAdd(&bins[values[i]], 1);
  __syncthreads();
  atomicAdd(&counts[threadIdx.x], bins[threadIdx.x]);
}

int main(int argc, char** argv) {
  Problem p({argc, argv});
  bench::Device<unsigned char> values(p.n);
  bench::Device<unsigned> counts(Problem::Bins);
  return bench::serve(
      [&] { values.upload(p.values); },
      [&] {
        bench::check(cudaMemsetAsync(counts, 0, Problem::Bins * sizeof(unsigned)));
        histogram<<<Problem::Blocks, Problem::Threads>>>(values, counts, p.n);
        bench::finish();
      },
      [&] { return counts.download(p.counts), p.check(); });
}
