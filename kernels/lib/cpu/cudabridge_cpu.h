// The contract between generated CPU code, the execution support library (libcudabridge_cpu.so, this folder) and
// CudaBridge.Runtime. Every struct here is mirrored, field for field, by CudaBridge.Abi/CpuModule.cs; a test compares the sizes
// and offsets. Change one, change the other, and raise CB_ABI_VERSION and CpuModuleTable.CurrentAbiVersion.
#ifndef CUDABRIDGE_CPU_H
#define CUDABRIDGE_CPU_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)  // the library is built with -fvisibility=hidden

#define CB_ABI_VERSION 5
#define CB_WARP_SIZE 32
#define CB_MAX_LANES 64  // of a vectorised warp
#define CB_MAX_GROUP_BLOCKS 16

typedef struct cb_dim3 { uint32_t x, y, z; } cb_dim3;
typedef struct cb_launch cb_launch;
typedef struct cb_worker cb_worker;
typedef struct cb_block cb_block;
typedef struct cb_lane cb_lane;

// ---- What a compiled module exports -------------------------------------------------------------------------------------------

typedef struct cb_param {
  uint32_t offset;  // bytes from the start of the parameter buffer
  uint32_t size;    // bytes
} cb_param;

enum cb_kernel_flags {
  CB_KERNEL_COROUTINE      = 1 << 0,  // lanes are coroutines: the kernel can suspend
  CB_KERNEL_BARRIER        = 1 << 1,
  CB_KERNEL_WARP_OPS       = 1 << 2,
  CB_KERNEL_GRID_SYNC      = 1 << 3,  // needs a cooperative launch
  CB_KERNEL_DYNAMIC_SHARED = 1 << 4,
  CB_KERNEL_PRINTF         = 1 << 5,
  CB_KERNEL_ATOMICS        = 1 << 6,
  CB_KERNEL_VECTOR         = 1 << 7,  // whole-function vectorised
  CB_KERNEL_INDIRECT_CALLS = 1 << 8,
  CB_KERNEL_RECURSION      = 1 << 9,
  CB_KERNEL_WARP_COROUTINE = 1 << 10,  // the vectorised forms can suspend
  CB_KERNEL_ROW            = 1 << 11,  // warp_block needs blockDim.y and blockDim.z to be 1
};

// Runs one lane from its start to its end. `params` is the launch's parameter buffer.
typedef void (*cb_lane_fn)(cb_lane* lane, const void* params);
// Starts one lane as an LLVM switched-resume coroutine and returns its handle, suspended before its first instruction.
typedef void* (*cb_coroutine_fn)(cb_lane* lane, const void* params);
// Starts a whole warp as a coroutine: `lanes` points at the warp's consecutive lane records; bit i of `mask` says that lane i exists.
typedef void* (*cb_warp_fn)(cb_lane* lanes, const void* params);
typedef void* (*cb_masked_warp_fn)(cb_lane* lanes, const void* params, uint64_t mask);
// Runs all warps of a block, or of several: `lanes` points at the lane records of all `threads`, `slots` at cb_kernel.unit_bytes for each warp, 64-byte aligned.
typedef void (*cb_block_fn)(cb_lane* lanes, const void* params, uint32_t threads, char* slots);

