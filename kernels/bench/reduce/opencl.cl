#define THREADS 256

kernel void reduce(global const float* values, global float* sums, uint n) {
  local float tree[THREADS];
  uint thread = get_local_id(0), i = get_global_id(0);
  tree[thread] = i < n ? values[i] : 0;
  barrier(CLK_LOCAL_MEM_FENCE);
  for (uint half_size = get_local_size(0) / 2; half_size > 0; half_size /= 2) {
    if (thread < half_size) tree[thread] += tree[thread + half_size];
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  if (thread == 0) sums[get_group_id(0)] = tree[0];
}
