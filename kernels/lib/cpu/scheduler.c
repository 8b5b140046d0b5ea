// Runs blocks whose units (lanes, or warps of vectorised kernels) are coroutines: resumes those that can run, gathers those that wait for each other, finds deadlocks.
#include <sched.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"

// The switched-resume ABI: a frame starts with its resume function, which is null at the final suspend point. LLVM gives that function
// fastcc, which for one pointer argument is the C convention on x86-64 and AArch64.
static bool coroutine_done(void* handle) { return *(void**)handle == NULL; }
static void coroutine_resume(void* handle) { (*(void (**)(void*))handle)(handle); }

static void make_ready(group_state* warp, uint32_t lanes) {
  warp->ready |= lanes;
  FOR_EACH_LANE(i, lanes) warp->units[i].status = LANE_READY;
}

// ---- Barriers -------------------------------------------------------------------------------------------------------------------

// bar.sync counts threads by whole warps: lanes that have exited or never existed in a warp that has arrived count as arrived.
static uint32_t effective_arrivals(const block_state* block, const barrier_state* barrier) {
  uint32_t count = 0;
  for (uint32_t w = 0; w < block->group_count; w++)
    if (block->lanes_per_unit > 1) count += block->lanes_per_unit * (uint32_t)__builtin_popcount(barrier->arrived[w]);
    else if (barrier->arrived[w]) count += CB_WARP_SIZE - (uint32_t)__builtin_popcount(block->groups[w].live & ~barrier->arrived[w]);
  return count;
}

static bool barrier_complete(const block_state* block, const barrier_state* barrier) {
  if (!barrier->arrivals) return false;
  if (barrier->expected) return effective_arrivals(block, barrier) >= barrier->expected;
  for (uint32_t w = 0; w < block->group_count; w++)
    if (block->groups[w].live & ~barrier->arrived[w]) return false;
  return true;
}

static uint64_t barrier_result(const barrier_state* barrier, uint32_t op) {
  switch (op) {
    case CB_BARRIER_AND: return barrier->all;
    case CB_BARRIER_OR: return barrier->any;
    case CB_BARRIER_POPC: return barrier->population;
    default: return 0;
  }
}

static void open_barrier(block_state* block, barrier_state* barrier) {
  for (uint32_t w = 0; w < block->group_count; w++) {
    FOR_EACH_LANE(i, barrier->waiting[w]) {
      unit_state* lane = &block->groups[w].units[i];
      lane->lane->result = barrier_result(barrier, lane->op);
    }
    make_ready(&block->groups[w], barrier->waiting[w]);
  }
  memset(barrier, 0, sizeof *barrier);
}

uint32_t cb_barrier_arrive(cb_lane* lane, uint32_t id, uint32_t thread_count, uint32_t op, uint32_t predicate) {
  block_state* block = owner_of(lane);
  if (id >= CB_MAX_BARRIERS) {
    record_fault(block->block.launch, CUDA_ERROR_ILLEGAL_INSTRUCTION, CB_FAULT_ILLEGAL, 0, &block->block, lane, "barrier %u does not exist", id);
    abandon(worker_of(block->block.worker));
  }
  barrier_state* barrier = &block->barriers[id];
  if (!barrier->arrivals) barrier->all = true;
  barrier->arrivals++;
  barrier->expected = thread_count;
  barrier->population += predicate;
  barrier->all &= predicate != 0;
  barrier->any |= predicate != 0;
  barrier->arrived[lane->unit / 32] |= bit_of(lane);
  if (op != CB_BARRIER_ARRIVE) {
    barrier->waiting[lane->unit / 32] |= bit_of(lane);
    group_of(lane)->ready &= ~bit_of(lane);
    unit_of(lane)->status = LANE_AT_BARRIER;
    unit_of(lane)->op = (uint8_t)op;
  }
  if (barrier_complete(block, barrier)) open_barrier(block, barrier);
  return unit_of(lane)->status != LANE_READY;
}

// ---- Warp operations --------------------------------------------------------------------------------------------------------------

static void complete_warp_op(group_state* warp, uint32_t group) {
  evaluate_warp_op(warp, group);
  warp->waiting &= ~group;
  make_ready(warp, group);
}

static uint32_t waiting_with(const group_state* warp, uint32_t op, uint32_t mask) {
  uint32_t group = 0;
  FOR_EACH_LANE(i, warp->waiting) if (warp->units[i].op == op && warp->units[i].mask == mask) group |= 1u << i;
  return group;
}