typedef struct cb_kernel {
  const char* name;                    // mangled, as the program registers it
  // Runs blocks first … first+count-1 (linear index, x fastest) one after the other. Generated for every kernel: a loop over the
  // lanes for kernels that never suspend, a call of cb_run_blocks for those that do.
  void (*run)(cb_worker* worker, const cb_launch* launch, uint64_t first, uint64_t count);
  cb_coroutine_fn start_lane;          // NULL unless CB_KERNEL_COROUTINE
  const cb_param* params;
  uint32_t param_count;
  uint32_t param_bytes;                // size of the parameter buffer
  uint32_t static_shared;              // bytes
  uint32_t shared_align;               // bytes; of the whole shared segment
  uint32_t local_bytes;                // stack bytes of a lane, an estimate
  uint32_t max_threads;                // a block; from __launch_bounds__, else 1024
  uint32_t min_blocks;                 // from __launch_bounds__, else 0
  uint32_t flags;                      // cb_kernel_flags
  uint32_t frame_bytes;                // coroutine frame of a lane; 0 when unknown
  // The vectorised forms, chosen by cb_run where the launch allows it; `run` is for the other launches and may be NULL if both exist.
  uint32_t warp_lanes;                 // lanes of a vectorised warp: 8, 16, 32 or 64; 0: not vectorised
  cb_warp_fn warp;                     // needs blockDim.x to be a multiple of warp_lanes; NULL: none, or warp_block
  cb_masked_warp_fn masked_warp;       // any block; NULL: none, or masked_block
  cb_block_fn warp_block;              // as warp, for kernels whose warps need not suspend
  cb_block_fn masked_block;            // as masked_warp
  uint32_t unit_bytes;                 // of `slots` for each warp
  uint32_t group_blocks;               // warp_block takes the warps of up to so many blocks at once, at most CB_MAX_GROUP_BLOCKS; 0: of one
} cb_kernel;

// Texture and surface references hold the address of their descriptor (CudaBridge.Abi/CpuTexture.cs).
enum cb_variable_flags { CB_VARIABLE_CONSTANT = 1, CB_VARIABLE_MANAGED = 2, CB_VARIABLE_TEXTURE = 4, CB_VARIABLE_SURFACE = 8 };

typedef struct cb_variable {
  const char* name;
  void* address;       // storage inside the module, holding the initial value
  void** indirection;  // managed variables: the cell through which the code finds the variable; NULL otherwise
  uint64_t size;       // bytes
  uint32_t flags;      // cb_variable_flags
  uint32_t align;      // bytes
} cb_variable;

// The one symbol a compiled module exports: `const cb_module cudabridge_module`.
typedef struct cb_module {
  uint32_t abi_version;  // CB_ABI_VERSION
  uint32_t kernel_count;
  const cb_kernel* kernels;
  uint32_t variable_count;
  uint32_t reserved;
  const cb_variable* variables;
  const char* target;    // "x86-64-v4" and the like, as in the image entry
} cb_module;

// ---- What a launch looks like -------------------------------------------------------------------------------------------------

enum cb_launch_flags {
  CB_LAUNCH_COOPERATIVE = 1,
  CB_LAUNCH_STREAMING   = 2,  // one float from each thread is more than the caches hold: whole cache lines that are not read again may go around them
};

// State that all workers of a launch share.
typedef struct cb_launch_state {
  uint32_t error;             // first error of the launch: a cudaError_t, 0 while all is well. Set by compare-exchange.
  uint32_t error_kind;        // cb_fault_kind
  uint64_t fault_address;
  cb_dim3 fault_block, fault_thread;
  uint32_t grid_arrived;      // grid barrier: workers whose resident blocks have all arrived or ended
  uint32_t grid_generation;
  uint32_t grid_workers;      // workers that take part in a cooperative launch
  uint32_t depth;             // 0: launched by the host
  char message[208];          // the assertion's or the fault's text, NUL-terminated
  struct cb_child* children;  // the grids it has launched, the latest first
} cb_launch_state;

// A grid that a kernel has launched. It runs when the grid that launched it has ended, which is not over before its children are.
typedef struct cb_child {
  struct cb_child* next;
  const struct cb_kernel* kernel;
  cb_dim3 grid, block;
  uint32_t dynamic_shared;
  uint32_t is_tail;           // cudaStreamTailLaunch: after all other children of its grid
  uint32_t depth;             // 1: launched by a grid that the host has launched
} cb_child;                   // allocated by malloc, CB_CHILD_PARAMS bytes and the parameter buffer

#define CB_CHILD_PARAMS 64
#define CB_MAX_DEPTH 24

