// What the files of the support library share. Generated code and the runtime see cudabridge_cpu.h only.
#ifndef CUDABRIDGE_CPU_INTERNAL_H
#define CUDABRIDGE_CPU_INTERNAL_H

#include <setjmp.h>
#include <stdbool.h>

#include "cudabridge_cpu.h"

#define CB_MAX_THREADS 1024
#define CB_MAX_GROUPS (CB_MAX_THREADS / CB_WARP_SIZE)
#define CB_MAX_BARRIERS 16

// CUDA's error codes that a kernel can end with (driver_types.h).
enum {
  CUDA_ERROR_INVALID_VALUE = 1,
  CUDA_ERROR_MEMORY_ALLOCATION = 2,
  CUDA_ERROR_INVALID_CONFIGURATION = 9,
  CUDA_ERROR_LAUNCH_MAX_DEPTH_EXCEEDED = 65,
  CUDA_ERROR_INVALID_DEVICE_FUNCTION = 98,
  CUDA_ERROR_ILLEGAL_ADDRESS = 700,
  CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES = 701,
  CUDA_ERROR_ASSERT = 710,
  CUDA_ERROR_HARDWARE_STACK = 714,
  CUDA_ERROR_ILLEGAL_INSTRUCTION = 715,
  CUDA_ERROR_MISALIGNED_ADDRESS = 716,
  CUDA_ERROR_LAUNCH_FAILURE = 719,
  CUDA_ERROR_NOT_SUPPORTED = 801,
};

enum lane_status { LANE_READY, LANE_YIELDED, LANE_AT_BARRIER, LANE_AT_WARP_OP, LANE_AT_GRID, LANE_EXITED };

// What the scheduler resumes: a lane, or in vectorised kernels a whole warp, whose first lane's record then stands for it.
typedef struct unit_state {
  cb_lane* lane;
  void* handle;  // coroutine
  uint8_t status;
  uint8_t op;    // cb_warp_op or cb_barrier_op it waits at
  uint32_t mask, a, b, site;
  uint64_t value;
} unit_state;

// 32 units; of lanes, that is a warp. Bit i of each mask is unit i. A unit is in exactly one of ready, yielded, waiting, at a barrier,
// or in none of them once it has exited.
typedef struct group_state {
  unit_state* units;
  uint32_t live, ready, yielded;
  uint32_t waiting;  // at a warp operation
} group_state;

typedef struct barrier_state {
  uint32_t arrivals;
  uint32_t expected;  // threads; 0: every live one
  uint32_t population;
  bool all, any;
  uint32_t arrived[CB_MAX_GROUPS];
  uint32_t waiting[CB_MAX_GROUPS];  // those of `arrived` that are suspended here
} barrier_state;

typedef struct block_state {
  cb_block block;
  uint32_t live;             // units
  uint32_t at_grid;
  uint32_t group_count;
  uint32_t lanes_per_unit;
  bool done;
  cb_lane* lanes;
  unit_state* units;
  group_state groups[CB_MAX_GROUPS];
  barrier_state barriers[CB_MAX_BARRIERS];
} block_state;

typedef struct arena_chunk {
  struct arena_chunk* next;
  size_t bytes;
} arena_chunk;

#define ARENA_CLASSES 16

// Bump allocator with free lists by size class, reset as a whole: coroutine frames, lanes of resident blocks.
typedef struct arena {
  arena_chunk* first;
  arena_chunk* current;
  size_t used;  // of the current chunk
  void* free[ARENA_CLASSES];
} arena;

typedef struct worker_state {
  cb_worker worker;
  sigjmp_buf recover;
  const cb_launch* launch;     // what cb_run is running; NULL outside
  cb_lane* volatile lane;      // running lane, where known
  cb_block* volatile block_now;
  cb_block blocks[CB_MAX_GROUP_BLOCKS];  // of kernels that never suspend; mostly the first only
  block_state* resident;       // reused by consecutive blocks of suspending kernels
  cb_lane* lanes;              // records of the threads of lanes_blocks of `blocks`, which have lanes_block threads each
  cb_dim3 lanes_block;
  uint32_t lanes_blocks, lanes_per_warp;
  char* slots;                 // what the warps of a block keep between segments
  size_t slot_bytes;
  arena frames;
  struct { cb_dim3 block; uint32_t thread, error; } failed_launch;  // of a child grid, the latest
  char* stack_low;             // lowest address of the thread's stack, to tell an overflow from a wild pointer
  void* alternate_stack;
} worker_state;

