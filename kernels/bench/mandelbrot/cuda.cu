#include "../harness/cuda.h"
#include "problem.h"

__global__ void mandelbrot(int* iterations, int n, float step) {
  int column = blockIdx.x * blockDim.x + threadIdx.x, row = blockIdx.y * blockDim.y + threadIdx.y;
  float cx = -2 + column * step, cy = -1.25f + row * step, x = 0, y = 0;
  int i = 0;
  for (; i < Problem::Limit && x * x + y * y <= 4; i++) {
    float next = x * x - y * y + cx;
    y = 2 * x * y + cy;
    x = next;
  }
  iterations[row * n + column] = i;
}

int main(int argc, char** argv) {
  Problem p({argc, argv});
  bench::Device<int> iterations(p.iterations.size());
  return bench::serve(
      [&] { iterations.clear(); },
      [&] {
        mandelbrot<<<dim3(p.n / 32, p.n / 8), dim3(32, 8)>>>(iterations, p.n, p.step);
        bench::finish();
      },
      [&] { return iterations.download(p.iterations), p.check(); });
}
