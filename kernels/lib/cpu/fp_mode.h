// The floating-point mode that kernels start in: round to nearest, denormals kept, no traps, whatever the program has set for its own
// threads (a host built with -ffast-math flushes denormals).
#ifndef CUDABRIDGE_FP_MODE_H
#define CUDABRIDGE_FP_MODE_H

#include <stdint.h>

#if defined(__x86_64__)
#include <xmmintrin.h>
typedef uint32_t fp_mode;
static inline fp_mode enter_kernel_fp_mode(void) {
  const fp_mode before = _mm_getcsr();
  if (before != 0x1F80) _mm_setcsr(0x1F80);
  return before;
}
static inline void leave_kernel_fp_mode(fp_mode before) { _mm_setcsr(before); }
#elif defined(__aarch64__)
typedef uint64_t fp_mode;
static inline fp_mode enter_kernel_fp_mode(void) {
  fp_mode before;
  __asm__ volatile("mrs %0, fpcr" : "=r"(before));
  __asm__ volatile("msr fpcr, %0" : : "r"((fp_mode)0));
  return before;
}
static inline void leave_kernel_fp_mode(fp_mode before) { __asm__ volatile("msr fpcr, %0" : : "r"(before)); }
#else
#error "say how this processor's floating-point mode is set"
#endif

#endif
