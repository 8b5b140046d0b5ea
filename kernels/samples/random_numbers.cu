// Random numbers in kernels: π by dart throwing, moments of a normal distribution, independent and repeatable sequences.
#include <curand_kernel.h>
#include <cmath>
#include <vector>
#include "check.h"

template <typename State>
__global__ void darts(unsigned long long seed, int throws, int* hits, float* sums) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  State state;
  curand_init(seed, i, 0, &state);
  int inside = 0;
  float sum = 0, squares = 0;
  for (int k = 0; k < throws; k++) {
    float x = curand_uniform(&state), y = curand_uniform(&state), z = curand_normal(&state);
    inside += x * x + y * y <= 1.0f;
    sum += z, squares += z * z;
  }
  hits[i] = inside;
  sums[2 * i] = sum, sums[2 * i + 1] = squares;
}

template <typename State>
static void check(const char* name) {
  const int threads = 1024, throws = 500;
  std::vector<int> hits(threads), again(threads);
  std::vector<float> sums(2 * threads);
  DeviceArray<int> dh(threads);
  DeviceArray<float> ds(2 * threads);
  darts<State><<<8, 128>>>(1234, throws, dh, ds);
  dh.download(hits.data()), ds.download(sums.data());
  darts<State><<<8, 128>>>(1234, throws, dh, ds);
  dh.download(again.data());
  EXPECT(hits == again);
  double inside = 0, mean = 0, variance = 0;
  for (int i = 0; i < threads; i++) inside += hits[i], mean += sums[2 * i], variance += sums[2 * i + 1];
  const double n = double(threads) * throws, pi = 4 * inside / n;
  mean /= n, variance /= n;
  std::printf("%s: pi %.4f, mean %.4f, variance %.4f\n", name, pi, mean, variance);
  EXPECT(std::fabs(pi - 3.14159) < 0.012);  // five standard deviations
  EXPECT(std::fabs(mean) < 0.007 && std::fabs(variance - 1) < 0.01);
}

int main() {
  check<curandState>("XORWOW");
  check<curandStatePhilox4_32_10_t>("Philox");
  return finish("random_numbers");
}
