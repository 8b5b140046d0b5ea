// Kernels written by hand against cudabridge_cpu.h, so that the runtime is tested without a compiler.
#include <stdatomic.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cudabridge_cpu.h"

#define PARAMETERS(type) const type* p = launch->params
#define FOR_BLOCKS for (uint64_t i = first; i < first + count; i++)
#define KERNEL(function) static void function(cb_worker* worker, const cb_launch* launch, uint64_t first, uint64_t count)

typedef struct { int* out; const int* a; const int* b; int n; } add_params;
KERNEL(add) {
  PARAMETERS(add_params);
  FOR_BLOCKS {
    cb_block* block = cb_begin_block(worker, launch, i);
    for (uint32_t t = 0; t < launch->block.x; t++) {
      uint32_t index = block->index.x * launch->block.x + t;
      if ((int)index < p->n) p->out[index] = p->a[index] + p->b[index];
    }
  }
}

// *value = *value * 3 + k: only in order does a chain of them give the expected number.
typedef struct { uint32_t* value; uint32_t k; } step_params;
KERNEL(step) {
  PARAMETERS(step_params);
  FOR_BLOCKS {
    cb_begin_block(worker, launch, i);
    *p->value = *p->value * 3 + p->k;
  }
}

KERNEL(empty) {
  FOR_BLOCKS cb_begin_block(worker, launch, i);
}

typedef struct { uint32_t microseconds; } sleep_params;
KERNEL(sleep_us) {
  PARAMETERS(sleep_params);
  FOR_BLOCKS {
    cb_begin_block(worker, launch, i);
    usleep(p->microseconds);
  }
}

typedef struct { atomic_int* flag; atomic_int* seen; } wait_params;
KERNEL(wait_for_flag) {
  PARAMETERS(wait_params);
  FOR_BLOCKS {
    cb_begin_block(worker, launch, i);
    while (!atomic_load(p->flag)) usleep(10);
    atomic_fetch_add(p->seen, 1);
  }
}

// Each block waits for all the others: ends only if all run at once.
typedef struct { atomic_int* arrived; } meet_params;
KERNEL(meet) {
  PARAMETERS(meet_params);
  FOR_BLOCKS {
    cb_begin_block(worker, launch, i);
    atomic_fetch_add(p->arrived, 1);
    while (atomic_load(p->arrived) < (int)launch->grid.x) usleep(1);
  }
}

// order[k] = the block that started as number k.
typedef struct { atomic_int* next; int* order; atomic_int* runs; } order_params;
KERNEL(record_order) {
  PARAMETERS(order_params);
  FOR_BLOCKS {
    cb_block* block = cb_begin_block(worker, launch, i);
    p->order[atomic_fetch_add(p->next, 1)] = (int)block->index.x;
    atomic_fetch_add(&p->runs[block->index.x], 1);
  }
}

typedef struct { int* address; } store_params;
KERNEL(store) {
  PARAMETERS(store_params);
  FOR_BLOCKS {
    cb_begin_block(worker, launch, i);
    *(volatile int*)p->address = 1;
  }
}

KERNEL(fail_assertion) {
  FOR_BLOCKS {
    cb_lane lane = {.block = cb_begin_block(worker, launch, i)};
    cb_assert_fail(&lane, "x > 0", "file.cu", 12, "kernel", 1);
  }
}

KERNEL(print) {
  FOR_BLOCKS {
    cb_lane lane = {.block = cb_begin_block(worker, launch, i)};
    int arguments[1] = {(int)i};
    cb_vprintf(&lane, "block %d\n", arguments);
  }
}

// The shared segment holds what the launch asked for.
typedef struct { uint32_t bytes; int* ok; } shared_params;
KERNEL(use_shared) {
  PARAMETERS(shared_params);
  FOR_BLOCKS {
    cb_block* block = cb_begin_block(worker, launch, i);
    memset(block->shared, 1, p->bytes);
    *p->ok = 1;
  }
}

