// Bound by memory: three rows stay in the cache, results are streamed. n is a multiple of 16.
#include "../harness/native.h"
#include "problem.h"

static void row(const float* from, float* to, int n) {
  const __m512 centre = _mm512_set1_ps(Problem::Centre), side = _mm512_set1_ps(Problem::Side);
  for (int x = 0; x < n; x += 16) {
    __m512 here = _mm512_load_ps(from + x);
    __m512 vertical = _mm512_add_ps(_mm512_load_ps(from + x - n), _mm512_load_ps(from + x + n));
    __m512 horizontal = _mm512_add_ps(_mm512_loadu_ps(from + x - 1), _mm512_loadu_ps(from + x + 1));
    __m512 result = _mm512_fmadd_ps(centre, here, _mm512_mul_ps(side, _mm512_add_ps(vertical, horizontal)));
    __mmask16 inside = 0xffff & ~unsigned(x == 0) & ~(unsigned(x == n - 16) << 15);
    _mm512_stream_ps(to + x, _mm512_mask_mov_ps(here, inside, result));
  }
}

static void stencil(const float* before, float* after, int n) {
#pragma omp parallel
  {
#pragma omp for
    for (int y = 0; y < n; y++)
      if (y > 0 && y < n - 1) row(before + size_t(y) * n, after + size_t(y) * n, n);
      else std::memcpy(after + size_t(y) * n, before + size_t(y) * n, n * sizeof(float));
    _mm_sfence();
  }
}

int main(int argc, char** argv) {
  Problem p({argc, argv});
  return bench::serve([&] { p.after.fill([](size_t) { return NAN; }); }, [&] { stencil(p.before.data(), p.after.data(), p.n); }, [&] { return p.check(); });
}
