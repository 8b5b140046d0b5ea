// C = A B, 1024 x 1024 floats, row-major, in tiles of 32 x 32 staged in shared memory.
#pragma once
#include "../harness/bench.h"

struct Problem {
  static constexpr unsigned Tile = 32;
  const unsigned n;
  bench::Array<float> a, b, c;

  explicit Problem(bench::Size size) : n(size(1024, 256)), a(size_t(n) * n), b(size_t(n) * n), c(size_t(n) * n) {
    a.fill([](size_t i) { return bench::uniform(i, 1, -1, 1); });
    b.fill([](size_t i) { return bench::uniform(i, 2, -1, 1); });
  }
  std::string check() const {
    std::vector<double> row(n);
    for (unsigned y = 0; y < n; y++) {
      std::fill(row.begin(), row.end(), 0);
      for (unsigned k = 0; k < n; k++) {
        double factor = a[size_t(y) * n + k];
        const float* line = b.data() + size_t(k) * n;
        for (unsigned x = 0; x < n; x++) row[x] += factor * line[x];
      }
      std::string wrong = bench::compare(c.data() + size_t(y) * n, n, [&](size_t x) { return row[x]; }, 0, 1e-4);
      if (!wrong.empty()) return "row " + std::to_string(y) + ": " + wrong;
    }
    return "";
  }
};
