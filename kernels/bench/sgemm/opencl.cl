#define TILE 32

kernel void sgemm(global const float* a, global const float* b, global float* c, int n) {
  local float left[TILE][TILE], right[TILE][TILE];
  int column = get_local_id(0), row = get_local_id(1), x = get_global_id(0), y = get_global_id(1);
  float sum = 0;
  for (int t = 0; t < n; t += TILE) {
    left[row][column] = a[y * n + t + column];
    right[row][column] = b[(t + row) * n + x];
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int k = 0; k < TILE; k++) sum += left[row][k] * right[k][column];
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  c[y * n + x] = sum;
}
