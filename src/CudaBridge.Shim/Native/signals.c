// The .NET runtime ignores SIGPIPE for the whole process. That is the host program's decision: `program | head` must still end. The
// linker sends the runtime's calls here (--wrap in the project file).
#define _GNU_SOURCE
#include <signal.h>
#include <stddef.h>

#define HIDDEN __attribute__((visibility("hidden")))

int __real_sigaction(int number, const struct sigaction* action, struct sigaction* old);
sighandler_t __real_signal(int number, sighandler_t handler);

HIDDEN int __wrap_sigaction(int number, const struct sigaction* action, struct sigaction* old) {
  return __real_sigaction(number, number == SIGPIPE ? NULL : action, old);
}

HIDDEN sighandler_t __wrap_signal(int number, sighandler_t handler) {
  return number == SIGPIPE ? SIG_DFL : __real_signal(number, handler);
}