typedef struct { float* out; float tiny; } denormal_params;
KERNEL(halve_tiny) {
  PARAMETERS(denormal_params);
  FOR_BLOCKS {
    cb_begin_block(worker, launch, i);
    *p->out = *(const volatile float*)&p->tiny / 2;
  }
}

// Not a kernel: what the start-up code of a host program built with -ffast-math does to its thread.
__attribute__((visibility("default"))) void flush_denormals(int on) {
#if defined(__x86_64__)
  __builtin_ia32_ldmxcsr(on ? 0x9FC0 : 0x1F80);
#else
  __asm__ volatile("msr fpcr, %0" : : "r"(on ? 1ul << 24 : 0ul));
#endif
}

static int counter = 5;
static int table[4] = {1, 2, 3, 4};
static int managed_initial = 42;
static int* managed = &managed_initial;

KERNEL(bump) {
  FOR_BLOCKS {
    cb_begin_block(worker, launch, i);
    counter += table[1];
    *managed += 1;
  }
}

#define FIELD(type, field) {offsetof(type, field), sizeof(((type*)0)->field)}
static const cb_param add_list[] = {FIELD(add_params, out), FIELD(add_params, a), FIELD(add_params, b), FIELD(add_params, n)};
static const cb_param step_list[] = {FIELD(step_params, value), FIELD(step_params, k)};
static const cb_param sleep_list[] = {FIELD(sleep_params, microseconds)};
static const cb_param wait_list[] = {FIELD(wait_params, flag), FIELD(wait_params, seen)};
static const cb_param meet_list[] = {FIELD(meet_params, arrived)};
static const cb_param order_list[] = {FIELD(order_params, next), FIELD(order_params, order), FIELD(order_params, runs)};
static const cb_param store_list[] = {FIELD(store_params, address)};
static const cb_param denormal_list[] = {FIELD(denormal_params, out), FIELD(denormal_params, tiny)};
static const cb_param shared_list[] = {FIELD(shared_params, bytes), FIELD(shared_params, ok)};

#define ROW(function, list, type) \
  {.name = #function, .run = function, .params = list, .param_count = sizeof list / sizeof *list, .param_bytes = sizeof(type), .max_threads = 1024}
#define ROW0(function) {.name = #function, .run = function, .max_threads = 1024}
static const cb_kernel kernels[] = {
  ROW(add, add_list, add_params),
  ROW(step, step_list, step_params),
  ROW0(empty),
  ROW(sleep_us, sleep_list, sleep_params),
  ROW(wait_for_flag, wait_list, wait_params),
  ROW(meet, meet_list, meet_params),
  {.name = "record_order", .run = record_order, .params = order_list, .param_count = 3, .param_bytes = sizeof(order_params), .max_threads = 1024,
   .flags = CB_KERNEL_ATOMICS},
  ROW(store, store_list, store_params),
  ROW0(fail_assertion),
  {.name = "print", .run = print, .max_threads = 1024, .flags = CB_KERNEL_PRINTF},
  {.name = "bounded", .run = empty, .max_threads = 128},
  {.name = "use_shared", .run = use_shared, .params = shared_list, .param_count = 2, .param_bytes = sizeof(shared_params),
   .max_threads = 1024, .static_shared = 1024, .shared_align = 16, .flags = CB_KERNEL_DYNAMIC_SHARED},
  ROW0(bump),
  ROW(halve_tiny, denormal_list, denormal_params),
};

static const cb_variable variables[] = {
  {"counter", &counter, 0, sizeof counter, 0, 4},
  {"table", table, 0, sizeof table, CB_VARIABLE_CONSTANT, 4},
  {"managed", &managed_initial, (void**)&managed, sizeof managed_initial, CB_VARIABLE_MANAGED, 4},
};

#ifndef TEST_ABI_VERSION
#define TEST_ABI_VERSION CB_ABI_VERSION
#endif

__attribute__((visibility("default"))) const cb_module cudabridge_module = {
  .abi_version = TEST_ABI_VERSION, .kernel_count = sizeof kernels / sizeof *kernels, .kernels = kernels,
  .variable_count = sizeof variables / sizeof *variables, .variables = variables, .target = "test",
};
