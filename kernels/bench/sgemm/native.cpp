// The usual blocking (Goto and van de Geijn, ACM TOMS 34(3), 2008): 8 x 32 results in registers, a 256 x 32 panel of B in the first
// cache, a 128 x 256 block of A in the second, both packed in the order they are read.
#include "../harness/native.h"
#include "problem.h"

const size_t Rows = 8, Columns = 32, Depth = 256, Block = 128;

// C[8][32] (+)= a[depth][8] b[depth][32]
static void multiply_micro(const float* a, const float* b, float* c, size_t stride, size_t depth, bool first) {
  __m512 sum[Rows][2];
#pragma unroll
  for (size_t r = 0; r < Rows; r++)
    for (size_t h = 0; h < 2; h++) sum[r][h] = first ? _mm512_setzero_ps() : _mm512_loadu_ps(c + r * stride + h * 16);
#pragma unroll 4
  for (size_t k = 0; k < depth; k++) {
    __m512 b0 = _mm512_load_ps(b + k * Columns), b1 = _mm512_load_ps(b + k * Columns + 16);
#pragma unroll
    for (size_t r = 0; r < Rows; r++) {
      __m512 factor = _mm512_set1_ps(a[k * Rows + r]);
      sum[r][0] = _mm512_fmadd_ps(factor, b0, sum[r][0]);
      sum[r][1] = _mm512_fmadd_ps(factor, b1, sum[r][1]);
    }
  }
#pragma unroll
  for (size_t r = 0; r < Rows; r++)
    for (size_t h = 0; h < 2; h++) _mm512_storeu_ps(c + r * stride + h * 16, sum[r][h]);
}

// Column panels of B: to[panel][k][32]
static void pack_panel(const float* b, float* to, size_t n, size_t panel) {
  for (size_t k = 0; k < n; k++) {
    const float* from = b + k * n + panel * Columns;
    _mm512_store_ps(to + (panel * n + k) * Columns, _mm512_loadu_ps(from));
    _mm512_store_ps(to + (panel * n + k) * Columns + 16, _mm512_loadu_ps(from + 16));
  }
}

// Row strips of A: to[strip][k][8]
static void pack_block(const float* a, float* to, size_t n, size_t rows, size_t depth) {
  for (size_t r = 0; r < rows; r++)
    for (size_t k = 0; k < depth; k++) to[(r / Rows * depth + k) * Rows + r % Rows] = a[r * n + k];
}

// n is a multiple of 32.
static void sgemm(const float* a, const float* b, float* c, size_t n, float* panels, float* blocks) {
#pragma omp parallel
  {
    float* block = blocks + omp_get_thread_num() * Block * Depth;
#pragma omp for
    for (size_t panel = 0; panel < n / Columns; panel++) pack_panel(b, panels, n, panel);
#pragma omp for schedule(dynamic, 1)
    for (size_t y = 0; y < n; y += Block) {
      size_t rows = std::min(Block, n - y);
      for (size_t k = 0; k < n; k += Depth) {
        size_t depth = std::min(Depth, n - k);
        pack_block(a + y * n + k, block, n, rows, depth);
        for (size_t panel = 0; panel < n / Columns; panel++)
          for (size_t r = 0; r < rows; r += Rows)
            multiply_micro(block + r * depth, panels + (panel * n + k) * Columns, c + (y + r) * n + panel * Columns, n, depth, k == 0);
      }
    }
  }
}

int main(int argc, char** argv) {
  Problem p({argc, argv});
  bench::Array<float> panels(p.b.size()), blocks(omp_get_max_threads() * Block * Depth);
  return bench::serve([&] { p.c.fill([](size_t) { return NAN; }); }, [&] { sgemm(p.a.data(), p.b.data(), p.c.data(), p.n, panels.data(), blocks.data()); },
                      [&] { return p.check(); });
}
