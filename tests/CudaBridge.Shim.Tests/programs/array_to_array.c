// cudaMemcpyArrayToArray: bytes of one array's rows, read on from row to row, into another's of another width.
#include <cuda_runtime_api.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OK(call) do { cudaError_t e_ = (call); if (e_ != cudaSuccess) { printf("%d: %s: %s\n", __LINE__, #call, cudaGetErrorName(e_)); exit(1); } } while (0)
#define CHECK(condition) do { if (!(condition)) { printf("%d: not %s\n", __LINE__, #condition); exit(1); } } while (0)

int main(void) {
  unsigned char from[4][12], to[3][16], want[48];
  struct cudaChannelFormatDesc format = {8, 0, 0, 0, cudaChannelFormatKindUnsigned};
  cudaArray_t source, target;
  for (int i = 0; i < 48; i++) from[i / 12][i % 12] = (unsigned char)(i + 1);
  OK(cudaMallocArray(&source, &format, 12, 4, 0));
  OK(cudaMallocArray(&target, &format, 16, 3, 0));
  OK(cudaMemcpy2DToArray(source, 0, 0, from, 12, 12, 4, cudaMemcpyHostToDevice));
  memset(to, 0, sizeof to);
  OK(cudaMemcpy2DToArray(target, 0, 0, to, 16, 16, 3, cudaMemcpyHostToDevice));
  // 30 bytes from column 5 of row 1 on, to column 9 of row 0 on.
  OK(cudaMemcpyArrayToArray(target, 9, 0, source, 5, 1, 30, cudaMemcpyDeviceToDevice));
  OK(cudaMemcpy2DFromArray(to, 16, target, 0, 0, 16, 3, cudaMemcpyDeviceToHost));
  memset(want, 0, sizeof want);
  for (int i = 0; i < 30; i++) want[9 + i] = (unsigned char)(12 + 5 + i + 1);
  CHECK(!memcmp(want, to, sizeof want));
  CHECK(cudaMemcpyArrayToArray(target, 0, 0, source, 0, 0, 4, cudaMemcpyHostToDevice) == cudaErrorInvalidMemcpyDirection);
  CHECK(cudaMemcpyArrayToArray(target, 0, 0, source, 0, 0, 49, cudaMemcpyDeviceToDevice) == cudaErrorInvalidValue);
  (void)cudaGetLastError();
  OK(cudaFreeArray(source));
  OK(cudaFreeArray(target));
  puts("ok");
  return 0;
}
