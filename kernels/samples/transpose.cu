// A tiled transpose through padded shared memory, and a tiled matrix product with barriers in its loop.
#include <vector>
#include "check.h"

const int Tile = 32;

__global__ void transpose(const float* in, float* out, int width, int height) {
  __shared__ float tile[Tile][Tile + 1];
  int x = blockIdx.x * Tile + threadIdx.x, y = blockIdx.y * Tile + threadIdx.y;
  for (int j = 0; j < Tile; j += blockDim.y)
    if (x < width && y + j < height) tile[threadIdx.y + j][threadIdx.x] = in[(y + j) * width + x];
  __syncthreads();
  x = blockIdx.y * Tile + threadIdx.x, y = blockIdx.x * Tile + threadIdx.y;
  for (int j = 0; j < Tile; j += blockDim.y)
    if (x < height && y + j < width) out[(y + j) * height + x] = tile[threadIdx.x][threadIdx.y + j];
}

__global__ void multiply(const float* a, const float* b, float* c, int n) {
  __shared__ float ta[16][16], tb[16][16];
  int row = blockIdx.y * 16 + threadIdx.y, column = blockIdx.x * 16 + threadIdx.x;
  float sum = 0;
  for (int k = 0; k < n; k += 16) {
    ta[threadIdx.y][threadIdx.x] = a[row * n + k + threadIdx.x];
    tb[threadIdx.y][threadIdx.x] = b[(k + threadIdx.y) * n + column];
    __syncthreads();
#pragma unroll
    for (int i = 0; i < 16; i++) sum += ta[threadIdx.y][i] * tb[i][threadIdx.x];
    __syncthreads();
  }
  c[row * n + column] = sum;
}

int main() {
  const int width = 100, height = 75;
  std::vector<float> in(width * height), out(width * height);
  for (size_t i = 0; i < in.size(); i++) in[i] = float(i);
  DeviceArray<float> din(in.data(), in.size()), dout(out.size());
  transpose<<<dim3((width + 31) / 32, (height + 31) / 32), dim3(32, 8)>>>(din, dout, width, height);
  dout.download(out.data());
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++) EXPECT(out[x * height + y] == in[y * width + x]);

  const int n = 64;
  std::vector<float> a(n * n), b(n * n), c(n * n);
  for (int i = 0; i < n * n; i++) a[i] = float(i % 13 - 6), b[i] = float(i % 7 - 3);
  DeviceArray<float> da(a.data(), n * n), db(b.data(), n * n), dc(n * n);
  multiply<<<dim3(n / 16, n / 16), dim3(16, 16)>>>(da, db, dc, n);
  dc.download(c.data());
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) {
      float sum = 0;
      for (int k = 0; k < n; k++) sum += a[i * n + k] * b[k * n + j];
      EXPECT(c[i * n + j] == sum);
    }
  return finish("transpose");
}
