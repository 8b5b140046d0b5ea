// Bits that do not meet in the active lanes meet in lane 0.
extern "C" __global__ void disjoint_bits(PARAMETERS) {
  const int gid = blockIdx.x * blockDim.x + threadIdx.x;
  unsigned x = threadIdx.x * 3 + 16, r = 0;
  if ((x & 16) == 0) r = inI[(x | 16) & 1023];
  if (x >= 8 && x < 16) r += inI[x | 32];
  out[gid * 10 + 0] = r;
}
