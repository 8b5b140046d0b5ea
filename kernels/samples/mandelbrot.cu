// Divergent loops: each thread iterates until its point escapes. Writes the picture to a file given as argument.
#include <vector>
#include "check.h"

__host__ __device__ int escape(double x, double y, int limit) {
  double a = 0, b = 0;
  int i = 0;
  while (i < limit && a * a + b * b < 4) {
    double next = a * a - b * b + x;
    b = 2 * a * b + y;
    a = next;
    i++;
  }
  return i;
}

__global__ void image(unsigned char* pixels, int width, int height, int limit) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x >= width || y >= height) return;
  int i = escape(-2.2 + 3.0 * x / width, -1.2 + 2.4 * y / height, limit);
  pixels[y * width + x] = i == limit ? 0 : (unsigned char)(55 + i * 7 % 200);
}

int main(int argc, char** argv) {
  const int width = 600, height = 480, limit = 200;
  std::vector<unsigned char> pixels(width * height);
  DeviceArray<unsigned char> d(pixels.size());
  image<<<dim3((width + 15) / 16, (height + 15) / 16), dim3(16, 16)>>>(d, width, height, limit);
  CUDA(cudaDeviceSynchronize());
  d.download(pixels.data());
  int inside = 0;
  for (unsigned char p : pixels) inside += p == 0;
  const double area = inside * 3.0 * 2.4 / (width * height);
  std::printf("area of the set: %.3f (1.507 in the limit)\n", area);
  EXPECT(area > 1.48 && area < 1.56);
  if (argc > 1) {
    FILE* file = std::fopen(argv[1], "wb");
    EXPECT(file != nullptr);
    if (file) {
      std::fprintf(file, "P5 %d %d 255\n", width, height);
      std::fwrite(pixels.data(), 1, pixels.size(), file);
      std::fclose(file);
    }
  }
  return finish("mandelbrot");
}
