// Signals stay the program's: a broken pipe still ends it, its own faults still kill it, and what it chose before is kept.
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "check.h"

static volatile int zero;

static void divide(void) {
  if (7 % zero == 3) puts("no");
}

static void write_to_null(void) { *(volatile int*)(size_t)zero = 1; }

static void write_to_broken_pipe(void) {
  int ends[2];
  CHECK(pipe(ends) == 0);
  close(ends[0]);
  CHECK(write(ends[1], "x", 1) == 1);
}

static int signal_that_ends(void (*action)(void)) {
  int status = 0;
  pid_t child = fork();
  if (child == 0) {
    action();
    _Exit(0);
  }
  CHECK(waitpid(child, &status, 0) == child);
  return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void handler(int number) { (void)number; }

// The faults of kernels become CUDA errors, so these have handlers of the library; they pass on what is not theirs.
static int is_fault(int number) { return number == SIGSEGV || number == SIGBUS || number == SIGFPE || number == SIGILL || number == SIGTRAP; }

static void read_handlers(void (*handlers[32])(int)) {
  struct sigaction action;
  for (int number = 1; number < 32; number++) {
    if (sigaction(number, NULL, &action) == 0 && !is_fault(number)) handlers[number] = action.sa_handler;
  }
}

int main(void) {
  void* memory;
  void (*before[32])(int) = {0};
  void (*after[32])(int) = {0};
  signal(SIGUSR1, handler);
  signal(SIGPIPE, SIG_DFL);
  read_handlers(before);
  OK(cudaMalloc(&memory, 16));
  OK(cudaMemset(memory, 0, 16));
  read_handlers(after);
  CHECK(!memcmp(before, after, sizeof before));
  CHECK(signal_that_ends(write_to_null) == SIGSEGV);
  CHECK(signal_that_ends(divide) == SIGFPE);
  CHECK(signal_that_ends(write_to_broken_pipe) == SIGPIPE);
  CHECK(signal_that_ends(abort) == SIGABRT);
  puts("ok");
  return 0;
}
