// Atomics of full warps on addresses that differ: elements of several widths choose them, values are the same for all or not.
extern "C" __global__ void shared_atomics(PARAMETERS) {
  __shared__ unsigned bins[64];
  __shared__ u64 wide[16];
  const int gid = blockIdx.x * blockDim.x + threadIdx.x;
  for (int i = threadIdx.x; i < 64; i += blockDim.x) bins[i] = 0, wide[i & 15] = 0;
  __syncthreads();
  atomicAdd(&bins[inB[gid & 63] & 63], 1u);
  atomicAdd(&bins[inS[gid & 63] & 31], (unsigned)inI[gid & 63]);
  __syncthreads();
  atomicXor(&bins[(inI[gid & 63] >> 3) & 63], inB[(gid + 1) & 63] * 257u);
  atomicMax(&wide[inL[gid & 63] & 15], inL[(gid * 5) & 63]);
  if (gid < n) atomicAdd(&acc[inB[gid & 63] & 15], (unsigned)gid);
  __syncthreads();
  out[gid * 10 + 0] = bins[threadIdx.x & 63];
  out[gid * 10 + 1] = wide[threadIdx.x & 15];
}
