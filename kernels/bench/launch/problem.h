// What a launch costs when the kernel does nothing: `blocks` blocks of 64 threads (the first argument), and waiting for them.
#pragma once
#include "../harness/bench.h"

struct Problem {
  static constexpr unsigned Threads = 64;
  const unsigned blocks;

  explicit Problem(int argc, char** argv) : blocks(argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 1) {}
};