// A masked operation is complete when every live lane that its mask names waits at the same operation with the same mask.
static void try_complete(group_state* warp, uint32_t lane) {
  const unit_state* state = &warp->units[lane];
  if (!state->mask) return;
  uint32_t group = waiting_with(warp, state->op, state->mask);
  if (!(state->mask & warp->live & ~group)) complete_warp_op(warp, group);
}

uint32_t cb_warp_arrive(cb_lane* lane, uint32_t op, uint32_t mask, uint64_t value, uint32_t a, uint32_t b, uint32_t site) {
  group_state* warp = group_of(lane);
  unit_state* state = unit_of(lane);
  state->status = LANE_AT_WARP_OP;
  state->op = (uint8_t)op;
  // A lane outside its own mask is an error in the program; it then meets nobody but itself and the lanes it names.
  state->mask = op == CB_WARP_ACTIVEMASK ? 0 : mask ? mask | bit_of(lane) : 0;
  state->value = value;
  state->a = a;
  state->b = b;
  state->site = site;
  warp->ready &= ~bit_of(lane);
  warp->waiting |= bit_of(lane);
  try_complete(warp, lane->unit % 32);
  return state->status != LANE_READY;
}

// No lane of the warp can run: those that wait without a mask at one site are the active ones there.
static bool gather_active(group_state* warp) {
  uint32_t group = 0, site = 0;
  FOR_EACH_LANE(i, warp->waiting) {
    const unit_state* state = &warp->units[i];
    if (state->mask) continue;
    if (!group) site = state->site;
    if (state->site == site) group |= 1u << i;
  }
  if (group) complete_warp_op(warp, group);
  return group != 0;
}

// ---- Lanes ------------------------------------------------------------------------------------------------------------------------

uint32_t cb_yield(cb_lane* lane) {
  group_state* warp = group_of(lane);
  unit_of(lane)->status = LANE_YIELDED;
  warp->ready &= ~bit_of(lane);
  warp->yielded |= bit_of(lane);
  return 1;
}

uint32_t cb_grid_arrive(cb_lane* lane) {
  block_state* block = owner_of(lane);
  if (!(block->block.launch->flags & CB_LAUNCH_COOPERATIVE)) {
    record_fault(block->block.launch, CUDA_ERROR_LAUNCH_FAILURE, CB_FAULT_ILLEGAL, 0, &block->block, lane,
                 "grid-wide synchronisation needs a cooperative launch");
    abandon(worker_of(block->block.worker));
  }
  unit_of(lane)->status = LANE_AT_GRID;
  group_of(lane)->ready &= ~bit_of(lane);
  block->at_grid++;
  return 1;
}

uint32_t cb_exit(cb_lane* lane) {
  block_state* block = owner_of(lane);
  group_state* warp = group_of(lane);
  if (unit_of(lane)->status == LANE_EXITED) return 1;
  unit_of(lane)->status = LANE_EXITED;
  warp->live &= ~bit_of(lane);
  warp->ready &= ~bit_of(lane);
  block->live--;
  // Others may have waited for this lane only.
  FOR_EACH_LANE(i, warp->waiting) if (warp->units[i].status == LANE_AT_WARP_OP) try_complete(warp, i);
  for (uint32_t id = 0; id < CB_MAX_BARRIERS; id++)
    if (barrier_complete(block, &block->barriers[id])) open_barrier(block, &block->barriers[id]);
  return 1;
}

static void run_unit(worker_state* w, unit_state* unit) {
  w->lane = unit->lane;
  coroutine_resume(unit->handle);
  if (unit->status == LANE_READY && coroutine_done(unit->handle)) cb_exit(unit->lane);
}

static bool run_group(worker_state* w, group_state* warp) {
  bool progress = false;
  do {
    while (warp->ready) {
      run_unit(w, &warp->units[__builtin_ctz(warp->ready)]);
      progress = true;
    }
  } while (gather_active(warp));
  return progress;
}

// ---- Blocks -----------------------------------------------------------------------------------------------------------------------

static void out_of_memory(worker_state* w, const cb_launch* launch) {
  record_fault(launch, CUDA_ERROR_MEMORY_ALLOCATION, CB_FAULT_MEMORY, 0, NULL, NULL, "no memory for a resident block of %u threads",
               launch_threads(launch));
  abandon(w);
}

