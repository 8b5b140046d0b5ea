// One step of a 5-point stencil over 4096 x 4096 floats, tiles of 32 x 8 with their neighbours staged in shared memory; the border stays.
#pragma once
#include "../harness/bench.h"

struct Problem {
  static constexpr int Width = 32, Height = 8;
  static constexpr float Centre = 0.5f, Side = 0.125f;
  const int n;
  bench::Array<float> before, after;

  explicit Problem(bench::Size size) : n(size(4096, 512)), before(size_t(n) * n), after(size_t(n) * n) {
    before.fill([](size_t i) { return bench::uniform(i, 1, 0, 1); });
  }
  std::string check() const {
    return bench::compare(after.data(), after.size(), [&](size_t i) {
      int x = i % n, y = i / n;
      bool border = x == 0 || y == 0 || x == n - 1 || y == n - 1;
      return border ? before[i] : Centre * before[i] + Side * (before[i - n] + before[i + n] + before[i - 1] + before[i + 1]);
    }, 0, 3e-7);
  }
};
