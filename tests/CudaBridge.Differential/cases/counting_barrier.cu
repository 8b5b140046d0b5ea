// What a barrier answers, in a value that the whole block takes out of a loop.
extern "C" __global__ void counting_barrier(PARAMETERS) {
  const int gid = blockIdx.x * blockDim.x + threadIdx.x;
  int all = 0;
  for (int i = 0; i < (n & 3) + 1; i++) all = all * 2 + __syncthreads_and(inI[gid + i] >= i);
  out[gid * 10 + 0] = bits(all);
}
