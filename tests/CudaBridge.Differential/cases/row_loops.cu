// Every thread sums up a row of its own, some none, some under a condition that changes on the way; what a row leaves behind is used after it.
extern "C" __global__ void row_loops(PARAMETERS) {
  const int gid = blockIdx.x * blockDim.x + threadIdx.x, lane = threadIdx.x & 31;
  const int first = inI[gid & 1023] & 511, last = first + (lane * 7 & 31);
  float sum = 0;
  for (int i = first; i < last; i++) sum += inF[i] * inF[inI[i] & 1023];
  unsigned found = ~0u;
  int at = first;
  if (lane % 3)
    for (; at < last + 1; at++)
      if ((unsigned)inI[at] < found) found = inI[at];
  double mixed = lane;
  for (const float* p = inF + first; p != inF + last; p++) mixed += *p < 1 ? *p : 0.5;
  out[gid * 10 + 0] = bits(nn(sum));
  out[gid * 10 + 1] = (u64)found << 32 | at;
  out[gid * 10 + 2] = bits(nn(mixed));
}
