// Lane 0 computes an index below zero that only the lanes above it use.
extern "C" __global__ void guarded_neighbour(PARAMETERS) {
  const int gid = blockIdx.x * blockDim.x + threadIdx.x, tid = threadIdx.x;
  int a = 0, b = 0;
  float c = 0;
  const int k = (n * 5 + 7) & 31;
  if (tid >= k) a = inI[tid - k];
  if (threadIdx.x > 2) b = inI[threadIdx.x - 3];
  if ((size_t)gid >= 5) c = inF[(size_t)gid - 5];
  out[gid * 10 + 0] = bits(a);
  out[gid * 10 + 1] = bits(b);
  out[gid * 10 + 2] = bits(c);
}
