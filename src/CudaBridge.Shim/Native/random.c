// The .NET runtime seeds lrand48 with the time and draws from it, and so moves the host program's own sequence: the program would compute something
// else whenever a kernel had to be compiled first. The runtime's draws come from a sequence of their own (--wrap in the project file).
#define _GNU_SOURCE
#include <stdlib.h>

#define HIDDEN __attribute__((visibility("hidden")))

static __thread struct drand48_data sequence;

HIDDEN void __wrap_srand48(long seed) { (void)srand48_r(seed, &sequence); }

HIDDEN long __wrap_lrand48(void) {
  long result = 0;
  (void)lrand48_r(&sequence, &result);
  return result;
}