static inline worker_state* worker_of(cb_worker* worker) { return (worker_state*)worker; }
static inline block_state* owner_of(cb_lane* lane) { return (block_state*)lane->block; }
static inline unit_state* unit_of(cb_lane* lane) { return &owner_of(lane)->units[lane->unit]; }
static inline group_state* group_of(cb_lane* lane) { return &owner_of(lane)->groups[lane->unit / 32]; }
static inline uint32_t bit_of(const cb_lane* lane) { return 1u << lane->unit % 32; }
static inline uint32_t min_u32(uint32_t a, uint32_t b) { return a < b ? a : b; }

// Stores that went around the caches are in memory before whoever learns that the blocks are done can look.
static inline void finish_streaming_stores(const cb_launch* launch) {
#if defined(__x86_64__)
  if (launch->flags & CB_LAUNCH_STREAMING) __builtin_ia32_sfence();
#else
  (void)launch;  // stores of every kind are ordered by what announces the end
#endif
}

// Runs the statement for each set bit of the mask as it was at the start.
#define FOR_EACH_LANE(lane, mask) \
  for (uint32_t rest_ = (mask), lane; rest_ && (lane = (uint32_t)__builtin_ctz(rest_), true); rest_ &= rest_ - 1)

void* arena_alloc(arena* arena, size_t bytes);  // 64-byte aligned; NULL: out of memory
void arena_free(arena* arena, void* p);
void arena_reset(arena* arena);
void arena_destroy(arena* arena);

cb_dim3 block_index(const cb_launch* launch, uint64_t linear);
uint32_t launch_threads(const cb_launch* launch);
// Makes sure the worker's shared segment holds so many blocks of the launch; NULL: out of memory.
char* worker_shared(worker_state* worker, const cb_launch* launch, uint32_t blocks);
size_t shared_bytes(const cb_launch* launch);   // of a block
size_t shared_stride(const cb_launch* launch);  // from one block's segment to the next one's

bool launch_failed(const cb_launch* launch);
// Records the launch's first error; later ones are dropped. block and lane may be NULL.
void record_fault(const cb_launch* launch, uint32_t error, uint32_t kind, uint64_t address, const cb_block* block, const cb_lane* lane,
                  const char* format, ...) __attribute__((format(printf, 7, 8)));
// Gives up the running block and returns from cb_run.
__attribute__((noreturn)) void abandon(worker_state* worker);

void install_fault_handlers(void);
void prepare_thread_for_faults(worker_state* worker);
void release_thread_for_faults(worker_state* worker);

// Fills in everything of the block's lane records but what changes while they run. `lanes` has room for whole warps.
void init_lanes(cb_lane* lanes, cb_block* block, cb_dim3 shape, uint32_t lanes_per_warp, uint32_t lanes_per_unit);
uint32_t warp_count(const cb_launch* launch, uint32_t lanes_per_warp);
// The lanes of warp `index` that exist.
uint64_t warp_mask(const cb_launch* launch, uint32_t index, uint32_t lanes_per_warp);
// Whether a vectorised form of the kernel fits the launch, and which.
bool runs_in_warps(const cb_launch* launch);
bool fills_warps(const cb_launch* launch);
// The form that runs whole blocks of the launch; NULL: its warps are coroutines.
cb_block_fn block_form(const cb_launch* launch);
void run_whole_blocks(worker_state* worker, const cb_launch* launch, uint64_t first, uint64_t count);

// Answers a complete warp operation for the lanes in `group`: fills their result and result_pred.
void evaluate_warp_op(group_state* warp, uint32_t group);

#endif
