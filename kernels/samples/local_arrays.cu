// Arrays and structs private to a thread, indexed by run-time values.
#include <vector>
#include "check.h"

struct Stack {
  int items[32];
  int top;
  __device__ void push(int v) { items[top++] = v; }
  __device__ int pop() { return items[--top]; }
};

// Digits of a number reversed through a private stack.
__global__ void reverse(const int* in, int* out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  Stack s;
  s.top = 0;
  for (int v = in[i]; v; v /= 10) s.push(v % 10);
  int value = 0;
  for (int weight = 1; s.top; weight *= 10) value += s.pop() * weight;
  out[i] = value;
}

__global__ void sort_private(int* data, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  int a[16];
  for (int k = 0; k < 16; k++) a[k] = data[i * 16 + k];
  for (int k = 1; k < 16; k++) {
    int v = a[k], j = k;
    for (; j > 0 && a[j - 1] > v; j--) a[j] = a[j - 1];
    a[j] = v;
  }
  __syncthreads();  // the array lives across it
  for (int k = 0; k < 16; k++) data[i * 16 + k] = a[k];
}

int main() {
  const int n = 1000;
  std::vector<int> in(n), out(n), keys(64 * 16), sorted(64 * 16);
  for (int i = 0; i < n; i++) in[i] = i * 7919 + 1;
  DeviceArray<int> din(in.data(), n), dout(n);
  reverse<<<8, 128>>>(din, dout, n);
  dout.download(out.data());
  for (int i = 0; i < n; i++) {
    int v = 0;
    for (int rest = in[i]; rest; rest /= 10) v = v * 10 + rest % 10;
    EXPECT(out[i] == v);
  }
  for (size_t i = 0; i < keys.size(); i++) keys[i] = int(i * 2654435761u >> 16) % 1000;
  DeviceArray<int> dkeys(keys.data(), keys.size());
  sort_private<<<1, 64>>>(dkeys, 64);
  dkeys.download(sorted.data());
  for (int t = 0; t < 64; t++) {
    long long before = 0, after = 0;
    for (int k = 0; k < 16; k++) {
      before += keys[t * 16 + k], after += sorted[t * 16 + k];
      EXPECT(k == 0 || sorted[t * 16 + k - 1] <= sorted[t * 16 + k]);
    }
    EXPECT(before == after);
  }
  return finish("local_arrays");
}
