// What the device and its kernels say of themselves: properties, attributes, occupancy, launch bounds.
#include "check.h"

__global__ void __launch_bounds__(128) bounded(int* out) { out[threadIdx.x] = threadIdx.x; }

__global__ void with_shared(int* out) {
  __shared__ int s[1000];
  s[threadIdx.x] = threadIdx.x;
  __syncthreads();
  out[threadIdx.x] = s[999 - threadIdx.x % 2];
}

extern __shared__ int dynamic[];
__global__ void with_dynamic(int* out, int n) {
  for (int i = threadIdx.x; i < n; i += blockDim.x) dynamic[i] = i;
  __syncthreads();
  if (threadIdx.x == 0) *out = dynamic[n - 1];
}

int main() {
  int count, driver, runtime, warp, version;
  CUDA(cudaGetDeviceCount(&count));
  EXPECT(count >= 1);
  cudaDeviceProp p;
  CUDA(cudaGetDeviceProperties(&p, 0));
  EXPECT(p.warpSize == 32 && p.maxThreadsPerBlock == 1024 && p.major == 8 && p.multiProcessorCount > 0 && p.totalGlobalMem > 0);
  CUDA(cudaDeviceGetAttribute(&warp, cudaDevAttrWarpSize, 0));
  CUDA(cudaDeviceGetAttribute(&version, cudaDevAttrComputeCapabilityMajor, 0));
  EXPECT(warp == 32 && version == p.major);
  CUDA(cudaDriverGetVersion(&driver));
  CUDA(cudaRuntimeGetVersion(&runtime));
  EXPECT(runtime == CUDART_VERSION && driver >= runtime);

  cudaFuncAttributes a;
  CUDA(cudaFuncGetAttributes(&a, with_shared));
  EXPECT(a.sharedSizeBytes == 4000 && a.maxThreadsPerBlock == 1024);
  CUDA(cudaFuncGetAttributes(&a, bounded));
  EXPECT(a.maxThreadsPerBlock == 128);
  DeviceArray<int> d(1024);
  bounded<<<1, 256>>>(d);
  EXPECT(cudaGetLastError() == cudaErrorLaunchOutOfResources);

  int blocks, grid, block;
  CUDA(cudaOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, with_shared, 256, 0));
  EXPECT(blocks > 0 && blocks * 256 <= p.maxThreadsPerMultiProcessor);
  CUDA(cudaOccupancyMaxPotentialBlockSize(&grid, &block, bounded, 0, 0));
  EXPECT(block > 0 && block <= 128 && grid > 0);

  // More than 48 KB of dynamic shared memory must be asked for.
  const int bytes = 96 << 10, n = bytes / sizeof(int);
  with_dynamic<<<1, 128, bytes>>>(d, n);
  EXPECT(cudaGetLastError() == cudaErrorInvalidValue);
  CUDA(cudaFuncSetAttribute(with_dynamic, cudaFuncAttributeMaxDynamicSharedMemorySize, bytes));
  with_dynamic<<<1, 128, bytes>>>(d, n);
  int last = 0;
  CUDA(cudaMemcpy(&last, d, sizeof last, cudaMemcpyDeviceToHost));
  EXPECT(last == n - 1);
  return finish("occupancy");
}
