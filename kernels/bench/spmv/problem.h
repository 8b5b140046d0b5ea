// y = A x for a sparse matrix of 512 Ki rows in CSR form, 1 to 64 elements a row in random columns, one thread a row.
#pragma once
#include "../harness/bench.h"

struct Problem {
  const int n;
  bench::Array<int> rows;  // n + 1: where each row's elements begin
  const int elements;
  bench::Array<int> columns;
  bench::Array<float> values, x, y;

  explicit Problem(bench::Size size) : n(size(512 << 10, 10000)), rows(n + 1), elements(lay_out()), columns(elements), values(elements), x(n), y(n) {
    columns.fill([&](size_t i) { return int(bench::random(i, 2) % n); });
    values.fill([](size_t i) { return bench::uniform(i, 3, -1, 1); });
    x.fill([](size_t i) { return bench::uniform(i, 4, -1, 1); });
  }
  std::string check() const {
    return bench::compare(y.data(), n, [&](size_t row) {
      double sum = 0;
      for (int i = rows[row]; i < rows[row + 1]; i++) sum += double(values[i]) * x[columns[i]];
      return sum;
    }, 0, 1e-5);
  }

private:
  int lay_out() {
    rows[0] = 0;
    for (int i = 0; i < n; i++) rows[i + 1] = rows[i] + 1 + bench::random(i, 1) % 64;
    return rows[n];
  }
};
