// Loops that wait for their own last round: with two registers for each value where blocks are wide enough, with one where they are not.
extern "C" __global__ void waiting_loops(PARAMETERS) {
  const int gid = (blockIdx.y * gridDim.x + blockIdx.x) * blockDim.x * blockDim.y * blockDim.z + (threadIdx.z * blockDim.y + threadIdx.y) * blockDim.x + threadIdx.x;
  __shared__ float tile[32];
  if (threadIdx.y == 0 && threadIdx.z == 0 && threadIdx.x < 32) tile[threadIdx.x] = nn(inF[threadIdx.x]);
  __syncthreads();
  float x = threadIdx.x * 0.01f, y = threadIdx.y * 0.25f, sum = 0;
  int i = 0;
  for (; i < 40 && x * x + y * y <= 4; i++) {
    const float next = x * x - y * y - 0.5f;
    y = 2 * x * y + 0.25f;
    x = next;
  }
  if (threadIdx.x < blockDim.x && blockDim.x >= 32)
    for (int k = 0; k < 32; k++) sum += tile[k] * x;
  __syncthreads();
  out[gid * 10 + 0] = (u64)i << 32 | bits(nn(x)) >> 1;
  out[gid * 10 + 1] = bits(nn(sum));
}
