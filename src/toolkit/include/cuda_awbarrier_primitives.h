// Asynchronous barriers in shared memory, after the CUDA C++ Programming Guide, "Asynchronous Barrier", primitives interface.
#ifndef _CUDA_AWBARRIER_PRIMITIVES_H_
#define _CUDA_AWBARRIER_PRIMITIVES_H_

#include "cuda_runtime.h"
#include <stdint.h>

typedef uint64_t __mbarrier_t;
typedef uint64_t __mbarrier_token_t;

// A barrier's state, which is also the token of an arrival: arrivals still missing in bits 0 … 19, arrivals a phase expects in
// 20 … 39, number of completed phases above.
#define CUDABRIDGE_MBARRIER_COUNT ((uint64_t)0xFFFFF)
#define CUDABRIDGE_MBARRIER_EXPECTED 20
#define CUDABRIDGE_MBARRIER_PHASE 40

static inline __device__ uint32_t __mbarrier_maximum_count() { return (uint32_t)CUDABRIDGE_MBARRIER_COUNT; }

static inline __device__ void __mbarrier_init(__mbarrier_t* bar, uint32_t expected_count) {
  __scoped_atomic_store_n(bar, expected_count | (uint64_t)expected_count << CUDABRIDGE_MBARRIER_EXPECTED, __ATOMIC_RELEASE,
                          __MEMORY_SCOPE_WRKGRP);
}

static inline __device__ void __mbarrier_inval(__mbarrier_t*) {}

// One arrival; `dropped` takes the thread out of the later phases as well. Returns the state before.
static inline __device__ __mbarrier_token_t __cudabridge_mbarrier_arrive(__mbarrier_t* bar, const uint64_t dropped) {
  uint64_t before = __scoped_atomic_load_n(bar, __ATOMIC_RELAXED, __MEMORY_SCOPE_WRKGRP);
  uint64_t after;
  do {
    after = before - 1 - (dropped << CUDABRIDGE_MBARRIER_EXPECTED);
    if ((after & CUDABRIDGE_MBARRIER_COUNT) == 0) {
      after += ((after >> CUDABRIDGE_MBARRIER_EXPECTED) & CUDABRIDGE_MBARRIER_COUNT) + ((uint64_t)1 << CUDABRIDGE_MBARRIER_PHASE);
    }
  } while (!__scoped_atomic_compare_exchange_n(bar, &before, after, true, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED, __MEMORY_SCOPE_WRKGRP));
  return before;
}
static inline __device__ __mbarrier_token_t __mbarrier_arrive(__mbarrier_t* bar) { return __cudabridge_mbarrier_arrive(bar, 0); }
static inline __device__ __mbarrier_token_t __mbarrier_arrive_and_drop(__mbarrier_t* bar) { return __cudabridge_mbarrier_arrive(bar, 1); }

// True when the phase of the token is complete.
static inline __device__ bool __mbarrier_test_wait(__mbarrier_t* bar, __mbarrier_token_t token) {
  const uint64_t now = __scoped_atomic_load_n(bar, __ATOMIC_ACQUIRE, __MEMORY_SCOPE_WRKGRP);
  return now >> CUDABRIDGE_MBARRIER_PHASE != token >> CUDABRIDGE_MBARRIER_PHASE;
}
// True when the phase of this parity (the number of completed phases, modulo 2) is complete.
static inline __device__ bool __mbarrier_test_wait_parity(__mbarrier_t* bar, bool phase_parity) {
  const uint64_t now = __scoped_atomic_load_n(bar, __ATOMIC_ACQUIRE, __MEMORY_SCOPE_WRKGRP);
  return ((now >> CUDABRIDGE_MBARRIER_PHASE) & 1) != (phase_parity ? 1u : 0u);
}
// May wait up to a time of its own choosing; here it does not.
static inline __device__ bool __mbarrier_try_wait(__mbarrier_t* bar, __mbarrier_token_t token, uint32_t) {
  return __mbarrier_test_wait(bar, token);
}
static inline __device__ bool __mbarrier_try_wait_parity(__mbarrier_t* bar, bool phase_parity, uint32_t) {
  return __mbarrier_test_wait_parity(bar, phase_parity);
}

// How many arrivals the phase was waiting for when the token was made.
static inline __device__ uint32_t __mbarrier_token_pending_count(__mbarrier_token_t token) {
  return (uint32_t)(token & CUDABRIDGE_MBARRIER_COUNT);
}

#endif
