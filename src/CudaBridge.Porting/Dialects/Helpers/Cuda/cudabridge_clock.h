// The time in nanoseconds inside kernels, for languages whose makers document no clock but the cycle counter: cycles by the device's clock rate, which
// start_clock brings to the device at the start of main. Times of different multiprocessors and of different launches do not compare.
// Goes with sources that cudabridge has ported.
// gives cudabridge::nanoseconds
// gives cudabridge::start_clock
#ifndef CUDABRIDGE_CLOCK_H
#define CUDABRIDGE_CLOCK_H
#include <cuda_runtime.h>

namespace cudabridge {

static __device__ unsigned kilohertz_of_clock;

inline void start_clock_at(const unsigned& kilohertz) {
  int current = 0, devices = 0;
  cudaGetDevice(&current);
  cudaGetDeviceCount(&devices);
  for (int device = 0; device < devices; device++) {
    int rate = 0;
    cudaSetDevice(device);
    cudaDeviceGetAttribute(&rate, cudaDevAttrClockRate, device);
    cudaMemcpyToSymbol(kilohertz, &rate, sizeof rate);
  }
  cudaSetDevice(current);
}
static inline void start_clock() { start_clock_at(kilohertz_of_clock); }

// A clock that was not started ends the kernel: it has no right answer.
__device__ inline unsigned long long nanoseconds_of(unsigned long long cycles, unsigned kilohertz) {
  if (kilohertz == 0) __trap();
  return cycles / kilohertz * 1000000ull + cycles % kilohertz * 1000000ull / kilohertz;
}
static __device__ inline unsigned long long nanoseconds() { return nanoseconds_of((unsigned long long)clock64(), kilohertz_of_clock); }

}  // namespace cudabridge

#endif
