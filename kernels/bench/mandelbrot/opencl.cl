#define LIMIT 256

kernel void mandelbrot(global int* iterations, int n, float step) {
  int column = get_global_id(0), row = get_global_id(1);
  float cx = -2 + column * step, cy = -1.25f + row * step, x = 0, y = 0;
  int i = 0;
  for (; i < LIMIT && x * x + y * y <= 4; i++) {
    float next = x * x - y * y + cx;
    y = 2 * x * y + cy;
    x = next;
  }
  iterations[row * n + column] = i;
}