enum cb_fault_kind { CB_FAULT_NONE, CB_FAULT_ADDRESS, CB_FAULT_MISALIGNED, CB_FAULT_ARITHMETIC, CB_FAULT_ILLEGAL, CB_FAULT_STACK,
                     CB_FAULT_ASSERT, CB_FAULT_TRAP, CB_FAULT_DEADLOCK, CB_FAULT_MEMORY };

struct cb_launch {
  cb_dim3 grid;
  cb_dim3 block;
  uint32_t dynamic_shared;  // bytes
  uint32_t flags;           // cb_launch_flags
  const void* params;       // laid out as cb_kernel.params says
  uint64_t grid_id;
  cb_launch_state* state;
  const cb_kernel* kernel;
};

// One CPU thread that runs blocks. Created by cb_worker_create on the thread itself.
struct cb_worker {
  uint32_t index;           // %smid
  uint32_t reserved;
  char* shared;             // the running block's shared memory, grown on demand
  size_t shared_bytes;
  void* internal;           // scheduler state, arenas, fault recovery
};

// ---- What a lane sees; generated code reads these fields directly ---------------------------------------------------------------

struct cb_block {
  cb_dim3 index;            // %ctaid
  uint32_t thread_count;
  const cb_launch* launch;  // %nctaid, %ntid
  cb_worker* worker;
  char* shared;             // shared segment: static variables first, dynamic part after them
  void* internal;           // barriers and warps of the block
};

struct cb_lane {
  cb_block* block;
  cb_dim3 tid;              // %tid
  uint32_t lane_id;         // %laneid
  uint32_t warp_id;         // %warpid
  uint32_t linear;          // thread index in the block, x fastest
  uint64_t result;          // of the last collective operation
  uint32_t result_pred;     // its predicate output (shfl, match.all, elect)
  uint32_t unit;            // what is scheduled: the lane itself, or its warp in vectorised kernels
};

// ---- What generated code calls --------------------------------------------------------------------------------------------------

// Runs blocks whose lanes are coroutines. Keeps one block resident at a time, all of [first, first+count) in a cooperative launch.
void cb_run_blocks(cb_worker* worker, const cb_launch* launch, uint64_t first, uint64_t count);

// Sets up block `linear` on the worker for a kernel that never suspends; returns it. Shared memory is ready, not cleared.
cb_block* cb_begin_block(cb_worker* worker, const cb_launch* launch, uint64_t linear);

// Memory for a coroutine frame; lives until the block ends (cb_frame_free returns it earlier, for nested calls).
void* cb_frame_alloc(cb_lane* lane, uint64_t bytes);
void cb_frame_free(cb_lane* lane, void* frame);

enum cb_barrier_op { CB_BARRIER_SYNC, CB_BARRIER_AND, CB_BARRIER_OR, CB_BARRIER_POPC, CB_BARRIER_ARRIVE };

// Each cb_*_arrive starts a collective operation for one lane. Returns 1 if the lane must suspend until it is complete, 0 if it is
// complete already; afterwards lane->result (and result_pred) hold the lane's answer.
// thread_count 0: all threads of the block that have not exited. id: 0 … 15. predicate: 0 or 1; for CB_BARRIER_POPC a number, as a
// vectorised warp brings the votes of all its lanes at once.
uint32_t cb_barrier_arrive(cb_lane* lane, uint32_t id, uint32_t thread_count, uint32_t op, uint32_t predicate);
uint32_t cb_grid_arrive(cb_lane* lane);

enum cb_warp_op {
  CB_WARP_SYNC, CB_WARP_SHFL_IDX, CB_WARP_SHFL_UP, CB_WARP_SHFL_DOWN, CB_WARP_SHFL_BFLY,
  CB_WARP_VOTE_ALL, CB_WARP_VOTE_ANY, CB_WARP_VOTE_UNI, CB_WARP_BALLOT,
  CB_WARP_MATCH_ANY, CB_WARP_MATCH_ALL,
  CB_WARP_REDUX_ADD, CB_WARP_REDUX_UMIN, CB_WARP_REDUX_UMAX, CB_WARP_REDUX_SMIN, CB_WARP_REDUX_SMAX,
  CB_WARP_REDUX_AND, CB_WARP_REDUX_OR, CB_WARP_REDUX_XOR,
  CB_WARP_ELECT,
  CB_WARP_ACTIVEMASK,  // mask is ignored: the lanes of the warp that wait at the same `site` once no other lane can run
};

