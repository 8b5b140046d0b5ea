// One operand is known to be no NaN, the other one is a NaN for some threads.
extern "C" __global__ void minimum_of_a_number(PARAMETERS) {
  const int gid = blockIdx.x * blockDim.x + threadIdx.x, lane = threadIdx.x & 31;
  const double x = __half2float(inH[gid]);
  const float y = inF[gid], clamped = fminf(fmaxf(pf, 0.0f), y);
  out[gid * 10 + 0] = (u64)__double_as_longlong(fmax(x, (double)lane));
  out[gid * 10 + 1] = __float_as_uint(fminf((float)gid, y));
  out[gid * 10 + 2] = __float_as_uint(clamped);
}
