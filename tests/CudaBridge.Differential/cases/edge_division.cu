// Divisions whose quotients lie next to whole numbers, at both ends of the types, and by zero in some lanes.
extern "C" __global__ void edge_division(PARAMETERS) {
  const int gid = blockIdx.x * blockDim.x + threadIdx.x;
  const unsigned top = 0xffffffffu - (threadIdx.x & 7), by = (threadIdx.x >> 3) & 7;
  const int x = inI[gid & 1023], y = inI[(gid + 1) & 1023], least = (int)0x80000000u + (int)(threadIdx.x & 3);
  const unsigned a = (unsigned)x * ((unsigned)y | 1), b = (unsigned)y | 1;
  u64 r = 0;
  if (x & 1) r = (u64)(top / by) << 32 | top % by;
  out[gid * 10 + 0] = r;
  out[gid * 10 + 1] = (u64)(a / b) << 32 | (a - 1) / b;
  out[gid * 10 + 2] = (u64)(top / (top - by)) << 32 | top % (top - by);
  out[gid * 10 + 3] = (u64)(unsigned)(least / (int)(by - 1)) << 32 | (unsigned)(least % (int)(by - 1));
  out[gid * 10 + 4] = (u64)(unsigned)(x / y) << 32 | (unsigned)(x % y);
  out[gid * 10 + 5] = (u64)(unsigned)(x / n) << 32 | (unsigned)(x % n);
  out[gid * 10 + 6] = (u64)(unsigned)((short)x / (short)(y | 1)) << 32 | (unsigned)((signed char)x % (signed char)(y | 1));
  out[gid * 10 + 7] = (u64)(unsigned short)((unsigned short)x / (unsigned short)(y | 1)) << 32 | (unsigned)((unsigned char)x / (unsigned char)(y | 1));
  out[gid * 10 + 8] = 0x80000000u / (by + 1) + 0xfffffffeu / (by | 0x7fffffff);
}
