// LLVM makes poison of the bytes that nothing reads; as one number they must not spoil the others.
extern "C" __global__ void unread_elements(PARAMETERS) {
  const int gid = blockIdx.x * blockDim.x + threadIdx.x;
  const short uniform = (short)__vadd4(blockDim.x, 0x7fffffffu | blockDim.x), own = (short)__vadd4((unsigned)inI[gid], 0x7fffffffu | blockDim.x);
  atomicXor(&accL[320 + (uniform & 63)], 64ull + pl);
  out[gid * 10 + 0] = bits(inI[uniform & 63]);
  out[gid * 10 + 1] = bits(inI[own & 63]);
}
