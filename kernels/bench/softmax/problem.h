// softmax of each of 4096 rows of 1024 floats, one block of 256 threads a row, trees in shared memory for maximum and sum.
#pragma once
#include "../harness/bench.h"

struct Problem {
  static constexpr int Threads = 256, Columns = 1024;
  const int rows;
  bench::Array<float> from, to;

  explicit Problem(bench::Size size) : rows(size(4096, 64)), from(size_t(rows) * Columns), to(from.size()) {
    from.fill([](size_t i) { return bench::uniform(i, 1, -10, 10); });
  }
  std::string check() const {
    std::vector<double> row(Columns);
    for (int r = 0; r < rows; r++) {
      const float* line = from.data() + size_t(r) * Columns;
      double sum = 0, largest = *std::max_element(line, line + Columns);
      for (int c = 0; c < Columns; c++) sum += row[c] = std::exp(line[c] - largest);
      std::string wrong = bench::compare(to.data() + size_t(r) * Columns, Columns, [&](size_t c) { return row[c] / sum; }, 2e-6, 1e-12);
      if (!wrong.empty()) return "row " + std::to_string(r) + ": " + wrong;
    }
    return "";
  }
};
