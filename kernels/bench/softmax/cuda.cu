#include "../harness/cuda.h"
#include "problem.h"

const int Threads = Problem::Threads;

template <class F> __device__ float reduce_block(float* tree, float value, F combine) {
  tree[threadIdx.x] = value;
  __syncthreads();
  for (int half = Threads / 2; half > 0; half /= 2) {
    if (threadIdx.x < half) tree[threadIdx.x] = combine(tree[threadIdx.x], tree[threadIdx.x + half]);
    __syncthreads();
  }
  float result = tree[0];
  __syncthreads();
  return result;
}

__global__ void softmax(const float* from, float* to, int columns) {
  __shared__ float tree[Threads];
  const float* row = from + blockIdx.x * columns;
  float* out = to + blockIdx.x * columns;
  float largest = -INFINITY;
  for (int c = threadIdx.x; c < columns; c += Threads) largest = fmaxf(largest, row[c]);
  largest = reduce_block(tree, largest, [](float a, float b) { return fmaxf(a, b); });
  float sum = 0;
  for (int c = threadIdx.x; c < columns; c += Threads) sum += expf(row[c] - largest);
  sum = reduce_block(tree, sum, [](float a, float b) { return a + b; });
  for (int c = threadIdx.x; c < columns; c += Threads) out[c] = expf(row[c] - largest) / sum;
}

int main(int argc, char** argv) {
  Problem p({argc, argv});
  bench::Device<float> from(p.from.size()), to(p.to.size());
  return bench::serve(
      [&] { from.upload(p.from), to.clear(); },
      [&] {
        softmax<<<p.rows, Threads>>>(from, to, Problem::Columns);
        bench::finish();
      },
      [&] { return to.download(p.to), p.check(); });
}
