// Four independent vectors of points at a time hide the latency of z² + c; rows are dealt out as threads become free.
#include "../harness/native.h"
#include "problem.h"

const int Vectors = 4;

static void points(int* iterations, __m512 (&cx)[Vectors], __m512 cy) {
  const __m512 four = _mm512_set1_ps(4);
  const __m512i one = _mm512_set1_epi32(1);
  __m512 x[Vectors], y[Vectors];
  __m512i count[Vectors];
  __mmask16 inside[Vectors];
  for (int v = 0; v < Vectors; v++) x[v] = y[v] = _mm512_setzero_ps(), count[v] = _mm512_setzero_si512(), inside[v] = 0xffff;
  for (int i = 0; i < Problem::Limit; i++) {
    unsigned any = 0;
#pragma unroll
    for (int v = 0; v < Vectors; v++) {
      __m512 xx = _mm512_mul_ps(x[v], x[v]), yy = _mm512_mul_ps(y[v], y[v]);
      inside[v] = _mm512_mask_cmp_ps_mask(inside[v], _mm512_add_ps(xx, yy), four, _CMP_LE_OQ);
      any |= inside[v];
      count[v] = _mm512_mask_add_epi32(count[v], inside[v], count[v], one);
      __m512 twice = _mm512_add_ps(x[v], x[v]);
      x[v] = _mm512_add_ps(_mm512_sub_ps(xx, yy), cx[v]);
      y[v] = _mm512_fmadd_ps(twice, y[v], cy);
    }
    if (!any) break;
  }
  for (int v = 0; v < Vectors; v++) _mm512_storeu_si512(iterations + v * 16, count[v]);
}

// n is a multiple of 64.
static void mandelbrot(int* iterations, int n, float step) {
  const __m512 lane = _mm512_set_ps(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
#pragma omp parallel for schedule(dynamic, 4)
  for (int row = 0; row < n; row++) {
    __m512 cy = _mm512_set1_ps(-1.25f + row * step);
    for (int column = 0; column < n; column += Vectors * 16) {
      __m512 cx[Vectors];
      for (int v = 0; v < Vectors; v++)
        cx[v] = _mm512_fmadd_ps(_mm512_add_ps(lane, _mm512_set1_ps(column + v * 16)), _mm512_set1_ps(step), _mm512_set1_ps(-2));
      points(iterations + size_t(row) * n + column, cx, cy);
    }
  }
}

int main(int argc, char** argv) {
  Problem p({argc, argv});
  return bench::serve([&] { p.iterations.fill([](size_t) { return -1; }); }, [&] { mandelbrot(p.iterations.data(), p.n, p.step); }, [&] { return p.check(); });
}
