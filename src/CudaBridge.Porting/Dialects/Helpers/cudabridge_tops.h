// What translated kernels ask of a launch. Goes with sources that cudabridge has ported to TopsCC.
//
// gives cudabridge::copy_to_symbol
// gives cudabridge::copy_from_symbol
// gives cudabridge::address_of_symbol
// gives cudabridge::size_of_symbol
// gives cudabridge::tasks
// gives cudabridge::allocate_2d
#ifndef CUDABRIDGE_TOPS_H
#define CUDABRIDGE_TOPS_H
#include <tops/tops_runtime.h>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <initializer_list>
#include <type_traits>
#include <vector>

namespace cudabridge {

// A GCU210 has two clusters of 12 cores; a thread of TopsCC is a core. Change it to your device's.
constexpr unsigned tasks() { return 2; }
constexpr unsigned cores() { return 12; }

// What the host asks of the device next waits for the default stream.
inline void finish(topsStream_t given) {
  if (given == nullptr) topsDeviceSynchronize();
}

// A launch that the translated kernel was not written for ends the program.
inline void check(const char* kernel, dim3 grid, dim3 block, int dimensions, unsigned threads, size_t shared, size_t most) {
  const bool fits = (dimensions > 2 || (grid.z == 1 && block.z == 1)) && (dimensions > 1 || (grid.y == 1 && block.y == 1)) && block.x * block.y * block.z <= threads && shared <= most;
  if (fits) return;
  std::fprintf(stderr, "%s: translated for %d dimensions, blocks of %u threads and %zu bytes of dynamic shared memory\n", kernel, dimensions, threads, most);
  std::exit(1);
}

// A kernel whose constants say how many threads a block has.
inline void check_block(const char* kernel, dim3 block, unsigned threads) {
  if (block.x * block.y * block.z == threads) return;
  std::fprintf(stderr, "%s: translated for blocks of %u threads\n", kernel, threads);
  std::exit(1);
}

// What the variables below are made with.
inline topsError_t allocate(void** place, size_t bytes) { return topsMalloc(place, bytes); }
inline topsError_t upload(void* to, const void* from, size_t bytes) { return topsMemcpy(to, from, bytes, topsMemcpyHostToDevice); }
inline topsError_t download(void* to, const void* from, size_t bytes) { return bytes == 0 ? topsSuccess : topsMemcpy(to, from, bytes, topsMemcpyDeviceToHost); }
inline void wait(topsStream_t given) { topsStreamSynchronize(given); }

// Rows with a distance between them.
inline topsError_t allocate_2d(void** place, size_t* pitch, size_t width, size_t height) {
  *pitch = (width + 511) / 512 * 512;
  return topsMalloc(place, *pitch * height);
}

// variables.h

}  // namespace cudabridge

#endif
