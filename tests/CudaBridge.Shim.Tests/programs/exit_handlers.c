// Functions registered with atexit, as static destructors are, still call the runtime: no crash, no hang.
#include "check.h"

static void* memory;
static cudaStream_t stream;

static void at_exit(void) {
  cudaStreamDestroy(stream);
  cudaFree(memory);
  cudaDeviceReset();
  puts("ok");
}

int main(void) {
  atexit(at_exit);
  OK(cudaMalloc(&memory, 100));
  OK(cudaStreamCreate(&stream));
  OK(cudaMemsetAsync(memory, 0, 100, stream));
  return 0;
}
