// What the stand-ins for languages of cores without threads share: cores that run one after the other, scratch memory that has bounds.
#pragma once
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

extern "C" char __start_cudabridge_scratch[] __attribute__((weak));
extern "C" char __stop_cudabridge_scratch[] __attribute__((weak));

namespace cudabridge_check {

inline thread_local unsigned task = 0, tasks = 1;

[[noreturn]] inline void fail(const char* what) {
  std::fprintf(stderr, "task %u: %s\n", task, what);
  std::abort();
}

// Copies that a core has only begun: here they happen as late as they may, when it waits for them.
struct Copy { void* to; const void* from; size_t bytes; };
inline thread_local std::vector<Copy> begun;
inline void wait_for_copies() {
  for (const Copy& copy : begun) std::memmove(copy.to, copy.from, copy.bytes);
  begun.clear();
}

inline bool in_scratch(const void* place, size_t bytes) {
  const char* start = static_cast<const char*>(place);
  return start >= __start_cudabridge_scratch && start + bytes <= __stop_cudabridge_scratch;
}

inline void need_scratch(const void* place, size_t bytes, size_t align, const char* what) {
  if (!in_scratch(place, bytes)) fail(what);
  if (reinterpret_cast<uintptr_t>(place) % align != 0) fail("a vector operand is not aligned");
}

inline void need_global(const void* place, size_t bytes, const char* what) {
  if (bytes > 0 && (in_scratch(place, 1) || place == nullptr)) fail(what);
}

// Scratch memory holds garbage when a core begins.
inline void spoil() { std::memset(__start_cudabridge_scratch, 0xc7, static_cast<size_t>(__stop_cudabridge_scratch - __start_cudabridge_scratch)); }

template <typename Kernel>
struct Launch {
  Kernel* kernel;
  unsigned count;
  template <typename... Arguments>
  void operator()(Arguments... arguments) const {
    for (unsigned core = 0; core < count; core++) {
      task = core, tasks = count;
      if (__start_cudabridge_scratch != nullptr) spoil();
      kernel(arguments...);
      if (!begun.empty()) fail("a kernel that does not wait for its copies");
    }
    task = 0, tasks = 1;
  }
};

}  // namespace cudabridge_check

#define CUDABRIDGE_SCRATCH __attribute__((section("cudabridge_scratch"), aligned(128))) static
