// Iterations until |z| > 2, at most 256, for 2048 x 2048 points of [-2, 0.5] x [-1.25, 1.25].
#pragma once
#include "../harness/bench.h"

struct Problem {
  static constexpr int Limit = 256;
  const int n;
  const float step;
  bench::Array<int> iterations;

  explicit Problem(bench::Size size) : n(size(2048, 256)), step(2.5f / n), iterations(size_t(n) * n) {}

  // A point next to the border may take another number of iterations when products are fused otherwise: 1 in 200 points may differ.
  std::string check() const {
    size_t different = 0;
    for (int y = 0; y < n; y++)
      for (int x = 0; x < n; x++) different += iterations[size_t(y) * n + x] != iterations_at(-2 + x * step, -1.25f + y * step);
    return different * 200 <= iterations.size() ? "" : std::to_string(different) + " points differ";
  }

private:
  static int iterations_at(float cx, float cy) {
    float x = 0, y = 0;
    int i = 0;
    for (; i < Limit && x * x + y * y <= 4; i++) {
      float next = x * x - y * y + cx;
      y = 2 * x * y + cy;
      x = next;
    }
    return i;
  }
};
