/// The part of the complex plane that a picture shows.
struct View {
  double centerX, centerY;
  /// Width of the picture in the plane.
  double width;
};

/// Colours every point by how fast it escapes.
/// @param pixels red, green and blue of each point, row by row
/// @param limit iterations after which a point counts as inside
__global__ void mandelbrot(uchar3* pixels, int width, int height, View view, int limit) {
  int px = blockIdx.x * blockDim.x + threadIdx.x, py = blockIdx.y * blockDim.y + threadIdx.y;
  if (px >= width || py >= height) return;
  double scale = view.width / width;
  double x = view.centerX + (px - width * 0.5) * scale, y = view.centerY + (py - height * 0.5) * scale;
  double a = 0, b = 0;
  int i = 0;
  while (i < limit && a * a + b * b < 256) {
    double next = a * a - b * b + x;
    b = 2 * a * b + y;
    a = next;
    i++;
  }
  if (i == limit) {
    pixels[py * width + px] = make_uchar3(0, 0, 0);
    return;
  }
  float smooth = i + 1 - log2f(0.5f * log2f(float(a * a + b * b)));
  float t = 0.08f * sqrtf(smooth) * 6.2831853f;
  pixels[py * width + px] = make_uchar3(127 - 127 * cosf(t * 1.7f), 127 - 127 * cosf(t * 1.7f + 0.9f), 140 - 115 * cosf(t * 1.7f + 1.9f));
}
