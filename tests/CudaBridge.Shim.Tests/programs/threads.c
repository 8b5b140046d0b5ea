// Many threads use the device at once, with memory, streams and events of their own and one stream in common.
#include <pthread.h>
#include <string.h>
#include "check.h"

enum { THREADS = 16, ROUNDS = 40, BYTES = 40000 };

static cudaStream_t common;

static void* work(void* argument) {
  int id = (int)(size_t)argument;
  unsigned char* host;
  unsigned char *device, *other;
  cudaStream_t stream;
  cudaEvent_t begin, end;
  OK(cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking));
  OK(cudaEventCreate(&begin));
  OK(cudaEventCreate(&end));
  OK(cudaMallocHost((void**)&host, BYTES));
  for (int round = 0; round < ROUNDS; round++) {
    int value = (id * 7 + round) & 255;
    OK(cudaMalloc((void**)&device, BYTES));
    OK(cudaMallocAsync((void**)&other, BYTES, stream));
    OK(cudaEventRecord(begin, stream));
    OK(cudaMemsetAsync(device, value, BYTES, stream));
    OK(cudaMemcpyAsync(other, device, BYTES, cudaMemcpyDeviceToDevice, stream));
    OK(cudaEventRecord(end, stream));
    OK(cudaStreamWaitEvent(common, end, 0));
    OK(cudaMemcpyAsync(host, other, BYTES, cudaMemcpyDeviceToHost, round & 1 ? common : stream));
    OK(cudaStreamSynchronize(round & 1 ? common : stream));
    for (int i = 0; i < BYTES; i++) CHECK(host[i] == value);
    float milliseconds = -1;
    OK(cudaEventElapsedTime(&milliseconds, begin, end));
    CHECK(milliseconds >= 0);
    EXPECT(cudaErrorInvalidDevice, cudaSetDevice(id + 1));
    EXPECT(cudaErrorInvalidDevice, cudaGetLastError());
    OK(cudaFreeAsync(other, stream));
    OK(cudaFree(device));
  }
  OK(cudaFreeHost(host));
  OK(cudaEventDestroy(begin));
  OK(cudaEventDestroy(end));
  OK(cudaStreamDestroy(stream));
  return NULL;
}

int main(void) {
  pthread_t threads[THREADS];
  OK(cudaStreamCreate(&common));
  for (size_t i = 0; i < THREADS; i++) CHECK(pthread_create(&threads[i], NULL, work, (void*)i) == 0);
  for (int i = 0; i < THREADS; i++) CHECK(pthread_join(threads[i], NULL) == 0);
  OK(cudaDeviceSynchronize());
  OK(cudaGetLastError());
  puts("ok");
  return 0;
}
