// Bound by memory: streaming stores spare reading the lines of c.
#include "../harness/native.h"
#include "problem.h"

static void vecadd(const float* a, const float* b, float* c, size_t n) {
#pragma omp parallel
  {
    bench::Share share(n);
    size_t i = share.begin;
    for (; i + 16 <= share.end; i += 16) _mm512_stream_ps(c + i, _mm512_add_ps(_mm512_load_ps(a + i), _mm512_load_ps(b + i)));
    for (; i < share.end; i++) c[i] = a[i] + b[i];
    _mm_sfence();
  }
}

int main(int argc, char** argv) {
  Problem p({argc, argv});
  return bench::serve([&] { p.c.fill([](size_t) { return NAN; }); }, [&] { vecadd(p.a.data(), p.b.data(), p.c.data(), p.n); }, [&] { return p.check(); });
}
