// Checks that never fail end in a trap, in loops, behind barriers: control flow with ends that nothing comes back from.
__device__ int checked(int value, int limit) {
  if (value > limit) __trap();
  for (int i = 0; i < (value & 3); i++) {
    if (i > 7) __trap();
    value += i;
  }
  return value;
}

extern "C" __global__ void checks(PARAMETERS) {
  const int gid = blockIdx.x * blockDim.x + threadIdx.x, t = threadIdx.x;
  __shared__ int values[1024];
  int sum = 0;
  for (int i = 0; i < n; i++) {
    int x = inB[(gid + i) & 63] & 255;
    if (x < 0) {
      if (t > 2048) __trap();
      else break;
    }
    if (x == 3) continue;
    sum += checked(x, 1000);
    if (sum < -1000000) __trap();
  }
  values[t] = sum;
  __syncthreads();
  for (int i = 0; i < 3; i++) {
    if (values[(t + i) % blockDim.x] == -1) {
      __trap();
    }
    __syncthreads();
    values[t] += i;
    __syncthreads();
  }
  out[gid * 10] = values[(t * 7) % blockDim.x];
}
