// Functions that stay functions, in a warp: by name, through pointers that differ from thread to thread, recursive, with structures and addresses of local variables.
struct Pair {
  int first;
  double second;
};

__device__ __noinline__ int place(int scale) { return threadIdx.x * scale + blockIdx.x; }

__device__ __noinline__ Pair twice(Pair p, int* counter) {
  (*counter)++;
  p.first = p.first * 2 + (int)threadIdx.x;
  p.second = p.second / 2;
  return p;
}

__device__ int factorial(int n) { return n < 2 ? 1 : n * factorial(n - 1); }
__device__ int first(int x) { return x + 1; }
__device__ int second(int x) { return x * (int)threadIdx.x; }
__device__ int third(int x) { return factorial(x & 7); }
__device__ __noinline__ void none() {}
__device__ int (*const table[])(int) = {first, second, third};

extern "C" __global__ void calls(PARAMETERS) {
  const int gid = blockIdx.x * blockDim.x + threadIdx.x, t = threadIdx.x;
  __shared__ int values[1024];
  int counter = 0;
  Pair p = {inB[gid & 63], (double)inF[gid & 1023]};
  values[t] = place(3);
  __syncthreads();
  for (int i = 0; i < (gid & 3) + 1; i++) {
    if ((t + i) & 1) p = twice(p, &counter);
    values[t] = table[(t + i) % 3](values[t]);
  }
  none();
  __syncthreads();
  out[gid * 10] = values[(t + 1) % blockDim.x] + counter;
  out[gid * 10 + 1] = p.first;
  out[gid * 10 + 2] = bits((float)p.second);
  if (t % 5 != 2) out[gid * 10 + 3] = factorial(t % 9) + table[n % 3](t);
}
