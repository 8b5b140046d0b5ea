// The first call comes before main, from a constructor, and another from a thread that ends.
#include <pthread.h>
#include "check.h"

static void* memory;

__attribute__((constructor)) static void early(void) { OK(cudaMalloc(&memory, 64)); }

static void* use(void* unused) {
  OK(cudaMemset(memory, 3, 64));
  return unused;
}

int main(void) {
  unsigned char bytes[64];
  pthread_t thread;
  CHECK(pthread_create(&thread, NULL, use, NULL) == 0);
  CHECK(pthread_join(thread, NULL) == 0);
  OK(cudaMemcpy(bytes, memory, 64, cudaMemcpyDeviceToHost));
  CHECK(bytes[63] == 3);
  OK(cudaFree(memory));
  puts("ok");
  return 0;
}
