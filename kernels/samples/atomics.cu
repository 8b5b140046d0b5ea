// Atomic operations of every type, on global and shared memory, returning old values.
#include <algorithm>
#include <vector>
#include "check.h"

struct Totals {
  int add, sub, least, most, bits_and, bits_or, bits_xor, exchanged;
  unsigned inc, dec;
  unsigned long long wide_add, wide_max;
  float f;
  double d;
};

__global__ void update(Totals* t, int* tickets) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  tickets[atomicAdd(&t->add, 1)] = i;
  atomicSub(&t->sub, 2);
  atomicMin(&t->least, i - 7);
  atomicMax(&t->most, i);
  atomicAnd(&t->bits_and, ~(1 << i % 8));
  atomicOr(&t->bits_or, 1 << i % 16);
  atomicXor(&t->bits_xor, i);
  atomicInc(&t->inc, 99);
  atomicDec(&t->dec, 99);
  atomicExch(&t->exchanged, 1);
  atomicAdd(&t->wide_add, 1ull << 33);
  atomicMax(&t->wide_max, (unsigned long long)i << 20);
  atomicAdd(&t->f, 0.5f);
  atomicAdd_system(&t->d, 0.25);
}

__global__ void histogram(const unsigned char* in, int n, unsigned* bins) {
  __shared__ unsigned local[256];
  local[threadIdx.x] = 0;
  __syncthreads();
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x) atomicAdd_block(&local[in[i]], 1);
  __syncthreads();
  atomicAdd(&bins[threadIdx.x], local[threadIdx.x]);
}

// A lock made of compare-and-swap, held by one thread at a time, also within a warp.
__global__ void locked(int* lock, int* value) {
  bool done = false;
  while (!done) {
    if (atomicCAS(lock, 0, 1) == 0) {
      volatile int* v = value;
      *v = *v + 1;
      __threadfence();
      atomicExch(lock, 0);
      done = true;
    }
  }
}

__global__ void multiply(float* product) {
  int* bits = (int*)product;
  int old = *bits, seen;
  do {
    seen = old;
    old = atomicCAS(bits, seen, __float_as_int(__int_as_float(seen) * 2.0f));
  } while (old != seen);
}

int main() {
  const int n = 5000;
  Totals start = {}, end;
  start.bits_and = -1, start.dec = 5;
  DeviceArray<Totals> d(&start, 1);
  DeviceArray<int> tickets(n);
  update<<<n / 250, 250>>>(d, tickets);
  d.download(&end);
  std::vector<int> order(n);
  tickets.download(order.data());
  std::sort(order.begin(), order.end());
  int xored = 0;
  for (int i = 0; i < n; i++) {
    EXPECT(order[i] == i);
    xored ^= i;
  }
  unsigned dec = 5;
  for (int i = 0; i < n; i++) dec = dec == 0 || dec > 99 ? 99 : dec - 1;
  EXPECT(end.add == n && end.sub == -2 * n && end.least == -7 && end.most == n - 1);
  EXPECT(end.bits_and == ~0xff && end.bits_or == 0xffff && end.bits_xor == xored && end.exchanged == 1);
  EXPECT(end.inc == n % 100 && end.dec == dec);
  EXPECT(end.wide_add == (unsigned long long)n << 33 && end.wide_max == (unsigned long long)(n - 1) << 20);
  EXPECT(end.f == 0.5f * n && end.d == 0.25 * n);

  const int bytes = 123457;
  std::vector<unsigned char> data(bytes);
  std::vector<unsigned> expected(256), bins(256);
  for (int i = 0; i < bytes; i++) expected[data[i] = (unsigned char)(i * i >> 3)]++;
  DeviceArray<unsigned char> ddata(data.data(), bytes);
  DeviceArray<unsigned> dbins(256);
  dbins.clear();
  histogram<<<13, 256>>>(ddata, bytes, dbins);
  dbins.download(bins.data());
  EXPECT(bins == expected);

  DeviceArray<int> lock(2);
  lock.clear();
  locked<<<4, 64>>>(lock, lock + 1);
  int state[2];
  lock.download(state);
  EXPECT(state[0] == 0 && state[1] == 256);

  float product = 1;
  DeviceArray<float> dproduct(&product, 1);
  multiply<<<2, 10>>>(dproduct);
  dproduct.download(&product);
  EXPECT(product == 1048576.0f);
  return finish("atomics");
}
