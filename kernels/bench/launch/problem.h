// What a launch costs when the kernel does nothing: `blocks` blocks of 64 threads (the first argument), and waiting for them; with a
// second argument so many launches before the wait.
#pragma once
#include "../harness/bench.h"

struct Problem {
  static constexpr unsigned Threads = 64;
  const unsigned blocks, launches;

  explicit Problem(int argc, char** argv) : blocks(number(argc, argv, 1)), launches(number(argc, argv, 2)) {}

private:
  static unsigned number(int argc, char** argv, int index) { return argc > index ? std::strtoul(argv[index], nullptr, 10) : 1; }
};
