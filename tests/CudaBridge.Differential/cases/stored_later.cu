// A value loaded by some lanes and then overwritten in memory: LLVM 22 moved the masked load behind the store.
extern "C" __global__ void stored_later(PARAMETERS) {
  const int tid = threadIdx.x + blockDim.x * (threadIdx.y + blockDim.y * threadIdx.z), nt = blockDim.x * blockDim.y * blockDim.z;
  const int block = blockIdx.x + gridDim.x * (blockIdx.y + gridDim.y * blockIdx.z), gid = block * nt + tid;
  __shared__ float s1[256];
  for (int i1 = tid; i1 < 256; i1 += nt) s1[i1] = (float)(i1 * 3) + -7.25f;
  __syncthreads();
  float v2 = inF[gid];
  float v3 = inF[gid];
  if (((float)(tid) >= v2) || ((v2 = pf) > 8)) {
    v2 = s1[tid];
    switch (((int)(block & n) & 7)) {
    case 0: {
      for (int i5 = 1; i5 < 7; i5 += 2) {
        s1[tid] = 0.0f;
        v3 = 0.0f;
      }
    } break;
    case 1: {
    } break;
    case 2: {
    } break;
    case 3: {
    } break;
    default: break;
    }
  }
  out[gid * 10 + 0] = bits(v2);
  out[gid * 10 + 1] = bits(v3);
}
