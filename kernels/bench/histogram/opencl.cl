#define BINS 256

kernel void histogram(global const uchar* values, global uint* counts, uint n) {
  local uint bins[BINS];
  uint thread = get_local_id(0);
  bins[thread] = 0;
  barrier(CLK_LOCAL_MEM_FENCE);
  for (uint i = get_global_id(0); i < n; i += get_global_size(0)) atomic_add(&bins[values[i]], 1u);
  barrier(CLK_LOCAL_MEM_FENCE);
  atomic_add(&counts[thread], bins[thread]);
}
