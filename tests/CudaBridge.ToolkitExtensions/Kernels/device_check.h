// What the kernel checks share: managed results, and a count of differences that becomes the exit status.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <cstring>

#define CHECK(call)                                                                          \
  do {                                                                                       \
    const cudaError_t status = (call);                                                       \
    if (status != cudaSuccess) {                                                             \
      std::printf("%s:%d: %s: %s\n", __FILE__, __LINE__, #call, cudaGetErrorString(status)); \
      std::exit(2);                                                                          \
    }                                                                                        \
  } while (0)

template <class T>
struct buffer {
  T* data = nullptr;
  explicit buffer(size_t count) {
    CHECK(cudaMallocManaged(&data, count * sizeof(T)));
    std::memset((void*)data, 0, count * sizeof(T));
  }
  ~buffer() { cudaFree(data); }
  buffer(const buffer&) = delete;
  buffer& operator=(const buffer&) = delete;
  operator T*() const { return data; }
};

static int failures = 0;
static long long comparisons = 0;

inline void expect(bool holds, const char* what, double at, double got, double wanted) {
  ++comparisons;
  if (holds) return;
  if (++failures <= 20) std::printf("%s at %g: got %.9g, expected %.9g\n", what, at, got, wanted);
}
inline void expect_equal(const char* what, double at, double got, double wanted) { expect(got == wanted, what, at, got, wanted); }

inline void finish() {
  CHECK(cudaGetLastError());
  CHECK(cudaDeviceSynchronize());
}

inline int report() {
  std::printf("%lld comparisons, %d failures\n", comparisons, failures);
  return failures == 0 && comparisons != 0 ? 0 : 1;
}
