// One result whether the processor scales by an instruction or by two products: huge, tiny, infinite and subnormal ones, and numbers that are none.
extern "C" __global__ void exponentials(PARAMETERS) {
  const int gid = blockIdx.x * blockDim.x + threadIdx.x;
  const unsigned special[] = {0x7f800000, 0xff800000, 0x7fc00001, 0xffc12345, 0x7f7fffff, 0xff7fffff, 0x42b17218, 0x42b17217, 0xc2aeac50, 0xc2cff1b5, 0xc2d00000, 0x80000001, 0x43000000, 0xc3150000, 0xc3150001, 0x4b000001};
  const float x[] = {__uint_as_float(special[gid & 15]), __uint_as_float(inI[gid & 1023]), inF[gid & 1023], (gid - 300) * 0.37f};
  for (int i = 0; i < 4; i++) {
    unsigned r = bits(expf(x[i])) * 3 + bits(exp2f(x[i])) * 5 + bits(exp10f(x[i])) * 7;
    if (x[i] > -40 && x[i] < 40) r += bits(tanhf(x[i])) + bits(__expf(x[i])) + bits(expf(pf * x[i]));
    out[gid * 10 + i] = r;
  }
}
