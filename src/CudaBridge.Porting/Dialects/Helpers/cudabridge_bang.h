// What CUDA programs count on and Cambricon's runtime leaves to the program. Goes with sources that cudabridge has ported to BANG C.
//
// gives cudabridge::copy_to_symbol
// gives cudabridge::copy_from_symbol
// gives cudabridge::address_of_symbol
// gives cudabridge::size_of_symbol
// gives cudabridge::tasks
// gives cudabridge::copy_2d
// gives cudabridge::allocate_2d
// gives cudabridge::set_2d
// gives cudabridge::free_behind
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

// Rows with a distance between them.
template <typename Direction>
cnrtRet_t copy_2d(void* to, size_t to_pitch, const void* from, size_t from_pitch, size_t width, size_t height, Direction direction) {
  cnrtRet_t result = cnrtSuccess;
  for (size_t row = 0; row < height && result == cnrtSuccess; row++)
    result = cnrtMemcpy(static_cast<char*>(to) + row * to_pitch, const_cast<char*>(static_cast<const char*>(from)) + row * from_pitch, width, direction);
  return result;
}
inline cnrtRet_t set_2d(void* to, size_t pitch, int value, size_t width, size_t height) {
  cnrtRet_t result = cnrtSuccess;
  for (size_t row = 0; row < height && result == cnrtSuccess; row++) result = cnrtMemset(static_cast<char*>(to) + row * pitch, value, width);
  return result;
}
inline cnrtRet_t allocate_2d(void** place, size_t* pitch, size_t width, size_t height) {
  *pitch = (width + 511) / 512 * 512;
  return cnrtMalloc(place, *pitch * height);
}

// What the queue still does with memory comes before it is freed.
inline cnrtRet_t free_behind(void* place, cnrtQueue_t given) {
  wait(given);
  return cnrtFree(place);
}

// variables.h

}  // namespace cudabridge

#endif
