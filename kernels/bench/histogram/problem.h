// How often each of 256 values occurs in 64 Mi bytes: a block counts in shared memory with atomics and adds its counts to the total.
#pragma once
#include "../harness/bench.h"

struct Problem {
  static constexpr unsigned Bins = 256, Blocks = 1024, Threads = 256;
  const unsigned n;
  bench::Array<unsigned char> values;
  bench::Array<unsigned> counts;

  explicit Problem(bench::Size size) : n(size(64 << 20, 1000000)), values(n), counts(Bins) {
    values.fill([](size_t i) { return (unsigned char)(bench::random(i, 1) % Bins); });
  }
  std::string check() const {
    unsigned want[Bins] = {};
    for (size_t i = 0; i < n; i++) want[values[i]]++;
    return bench::compare(counts.data(), Bins, [&](size_t i) { return want[i]; }, 0, 0);
  }
};
