// The last-error rules: a failure is remembered by its thread until it is asked for, success does not clear it, the two functions that
// ask are not remembered themselves, and "not ready" is no error.
#include <pthread.h>
#include <string.h>
#include <unistd.h>
#include "check.h"

static void* in_another_thread(void* unused) {
  OK(cudaGetLastError());
  EXPECT(cudaErrorInvalidDevice, cudaSetDevice(9));
  EXPECT(cudaErrorInvalidDevice, cudaPeekAtLastError());
  return unused;
}

static void wait_a_little(void* unused) {
  (void)unused;
  usleep(100000);
}

int main(void) {
  void* memory;
  pthread_t thread;
  cudaStream_t stream;
  cudaEvent_t event;

  OK(cudaPeekAtLastError());
  EXPECT(cudaErrorInvalidValue, cudaMalloc(NULL, 1));
  OK(cudaMalloc(&memory, 16));
  EXPECT(cudaErrorInvalidValue, cudaPeekAtLastError());
  EXPECT(cudaErrorInvalidValue, cudaPeekAtLastError());

  // The newest failure replaces an older one.
  EXPECT(cudaErrorInvalidMemcpyDirection, cudaMemcpy(memory, memory, 8, (enum cudaMemcpyKind)11));
  EXPECT(cudaErrorInvalidMemcpyDirection, cudaGetLastError());
  OK(cudaGetLastError());

  // Each thread has its own.
  EXPECT(cudaErrorInvalidValue, cudaMalloc(NULL, 1));
  CHECK(pthread_create(&thread, NULL, in_another_thread, NULL) == 0);
  CHECK(pthread_join(thread, NULL) == 0);
  EXPECT(cudaErrorInvalidValue, cudaGetLastError());

  // A stub's answer is remembered as any other failure.
  EXPECT(cudaErrorNotSupported, cudaDestroyExternalSemaphore(NULL));
  EXPECT(cudaErrorNotSupported, cudaGetLastError());

  // "Not ready" is an answer, not an error.
  OK(cudaStreamCreate(&stream));
  OK(cudaEventCreate(&event));
  OK(cudaLaunchHostFunc(stream, wait_a_little, NULL));
  OK(cudaEventRecord(event, stream));
  EXPECT(cudaErrorNotReady, cudaStreamQuery(stream));
  EXPECT(cudaErrorNotReady, cudaEventQuery(event));
  OK(cudaGetLastError());
  OK(cudaStreamSynchronize(stream));
  OK(cudaStreamQuery(stream));
  OK(cudaEventQuery(event));

  // A reset leaves the thread's last error alone.
  EXPECT(cudaErrorInvalidValue, cudaMalloc(NULL, 1));
  OK(cudaDeviceReset());
  EXPECT(cudaErrorInvalidValue, cudaGetLastError());

  CHECK(!strcmp(cudaGetErrorName(cudaErrorMemoryAllocation), "cudaErrorMemoryAllocation"));
  CHECK(!strcmp(cudaGetErrorString(cudaErrorMemoryAllocation), "out of memory"));
  CHECK(!strcmp(cudaGetErrorString((cudaError_t)4711), "unrecognized error code"));
  puts("ok");
  return 0;
}
