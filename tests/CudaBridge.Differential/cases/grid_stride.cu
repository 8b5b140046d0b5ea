// Loops over the grid's size: full rounds, the rest, and what both leave behind, for starts and bounds of several kinds.
extern "C" __global__ void grid_stride(PARAMETERS) {
  const int gid = blockIdx.x * blockDim.x + threadIdx.x, threads = gridDim.x * blockDim.x;
  __shared__ unsigned bins[16];
  if (threadIdx.x < 16) bins[threadIdx.x] = 0;
  __syncthreads();
  unsigned sum = 7;
  for (unsigned i = blockIdx.x * blockDim.x + threadIdx.x; i < n * 7u; i += gridDim.x * blockDim.x) sum = sum * 3 + inI[i & 63];
  out[gid * 10 + 0] = sum;
  int last = -1, count = 0;
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n * 3 - 100; i += blockDim.x * gridDim.x) {
    if (inI[i & 63] & 1) count += i;
    last = inI[i & 63] ^ i;
  }
  out[gid * 10 + 1] = last;
  out[gid * 10 + 2] = count;
  float f = 0;
  for (size_t i = blockIdx.x * blockDim.x + threadIdx.x + n; i < (size_t)n * 6; i += (size_t)threads) f += inF[i & 63] * pf;
  out[gid * 10 + 3] = bits(f);
  for (unsigned i = threadIdx.x + blockIdx.x * blockDim.x; i < n * 5u + 3; i += blockDim.x * gridDim.x) atomicAdd(&bins[inB[i & 63] & 15], i & 3);
  __syncthreads();
  if (threadIdx.x < 16) atomicAdd(&acc[threadIdx.x], bins[threadIdx.x]);
  // Nobody, somebody and everybody in a round; a bound below zero; a loop within the loop.
  int inner = 0;
  for (int i = gid; i < n - threads; i += threads) inner += 1;
  for (int i = gid; i < -n; i += threads) inner += 1000;
  for (int i = gid; i < n * 2; i += threads)
    for (int j = 0; j < (inI[i & 63] & 7); j++) inner ^= i * j;
  out[gid * 10 + 4] = inner;
}