// One unit a warp for a vectorised kernel, else one a lane.
static void start_units(block_state* block, const cb_launch* launch, uint32_t count) {
  const cb_kernel* kernel = launch->kernel;
  bool in_warps = block->lanes_per_unit > 1, full = in_warps && fills_warps(launch);
  for (uint32_t i = 0; i < count; i++) {
    cb_lane* lane = &block->lanes[i * block->lanes_per_unit];
    block->units[i] = (unit_state){.lane = lane, .status = LANE_READY};
    block->units[i].handle = !in_warps ? kernel->start_lane(lane, launch->params)
                             : full    ? kernel->warp(lane, launch->params)
                                       : kernel->masked_warp(lane, launch->params, warp_mask(launch, i, kernel->warp_lanes));
  }
}

static void start_block(worker_state* w, block_state* block, const cb_launch* launch, uint64_t linear, char* shared) {
  cb_lane* lanes = block->lanes;
  unit_state* units = block->units;
  memset(block, 0, sizeof *block);
  block->lanes = lanes;
  block->units = units;
  block->lanes_per_unit = runs_in_warps(launch) ? launch->kernel->warp_lanes : 1;
  uint32_t count = block->lanes_per_unit > 1 ? warp_count(launch, block->lanes_per_unit) : launch_threads(launch);
  block->live = count;
  block->group_count = (count + 31) / 32;
  block->block = (cb_block){block_index(launch, linear), launch_threads(launch), launch, &w->worker, shared, block};
  w->block_now = &block->block;
  for (uint32_t i = 0; i < block->group_count; i++) {
    uint32_t members = min_u32(32, count - i * 32), mask = members == 32 ? UINT32_MAX : (1u << members) - 1;
    block->groups[i] = (group_state){.units = units + i * 32, .live = mask, .ready = mask};
  }
  init_lanes(lanes, &block->block, launch->block, block->lanes_per_unit > 1 ? block->lanes_per_unit : CB_WARP_SIZE, block->lanes_per_unit);
  start_units(block, launch, count);
}

enum block_stop { BLOCK_DONE, BLOCK_AT_GRID, BLOCK_SPINNING, BLOCK_STUCK };

// Runs the block as far as it goes.
static enum block_stop run_block(worker_state* w, block_state* block) {
  w->block_now = &block->block;
  for (;;) {
    bool progress = false, yielded = false;
    for (uint32_t i = 0; i < block->group_count; i++) {
      progress |= run_group(w, &block->groups[i]);
      yielded |= block->groups[i].yielded != 0;
    }
    if (!block->live) return BLOCK_DONE;
    if (launch_failed(block->block.launch)) abandon(w);
    for (uint32_t i = 0; i < block->group_count; i++) {
      group_state* warp = &block->groups[i];
      uint32_t back = warp->yielded;
      warp->yielded = 0;
      make_ready(warp, back);
    }
    if (yielded) return BLOCK_SPINNING;
    if (!progress) return block->at_grid == block->live ? BLOCK_AT_GRID : BLOCK_STUCK;
  }
}

static void deadlock(worker_state* w, const block_state* block) {
  record_fault(block->block.launch, CUDA_ERROR_LAUNCH_FAILURE, CB_FAULT_DEADLOCK, 0, &block->block, NULL,
               "deadlock: the threads that remain in the block (%u) wait for each other at different barriers or warp operations", block->live);
  abandon(w);
}

static void run_alone(worker_state* w, const cb_launch* launch, uint64_t first, uint64_t count) {
  if (!w->resident) {
    w->resident = calloc(1, sizeof *w->resident);
    if (w->resident) {
      w->resident->lanes = aligned_alloc(64, (CB_MAX_THREADS + CB_MAX_LANES) * sizeof(cb_lane));
      w->resident->units = aligned_alloc(64, CB_MAX_THREADS * sizeof(unit_state));
    }
  }
  char* shared = worker_shared(w, launch, 1);
  if (!w->resident || !w->resident->lanes || !w->resident->units || !shared) out_of_memory(w, launch);
  for (uint64_t i = first; i < first + count; i++) {
    if (launch_failed(launch)) abandon(w);
    arena_reset(&w->frames);
    start_block(w, w->resident, launch, i, shared);
    enum block_stop stop;
    // A block that spins waits for another block, on another worker.
    while ((stop = run_block(w, w->resident)) == BLOCK_SPINNING) sched_yield();
    if (stop != BLOCK_DONE) deadlock(w, w->resident);
  }
}

