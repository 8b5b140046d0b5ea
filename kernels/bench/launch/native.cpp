// The floor: a pinned pool whose threads do nothing but wait for work. Each thread makes one indirect call for each of its blocks.
#include <sched.h>

#include <atomic>
#include <thread>

#include "../harness/bench.h"
#include "problem.h"

static void nothing() {}

class SpinningPool {
  const unsigned threads = std::thread::hardware_concurrency();
  std::vector<std::thread> helpers;
  alignas(64) std::atomic<unsigned> generation{0};
  alignas(64) std::atomic<unsigned> left{0};
  std::atomic<bool> ends{false};
  unsigned blocks = 0;
  void (*volatile work)() = nothing;

  static void pin(unsigned cpu) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(cpu, &set);
    sched_setaffinity(0, sizeof set, &set);
  }
  void run_share() {
    for (unsigned i = 0; i < (blocks + threads - 1) / threads; i++) work();
  }
  void help(unsigned cpu) {
    pin(cpu);
    for (unsigned seen = 0;;) {
      while (generation.load(std::memory_order_acquire) == seen) __builtin_ia32_pause();
      if (ends) return;
      seen++;
      run_share();
      left.fetch_sub(1, std::memory_order_release);
    }
  }

public:
  SpinningPool() {
    for (unsigned cpu = 1; cpu < threads; cpu++) helpers.emplace_back([this, cpu] { help(cpu); });
    pin(0);
  }
  ~SpinningPool() {
    ends = true;
    generation++;
    for (auto& helper : helpers) helper.join();
  }
  void fork_and_join(unsigned count) {
    blocks = count;
    left.store(threads - 1, std::memory_order_relaxed);
    generation.fetch_add(1, std::memory_order_release);
    run_share();
    while (left.load(std::memory_order_acquire)) __builtin_ia32_pause();
  }
};

int main(int argc, char** argv) {
  Problem p(argc, argv);
  SpinningPool pool;
  return bench::serve([] {}, [&] { pool.fork_and_join(p.blocks); }, [] { return std::string(); });
}
