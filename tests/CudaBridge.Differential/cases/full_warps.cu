// Warps all, some and none of whose lanes take a branch, what they leave behind at its end, and stores that may go around the caches.
extern "C" __global__ void full_warps(PARAMETERS) {
  const int gid = blockIdx.x * blockDim.x + threadIdx.x, tid = threadIdx.x;
  int kept = 3;
  if (gid < n) {
    kept = inI[gid & 63] + tid;
    out[gid] = bits(inF[gid & 63] * pf);
  }
  if (tid < (n & 63)) {
    if (inI[gid & 63] & 1) kept ^= 5;
    ((int*)scratch)[gid] = kept;
  }
  if (gid + 1 < n) ((float*)vectors)[gid] = kept;
}
