// The C and C++ library in device code: printf, assert, malloc, new, memcpy, std::min and friends; complex numbers.
#include <algorithm>
#include <cassert>
#include <complex>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>
#include <cuComplex.h>
#include <math_constants.h>
#include "keep.inc"

struct shape {
  int sides;
  __device__ explicit shape(int n) : sides(n) {}
  __device__ virtual ~shape() {}
  __device__ virtual float area() const { return 0; }
};
struct square : shape {
  __device__ square() : shape(4) {}
  __device__ float area() const override { return 1; }
};

__global__ void heap(void** out, char* buffer, size_t n) {
  void* p = malloc(n);
  out[0] = p;
  free(p);
  out[1] = std::malloc(n);
  std::free(out[1]);
  shape* s = new square;
  keep(s->area());
  delete s;
  shape* many = new square[n];
  out[2] = many;
  delete[] (square*)many;
  square* placed = new (buffer) square;
  placed->~square();
  memcpy(out, buffer, n);
  memset(buffer, 0, n);
  printf("%d %f %s\n", 1, 2.0, "three");
  std::printf("none\n");
  assert(out != nullptr);
  float* local = (float*)alloca(n);
  out[3] = local;
}

__global__ void algorithms(arguments a) {
  ARGUMENTS
  keep(std::max(i, 3)); keep(std::min(f, 2.0f)); keep(std::max(d, 1.0));
  int x = i, y = 2;
  x = std::move(y);
  keep(x);
}

__global__ void complex_numbers(arguments a) {
  ARGUMENTS
  const cuFloatComplex z = make_cuFloatComplex(f, f);
  keep(cuCaddf(z, z)); keep(cuCsubf(z, z)); keep(cuCmulf(z, z)); keep(cuCdivf(z, z)); keep(cuCabsf(z)); keep(cuConjf(z)); keep(cuCfmaf(z, z, z));
  const cuDoubleComplex w = make_cuDoubleComplex(d, d);
  keep(cuCadd(w, w)); keep(cuCmul(w, w)); keep(cuCdiv(w, w)); keep(cuCabs(w)); keep(cuCreal(w)); keep(cuCimagf(z)); keep(cuComplexFloatToDouble(z));
  const std::complex<float> q(f, f);
  keep(q * q); keep(q / q); keep(std::abs(q)); keep(std::exp(q)); keep(std::conj(q));
  keep(CUDART_INF_F); keep(CUDART_NAN); keep(CUDART_PI); keep(CUDART_PI_F);
}

__global__ void hints(arguments a) {
  ARGUMENTS
  __builtin_assume(i > 0);
  __assume(u < 8);
  keep(__builtin_expect(i, 1));
  keep(__builtin_assume_aligned(pv, 16));
  __prof_trigger(1);
  if (i == 3) __trap();
  if (i == 4) __brkpt();
}
