// base + lane × stride leaves the range of a narrow type, or reaches its sign bit.
extern "C" __global__ void narrow_progression(PARAMETERS) {
  const int gid = blockIdx.x * blockDim.x + threadIdx.x, tid = threadIdx.x;
  out[gid * 10 + 0] = bits((short)(tid << 11));
  out[gid * 10 + 1] = (long long)(int)((unsigned)tid << 27);
  out[gid * 10 + 2] = (int)((unsigned)tid << 27) < 0 ? 7 : 9;
  out[gid * 10 + 3] = (long long)((unsigned long long)tid << 62) >> 3;
  out[gid * 10 + 4] = (unsigned long long)tid << 63;
  out[gid * 10 + 5] = (unsigned short)(tid * 2051);
}
