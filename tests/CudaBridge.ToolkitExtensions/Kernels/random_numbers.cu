// The device's random numbers are the host's, which host checks compare with published answers.
#include <curand_kernel.h>

#include <cmath>

#include "device_check.h"

struct draws {
  unsigned bits[8];
  float uniform;
  double uniform_double;
  float normal[3];
  double normal_double[2];
  float log_normal;
  unsigned poisson[2];
};

template <class State>
__host__ __device__ draws draw(unsigned long long seed, unsigned long long subsequence, unsigned long long offset) {
  State state;
  curand_init(seed, subsequence, offset, &state);
  draws d;
  for (int i = 0; i < 8; ++i) d.bits[i] = curand(&state);
  skipahead(1000ull, &state);
  skipahead_sequence(3ull, &state);
  d.uniform = curand_uniform(&state);
  d.uniform_double = curand_uniform_double(&state);
  for (int i = 0; i < 3; ++i) d.normal[i] = curand_normal(&state);
  for (int i = 0; i < 2; ++i) d.normal_double[i] = curand_normal_double(&state);
  d.log_normal = curand_log_normal(&state, 0.5f, 0.25f);
  d.poisson[0] = curand_poisson(&state, 4.5);
  d.poisson[1] = curand_poisson(&state, 500.0);
  return d;
}

template <class State>
__global__ void draw_on_device(draws* out) {
  const unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
  out[i] = draw<State>(1234 + i % 3, i * 977ull, i % 11);
}

template <class State>
static void check(const char* name) {
  const int count = 512;
  buffer<draws> out(count);
  draw_on_device<State><<<count / 64, 64>>>(out);
  finish();
  for (int i = 0; i < count; ++i) {
    const draws wanted = draw<State>(1234 + i % 3, i * 977ull, i % 11);
    for (int j = 0; j < 8; ++j) expect_equal(name, i, out[i].bits[j], wanted.bits[j]);
    expect(std::fabs(out[i].uniform - wanted.uniform) < 1e-7, name, i, out[i].uniform, wanted.uniform);
    expect(std::fabs(out[i].uniform_double - wanted.uniform_double) < 1e-15, name, i, out[i].uniform_double, wanted.uniform_double);
    for (int j = 0; j < 3; ++j) expect(std::fabs(out[i].normal[j] - wanted.normal[j]) < 2e-6, name, i, out[i].normal[j], wanted.normal[j]);
    for (int j = 0; j < 2; ++j) expect(std::fabs(out[i].normal_double[j] - wanted.normal_double[j]) < 1e-14, name, i, out[i].normal_double[j], wanted.normal_double[j]);
    expect(std::fabs(out[i].log_normal - wanted.log_normal) < 3e-6, name, i, out[i].log_normal, wanted.log_normal);
    for (int j = 0; j < 2; ++j) expect_equal(name, i, out[i].poisson[j], wanted.poisson[j]);
  }
}

// The program everyone writes: pi from points in a square, a generator a thread.
__global__ void count_inside(curandState* states, unsigned* inside, int points) {
  const unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
  curand_init(2024, i, 0, &states[i]);
  curandState local = states[i];
  unsigned hits = 0;
  for (int p = 0; p < points; ++p) {
    const float x = curand_uniform(&local), y = curand_uniform(&local);
    hits += x * x + y * y <= 1.0f;
  }
  states[i] = local;
  atomicAdd(inside, hits);
}

int main() {
  check<curandStateXORWOW_t>("xorwow");
  check<curandStatePhilox4_32_10_t>("philox");
  check<curandStateMRG32k3a_t>("mrg32k3a");
  buffer<curandState> states(1024);
  buffer<unsigned> inside(1);
  count_inside<<<16, 64>>>(states, inside, 1000);
  finish();
  const double pi = 4.0 * *inside / (1024.0 * 1000.0);
  expect(std::fabs(pi - 3.14159265) < 0.01, "pi", 0, pi, 3.14159265);
  return report();
}
