// A value of the last lane of a branch that no lane takes: LLVM takes it ahead of the branch.
extern "C" __global__ void no_last_lane(PARAMETERS) {
  const int gid = blockIdx.x * blockDim.x + threadIdx.x;
  const bool mine = threadIdx.x == 0 && pf >= (float)gid;
  const int value = pl == 63 ? n : gid;
  for (int i = 0; i < (blockDim.x & 7); i += 2)
    if (mine && blockDim.x < 3) acc[448 + (blockIdx.x & 63)] = value;
  out[gid * 10 + 0] = bits(value);
}
