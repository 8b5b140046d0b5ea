// The sum of 64 Mi floats: one element a thread, warps sum by shuffles, the first warp of each block of 256 sums the warps; again until one is left.
#pragma once
#include "../harness/bench.h"

struct Problem {
  static constexpr unsigned Threads = 256;
  const unsigned n, blocks;
  bench::Array<float> values, sum;

  explicit Problem(bench::Size size) : n(size(64 << 20, 100000)), blocks((n + Threads - 1) / Threads), values(n), sum(1) {
    values.fill([](size_t i) { return bench::uniform(i, 1, 0, 1); });
  }
  std::string check() const {
    double want = 0;
    for (size_t i = 0; i < n; i++) want += values[i];
    return bench::compare(sum.data(), 1, [&](size_t) { return want; }, 1e-5, 0);
  }
};
