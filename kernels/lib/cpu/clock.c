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

// CUDA promises a duration in [0, 2 × ns] and at most a millisecond.
void cb_nanosleep(cb_lane* lane, uint32_t ns) {
  (void)lane;
  if (ns > 1000000) ns = 1000000;
  nanosleep(&(struct timespec){.tv_nsec = ns}, NULL);
}
