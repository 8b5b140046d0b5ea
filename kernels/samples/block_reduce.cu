// A tree reduction in static shared memory, and the same in dynamic shared memory with two arrays in it.
#include <vector>
#include "check.h"

__global__ void sum_static(const int* in, int* out, int n) {
  __shared__ int s[256];
  int t = threadIdx.x, i = blockIdx.x * 256 + t;
  s[t] = i < n ? in[i] : 0;
  __syncthreads();
  for (int step = 128; step > 0; step >>= 1) {
    if (t < step) s[t] += s[t + step];
    __syncthreads();
  }
  if (t == 0) out[blockIdx.x] = s[0];
}

extern __shared__ int dynamic[];

__global__ void sum_and_max(const int* in, int* sums, int* maxima, int n) {
  int* s = dynamic;
  int* m = dynamic + blockDim.x;
  int t = threadIdx.x, i = blockIdx.x * blockDim.x + t;
  s[t] = i < n ? in[i] : 0;
  m[t] = i < n ? in[i] : -2147483647;
  for (int step = blockDim.x / 2; step > 0; step /= 2) {
    __syncthreads();
    if (t >= step) continue;  // the others still meet at the barrier above
    s[t] += s[t + step];
    m[t] = max(m[t], m[t + step]);
  }
  if (t == 0) sums[blockIdx.x] = s[0], maxima[blockIdx.x] = m[0];
}

int main() {
  const int n = 10000, blocks = (n + 255) / 256;
  std::vector<int> in(n), sums(blocks), maxima(blocks);
  for (int i = 0; i < n; i++) in[i] = (i * 7919) % 1009 - 500;
  DeviceArray<int> din(in.data(), n), dsums(blocks), dmaxima(blocks);
  auto check = [&](bool with_max) {
    dsums.download(sums.data());
    dmaxima.download(maxima.data());
    for (int b = 0; b < blocks; b++) {
      int sum = 0, most = -2147483647;
      for (int i = b * 256; i < n && i < b * 256 + 256; i++) sum += in[i], most = std::max(most, in[i]);
      EXPECT(sums[b] == sum);
      EXPECT(!with_max || maxima[b] == most);
    }
  };
  sum_static<<<blocks, 256>>>(din, dsums, n);
  check(false);
  dsums.clear();
  sum_and_max<<<blocks, 256, 2 * 256 * sizeof(int)>>>(din, dsums, dmaxima, n);
  check(true);
  return finish("block_reduce");
}
