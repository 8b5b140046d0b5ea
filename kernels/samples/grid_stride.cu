// A grid-stride loop: any grid size covers any array size; 1-, 2- and 3-dimensional grids and blocks.
#include <vector>
#include "check.h"

__global__ void saxpy(int n, float a, const float* x, float* y) {
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x) y[i] = a * x[i] + y[i];
}

__global__ void coordinates(uint3* out) {
  unsigned bx = blockIdx.x + gridDim.x * (blockIdx.y + gridDim.y * blockIdx.z);
  unsigned t = threadIdx.x + blockDim.x * (threadIdx.y + blockDim.y * threadIdx.z);
  unsigned threads = blockDim.x * blockDim.y * blockDim.z;
  out[bx * threads + t] = make_uint3(blockIdx.x * 100 + threadIdx.x, blockIdx.y * 100 + threadIdx.y, blockIdx.z * 100 + threadIdx.z);
}

int main() {
  const int n = 1 << 18;
  std::vector<float> x(n), y(n), result(n);
  for (int i = 0; i < n; i++) x[i] = float(i % 1000), y[i] = float(i % 77);
  DeviceArray<float> dx(x.data(), n), dy(n);
  for (int blocks : {1, 7, 64}) {
    dy.upload(y.data());
    saxpy<<<blocks, 192>>>(n, 2.0f, dx, dy);
    dy.download(result.data());
    for (int i = 0; i < n; i++) EXPECT(result[i] == 2.0f * x[i] + y[i]);
  }

  const dim3 grid(3, 4, 5), block(7, 3, 2);
  const int total = 60 * 42;
  std::vector<uint3> where(total);
  DeviceArray<uint3> dwhere(total);
  coordinates<<<grid, block>>>(dwhere);
  dwhere.download(where.data());
  for (unsigned i = 0; i < total; i++) {
    unsigned b = i / 42, t = i % 42;
    EXPECT(where[i].x == b % 3 * 100 + t % 7);
    EXPECT(where[i].y == b / 3 % 4 * 100 + t / 7 % 3);
    EXPECT(where[i].z == b / 12 * 100 + t / 21);
  }
  return finish("grid_stride");
}
