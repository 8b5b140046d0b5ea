// At its first call the .NET runtime unpacks 3 MB of its tables into fresh memory. Asking for their pages at once saves 700 page faults: half of what it takes to start.
// Linux before 5.14 refuses, and the pages come one by one as ever.
#include <stdint.h>
#include <sys/mman.h>

#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23
#endif

// The linker's names for the ends of the section, which the compiler of the managed code calls so.
extern char __start_hydrated[] __attribute__((weak, visibility("hidden"))), __stop_hydrated[] __attribute__((weak, visibility("hidden")));

__attribute__((constructor)) static void populate(void) {
  const uintptr_t page = 4096;
  uintptr_t first = ((uintptr_t)__start_hydrated + page - 1) & -page, end = (uintptr_t)__stop_hydrated & -page;
  if (first < end) (void)madvise((void*)first, end - first, MADV_POPULATE_WRITE);
}
