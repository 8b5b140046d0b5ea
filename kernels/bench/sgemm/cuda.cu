#include "../harness/cuda.h"
#include "problem.h"

const int Tile = Problem::Tile;

__global__ void sgemm(const float* a, const float* b, float* c, int n) {
  __shared__ float left[Tile][Tile], right[Tile][Tile];
  int x = blockIdx.x * Tile + threadIdx.x, y = blockIdx.y * Tile + threadIdx.y;
  float sum = 0;
  for (int t = 0; t < n; t += Tile) {
    left[threadIdx.y][threadIdx.x] = a[y * n + t + threadIdx.x];
    right[threadIdx.y][threadIdx.x] = b[(t + threadIdx.y) * n + x];
    __syncthreads();
    for (int k = 0; k < Tile; k++) sum += left[threadIdx.y][k] * right[k][threadIdx.x];
    __syncthreads();
  }
  c[y * n + x] = sum;
}

int main(int argc, char** argv) {
  Problem p({argc, argv});
  bench::Device<float> a(p.a.size()), b(p.b.size()), c(p.c.size());
  return bench::serve(
      [&] { a.upload(p.a), b.upload(p.b), c.clear(); },
      [&] {
        sgemm<<<dim3(p.n / Tile, p.n / Tile), dim3(Tile, Tile)>>>(a, b, c, p.n);
        bench::finish();
      },
      [&] { return c.download(p.c), p.check(); });
}
