#include "../harness/cuda.h"
#include "problem.h"

__global__ void saxpy(float s, const float* x, float* y, unsigned n) {
  for (unsigned i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += blockDim.x * gridDim.x) y[i] = s * x[i] + y[i];
}

int main(int argc, char** argv) {
  Problem p({argc, argv});
  bench::Device<float> x(p.n), y(p.n);
  return bench::serve(
      [&] { x.upload(p.x), y.upload(p.y); },
      [&] {
        saxpy<<<Problem::Blocks, Problem::Threads>>>(Problem::s, x, y, p.n);
        bench::finish();
      },
      [&] { return y.download(p.result), p.check(); });
}
