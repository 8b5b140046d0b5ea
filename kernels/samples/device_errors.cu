// What a kernel does wrong comes back as CUDA's error code, stays until the device is reset, and ends nobody's process.
#include <cassert>
#include <cstring>
#include "check.h"

__global__ void failing_assert(int limit) { assert(threadIdx.x < limit); }
__global__ void wild_pointer(int* p) { *p = 1; }
__global__ void trap() { asm volatile("trap;"); }
__global__ void fine(int* out) { *out = 42; }

template <typename Launch>
static void expect_error(Launch launch, cudaError_t expected) {
  launch();
  cudaError_t seen = cudaDeviceSynchronize();
  if (seen != expected) std::printf("got %s, wanted %s\n", cudaGetErrorName(seen), cudaGetErrorName(expected));
  EXPECT(seen == expected);
  void* p;
  EXPECT(cudaMalloc(&p, 16) == expected);  // sticky
  EXPECT(cudaGetLastError() == expected);
  CUDA(cudaDeviceReset());
  int *d, value = 0;
  CUDA(cudaMalloc(&d, sizeof(int)));
  fine<<<1, 1>>>(d);
  CUDA(cudaMemcpy(&value, d, sizeof value, cudaMemcpyDeviceToHost));
  EXPECT(value == 42);
  CUDA(cudaFree(d));
}

int main() {
  std::fflush(stdout);
  expect_error([] { failing_assert<<<2, 32>>>(20); }, cudaErrorAssert);
  expect_error([] { wild_pointer<<<1, 1>>>((int*)16); }, cudaErrorIllegalAddress);
  expect_error([] { wild_pointer<<<64, 64>>>(nullptr); }, cudaErrorIllegalAddress);
  expect_error([] { trap<<<1, 1>>>(); }, cudaErrorLaunchFailure);

  // Launches that cannot start leave an error that is not sticky.
  fine<<<1, 2048>>>(nullptr);
  EXPECT(cudaGetLastError() == cudaErrorInvalidConfiguration);
  fine<<<0, 32>>>(nullptr);
  EXPECT(cudaGetLastError() == cudaErrorInvalidConfiguration);
  fine<<<1, 32, 1 << 20>>>(nullptr);
  EXPECT(cudaGetLastError() == cudaErrorInvalidValue);
  EXPECT(cudaGetLastError() == cudaSuccess);
  EXPECT(std::strcmp(cudaGetErrorName(cudaErrorAssert), "cudaErrorAssert") == 0);
  EXPECT(std::strcmp(cudaGetErrorString(cudaErrorInvalidValue), "invalid argument") == 0);
  CUDA(cudaDeviceSynchronize());
  return finish("device_errors");
}
