// A kernel that faults takes the context with it: every call returns its error, asking does not clear it, only a reset does.
#include "check.h"

__global__ void write_to(int* where) { *where = 1; }

int main() {
  int back = 0, *memory, count, version;
  OK(cudaMalloc(&memory, sizeof *memory));
  int* nowhere = (int*)16;
  void* arguments[] = {&nowhere};
  OK(cudaLaunchKernel((void*)write_to, dim3(1), dim3(1), arguments, 0, 0));
  EXPECT(cudaErrorIllegalAddress, cudaDeviceSynchronize());
  EXPECT(cudaErrorIllegalAddress, cudaGetLastError());
  EXPECT(cudaErrorIllegalAddress, cudaGetLastError());
  EXPECT(cudaErrorIllegalAddress, cudaMalloc(&memory, 16));
  EXPECT(cudaErrorIllegalAddress, cudaMemcpy(&back, memory, sizeof back, cudaMemcpyDeviceToHost));
  EXPECT(cudaErrorIllegalAddress, cudaStreamQuery(0));
  write_to<<<1, 1>>>(memory);
  EXPECT(cudaErrorIllegalAddress, cudaPeekAtLastError());
  OK(cudaGetDeviceCount(&count));
  OK(cudaRuntimeGetVersion(&version));

  OK(cudaDeviceReset());
  cudaGetLastError();
  OK(cudaGetLastError());
  OK(cudaMalloc(&memory, sizeof *memory));
  write_to<<<1, 1>>>(memory);
  OK(cudaMemcpy(&back, memory, sizeof back, cudaMemcpyDeviceToHost));
  CHECK(back == 1);
  puts("ok");
  return 0;
}
