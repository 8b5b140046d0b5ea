// 64 bodies in registers against each other body in turn. The reciprocal root is the 14-bit estimate with one Newton step, which is
// as exact as CUDA's rsqrtf (2 ulp); the step's factor 1/2 goes into the mass.
#include "../harness/native.h"
#include "problem.h"

const int Vectors = 4, Group = Vectors * 16;

static void attract(const Body* bodies, Body* accelerations, int n, int first) {
  const __m512 softening = _mm512_set1_ps(Problem::Softening), three = _mm512_set1_ps(3);
  alignas(64) float at[3][Group];
  for (int i = 0; i < Group; i++) at[0][i] = bodies[first + i].x, at[1][i] = bodies[first + i].y, at[2][i] = bodies[first + i].z;
  __m512 px[Vectors], py[Vectors], pz[Vectors], x[Vectors], y[Vectors], z[Vectors];
  for (int v = 0; v < Vectors; v++) {
    px[v] = _mm512_load_ps(at[0] + v * 16), py[v] = _mm512_load_ps(at[1] + v * 16), pz[v] = _mm512_load_ps(at[2] + v * 16);
    x[v] = y[v] = z[v] = _mm512_setzero_ps();
  }
  for (int j = 0; j < n; j++) {
    const __m512 ox = _mm512_set1_ps(bodies[j].x), oy = _mm512_set1_ps(bodies[j].y), oz = _mm512_set1_ps(bodies[j].z);
    const __m512 mass = _mm512_set1_ps(bodies[j].mass * 0.125f);
#pragma unroll
    for (int v = 0; v < Vectors; v++) {
      __m512 dx = _mm512_sub_ps(ox, px[v]), dy = _mm512_sub_ps(oy, py[v]), dz = _mm512_sub_ps(oz, pz[v]);
      __m512 square = _mm512_fmadd_ps(dx, dx, _mm512_fmadd_ps(dy, dy, _mm512_fmadd_ps(dz, dz, softening)));
      __m512 estimate = _mm512_rsqrt14_ps(square);
      __m512 twice = _mm512_mul_ps(estimate, _mm512_fnmadd_ps(_mm512_mul_ps(square, estimate), estimate, three));
      __m512 s = _mm512_mul_ps(_mm512_mul_ps(mass, twice), _mm512_mul_ps(twice, twice));
      x[v] = _mm512_fmadd_ps(dx, s, x[v]), y[v] = _mm512_fmadd_ps(dy, s, y[v]), z[v] = _mm512_fmadd_ps(dz, s, z[v]);
    }
  }
  for (int v = 0; v < Vectors; v++) _mm512_store_ps(at[0] + v * 16, x[v]), _mm512_store_ps(at[1] + v * 16, y[v]), _mm512_store_ps(at[2] + v * 16, z[v]);
  for (int i = 0; i < Group; i++) accelerations[first + i] = {at[0][i], at[1][i], at[2][i], 0};
}

int main(int argc, char** argv) {
  Problem p({argc, argv});
  return bench::serve([&] { p.accelerations.fill([](size_t) { return Body{NAN, NAN, NAN, NAN}; }); },
                      [&] {
#pragma omp parallel for
                        for (int first = 0; first < p.n; first += Group) attract(p.bodies.data(), p.accelerations.data(), p.n, first);
                      },
                      [&] { return p.check(); });
}
