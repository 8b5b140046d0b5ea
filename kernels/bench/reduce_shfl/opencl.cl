// OpenCL 1.2 has no shuffles (PoCL 3.1 no subgroups): the warps' exchange goes through local memory.
#define THREADS 256

kernel void reduce(global const float* values, global float* sums, uint n) {
  local float exchange[THREADS], warps[32];
  uint thread = get_local_id(0), i = get_global_id(0), lane = thread % 32, warp = thread / 32;
  float sum = i < n ? values[i] : 0;
  for (uint distance = 16; distance > 0; distance /= 2) {
    exchange[thread] = sum;
    barrier(CLK_LOCAL_MEM_FENCE);
    if (lane < distance) sum += exchange[thread + distance];
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  if (lane == 0) warps[warp] = sum;
  barrier(CLK_LOCAL_MEM_FENCE);
  sum = thread < get_local_size(0) / 32 ? warps[thread] : 0;
  for (uint distance = 16; distance > 0; distance /= 2) {
    if (warp == 0) exchange[thread] = sum;
    barrier(CLK_LOCAL_MEM_FENCE);
    if (thread < distance) sum += exchange[thread + distance];
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  if (thread == 0) sums[get_group_id(0)] = sum;
}
