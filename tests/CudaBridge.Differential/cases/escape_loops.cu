// Loops whose lanes leave where they do not take a branch's arm: the arm runs for nobody in the last round, which a division must not do.
extern "C" __global__ void escape_loops(PARAMETERS) {
  const int gid = blockIdx.x * blockDim.x + threadIdx.x;
  const float cx = inF[gid] * 0.01f, cy = inF[gid + 1] * 0.01f;
  float x = 0, y = 0;
  int i = 0;
  for (; i < 50 && x * x + y * y <= 4; i++) {
    const float next = x * x - y * y + cx;
    y = 2 * x * y + cy;
    x = next;
  }
  int d = inI[gid] & 15, q = 1000;
  for (; d != 0 && q > 3; d--) q = q / d + d % 3;
  int u = n & 7, s = 0;
  for (; u > 0 && s < (inI[gid] & 63); u--) s += 60 / u;
  unsigned h = inI[gid];
  int steps = 0;
  while (h != 1 && steps < 30) {
    h = h & 1 ? 3 * h + 1 : h >> 1;
    steps++;
  }
  out[gid * 10 + 0] = (u64)i << 32 | (unsigned)q;
  out[gid * 10 + 1] = bits(nn(x));
  out[gid * 10 + 2] = (u64)s << 32 | (unsigned)steps;
  out[gid * 10 + 3] = h;
}
