// The CUDA variants' host side.
#pragma once
#include <cuda_runtime.h>

#include "bench.h"

namespace bench {

inline void check(cudaError_t error) {
  if (error == cudaSuccess) return;
  std::fprintf(stderr, "%s\n", cudaGetErrorString(error));
  std::exit(2);
}

template <class T> class Device {
  size_t count;
  T* first = nullptr;

public:
  explicit Device(size_t n) : count(n) { check(cudaMalloc(&first, n * sizeof(T))); }
  ~Device() { cudaFree(first); }
  Device(const Device&) = delete;
  Device& operator=(const Device&) = delete;

  operator T*() const { return first; }
  // The outputs' state before a launch: no value a kernel would write.
  void clear() { check(cudaMemset(first, 0xff, count * sizeof(T))); }
  void upload(const Array<T>& from) { check(cudaMemcpy(first, from.data(), count * sizeof(T), cudaMemcpyHostToDevice)); }
  const T* download(Array<T>& to) const {
    check(cudaMemcpy(to.data(), first, count * sizeof(T), cudaMemcpyDeviceToHost));
    return to.data();
  }
};

inline void finish() {
  check(cudaGetLastError());
  check(cudaDeviceSynchronize());
}

}  // namespace bench
