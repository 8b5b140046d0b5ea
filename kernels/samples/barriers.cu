// Barriers where programs really put them: after some threads have left, inside loops and branches, and with a vote.
#include <vector>
#include "check.h"

// Half of the threads return at once; the rest still meet.
__global__ void exited_threads(int* out) {
  __shared__ int s[128];
  int t = threadIdx.x;
  if (t >= 64) return;
  s[t] = t * 3;
  __syncthreads();
  out[t] = s[63 - t];
}

// Every thread takes the same number of barriers, through different branches.
__global__ void divergent_branches(int* out) {
  __shared__ int s[96];
  int t = threadIdx.x;
  if (t % 2) {
    s[t] = t;
    __syncthreads();
  } else {
    s[t] = -t;
    __syncthreads();
  }
  out[t] = s[(t + 1) % 96];
}

// Thread t leaves the loop after t / 32 + 1 rounds: the barrier counts the threads that are left.
__global__ void shrinking_loop(int* rounds) {
  __shared__ int left;
  if (threadIdx.x == 0) left = 0;
  __syncthreads();
  int t = threadIdx.x;
  for (int round = 0; round <= t / 32; round++) {
    __syncthreads();
    if (t % 32 == 0) atomicAdd(&left, 1);
    __syncthreads();
    rounds[t] = left;
  }
}

__global__ void voting(int* count, int* all, int* any, int limit) {
  int t = threadIdx.x;
  count[t] = __syncthreads_count(t < limit);
  all[t] = __syncthreads_and(t < limit);
  any[t] = __syncthreads_or(t < limit);
}

int main() {
  std::vector<int> out(128);
  DeviceArray<int> d(128), e(128), f(128);
  exited_threads<<<1, 128>>>(d);
  d.download(out.data());
  for (int t = 0; t < 64; t++) EXPECT(out[t] == (63 - t) * 3);

  divergent_branches<<<1, 96>>>(d);
  d.download(out.data());
  for (int t = 0; t < 96; t++) {
    int from = (t + 1) % 96;
    EXPECT(out[t] == (from % 2 ? from : -from));
  }

  shrinking_loop<<<1, 128>>>(d);
  d.download(out.data());
  int expected[] = {4, 7, 9, 10};  // 4 warps in round one, then 3, 2, 1
  for (int t = 0; t < 128; t++) EXPECT(out[t] == expected[t / 32]);

  for (int limit : {0, 1, 50, 128}) {
    voting<<<1, 128>>>(d, e, f, limit);
    d.download(out.data());
    for (int v : out) EXPECT(v == limit);
    e.download(out.data());
    for (int v : out) EXPECT((v != 0) == (limit == 128));
    f.download(out.data());
    for (int v : out) EXPECT((v != 0) == (limit > 0));
  }
  return finish("barriers");
}
