// What CUDA programs count on and Cambricon's runtime leaves to the program. Goes with sources that cudabridge has ported to BANG C.
//
// gives cudabridge::copy_to_symbol
// gives cudabridge::copy_from_symbol
// gives cudabridge::address_of_symbol
// gives cudabridge::size_of_symbol
// gives cudabridge::tasks
#ifndef CUDABRIDGE_BANG_H
#define CUDABRIDGE_BANG_H
#include <cnrt.h>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <initializer_list>
#include <type_traits>
#include <vector>

#ifndef CUDABRIDGE_CHECK
struct dim3 {
  unsigned x, y, z;
  constexpr dim3(unsigned x = 1, unsigned y = 1, unsigned z = 1) : x(x), y(y), z(z) {}
};
#endif

namespace cudabridge {

// A task for each core.
inline cnrtDim3_t tasks() {
  int clusters = 1, cores = 4, device = 0;
  cnrtGetDevice(&device);
  cnrtDeviceGetAttribute(&clusters, cnrtAttrClusterCount, device);
  cnrtDeviceGetAttribute(&cores, cnrtAttrMcorePerCluster, device);
  cnrtDim3_t tasks;
  tasks.x = static_cast<unsigned>(cores), tasks.y = static_cast<unsigned>(clusters), tasks.z = 1;
  return tasks;
}

// CUDA's default stream is there without being made.
inline cnrtQueue_t queue(cnrtQueue_t given) {
  static cnrtQueue_t own = nullptr;
  if (given != nullptr) return given;
  if (own == nullptr) cnrtQueueCreate(&own);
  return own;
}

// And what the host asks of the device next waits for it.
inline void finish(cnrtQueue_t given) {
  if (given == nullptr) cnrtQueueSync(queue(given));
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
inline cnrtRet_t allocate(void** place, size_t bytes) { return cnrtMalloc(place, bytes); }
inline cnrtRet_t upload(void* to, const void* from, size_t bytes) { return cnrtMemcpy(to, const_cast<void*>(from), bytes, cnrtMemcpyHostToDev); }
inline cnrtRet_t download(void* to, const void* from, size_t bytes) { return bytes == 0 ? cnrtSuccess : cnrtMemcpy(to, const_cast<void*>(from), bytes, cnrtMemcpyDevToHost); }
inline void wait(cnrtQueue_t given) { cnrtQueueSync(queue(given)); }

// variables.h

}  // namespace cudabridge

#endif
