// Stream-ordered allocation: cudaMallocAsync, pools and their attributes.
#include <vector>
#include "check.h"

__global__ void iota(int* data, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) data[i] = i;
}

int main() {
  const int n = 5000;
  cudaStream_t stream;
  CUDA(cudaStreamCreate(&stream));
  cudaMemPool_t pool;
  CUDA(cudaDeviceGetDefaultMemPool(&pool, 0));
  unsigned long long keep = ~0ull, used = 0;
  CUDA(cudaMemPoolSetAttribute(pool, cudaMemPoolAttrReleaseThreshold, &keep));
  std::vector<int> out(n);
  for (int round = 0; round < 20; round++) {
    int* d;
    CUDA(cudaMallocAsync(&d, n * sizeof(int), stream));
    iota<<<(n + 255) / 256, 256, 0, stream>>>(d, n);
    CUDA(cudaMemcpyAsync(out.data(), d, n * sizeof(int), cudaMemcpyDeviceToHost, stream));
    CUDA(cudaFreeAsync(d, stream));
  }
  CUDA(cudaStreamSynchronize(stream));
  for (int i = 0; i < n; i++) EXPECT(out[i] == i);
  CUDA(cudaMemPoolGetAttribute(pool, cudaMemPoolAttrUsedMemCurrent, &used));
  EXPECT(used == 0);
  CUDA(cudaMemPoolGetAttribute(pool, cudaMemPoolAttrUsedMemHigh, &used));
  EXPECT(used >= n * sizeof(int));
  CUDA(cudaMemPoolTrimTo(pool, 0));

  cudaMemPoolProps properties = {};
  properties.allocType = cudaMemAllocationTypePinned;
  properties.location.type = cudaMemLocationTypeDevice;
  cudaMemPool_t own;
  CUDA(cudaMemPoolCreate(&own, &properties));
  void* p;
  CUDA(cudaMallocFromPoolAsync(&p, 1 << 20, own, stream));
  CUDA(cudaMemsetAsync(p, 1, 1 << 20, stream));
  CUDA(cudaFreeAsync(p, stream));
  CUDA(cudaStreamSynchronize(stream));
  CUDA(cudaMemPoolDestroy(own));

  size_t free_bytes, total_bytes;
  CUDA(cudaMemGetInfo(&free_bytes, &total_bytes));
  EXPECT(free_bytes <= total_bytes && total_bytes > 0);
  EXPECT(cudaMalloc(&p, total_bytes * 16) == cudaErrorMemoryAllocation);
  cudaGetLastError();
  CUDA(cudaStreamDestroy(stream));
  return finish("memory_pools");
}
