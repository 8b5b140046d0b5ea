// The accelerations of 16384 bodies (x, y, z, mass) by each other, tiles of 256 bodies staged in shared memory.
#pragma once
#include "../harness/bench.h"

struct Body {
  float x, y, z, mass;
};

struct Problem {
  static constexpr int Tile = 256;
  static constexpr float Softening = 1e-3f;
  const int n;
  bench::Array<Body> bodies, accelerations;

  explicit Problem(bench::Size size) : n(size(16384, 1024)), bodies(n), accelerations(n) {
    auto coordinate = [](size_t i, int stream) { return bench::uniform(i, stream, -1, 1); };
    bodies.fill([&](size_t i) { return Body{coordinate(i, 1), coordinate(i, 2), coordinate(i, 3), bench::uniform(i, 4, 0.5f, 1.5f)}; });
  }
  // Every 64th body, in double precision; the tolerance is relative to the sum of the terms' sizes.
  std::string check() const {
    for (int i = 0; i < n; i += 64) {
      double want[3] = {}, scale = 0;
      for (int j = 0; j < n; j++) {
        double d[] = {bodies[j].x - double(bodies[i].x), bodies[j].y - double(bodies[i].y), bodies[j].z - double(bodies[i].z)};
        double square = d[0] * d[0] + d[1] * d[1] + d[2] * d[2] + Softening, s = bodies[j].mass / (square * std::sqrt(square));
        for (int k = 0; k < 3; k++) want[k] += d[k] * s, scale += std::fabs(d[k] * s);
      }
      std::string wrong = bench::compare(&accelerations[i].x, 3, [&](size_t k) { return want[k]; }, 0, 2e-6 * scale);
      if (!wrong.empty()) return "body " + std::to_string(i) + ": " + wrong;
    }
    return "";
  }
};
