// Recursive device functions, one of them with a barrier inside.
#include <vector>
#include "check.h"

__device__ __noinline__ unsigned ackermann(unsigned m, unsigned n) {
  if (m == 0) return n + 1;
  return n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
}

__device__ long long fibonacci(int n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); }

__global__ void compute(unsigned* a, long long* f) {
  int i = threadIdx.x;
  a[i] = ackermann(i % 3, i / 3);
  f[i] = fibonacci(i);
}

// Sums a shared array by halving it recursively; every level meets at a barrier.
__device__ __noinline__ int tree(int* s, int half) {
  __syncthreads();
  if (half == 0) return s[0];
  if (threadIdx.x < half) s[threadIdx.x] += s[threadIdx.x + half];
  return tree(s, half / 2);
}

__global__ void recursive_barrier(int* out) {
  __shared__ int s[64];
  s[threadIdx.x] = threadIdx.x + 1;
  out[threadIdx.x] = tree(s, 32);
}

static unsigned host_ackermann(unsigned m, unsigned n) {
  if (m == 0) return n + 1;
  return n == 0 ? host_ackermann(m - 1, 1) : host_ackermann(m - 1, host_ackermann(m, n - 1));
}

int main() {
  const int n = 20;
  std::vector<unsigned> a(n);
  std::vector<long long> f(n);
  DeviceArray<unsigned> da(n);
  DeviceArray<long long> df(n);
  compute<<<1, n>>>(da, df);
  CUDA(cudaDeviceSynchronize());
  da.download(a.data()), df.download(f.data());
  for (int i = 0; i < n; i++) EXPECT(a[i] == host_ackermann(i % 3, i / 3));
  EXPECT(f[19] == 4181 && f[10] == 55 && f[1] == 1);

  std::vector<int> out(64);
  DeviceArray<int> d(64);
  recursive_barrier<<<1, 64>>>(d);
  CUDA(cudaDeviceSynchronize());
  d.download(out.data());
  for (int v : out) EXPECT(v == 64 * 65 / 2);
  return finish("recursion");
}
