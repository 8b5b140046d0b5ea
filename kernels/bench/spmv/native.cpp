// A row at a time, in memory order, sixteen elements in a register.
#include "../harness/native.h"
#include "problem.h"

static void spmv(const int* rows, const int* columns, const float* values, const float* x, float* y, int n) {
#pragma omp parallel for schedule(dynamic, 4096)
  for (int row = 0; row < n; row++) {
    __m512 sum = _mm512_setzero_ps();
    int i = rows[row], end = rows[row + 1];
    for (; i + 16 <= end; i += 16) {
      __m512 at = _mm512_i32gather_ps(_mm512_loadu_si512(columns + i), x, 4);
      sum = _mm512_fmadd_ps(_mm512_loadu_ps(values + i), at, sum);
    }
    if (i < end) {
      __mmask16 lanes = bench::first_lanes(end - i);
      __m512 at = _mm512_mask_i32gather_ps(_mm512_setzero_ps(), lanes, _mm512_maskz_loadu_epi32(lanes, columns + i), x, 4);
      sum = _mm512_fmadd_ps(_mm512_maskz_loadu_ps(lanes, values + i), at, sum);
    }
    y[row] = _mm512_reduce_add_ps(sum);
  }
}

int main(int argc, char** argv) {
  Problem p({argc, argv});
  return bench::serve([&] { p.y.fill([](size_t) { return NAN; }); },
                      [&] { spmv(p.rows.data(), p.columns.data(), p.values.data(), p.x.data(), p.y.data(), p.n); }, [&] { return p.check(); });
}
