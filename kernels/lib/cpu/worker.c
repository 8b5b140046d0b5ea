// Workers and the blocks of kernels that never suspend.
#include <stdlib.h>
#include <string.h>

#include "internal.h"

uint32_t cb_abi_version(void) { return CB_ABI_VERSION; }

cb_worker* cb_worker_create(uint32_t index) {
  worker_state* w = calloc(1, sizeof *w);
  if (!w) return NULL;
  w->worker.index = index;
  w->worker.internal = w;
  install_fault_handlers();
  prepare_thread_for_faults(w);
  return &w->worker;
}

void cb_worker_destroy(cb_worker* worker) {
  worker_state* w = worker_of(worker);
  release_thread_for_faults(w);
  arena_destroy(&w->frames);
  if (w->resident) {
    free(w->resident->lanes);
    free(w->resident->units);
  }
  free(w->resident);
  free(w->lanes);
  free(w->slots);
  free(w->worker.shared);
  free(w);
}

cb_dim3 block_index(const cb_launch* launch, uint64_t linear) {
  uint64_t row = linear / launch->grid.x;
  return (cb_dim3){(uint32_t)(linear % launch->grid.x), (uint32_t)(row % launch->grid.y), (uint32_t)(row / launch->grid.y)};
}

uint32_t launch_threads(const cb_launch* launch) { return launch->block.x * launch->block.y * launch->block.z; }

// The dynamic part starts at the static size rounded up to the segment's alignment.
size_t shared_bytes(const cb_launch* launch) {
  size_t align = launch->kernel->shared_align < 16 ? 16 : launch->kernel->shared_align;
  return ((launch->kernel->static_shared + align - 1) & ~(align - 1)) + launch->dynamic_shared;
}

size_t shared_stride(const cb_launch* launch) { return (shared_bytes(launch) + 1023) & ~(size_t)1023; }

char* worker_shared(worker_state* w, const cb_launch* launch, uint32_t blocks) {
  size_t bytes = shared_stride(launch) * blocks;
  if (bytes > w->worker.shared_bytes || !w->worker.shared) {
    free(w->worker.shared);
    bytes = (bytes + 4095) & ~(size_t)4095;
    w->worker.shared = aligned_alloc(4096, bytes ? bytes : 4096);
    w->worker.shared_bytes = w->worker.shared ? bytes : 0;
  }
  return w->worker.shared;
}

cb_block* cb_begin_block(cb_worker* worker, const cb_launch* launch, uint64_t linear) {
  worker_state* w = worker_of(worker);
  if (launch_failed(launch)) abandon(w);
  char* shared = worker_shared(w, launch, 1);
  if (!shared) {
    record_fault(launch, CUDA_ERROR_MEMORY_ALLOCATION, CB_FAULT_MEMORY, 0, NULL, NULL, "no memory for %zu bytes of shared memory",
                 shared_bytes(launch));
    abandon(w);
  }
  w->blocks[0] = (cb_block){block_index(launch, linear), launch_threads(launch), launch, worker, shared, NULL};
  return w->block_now = &w->blocks[0];
}

void* cb_frame_alloc(cb_lane* lane, uint64_t bytes) {
  worker_state* w = worker_of(lane->block->worker);
  void* frame = arena_alloc(&w->frames, bytes);
  if (frame) return frame;
  record_fault(lane->block->launch, CUDA_ERROR_MEMORY_ALLOCATION, CB_FAULT_MEMORY, 0, lane->block, lane,
               "no memory for a frame of %llu bytes", (unsigned long long)bytes);
  abandon(w);
}

void cb_frame_free(cb_lane* lane, void* frame) { arena_free(&worker_of(lane->block->worker)->frames, frame); }
