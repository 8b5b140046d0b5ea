// Copies and fills of every shape: pitched, 2D, 3D, arrays, between all kinds of memory.
#include <vector>
#include "check.h"

__global__ void fill_3d(cudaPitchedPtr volume, int width, int height, int depth) {
  int x = threadIdx.x, y = blockIdx.x, z = blockIdx.y;
  if (x < width && y < height && z < depth) {
    char* slice = (char*)volume.ptr + z * volume.pitch * height;
    ((int*)(slice + y * volume.pitch))[x] = x + 100 * y + 10000 * z;
  }
}

static void two_dimensions() {
  const int width = 37, height = 11;
  std::vector<int> in(width * height), out(width * height, -1);
  for (int i = 0; i < width * height; i++) in[i] = i;
  int* d;
  size_t pitch;
  CUDA(cudaMallocPitch(&d, &pitch, width * sizeof(int), height));
  EXPECT(pitch >= width * sizeof(int) && pitch % 32 == 0);
  CUDA(cudaMemset2D(d, pitch, 0x11, width * sizeof(int), height));
  CUDA(cudaMemcpy2D(d + 2, pitch, in.data(), width * sizeof(int), 20 * sizeof(int), height, cudaMemcpyHostToDevice));
  CUDA(cudaMemcpy2D(out.data(), width * sizeof(int), d, pitch, width * sizeof(int), height, cudaMemcpyDeviceToHost));
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++) EXPECT(out[y * width + x] == (x >= 2 && x < 22 ? in[y * width + x - 2] : 0x11111111));
  CUDA(cudaFree(d));
}

static void three_dimensions() {
  const int width = 20, height = 7, depth = 5;
  cudaPitchedPtr volume;
  cudaExtent extent = make_cudaExtent(width * sizeof(int), height, depth);
  CUDA(cudaMalloc3D(&volume, extent));
  fill_3d<<<dim3(height, depth), 32>>>(volume, width, height, depth);
  std::vector<int> out(10 * 4 * 3);
  cudaMemcpy3DParms p = {};
  p.srcPtr = volume;
  p.srcPos = make_cudaPos(5 * sizeof(int), 2, 1);
  p.dstPtr = make_cudaPitchedPtr(out.data(), 10 * sizeof(int), 10, 4);
  p.extent = make_cudaExtent(10 * sizeof(int), 4, 3);
  p.kind = cudaMemcpyDeviceToHost;
  CUDA(cudaMemcpy3D(&p));
  for (int z = 0; z < 3; z++)
    for (int y = 0; y < 4; y++)
      for (int x = 0; x < 10; x++) EXPECT(out[(z * 4 + y) * 10 + x] == x + 5 + 100 * (y + 2) + 10000 * (z + 1));
  CUDA(cudaFree(volume.ptr));
}

static void arrays() {
  const int width = 16, height = 8;
  cudaChannelFormatDesc format = cudaCreateChannelDesc<float2>();
  cudaArray_t array;
  CUDA(cudaMallocArray(&array, &format, width, height));
  std::vector<float2> in(width * height), out(width * height);
  for (int i = 0; i < width * height; i++) in[i] = make_float2(i, -i);
  const size_t row = width * sizeof(float2);
  CUDA(cudaMemcpy2DToArray(array, 0, 0, in.data(), row, row, height, cudaMemcpyHostToDevice));
  CUDA(cudaMemcpy2DFromArray(out.data(), row, array, 0, 0, row, height, cudaMemcpyDeviceToHost));
  for (int i = 0; i < width * height; i++) EXPECT(out[i].x == i && out[i].y == -i);
  cudaExtent extent;
  cudaChannelFormatDesc back;
  unsigned flags;
  CUDA(cudaArrayGetInfo(&back, &extent, &flags, array));
  EXPECT(back.x == 32 && back.y == 32 && back.z == 0 && extent.width == width && extent.height == height);
  CUDA(cudaFreeArray(array));
}

static void kinds() {
  const int n = 1000;
  std::vector<int> in(n), out(n);
  for (int i = 0; i < n; i++) in[i] = i * i;
  DeviceArray<int> a(n), b(n);
  CUDA(cudaMemcpy(a, in.data(), n * sizeof(int), cudaMemcpyDefault));
  CUDA(cudaMemcpy(b, a, n * sizeof(int), cudaMemcpyDeviceToDevice));
  CUDA(cudaMemcpyPeer(a, 0, b, 0, n * sizeof(int)));
  CUDA(cudaMemsetAsync(b, 0xff, n * sizeof(int) / 2));
  CUDA(cudaMemcpy(out.data(), b, n * sizeof(int), cudaMemcpyDeviceToHost));
  for (int i = 0; i < n; i++) EXPECT(out[i] == (i < n / 2 ? -1 : in[i]));
  CUDA(cudaMemcpy(out.data(), a, n * sizeof(int), cudaMemcpyDefault));
  EXPECT(in == out);
  // Past the end of an allocation, and with the wrong direction.
  EXPECT(cudaMemcpy(a, in.data(), n * sizeof(int) + 4096, cudaMemcpyHostToDevice) == cudaErrorInvalidValue);
  EXPECT(cudaMemcpy(out.data(), in.data(), 4, cudaMemcpyDeviceToDevice) == cudaErrorInvalidValue);
  cudaGetLastError();
}

int main() {
  two_dimensions();
  three_dimensions();
  arrays();
  kinds();
  return finish("copies");
}