// value: the lane's operand, zero-extended. a, b: shfl's lane/delta and PTX's packed clamp/segment-mask operand; site: see
// ACTIVEMASK and the mask-less forms, which pass mask 0 and a site number unique in the kernel.
uint32_t cb_warp_arrive(cb_lane* lane, uint32_t op, uint32_t mask, uint64_t value, uint32_t a, uint32_t b, uint32_t site);

// Lets the other lanes run; always suspends. For loops that wait for another lane (spin on volatile or atomic memory).
uint32_t cb_yield(cb_lane* lane);
// The lane ends here, however deep in calls; the caller suspends and is never resumed.
uint32_t cb_exit(cb_lane* lane);

int32_t cb_vprintf(cb_lane* lane, const char* format, const void* args);
void* cb_malloc(cb_lane* lane, uint64_t bytes);
void cb_free(cb_lane* lane, void* p);
__attribute__((noreturn)) void cb_assert_fail(cb_lane* lane, const char* message, const char* file, uint32_t line, const char* function,
                                              uint64_t char_size);
__attribute__((noreturn)) void cb_trap(cb_lane* lane);
// The kernel has come to an operation that the compiler could not translate.
__attribute__((noreturn)) void cb_unsupported(cb_lane* lane, const char* what);
uint64_t cb_clock(cb_lane* lane);        // %clock64: counts at a fixed rate, cudaDevAttrClockRate kHz
uint64_t cb_globaltimer(cb_lane* lane);  // ns
void cb_nanosleep(cb_lane* lane, uint32_t ns);

// Launches from kernels. A buffer for parameters, 64-byte aligned, of `kernel` or of so many bytes; NULL: no memory.
void* cb_child_buffer(cb_lane* lane, const cb_kernel* kernel, uint64_t bytes);
void cb_child_configure(cb_lane* lane, void* buffer, const cb_kernel* kernel, uint32_t grid_x, uint32_t grid_y, uint32_t grid_z, uint32_t block_x,
                        uint32_t block_y, uint32_t block_z, uint32_t dynamic_shared);
// Each returns a cudaError_t and takes its place among the children of the lane's grid.
uint32_t cb_child_submit(cb_lane* lane, void* buffer, const void* stream);
uint32_t cb_child_copy(cb_lane* lane, void* to, const void* from, uint64_t bytes, const void* stream);
uint32_t cb_child_fill(cb_lane* lane, void* to, uint32_t byte, uint64_t bytes, const void* stream);
// What went wrong last in the lane's launches, if none of another lane did after it.
uint32_t cb_child_error(cb_lane* lane, uint32_t reset);

// ---- What the runtime calls -------------------------------------------------------------------------------------------------------

uint32_t cb_abi_version(void);
cb_worker* cb_worker_create(uint32_t index);  // NULL: out of memory
void cb_worker_destroy(cb_worker* worker);
// Runs blocks of a launch under fault protection. Returns launch->state->error.
uint32_t cb_run(cb_worker* worker, const cb_launch* launch, uint64_t first, uint64_t count);
// Takes what kernels have printed since the last call: at most `capacity` bytes; returns the number of bytes.
size_t cb_printf_drain(char* buffer, size_t capacity);
void cb_printf_limit(size_t bytes);      // cudaLimitPrintfFifoSize; a full buffer is written to stdout at once, nothing is lost
void cb_heap_limit(size_t bytes);        // cudaLimitMallocHeapSize
uint32_t cb_clock_rate_khz(void);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
