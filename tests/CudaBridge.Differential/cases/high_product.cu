// The high half of a product of a thread's index with a constant of more than 64 bits.
extern "C" __global__ void high_product(PARAMETERS) {
  const int gid = blockIdx.x * blockDim.x + threadIdx.x;
  out[gid * 10 + 0] = (u64)__mul64hi(threadIdx.x, -128ll);
  out[gid * 10 + 1] = (u64)((__int128)threadIdx.x * (((__int128)3 << 64) + 5) >> 62);
}
