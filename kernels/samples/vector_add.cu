// The first CUDA program: one thread adds one pair of numbers.
#include <vector>
#include "check.h"

__global__ void add(const float* a, const float* b, float* c, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) c[i] = a[i] + b[i];
}

int main() {
  const int n = 100003;
  std::vector<float> a(n), b(n), c(n);
  for (int i = 0; i < n; i++) a[i] = 0.5f * i, b[i] = 3.0f * i;
  DeviceArray<float> da(a.data(), n), db(b.data(), n), dc(n);
  add<<<(n + 255) / 256, 256>>>(da, db, dc, n);
  CUDA(cudaGetLastError());
  dc.download(c.data());
  for (int i = 0; i < n; i++) EXPECT(c[i] == a[i] + b[i]);
  return finish("vector_add");
}
