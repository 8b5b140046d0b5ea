// Several small elements in one register: casts between the register and its elements, of all sizes, in all lanes and in some.
extern "C" __global__ void packed_elements(PARAMETERS) {
  const int gid = blockIdx.x * blockDim.x + threadIdx.x;
  const unsigned x = inI[gid & 1023], y = inI[(gid + 7) & 1023] * 0x9e3779b9u;
  unsigned r = __vabsdiffs2(x, y), s = 0;
  if (x & 1) s = __vaddus4(__vmaxs4(x, y), r) ^ __vcmpgts2(x + 1, y);
  const __half2 h = __halves2half2(inH[gid & 1023], inH[(gid + 3) & 1023]), k = __hadd2(__hmul2(h, h), __float2half2_rn(0.5f));
  out[gid * 10 + 0] = (u64)r << 32 | s;
  out[gid * 10 + 1] = (u64)__vsadu4(x, y) << 32 | __vavgs2(x, y);
  out[gid * 10 + 2] = bits(nn(__low2half(k))) << 32 | bits(nn(__high2half(k)));
  out[gid * 10 + 3] = (u64)__byte_perm(x, y, 0x6213) << 32 | __vneg2(r);
}
