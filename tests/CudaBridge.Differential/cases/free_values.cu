// Values that cost nothing, chosen by several ways through a switch: LLVM 22 hoisted the conversion out of its case and let it into another.
extern "C" __global__ void free_values(PARAMETERS) {
  const int gid = blockIdx.x * blockDim.x + threadIdx.x;
  double v1 = inD[gid];
  short v3 = 0;
  switch (__double_as_longlong(v1) & 7) {
  case 5:
  case 0: v3 = (short)blockDim.x;
  case 1: {
    if (((float)(v3) > 0.5f) || ((v1 = v1 + v1) > 8)) atomicAdd(&accF[threadIdx.x & 63], 1.0f);
  } break;
  case 2: {
  } break;
  }
  out[gid * 10 + 2] = bits(v3);
  out[gid * 10] = bits(v1);
}
