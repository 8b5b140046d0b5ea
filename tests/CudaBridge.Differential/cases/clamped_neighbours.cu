// Indices that are consecutive but where they are clamped, wrapped or rounded; lanes that take no part.
static __device__ int near(int i, int last) { return min(max(i, 0), last); }

extern "C" __global__ void clamped_neighbours(PARAMETERS) {
  const int gid = blockIdx.x * blockDim.x + threadIdx.x, tid = threadIdx.x;
  out[gid * 10 + 0] = bits(inI[near(tid - 3, 40)]);
  out[gid * 10 + 1] = bits(inB[near(tid + 1, 61)]);
  out[gid * 10 + 2] = bits(inS[near(tid - 1, 1000)]);
  out[gid * 10 + 3] = bits(inF[(int)fminf(fmaxf((float)tid + 0.5f, 0.0f), 50.0f)]);
  out[gid * 10 + 4] = bits(inI[(unsigned)near(tid * 2 - 1, 63)]);
  if (inB[tid] & 1) {
    out[gid * 10 + 5] = bits(inI[near(tid - 2, 30)]);
    out[gid * 10 + 6] = bits(inB[near(tid + 2, n & 31)]);
  }
  // A sum of 32 bits that wraps between two lanes is no progression.
  out[gid * 10 + 7] = bits(inI[min((unsigned)tid - 5u, 63u)]);
  out[gid * 10 + 8] = bits(inI[63 - near(tid, 63)]);
}
