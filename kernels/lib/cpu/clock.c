#include <errno.h>
#include <time.h>

#include "internal.h"

enum { NS_PER_S = 1000000000 };

static uint64_t now(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return (uint64_t)t.tv_sec * NS_PER_S + (uint64_t)t.tv_nsec;
}

// One tick a nanosecond: the rate is exact, the same on every core, and needs no calibration.
uint64_t cb_clock(cb_lane* lane) {
  (void)lane;
  return now(CLOCK_MONOTONIC);
}

uint32_t cb_clock_rate_khz(void) { return 1000000; }

uint64_t cb_globaltimer(cb_lane* lane) {
  (void)lane;
  return now(CLOCK_REALTIME);
}

// CUDA promises a duration in [0, 2 × ns] and at most a millisecond. What is shorter than the system's timers can do is not slept at all: it would take
// a hundred times as long, and who a thread waits for may need this very core. CUB's scans wait 450 ns for each tile.
enum { SHORTEST_SLEEP_NS = 50000 };

void cb_nanosleep(cb_lane* lane, uint32_t ns) {
  (void)lane;
  if (ns < SHORTEST_SLEEP_NS) return;
  if (ns > 1000000) ns = 1000000;
  nanosleep(&(struct timespec){.tv_nsec = ns}, NULL);
}
