// y = s x + y over 64 Mi floats by 1024 blocks of 256 threads that stride over the grid.
#pragma once
#include "../harness/bench.h"

struct Problem {
  static constexpr unsigned Blocks = 1024, Threads = 256;
  static constexpr float s = 1.25f;
  const unsigned n;
  bench::Array<float> x, y, result;

  explicit Problem(bench::Size size) : n(size(64 << 20, 1000000)), x(n), y(n), result(n) {
    x.fill([](size_t i) { return bench::uniform(i, 1, -1, 1); });
    y.fill([](size_t i) { return bench::uniform(i, 2, -1, 1); });
  }
  std::string check() const {
    return bench::compare(result.data(), n, [&](size_t i) { return s * x[i] + y[i]; }, 0, 4e-7);
  }
};
