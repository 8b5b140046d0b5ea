// Memory fences: the block that finishes last adds up what the others left in global memory, in one launch.
#include <vector>
#include "check.h"

__device__ unsigned finished = 0;

__global__ void total(const float* in, int n, volatile float* partial, float* out) {
  __shared__ float s[128];
  __shared__ bool last;
  int t = threadIdx.x;
  float mine = 0;
  for (int i = blockIdx.x * 128 + t; i < n; i += gridDim.x * 128) mine += in[i];
  s[t] = mine;
  __syncthreads();
  for (int step = 64; step; step /= 2) {
    if (t < step) s[t] += s[t + step];
    __syncthreads();
  }
  if (t == 0) {
    partial[blockIdx.x] = s[0];
    __threadfence();
    last = atomicInc(&finished, gridDim.x - 1) == gridDim.x - 1;
  }
  __syncthreads();
  if (last && t == 0) {
    float sum = 0;
    for (unsigned b = 0; b < gridDim.x; b++) sum += partial[b];
    *out = sum;
  }
}

// Producer and consumer in one block: a thread spins on a flag that a thread of another warp sets.
__global__ void hand_over(int* out) {
  __shared__ volatile int flag, value;
  if (threadIdx.x == 0) flag = 0;
  __syncthreads();
  if (threadIdx.x == 0) {
    while (!flag) { }
    __threadfence_block();
    *out = value;
  } else if (threadIdx.x == 40) {
    value = 4711;
    __threadfence_block();
    flag = 1;
  }
}

int main() {
  const int n = 1 << 16, blocks = 37;
  std::vector<float> in(n, 0.25f);
  DeviceArray<float> din(in.data(), n), partial(blocks), out(1);
  for (int round = 0; round < 3; round++) {
    float sum = 0;
    total<<<blocks, 128>>>(din, n, partial, out);
    out.download(&sum);
    EXPECT(sum == 0.25f * n);
  }
  int value = 0;
  DeviceArray<int> handed(1);
  hand_over<<<1, 64>>>(handed);
  handed.download(&value);
  EXPECT(value == 4711);
  return finish("last_block");
}