// ---- Cooperative launches -----------------------------------------------------------------------------------------------------------

// grid_arrived (low half: workers at the barrier, high half: workers that have finished) and grid_generation form one atomic word.
typedef union grid_word {
  struct { uint16_t arrived, finished; uint32_t generation; };
  uint64_t bits;
} grid_word;

static uint64_t* grid_word_of(const cb_launch* launch) { return (uint64_t*)(void*)&launch->state->grid_arrived; }

static grid_word load_grid(const cb_launch* launch) {
  return (grid_word){.bits = __atomic_load_n(grid_word_of(launch), __ATOMIC_ACQUIRE)};
}

// Adds this worker to those that have arrived or finished; opens the barrier if it was the last. Returns the generation it arrived in.
static uint32_t join_grid(const cb_launch* launch, bool finished) {
  grid_word old = load_grid(launch), next;
  do {
    next = old;
    if (finished) next.finished++;
    else next.arrived++;
    if (next.arrived && (uint32_t)next.arrived + next.finished == launch->state->grid_workers) {
      next.arrived = 0;
      next.generation++;
    }
  } while (!__atomic_compare_exchange_n(grid_word_of(launch), &old.bits, next.bits, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE));
  return old.generation;
}

static void wait_for_grid(worker_state* w, const cb_launch* launch) {
  uint32_t generation = join_grid(launch, false);
  for (uint32_t spins = 0; load_grid(launch).generation == generation; spins++) {
    if (launch_failed(launch)) abandon(w);
    if (spins > 1000) sched_yield();
  }
}

static void leave_grid_barrier(block_state* block) {
  block->at_grid = 0;
  for (uint32_t i = 0; i < block->group_count; i++)
    FOR_EACH_LANE(lane, block->groups[i].live)
      if (block->groups[i].units[lane].status == LANE_AT_GRID) make_ready(&block->groups[i], 1u << lane);
}

static block_state* start_resident_blocks(worker_state* w, const cb_launch* launch, uint64_t first, uint64_t count) {
  uint32_t threads = launch_threads(launch);
  size_t segment = shared_stride(launch);
  arena_reset(&w->frames);
  block_state* blocks = arena_alloc(&w->frames, count * sizeof *blocks);
  char* shared = arena_alloc(&w->frames, count * segment + 1024);
  if (!blocks || !shared) out_of_memory(w, launch);
  shared = (char*)(((uintptr_t)shared + 1023) & ~(uintptr_t)1023);
  for (uint64_t i = 0; i < count; i++) {
    blocks[i].lanes = arena_alloc(&w->frames, (threads + CB_MAX_LANES) * sizeof(cb_lane));
    blocks[i].units = arena_alloc(&w->frames, threads * sizeof(unit_state));
    if (!blocks[i].lanes || !blocks[i].units) out_of_memory(w, launch);
    start_block(w, &blocks[i], launch, first + i, shared + i * segment);
  }
  return blocks;
}

static void run_resident(worker_state* w, const cb_launch* launch, uint64_t first, uint64_t count) {
  block_state* blocks = start_resident_blocks(w, launch, first, count);
  for (;;) {
    uint64_t done = 0, at_grid = 0;
    for (uint64_t i = 0; i < count; i++) {
      if (blocks[i].done) { done++; continue; }
      enum block_stop stop = blocks[i].at_grid && blocks[i].at_grid == blocks[i].live ? BLOCK_AT_GRID : run_block(w, &blocks[i]);
      if (stop == BLOCK_STUCK) deadlock(w, &blocks[i]);
      if (stop == BLOCK_DONE) { blocks[i].done = true; done++; }
      if (stop == BLOCK_AT_GRID) at_grid++;
    }
    if (done == count) break;
    if (done + at_grid < count) {  // some block waits for another worker's
      sched_yield();
      continue;
    }
    wait_for_grid(w, launch);
    for (uint64_t i = 0; i < count; i++)
      if (!blocks[i].done) leave_grid_barrier(&blocks[i]);
  }
  join_grid(launch, true);
}

void cb_run_blocks(cb_worker* worker, const cb_launch* launch, uint64_t first, uint64_t count) {
  worker_state* w = worker_of(worker);
  if (launch->flags & CB_LAUNCH_COOPERATIVE) run_resident(w, launch, first, count);
  else run_alone(w, launch, first, count);
}
