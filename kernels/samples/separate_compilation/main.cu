// Device code in two files: nvcc -rdc=true main.cu shapes.cu
#include <vector>
#include "../check.h"
#include "shapes.h"

// Each file has its own of this name, and the host writes both.
static __constant__ float unit = 1.0f;

__global__ void measure_all(const Circle* circles, float* areas, float* others) {
  int i = threadIdx.x;
  areas[i] = area(circles[i]) * unit;
  others[i] = measure(circles[i]);
}

int main() {
  const int n = 50;
  std::vector<Circle> circles(n);
  std::vector<float> areas(n), others(n);
  for (int i = 0; i < n; i++) circles[i].radius = float(i);
  DeviceArray<Circle> dc(circles.data(), n);
  DeviceArray<float> da(n), db(n);
  float three = 4.0f;
  CUDA(cudaMemcpyToSymbol(pi, &three, sizeof three));
  float half = 0.5f;
  CUDA(cudaMemcpyToSymbol(unit, &half, sizeof half));
  set_length_unit(10);
  measure_all<<<1, n>>>(dc, da, db);
  da.download(areas.data()), db.download(others.data());
  for (int i = 0; i < n; i++) EXPECT(areas[i] == 2.0f * i * i && others[i] == 80.0f * i);
  int count;
  CUDA(cudaMemcpyFromSymbol(&count, calls, sizeof count));
  EXPECT(count == n);
  return finish("separate_compilation");
}
