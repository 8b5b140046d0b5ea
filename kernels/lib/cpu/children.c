// Grids that kernels launch (C++ Programming Guide, "CUDA Dynamic Parallelism"). A launch joins the list of its grid's children; the runtime runs them once
// the grid's blocks are done. CUDA allows that: a grid cannot wait for its children, and what it wrote before a launch is there when the child runs.
#include <stdlib.h>
#include <string.h>

#include "internal.h"

enum { MAX_BLOCK_XY = 1024, MAX_BLOCK_Z = 64, MAX_GRID_YZ = 65535, MAX_SHARED = 163 << 10, PIECE = 64 << 10 };

#define STREAM_TAIL_LAUNCH ((const void*)3)

static cb_child* child_of(void* buffer) { return (cb_child*)((char*)buffer - CB_CHILD_PARAMS); }

static uint32_t failed(cb_lane* lane, uint32_t error) {
  worker_state* w = worker_of(lane->block->worker);
  w->failed_launch.block = lane->block->index;
  w->failed_launch.thread = lane->linear;
  w->failed_launch.error = error;
  return error;
}

uint32_t cb_child_error(cb_lane* lane, uint32_t reset) {
  worker_state* w = worker_of(lane->block->worker);
  const cb_dim3 a = w->failed_launch.block, b = lane->block->index;
  if (w->failed_launch.thread != lane->linear || a.x != b.x || a.y != b.y || a.z != b.z) return 0;
  uint32_t error = w->failed_launch.error;
  if (reset) w->failed_launch.error = 0;
  return error;
}

void* cb_child_buffer(cb_lane* lane, const cb_kernel* kernel, uint64_t bytes) {
  if (kernel) bytes = kernel->param_bytes;
  char* memory = bytes < 1 << 20 ? aligned_alloc(64, CB_CHILD_PARAMS + ((bytes + 63) & ~63ull)) : NULL;
  if (memory) return memset(memory, 0, CB_CHILD_PARAMS) + CB_CHILD_PARAMS;
  failed(lane, CUDA_ERROR_MEMORY_ALLOCATION);
  return NULL;
}

void cb_child_configure(cb_lane* lane, void* buffer, const cb_kernel* kernel, uint32_t grid_x, uint32_t grid_y, uint32_t grid_z, uint32_t block_x,
                        uint32_t block_y, uint32_t block_z, uint32_t dynamic_shared) {
  (void)lane;
  cb_child* child = child_of(buffer);
  child->kernel = kernel;
  child->grid = (cb_dim3){grid_x, grid_y, grid_z};
  child->block = (cb_dim3){block_x, block_y, block_z};
  child->dynamic_shared = dynamic_shared;
}

static uint32_t problem_of(const cb_child* child) {
  const cb_dim3 grid = child->grid, block = child->block;
  if (!child->kernel) return CUDA_ERROR_INVALID_DEVICE_FUNCTION;
  if (child->depth > CB_MAX_DEPTH) return CUDA_ERROR_LAUNCH_MAX_DEPTH_EXCEEDED;
  if (!grid.x || !grid.y || !grid.z || grid.x > INT32_MAX || grid.y > MAX_GRID_YZ || grid.z > MAX_GRID_YZ) return CUDA_ERROR_INVALID_CONFIGURATION;
  if (!block.x || !block.y || !block.z || block.x > MAX_BLOCK_XY || block.y > MAX_BLOCK_XY || block.z > MAX_BLOCK_Z) return CUDA_ERROR_INVALID_CONFIGURATION;
  if (block.x * block.y * block.z > CB_MAX_THREADS) return CUDA_ERROR_INVALID_CONFIGURATION;
  if (child->kernel->max_threads && block.x * block.y * block.z > child->kernel->max_threads) return CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES;
  if ((uint64_t)child->kernel->static_shared + child->dynamic_shared > MAX_SHARED) return CUDA_ERROR_INVALID_VALUE;
  return 0;
}

uint32_t cb_child_submit(cb_lane* lane, void* buffer, const void* stream) {
  if (!buffer) return failed(lane, CUDA_ERROR_INVALID_VALUE);
  const cb_launch* launch = lane->block->launch;
  cb_child* child = child_of(buffer);
  child->is_tail = stream == STREAM_TAIL_LAUNCH;
  child->depth = launch->state->depth + 1;
  uint32_t problem = problem_of(child);
  if (problem) {
    free(child);
    return failed(lane, problem);
  }
  child->next = __atomic_load_n(&launch->state->children, __ATOMIC_RELAXED);
  while (!__atomic_compare_exchange_n(&launch->state->children, &child->next, child, true, __ATOMIC_RELEASE, __ATOMIC_RELAXED)) {}
  return 0;
}

// ---- Copies: grids whose blocks move a piece each ------------------------------------------------------------------------------

typedef struct transfer { char* to; const char* from; uint64_t bytes; uint32_t byte; } transfer;

static void run_transfer(cb_worker* worker, const cb_launch* launch, uint64_t first, uint64_t count) {
  const transfer* t = launch->params;
  for (uint64_t block = first; block < first + count; block++) {
    cb_begin_block(worker, launch, block);
    uint64_t start = block * PIECE, bytes = t->bytes - start < PIECE ? t->bytes - start : PIECE;
    if (t->from) memmove(t->to + start, t->from + start, bytes);
    else memset(t->to + start, (int)t->byte, bytes);
  }
}

static const cb_kernel copy_kernel = {.name = "cudaMemcpyAsync", .run = run_transfer, .param_bytes = sizeof(transfer), .max_threads = 1};
static const cb_kernel fill_kernel = {.name = "cudaMemsetAsync", .run = run_transfer, .param_bytes = sizeof(transfer), .max_threads = 1};

static uint32_t launch_transfer(cb_lane* lane, const cb_kernel* kernel, transfer what, const void* stream) {
  if (what.bytes == 0) return 0;
  transfer* buffer = cb_child_buffer(lane, kernel, 0);
  if (!buffer) return CUDA_ERROR_MEMORY_ALLOCATION;
  *buffer = what;
  uint64_t pieces = (what.bytes + PIECE - 1) / PIECE;
  cb_child_configure(lane, buffer, kernel, pieces > INT32_MAX ? 0 : (uint32_t)pieces, 1, 1, 1, 1, 1, 0);
  return cb_child_submit(lane, buffer, stream);
}

uint32_t cb_child_copy(cb_lane* lane, void* to, const void* from, uint64_t bytes, const void* stream) {
  if (bytes && (!to || !from)) return failed(lane, CUDA_ERROR_INVALID_VALUE);
  return launch_transfer(lane, &copy_kernel, (transfer){to, from, bytes, 0}, stream);
}

uint32_t cb_child_fill(cb_lane* lane, void* to, uint32_t byte, uint64_t bytes, const void* stream) {
  if (bytes && !to) return failed(lane, CUDA_ERROR_INVALID_VALUE);
  return launch_transfer(lane, &fill_kernel, (transfer){to, NULL, bytes, byte}, stream);
}
