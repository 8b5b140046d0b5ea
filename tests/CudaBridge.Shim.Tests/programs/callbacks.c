// Host functions and callbacks run in stream order; CUDA calls inside them are refused.
#include "check.h"

static int steps;

static void host_function(void* data) {
  void* memory;
  EXPECT(cudaErrorNotPermitted, cudaMalloc(&memory, 4));
  CHECK(data == &steps && __atomic_fetch_add(&steps, 1, __ATOMIC_SEQ_CST) == 0);
}

static void CUDART_CB callback(cudaStream_t stream, cudaError_t status, void* data) {
  CHECK(stream == *(cudaStream_t*)data && status == cudaSuccess);
  CHECK(__atomic_fetch_add(&steps, 1, __ATOMIC_SEQ_CST) == 1);
}

int main(void) {
  cudaStream_t stream;
  OK(cudaStreamCreate(&stream));
  OK(cudaLaunchHostFunc(stream, host_function, &steps));
  OK(cudaStreamAddCallback(stream, callback, &stream, 0));
  OK(cudaStreamSynchronize(stream));
  CHECK(__atomic_load_n(&steps, __ATOMIC_SEQ_CST) == 2);
  puts("ok");
  return 0;
}
