// Faults in kernels become CUDA errors: cb_run catches SIGSEGV and its like on threads that run a kernel and leaves everybody else's
// signals to whoever handled them before.
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fp_mode.h"
#include "internal.h"

enum { ALTERNATE_STACK = 64 << 10, GUARD_REACH = 64 << 10 };

// initial-exec: a signal handler must not allocate thread-local storage lazily.
static __thread worker_state* running __attribute__((tls_model("initial-exec")));

static const int handled[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL};
static struct sigaction previous[4];

bool launch_failed(const cb_launch* launch) { return __atomic_load_n(&launch->state->error, __ATOMIC_RELAXED) != 0; }

void record_fault(const cb_launch* launch, uint32_t error, uint32_t kind, uint64_t address, const cb_block* block, const cb_lane* lane,
                  const char* format, ...) {
  cb_launch_state* state = launch->state;
  uint32_t none = 0;
  if (!__atomic_compare_exchange_n(&state->error, &none, error, false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED)) return;
  state->error_kind = kind;
  state->fault_address = address;
  const cb_dim3 unknown = {UINT32_MAX, UINT32_MAX, UINT32_MAX};
  state->fault_block = block ? block->index : unknown;
  state->fault_thread = lane ? lane->tid : unknown;
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(state->message, sizeof state->message, format, arguments);
  va_end(arguments);
}

void abandon(worker_state* w) { siglongjmp(w->recover, 1); }

static void pass_on(int index, int signal, siginfo_t* info, void* context) {
  struct sigaction* before = &previous[index];
  if (before->sa_flags & SA_SIGINFO && before->sa_sigaction) {
    before->sa_sigaction(signal, info, context);
  } else if (before->sa_handler == SIG_DFL) {
    sigaction(signal, before, NULL);  // the instruction runs again and ends the process as it would have without us
  } else if (before->sa_handler != SIG_IGN) {
    before->sa_handler(signal);
  }
}

static void record_signal(worker_state* w, int signal, siginfo_t* info) {
  uint64_t address = (uint64_t)(uintptr_t)info->si_addr;
  cb_block* block = w->block_now;
  char* fault = info->si_addr;
  if (signal == SIGFPE)
    record_fault(w->launch, CUDA_ERROR_LAUNCH_FAILURE, CB_FAULT_ARITHMETIC, address, block, w->lane, "arithmetic trap");
  else if (signal == SIGILL)
    record_fault(w->launch, CUDA_ERROR_ILLEGAL_INSTRUCTION, CB_FAULT_ILLEGAL, address, block, w->lane, "illegal instruction");
  else if (fault >= w->stack_low - GUARD_REACH && fault < w->stack_low + GUARD_REACH)
    record_fault(w->launch, CUDA_ERROR_HARDWARE_STACK, CB_FAULT_STACK, address, block, w->lane, "stack overflow");
  else if (signal == SIGBUS && info->si_code == BUS_ADRALN)
    record_fault(w->launch, CUDA_ERROR_MISALIGNED_ADDRESS, CB_FAULT_MISALIGNED, address, block, w->lane, "misaligned address");
  else
    record_fault(w->launch, CUDA_ERROR_ILLEGAL_ADDRESS, CB_FAULT_ADDRESS, address, block, w->lane, "illegal memory access");
}

static void on_signal(int signal, siginfo_t* info, void* context) {
  worker_state* w = running;
  if (w) {
    record_signal(w, signal, info);
    abandon(w);
  }
  for (int i = 0; i < 4; i++)
    if (handled[i] == signal) pass_on(i, signal, info, context);
}

// SA_NODEFER because we leave by siglongjmp without restoring a mask, which would cost a system call in every cb_run.
static void install(void) {
  struct sigaction action = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER};
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < 4; i++) sigaction(handled[i], &action, &previous[i]);
}

void install_fault_handlers(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, install);
}

void prepare_thread_for_faults(worker_state* w) {
  pthread_attr_t attributes;
  if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
    void* low;
    size_t size;
    if (pthread_attr_getstack(&attributes, &low, &size) == 0) w->stack_low = low;
    pthread_attr_destroy(&attributes);
  }
  stack_t now;
  if (sigaltstack(NULL, &now) == 0 && !(now.ss_flags & SS_DISABLE) && now.ss_size >= 16 << 10) return;
  w->alternate_stack = malloc(ALTERNATE_STACK);
  if (w->alternate_stack) sigaltstack(&(stack_t){.ss_sp = w->alternate_stack, .ss_size = ALTERNATE_STACK}, NULL);
}

void release_thread_for_faults(worker_state* w) {
  if (!w->alternate_stack) return;
  stack_t now;
  if (sigaltstack(NULL, &now) == 0 && now.ss_sp == w->alternate_stack) sigaltstack(&(stack_t){.ss_flags = SS_DISABLE}, NULL);
  free(w->alternate_stack);
}

uint32_t cb_run(cb_worker* worker, const cb_launch* launch, uint64_t first, uint64_t count) {
  const fp_mode before = enter_kernel_fp_mode();
  worker_state* w = worker_of(worker);
  w->launch = launch;
  w->lane = NULL;
  w->block_now = NULL;
  if (sigsetjmp(w->recover, 0) == 0) {
    running = w;
    if (!runs_in_warps(launch)) launch->kernel->run(worker, launch, first, count);
    else if (block_form(launch)) run_whole_blocks(w, launch, first, count);
    else cb_run_blocks(worker, launch, first, count);
  }
  finish_streaming_stores(launch);
  running = NULL;
  w->launch = NULL;
  leave_kernel_fp_mode(before);
  return __atomic_load_n(&launch->state->error, __ATOMIC_ACQUIRE);
}

void cb_assert_fail(cb_lane* lane, const char* message, const char* file, uint32_t line, const char* function, uint64_t char_size) {
  (void)char_size;
  const cb_dim3 b = lane->block->index, t = lane->tid;
  fprintf(stderr, "%s:%u: %s: block: [%u,%u,%u], thread: [%u,%u,%u] Assertion `%s` failed.\n", file, line, function, b.x, b.y, b.z, t.x,
          t.y, t.z, message);
  record_fault(lane->block->launch, CUDA_ERROR_ASSERT, CB_FAULT_ASSERT, 0, lane->block, lane, "%s:%u: assertion `%s` failed", file, line,
               message);
  abandon(worker_of(lane->block->worker));
}

void cb_trap(cb_lane* lane) {
  record_fault(lane->block->launch, CUDA_ERROR_LAUNCH_FAILURE, CB_FAULT_TRAP, 0, lane->block, lane, "trap");
  abandon(worker_of(lane->block->worker));
}

void cb_unsupported(cb_lane* lane, const char* what) {
  record_fault(lane->block->launch, CUDA_ERROR_NOT_SUPPORTED, CB_FAULT_ILLEGAL, 0, lane->block, lane, "%s is not supported", what);
  abandon(worker_of(lane->block->worker));
}
