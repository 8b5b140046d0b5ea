// Compiled for per-thread default streams: stream 0 of one thread neither waits for nor blocks stream 0 of another, and the synchronous
// copies of a thread follow its own default stream only.
#define CUDA_API_PER_THREAD_DEFAULT_STREAM
#include <pthread.h>
#include <unistd.h>
#include "check.h"

static int released;

static void wait_for_release(void* unused) {
  (void)unused;
  while (!__atomic_load_n(&released, __ATOMIC_SEQ_CST)) usleep(1000);
}

static void* in_another_thread(void* memory) {
  int back = 0;
  OK(cudaMemsetAsync(memory, 1, 4, 0));
  OK(cudaMemcpy(&back, memory, 4, cudaMemcpyDeviceToHost));
  CHECK(back == 0x01010101);
  OK(cudaStreamSynchronize(0));
  OK(cudaStreamQuery(0));
  return NULL;
}

int main(void) {
  void* memory;
  pthread_t thread;
  unsigned long long mine, named;
  OK(cudaMalloc(&memory, 4));
  OK(cudaLaunchHostFunc(0, wait_for_release, NULL));
  CHECK(pthread_create(&thread, NULL, in_another_thread, memory) == 0);
  CHECK(pthread_join(thread, NULL) == 0);
  EXPECT(cudaErrorNotReady, cudaStreamQuery(0));
  EXPECT(cudaErrorNotReady, cudaStreamQuery(cudaStreamPerThread));
  OK(cudaStreamGetId(0, &mine));
  OK(cudaStreamGetId(cudaStreamPerThread, &named));
  CHECK(mine == named);
  __atomic_store_n(&released, 1, __ATOMIC_SEQ_CST);
  OK(cudaStreamSynchronize(0));
  puts("ok");
  return 0;
}
