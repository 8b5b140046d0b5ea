#include "../harness/cuda.h"
#include "problem.h"

__global__ void vecadd(const float* a, const float* b, float* c, unsigned n) {
  unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) c[i] = a[i] + b[i];
}

int main(int argc, char** argv) {
  Problem p({argc, argv});
  bench::Device<float> a(p.n), b(p.n), c(p.n);
  return bench::serve(
      [&] { a.upload(p.a), b.upload(p.b), c.clear(); },
      [&] {
        vecadd<<<(p.n + 255) / 256, 256>>>(a, b, c, p.n);
        bench::finish();
      },
      [&] { return c.download(p.c), p.check(); });
}
