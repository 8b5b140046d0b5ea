// What CUDA programs count on and Ascend's runtime leaves to the program. Goes with sources that cudabridge has ported to Ascend C for A2 and A3.
//
// gives cudabridge::copy_to_symbol
// gives cudabridge::copy_from_symbol
// gives cudabridge::address_of_symbol
// gives cudabridge::size_of_symbol
// gives AclSession
// gives cudabridge::error_string
#ifndef CUDABRIDGE_ASCEND_SIMD_H
#define CUDABRIDGE_ASCEND_SIMD_H
#include <acl/acl.h>
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

// CUDA opens itself at the first call; Ascend's runtime is opened before it and closed after the last.
struct AclSession {
  AclSession() {
    aclInit(nullptr);
    aclrtSetDevice(0);
  }
  ~AclSession() { aclFinalize(); }
};

// Ascend has no text for a code, only the last message.
inline const char* error_string(aclError code) {
  static thread_local char text[256];
  const char* recent = aclGetRecentErrMsg();
  std::snprintf(text, sizeof text, "error %d%s%s", static_cast<int>(code), recent ? ": " : "", recent ? recent : "");
  return text;
}

// Vector cores that a launch is spread over. An Ascend 910B has 40 or more; fewer blocks than cores cost nothing, so change it to yours.
constexpr unsigned tasks() { return 40; }

// What the host asks of the device next waits for the default stream.
inline void finish(aclrtStream given) {
  if (given == nullptr) aclrtSynchronizeDevice();
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
inline aclError allocate(void** place, size_t bytes) { return aclrtMalloc(place, bytes, ACL_MEM_MALLOC_HUGE_FIRST); }
inline aclError upload(void* to, const void* from, size_t bytes) { return aclrtMemcpy(to, bytes, from, bytes, ACL_MEMCPY_HOST_TO_DEVICE); }
inline aclError download(void* to, const void* from, size_t bytes) { return bytes == 0 ? ACL_SUCCESS : aclrtMemcpy(to, bytes, from, bytes, ACL_MEMCPY_DEVICE_TO_HOST); }
inline void wait(aclrtStream given) { aclrtSynchronizeStream(given); }

// variables.h

}  // namespace cudabridge

#endif
