// c = a + b over 64 Mi floats, one thread an element.
#pragma once
#include "../harness/bench.h"

struct Problem {
  const unsigned n;
  bench::Array<float> a, b, c;

  explicit Problem(bench::Size size) : n(size(64 << 20, 100000)), a(n), b(n), c(n) {
    a.fill([](size_t i) { return bench::uniform(i, 1, -1, 1); });
    b.fill([](size_t i) { return bench::uniform(i, 2, -1, 1); });
  }
  std::string check() const {
    return bench::compare(c.data(), n, [&](size_t i) { return a[i] + b[i]; }, 0, 0);
  }
};
