#define WIDTH 32
#define HEIGHT 8
#define CENTRE 0.5f
#define SIDE 0.125f

kernel void stencil(global const float* before, global float* after, int n) {
  local float tile[HEIGHT + 2][WIDTH + 2];
  int column = get_local_id(0), row = get_local_id(1), x = get_global_id(0), y = get_global_id(1), i = y * n + x;
  int tx = column + 1, ty = row + 1;
  tile[ty][tx] = before[i];
  if (column == 0 && x > 0) tile[ty][0] = before[i - 1];
  if (column == WIDTH - 1 && x < n - 1) tile[ty][WIDTH + 1] = before[i + 1];
  if (row == 0 && y > 0) tile[0][tx] = before[i - n];
  if (row == HEIGHT - 1 && y < n - 1) tile[HEIGHT + 1][tx] = before[i + n];
  barrier(CLK_LOCAL_MEM_FENCE);
  float value = tile[ty][tx];
  if (x > 0 && y > 0 && x < n - 1 && y < n - 1)
    value = CENTRE * value + SIDE * (tile[ty - 1][tx] + tile[ty + 1][tx] + tile[ty][tx - 1] + tile[ty][tx + 1]);
  after[i] = value;
}
