// Vectorised kernels: the records of a warp's lanes, and the loop over blocks for kernels that never suspend.
#include <stdlib.h>

#include "internal.h"

void init_lanes(cb_lane* lanes, cb_block* block, cb_dim3 shape, uint32_t lanes_per_warp, uint32_t lanes_per_unit) {
  uint32_t threads = shape.x * shape.y * shape.z, padded = (threads + lanes_per_warp - 1) / lanes_per_warp * lanes_per_warp;
  cb_dim3 tid = {0, 0, 0};
  // Records past the last thread belong to lanes that the warp's mask leaves out.
  for (uint32_t i = 0; i < (lanes_per_unit > 1 ? padded : threads); i++) {
    lanes[i] = (cb_lane){.block = block, .tid = tid, .lane_id = i % CB_WARP_SIZE, .warp_id = i / CB_WARP_SIZE, .linear = i, .unit = i / lanes_per_unit};
    if (++tid.x < shape.x) continue;
    tid.x = 0;
    if (++tid.y < shape.y) continue;
    tid.y = 0;
    tid.z++;
  }
}

uint32_t warp_count(const cb_launch* launch, uint32_t lanes_per_warp) { return (launch_threads(launch) + lanes_per_warp - 1) / lanes_per_warp; }

uint64_t warp_mask(const cb_launch* launch, uint32_t index, uint32_t lanes_per_warp) {
  uint32_t members = min_u32(lanes_per_warp, launch_threads(launch) - index * lanes_per_warp);
  return members == 64 ? UINT64_MAX : (1ull << members) - 1;
}

bool fills_warps(const cb_launch* launch) {
  const cb_kernel* kernel = launch->kernel;
  if ((kernel->flags & CB_KERNEL_ROW) && launch->block.y * launch->block.z != 1) return false;
  return (kernel->warp || kernel->warp_block) && launch->block.x % kernel->warp_lanes == 0;
}

bool runs_in_warps(const cb_launch* launch) {
  const cb_kernel* kernel = launch->kernel;
  return kernel->warp_lanes && (kernel->masked_warp || kernel->masked_block || fills_warps(launch));
}

cb_block_fn block_form(const cb_launch* launch) { return fills_warps(launch) ? launch->kernel->warp_block : launch->kernel->masked_block; }

// More blocks than this are too much at once for the caches near the core.
#define GROUP_THREADS 4096
#define GROUP_SHARED_BYTES (128 << 10)

static uint32_t group_size(const cb_launch* launch, uint64_t count) {
  uint64_t blocks = min_u32(launch->kernel->group_blocks, GROUP_THREADS / launch_threads(launch));
  if (!fills_warps(launch) || blocks * shared_stride(launch) > GROUP_SHARED_BYTES) blocks = 1;
  if (blocks > count) blocks = count;
  return blocks ? (uint32_t)blocks : 1;
}

// The records depend on the block's shape only: consecutive launches mostly share them.
static cb_lane* lanes_for(worker_state* w, const cb_launch* launch, uint32_t blocks) {
  const cb_dim3 shape = launch->block, had = w->lanes_block;
  const uint32_t lanes = launch->kernel->warp_lanes, padded = warp_count(launch, lanes) * lanes;
  if (w->lanes && w->lanes_per_warp == lanes && w->lanes_blocks >= blocks && had.x == shape.x && had.y == shape.y && had.z == shape.z) return w->lanes;
  if (!w->lanes) w->lanes = aligned_alloc(64, (GROUP_THREADS + CB_MAX_THREADS + CB_MAX_LANES) * sizeof(cb_lane));
  if (!w->lanes) return NULL;
  for (uint32_t b = 0; b < blocks; b++) init_lanes(w->lanes + b * padded, &w->blocks[b], shape, lanes, lanes);
  w->lanes_block = shape;
  w->lanes_blocks = blocks;
  w->lanes_per_warp = lanes;
  return w->lanes;
}

static char* slots_for(worker_state* w, size_t bytes) {
  if (bytes <= w->slot_bytes) return w->slots;
  free(w->slots);
  w->slots = aligned_alloc(64, bytes);
  w->slot_bytes = w->slots ? bytes : 0;
  return w->slots;
}

void run_whole_blocks(worker_state* w, const cb_launch* launch, uint64_t first, uint64_t count) {
  const cb_kernel* kernel = launch->kernel;
  const uint32_t threads = launch_threads(launch), blocks = group_size(launch, count);
  cb_lane* lanes = lanes_for(w, launch, blocks);
  char* slots = slots_for(w, ((size_t)kernel->unit_bytes + 64) * warp_count(launch, kernel->warp_lanes) * blocks);
  char* shared = worker_shared(w, launch, blocks);
  if (!lanes || !slots || !shared) {
    record_fault(launch, CUDA_ERROR_MEMORY_ALLOCATION, CB_FAULT_MEMORY, 0, NULL, NULL, "no memory for the threads of a block");
    abandon(w);
  }
  const cb_block_fn run = block_form(launch);
  for (uint64_t i = first, end = first + count; i < end;) {
    cb_begin_block(&w->worker, launch, i);
    uint32_t together = end - i < blocks ? (uint32_t)(end - i) : blocks;
    for (uint32_t b = 1; b < together; b++)
      w->blocks[b] = (cb_block){block_index(launch, i + b), threads, launch, &w->worker, shared + b * shared_stride(launch), NULL};
    if (together > 1) w->block_now = NULL;  // a fault would name the first, and it may be another's
    run(lanes, launch->params, threads * together, slots);
    i += together;
  }
}
