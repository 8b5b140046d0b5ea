// Streams run beside each other and beside the host; events order and time them; host functions take their turn.
#include <atomic>
#include <vector>
#include "check.h"

__global__ void scale(float* data, int n, float by) {
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x) data[i] *= by;
}

__global__ void wait_for(volatile int* flag, int* out) {
  while (*flag == 0) { }
  *out = 7;
}

static std::atomic<int> calls{0};
static void CUDART_CB count(void* by) { calls += *static_cast<int*>(by); }

int main() {
  const int n = 1 << 16, streams = 4;
  float* host;
  CUDA(cudaMallocHost(&host, streams * n * sizeof(float)));
  for (int i = 0; i < streams * n; i++) host[i] = 1;
  DeviceArray<float> d(streams * n);
  cudaStream_t s[streams];
  for (auto& stream : s) CUDA(cudaStreamCreate(&stream));
  int two = 2;
  for (int i = 0; i < streams; i++) {
    CUDA(cudaMemcpyAsync(d + i * n, host + i * n, n * sizeof(float), cudaMemcpyHostToDevice, s[i]));
    for (int k = 0; k <= i; k++) scale<<<16, 256, 0, s[i]>>>(d + i * n, n, 2);
    CUDA(cudaMemcpyAsync(host + i * n, d + i * n, n * sizeof(float), cudaMemcpyDeviceToHost, s[i]));
    CUDA(cudaLaunchHostFunc(s[i], count, &two));
  }
  CUDA(cudaDeviceSynchronize());
  for (int i = 0; i < streams * n; i++) EXPECT(host[i] == float(2 << i / n));
  EXPECT(calls == 2 * streams);

  // A launch returns before its kernel ends: this one ends only when the host says so.
  int *flag, *out;
  CUDA(cudaHostAlloc(&flag, 2 * sizeof(int), cudaHostAllocMapped));
  out = flag + 1;
  *(volatile int*)flag = 0, *out = 0;
  cudaEvent_t before, after, other;
  CUDA(cudaEventCreate(&before));
  CUDA(cudaEventCreate(&after));
  CUDA(cudaEventCreateWithFlags(&other, cudaEventDisableTiming));
  CUDA(cudaEventRecord(before, s[0]));
  wait_for<<<1, 1, 0, s[0]>>>(flag, out);
  CUDA(cudaEventRecord(after, s[0]));
  CUDA(cudaStreamWaitEvent(s[1], after, 0));
  scale<<<1, 32, 0, s[1]>>>(d, 32, 2);
  CUDA(cudaEventRecord(other, s[1]));
  EXPECT(cudaStreamQuery(s[0]) == cudaErrorNotReady);
  EXPECT(cudaEventQuery(other) == cudaErrorNotReady);
  EXPECT(cudaGetLastError() == cudaSuccess);
  *(volatile int*)flag = 1;
  CUDA(cudaEventSynchronize(other));
  EXPECT(*out == 7);
  CUDA(cudaStreamSynchronize(s[0]));
  EXPECT(cudaStreamQuery(s[0]) == cudaSuccess);
  float ms = -1;
  CUDA(cudaEventElapsedTime(&ms, before, after));
  EXPECT(ms >= 0);
  EXPECT(cudaEventElapsedTime(&ms, before, other) == cudaErrorInvalidResourceHandle);
  cudaGetLastError();

  for (auto stream : s) CUDA(cudaStreamDestroy(stream));
  for (auto event : {before, after, other}) CUDA(cudaEventDestroy(event));
  CUDA(cudaFreeHost(host));
  CUDA(cudaFreeHost(flag));
  return finish("streams_and_events");
}
