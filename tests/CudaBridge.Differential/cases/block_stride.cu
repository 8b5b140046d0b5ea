// A row a block, walked in steps of a block or a constant: full rounds, the rest, sums that all threads read before the next ones take their place.
extern "C" __global__ void block_stride(PARAMETERS) {
  const int gid = blockIdx.x * blockDim.x + threadIdx.x, t = threadIdx.x, threads = blockDim.x;
  __shared__ float tree[1024];
  __shared__ int count;
  float largest = -1e30f, sum = 0;
  for (int c = t; c < n; c += 64) largest = fmaxf(largest, inF[c & 1023]);
  tree[t] = largest;
  __syncthreads();
  for (int half = 512; half > 0; half /= 2) {
    if (t < half && t + half < threads) tree[t] = fmaxf(tree[t], tree[t + half]);
    __syncthreads();
  }
  largest = tree[0];
  __syncthreads();
  for (int c = t; c < n * 3 + 5; c += threads) sum += expf(inF[c & 1023] - largest) * (c & 3);
  tree[t] = sum;
  __syncthreads();
  for (int half = 512; half > 0; half /= 2) {
    if (t < half && t + half < threads) tree[t] += tree[t + half];
    __syncthreads();
  }
  sum = tree[0];
  out[gid * 10 + 3] = bits(tree[threads - 1]);
  __syncthreads();
  if (t == 0) count = 0;
  __syncthreads();
  int first = count;
  __syncthreads();
  for (unsigned c = t; c < (unsigned)n; c += 128) atomicAdd(&count, inB[c & 63] & 1);
  __syncthreads();
  int second = count;
  out[gid * 10 + 0] = bits(largest) ^ bits(sum);
  out[gid * 10 + 1] = first * 1000 + second;
  __syncthreads();
  int seen = count;
  __syncthreads();
  if (t == threads - 1) count = seen + 1;
  __syncthreads();
  out[gid * 10 + 2] = seen + count * 3;
  float last = 0;
  for (int c = t; c < n - 70; c += threads) last = expf(inF[c & 1023] - largest) / sum;
  out[gid * 10 + 4] = bits(last);
}
