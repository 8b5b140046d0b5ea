// Atomics of a warp on one word: with and without their results, in all lanes, in some, and in loops that lanes leave at different times.
// Which thread comes first is open, so what a thread got counts by its square.
extern "C" __global__ void one_word(PARAMETERS) {
  const int gid = blockIdx.x * blockDim.x + threadIdx.x;
  __shared__ unsigned word[10];
  __shared__ u64 wide, got[4];
  if (threadIdx.x == 0) {
    for (int i = 0; i < 10; i++) word[i] = 5 * i;
    for (int i = 0; i < 4; i++) got[i] = 0;
    wide = 7;
  }
  __syncthreads();
  const int x = inI[gid & 1023];
  u64 count = atomicAdd(&word[0], 3);
  atomicAdd(&got[0], count * count);
  if (x & 4) {
    u64 up = atomicAdd(&word[1], 2), down = atomicSub(&word[2], (unsigned)n), far = atomicAdd(&wide, pl);
    atomicAdd(&got[1], up * up);
    atomicAdd(&got[2], down * down);
    atomicAdd(&got[3], far * far);
    atomicXor(&word[3], (unsigned)n);
    atomicExch(&word[4], (unsigned)x);
  }
  for (int i = 0; i < (x & 7); i++) {
    atomicAdd(&word[5], 1);
    atomicSub(&word[6], (unsigned)x);
    atomicMax((int*)&word[7], x);
    atomicAnd(&word[8], (unsigned)n | 0xff00);
    u64 turn = atomicAdd(&word[9], 1);
    atomicAdd(&got[0], turn * turn);
  }
  atomicAdd(acc, 1);
  __syncthreads();
  out[gid * 10 + 0] = got[0];
  out[gid * 10 + 1] = got[1];
  out[gid * 10 + 2] = got[2];
  out[gid * 10 + 3] = got[3];
  out[gid * 10 + 4] = wide;
  out[gid * 10 + 5] = (u64)word[0] << 32 | word[1];
  out[gid * 10 + 6] = (u64)word[2] << 32 | word[3];
  out[gid * 10 + 7] = (u64)word[5] << 32 | word[6];
  out[gid * 10 + 8] = (u64)word[7] << 32 | word[8];
  out[gid * 10 + 9] = (u64)word[9] << 32 | (word[4] == 20 || (word[4] & 4));
}
