// Bound by memory. y is read anyway, so its stores go through the cache.
#include "../harness/native.h"
#include "problem.h"

static void saxpy(float s, const float* x, float* y, size_t n) {
#pragma omp parallel
  {
    bench::Share share(n);
    const __m512 factor = _mm512_set1_ps(s);
    size_t i = share.begin;
    for (; i + 16 <= share.end; i += 16) _mm512_store_ps(y + i, _mm512_fmadd_ps(factor, _mm512_load_ps(x + i), _mm512_load_ps(y + i)));
    for (; i < share.end; i++) y[i] = std::fma(s, x[i], y[i]);
  }
}

int main(int argc, char** argv) {
  Problem p({argc, argv});
  bench::Array<float>& y = p.result;
  return bench::serve([&] { y.fill([&](size_t i) { return p.y[i]; }); }, [&] { saxpy(Problem::s, p.x.data(), y.data(), p.n); }, [&] { return p.check(); });
}
