// Bound by memory; eight sums a thread hide the additions' latency.
#include "../harness/native.h"
#include "problem.h"

static float sum(const float* values, size_t n) {
  float total = 0;
#pragma omp parallel reduction(+ : total)
  {
    const size_t Sums = 8;
    bench::Share share(n);
    __m512 sums[Sums];
    for (auto& s : sums) s = _mm512_setzero_ps();
    size_t i = share.begin;
    for (; i + Sums * 16 <= share.end; i += Sums * 16)
#pragma unroll
      for (size_t s = 0; s < Sums; s++) sums[s] = _mm512_add_ps(sums[s], _mm512_load_ps(values + i + s * 16));
    for (; i < share.end; i += 16) sums[0] = _mm512_add_ps(sums[0], _mm512_maskz_loadu_ps(bench::first_lanes(share.end - i), values + i));
    for (auto& s : sums) total += _mm512_reduce_add_ps(s);
  }
  return total;
}

int main(int argc, char** argv) {
  Problem p({argc, argv});
  return bench::serve([&] { p.sum[0] = NAN; }, [&] { p.sum[0] = sum(p.values.data(), p.n); }, [&] { return p.check(); });
}
