// What the three variants of a benchmark (CUDA, OpenCL, hand-written) share: memory, inputs, comparison, and the conversation with
// the program that measures them (tools/Benchmarks):
//
//   variant → "first SECONDS"          the first launch, everything it waits for included
//   variant → "ok" | "wrong: WHY"      the outputs of a launch from fresh inputs, compared with a plain reference
//   "run SECONDS" → "time SECONDS"     one launch that does not count, then launches for about that long; their median
//   "verify"      → "ok" | "wrong: WHY"
//   end of input  → the variant ends
#pragma once
#include <sys/mman.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <string>
#include <vector>

namespace bench {

// The size of a problem: what the table shows, or what a test can afford.
class Size {
  bool small;

public:
  Size(int argc, char** argv) : small(argc > 1 && std::strcmp(argv[1], "small") == 0) {}
  size_t operator()(size_t full, size_t forTests) const { return small ? forTests : full; }
};

// Host memory in 2 MiB pages where the system has them.
template <class T> class Array {
  static constexpr size_t Page = 2 << 20;
  size_t count;
  char* mapping;
  T* first;

  size_t mapped() const { return count * sizeof(T) + 2 * Page; }

public:
  explicit Array(size_t n) : count(n) {
    mapping = static_cast<char*>(mmap(nullptr, mapped(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0));
    if (mapping == MAP_FAILED) std::perror("mmap"), std::exit(2);
    first = reinterpret_cast<T*>((reinterpret_cast<uintptr_t>(mapping) + Page - 1) / Page * Page);
    madvise(first, (count * sizeof(T) + Page - 1) / Page * Page, MADV_HUGEPAGE);
  }
  ~Array() { munmap(mapping, mapped()); }
  Array(const Array&) = delete;
  Array& operator=(const Array&) = delete;

  template <class F> void fill(F value) {
    for (size_t i = 0; i < count; i++) first[i] = value(i);
  }
  size_t size() const { return count; }
  size_t bytes() const { return count * sizeof(T); }
  T* data() { return first; }
  const T* data() const { return first; }
  T& operator[](size_t i) { return first[i]; }
  const T& operator[](size_t i) const { return first[i]; }
};

// The same numbers on every machine: element `index` of an independent stream of 32-bit integers.
inline uint32_t random(size_t index, uint32_t stream) {
  uint32_t x = uint32_t(index) * 0x9e3779b9u + stream * 0x85ebca6bu;
  x = (x ^ x >> 16) * 0x7feb352du;
  x = (x ^ x >> 15) * 0x846ca68bu;
  return x ^ x >> 16;
}

// The same in [low, high).
inline float uniform(size_t index, uint32_t stream, float low, float high) {
  return low + (high - low) * float(random(index, stream) >> 8) * 0x1p-24f;
}

// Empty if every got[i], i a multiple of step, is within relative + absolute tolerance of want(i); otherwise says where it is not.
template <class T, class F> std::string compare(const T* got, size_t n, F want, double relative, double absolute, size_t step = 1) {
  for (size_t i = 0; i < n; i += step) {
    double expected = want(i), difference = std::fabs(double(got[i]) - expected);
    if (difference <= relative * std::fabs(expected) + absolute) continue;
    char text[120];
    std::snprintf(text, sizeof text, "element %zu is %.9g and should be %.9g", i, double(got[i]), expected);
    return text;
  }
  return "";
}

template <class F> double seconds(F action) {
  auto start = std::chrono::steady_clock::now();
  action();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

template <class F> double median_of_launches(double budget, F launch) {
  const size_t AtMost = 2000;
  std::vector<double> times;
  launch();
  for (double spent = 0; times.empty() || (spent < budget && times.size() < AtMost); spent += times.back()) times.push_back(seconds(launch));
  std::nth_element(times.begin(), times.begin() + times.size() / 2, times.end());
  return times[times.size() / 2];
}

// prepare() brings inputs and outputs to their first state, launch() is what is measured and returns when it has finished,
// check() returns what is wrong with the outputs of one launch after prepare(), or nothing.
template <class Prepare, class Launch, class Check> int serve(Prepare prepare, Launch launch, Check check) {
  auto verify = [&] {
    prepare();
    launch();
    std::string wrong = check();
    std::cout << (wrong.empty() ? "ok" : "wrong: " + wrong) << std::endl;
  };
  prepare();
  std::cout << "first " << seconds(launch) << std::endl;
  verify();
  std::string word;
  while (std::cin >> word) {
    double budget = 0;
    if (word == "verify") verify();
    else if (word == "run" && std::cin >> budget) std::cout << "time " << median_of_launches(budget, launch) << std::endl;
    else return 2;
  }
  return 0;
}

}  // namespace bench
