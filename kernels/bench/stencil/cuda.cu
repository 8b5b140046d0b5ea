#include "../harness/cuda.h"
#include "problem.h"

const int Width = Problem::Width, Height = Problem::Height;

__global__ void stencil(const float* before, float* after, int n) {
  __shared__ float tile[Height + 2][Width + 2];
  int x = blockIdx.x * Width + threadIdx.x, y = blockIdx.y * Height + threadIdx.y, i = y * n + x;
  int tx = threadIdx.x + 1, ty = threadIdx.y + 1;
  tile[ty][tx] = before[i];
  if (threadIdx.x == 0 && x > 0) tile[ty][0] = before[i - 1];
  if (threadIdx.x == Width - 1 && x < n - 1) tile[ty][Width + 1] = before[i + 1];
  if (threadIdx.y == 0 && y > 0) tile[0][tx] = before[i - n];
  if (threadIdx.y == Height - 1 && y < n - 1) tile[Height + 1][tx] = before[i + n];
  __syncthreads();
  float value = tile[ty][tx];
  if (x > 0 && y > 0 && x < n - 1 && y < n - 1)
    value = Problem::Centre * value + Problem::Side * (tile[ty - 1][tx] + tile[ty + 1][tx] + tile[ty][tx - 1] + tile[ty][tx + 1]);
  after[i] = value;
}

int main(int argc, char** argv) {
  Problem p({argc, argv});
  bench::Device<float> before(p.before.size()), after(p.after.size());
  return bench::serve(
      [&] { before.upload(p.before), after.clear(); },
      [&] {
        stencil<<<dim3(p.n / Width, p.n / Height), dim3(Width, Height)>>>(before, after, p.n);
        bench::finish();
      },
      [&] { return after.download(p.after), p.check(); });
}
