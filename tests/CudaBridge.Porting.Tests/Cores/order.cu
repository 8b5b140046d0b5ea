// Threads that wait for others, functions that call themselves last, and the functions of doubles; each checked on the host.
#include <cmath>
#include <cstdio>

__device__ int lock = 0;

// A critical section.
__global__ void guarded(int* sums) {
  for (bool done = false; !done;) {
    if (atomicCAS(&lock, 0, 1) != 0) continue;
    sums[0] = sums[0] + threadIdx.x;
    sums[1] = sums[1] + 1;
    __threadfence();
    atomicExch(&lock, 0);
    done = true;
  }
}

// A running sum from block to block: each waits for the one before it.
__global__ void chained(const int* in, volatile int* sums, volatile int* ready) {
  __shared__ int before;
  if (threadIdx.x == 0) {
    int own = in[blockIdx.x];
    if (blockIdx.x > 0) {
      while (ready[blockIdx.x - 1] == 0) { }
      own += sums[blockIdx.x - 1];
    }
    before = own;
    sums[blockIdx.x] = own;
    __threadfence();
    ready[blockIdx.x] = 1;
  }
  __syncthreads();
  if (threadIdx.x == 1) sums[gridDim.x + blockIdx.x] = before;
}

// Halves a shared array, level by level.
__device__ __noinline__ int tree(int* s, int half) {
  __syncthreads();
  if (half == 0) return s[0];
  if (threadIdx.x < half) s[threadIdx.x] += s[threadIdx.x + half];
  return tree(s, half / 2);
}

__global__ void halved(int* out) {
  __shared__ int s[64];
  s[threadIdx.x] = threadIdx.x + 1;
  out[threadIdx.x] = tree(s, 32);
}

const int functions = 27;

__host__ __device__ inline double function(int which, double x) {
  switch (which) {
    case 0: return exp(x);
    case 1: return exp2(x);
    case 2: return expm1(x);
    case 3: return log(x + 3);
    case 4: return log2(x + 3);
    case 5: return log10(x + 3);
    case 6: return log1p(x / 4);
    case 7: return sin(x * 1e5);
    case 8: return cos(x * 1e15);
    case 9: return tan(x);
    case 10: return asin(x / 3);
    case 11: return acos(x / 3);
    case 12: return atan(x);
    case 13: return atan2(x, 0.5 - x);
    case 14: return sinh(x);
    case 15: return cosh(x);
    case 16: return tanh(x);
    case 17: return pow(x + 3, 2.5 * x);
    case 18: return cbrt(x);
    case 19: return hypot(x, 1.5);
    case 20: return floor(x) + ceil(x * 3) + trunc(x * 5) + rint(x * 7) + round(x * 9);
    case 21: return fmod(x * 100, 0.7);
    case 22: return fma(x, 1.0 / 3, -x / 3);
    case 23: return erf(x) + erfc(x / 2);
    case 24: return isnan(x) || isinf(x) ? 1 : copysign(2.5, x);
    case 25: return tgamma(x + 2.5) + lgamma(x + 8);
    default: return ldexp(x, 3) + fdim(x, 1.0);
  }
}

__global__ void doubles(double* out, int points) {
  int i = threadIdx.x;
  for (int f = 0; f < functions; f++) out[f * points + i] = function(f, (i - points / 2) * 0.043);
}

int failures = 0;

void expect(const char* what, int at, double value, double right, double tolerance = 0) {
  if (std::fabs(value - right) <= tolerance * std::fabs(right)) return;
  if (failures++ < 5) std::printf("%s[%d] = %.17g, not %.17g\n", what, at, value, right);
}

int main() {
  int *d, sums[64] = {};
  cudaMalloc((void**)&d, sizeof sums);
  cudaMemset(d, 0, sizeof sums);
  guarded<<<3, 64>>>(d);
  cudaMemcpy(sums, d, sizeof sums, cudaMemcpyDeviceToHost);
  expect("guarded", 0, sums[0], 3 * 63 * 32);
  expect("guarded", 1, sums[1], 3 * 64);

  const int blocks = 16;
  int *in, *ready, numbers[blocks];
  for (int b = 0; b < blocks; b++) numbers[b] = 3 * b + 1;
  cudaMalloc((void**)&in, sizeof numbers);
  cudaMalloc((void**)&ready, sizeof numbers);
  cudaMemcpy(in, numbers, sizeof numbers, cudaMemcpyHostToDevice);
  cudaMemset(ready, 0, sizeof numbers);
  chained<<<blocks, 32>>>(in, d, ready);
  cudaMemcpy(sums, d, sizeof sums, cudaMemcpyDeviceToHost);
  for (int b = 0, sum = 0; b < blocks; b++) expect("chained", b, sums[blocks + b], sum += numbers[b]);

  halved<<<1, 64>>>(d);
  cudaMemcpy(sums, d, sizeof sums, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 64; i++) expect("halved", i, sums[i], 65 * 32);

  const int points = 48;
  double *dd, values[functions * points];
  cudaMalloc((void**)&dd, sizeof values);
  doubles<<<1, points>>>(dd, points);
  cudaMemcpy(values, dd, sizeof values, cudaMemcpyDeviceToHost);
  for (int f = 0; f < functions; f++)
    for (int i = 0; i < points; i++) expect("doubles", f * 1000 + i, values[f * points + i], function(f, (i - points / 2) * 0.043), 5e-15);

  std::printf("order: %s\n", failures == 0 ? "ok" : "FAILED");
  return failures != 0;
}
