// The exponentials are computed once and wait in the first cache for their sum; results are streamed.
#include "../harness/native.h"
#include "../harness/native_math.h"
#include "problem.h"

static void softmax_row(const float* from, float* to) {
  const int Columns = Problem::Columns, Step = 64;
  alignas(64) float powers[Columns];
  __m512 largest[4], sum[4];
  for (int v = 0; v < 4; v++) largest[v] = _mm512_load_ps(from + v * 16), sum[v] = _mm512_setzero_ps();
  for (int c = Step; c < Columns; c += Step)
#pragma unroll
    for (int v = 0; v < 4; v++) largest[v] = _mm512_max_ps(largest[v], _mm512_load_ps(from + c + v * 16));
  const __m512 top = _mm512_set1_ps(_mm512_reduce_max_ps(_mm512_max_ps(_mm512_max_ps(largest[0], largest[1]), _mm512_max_ps(largest[2], largest[3]))));
  for (int c = 0; c < Columns; c += Step)
#pragma unroll
    for (int v = 0; v < 4; v++) {
      __m512 power = bench::exp(_mm512_sub_ps(_mm512_load_ps(from + c + v * 16), top));
      _mm512_store_ps(powers + c + v * 16, power);
      sum[v] = _mm512_add_ps(sum[v], power);
    }
  const __m512 scale = _mm512_set1_ps(1 / _mm512_reduce_add_ps(_mm512_add_ps(_mm512_add_ps(sum[0], sum[1]), _mm512_add_ps(sum[2], sum[3]))));
  for (int c = 0; c < Columns; c += 16) _mm512_stream_ps(to + c, _mm512_mul_ps(_mm512_load_ps(powers + c), scale));
}

int main(int argc, char** argv) {
  Problem p({argc, argv});
  return bench::serve([&] { p.to.fill([](size_t) { return NAN; }); },
                      [&] {
#pragma omp parallel
                        {
#pragma omp for
                          for (int row = 0; row < p.rows; row++) softmax_row(&p.from[size_t(row) * Problem::Columns], &p.to[size_t(row) * Problem::Columns]);
                          _mm_sfence();
                        }
                      },
                      [&] { return p.check(); });
}
