// What every sample uses to check itself.
#pragma once
#include <cstdio>
#include <cstdlib>
#include <cuda_runtime.h>

// Ends the program when a CUDA call fails.
#define CUDA(call)                                                                                           \
  do {                                                                                                       \
    cudaError_t error_ = (call);                                                                             \
    if (error_ != cudaSuccess) {                                                                             \
      std::printf("%s:%d: %s: %s\n", __FILE__, __LINE__, #call, cudaGetErrorString(error_));                 \
      std::exit(2);                                                                                          \
    }                                                                                                        \
  } while (0)

inline int& failures() {
  static int count = 0;
  return count;
}

// Counts and reports what is not as expected; prints the first few only.
#define EXPECT(condition)                                                                                    \
  do {                                                                                                       \
    if (!(condition) && ++failures() <= 10) std::printf("%s:%d: expected %s\n", __FILE__, __LINE__, #condition); \
  } while (0)

// The program's exit code and last line.
inline int finish(const char* name) {
  std::printf("%s: %s\n", name, failures() ? "FAILED" : "ok");
  return failures() ? 1 : 0;
}

// Device memory holding `count` elements, freed at the end of the scope.
template <typename T>
class DeviceArray {
 public:
  explicit DeviceArray(size_t count) : count_(count) { CUDA(cudaMalloc(&data_, count * sizeof(T))); }
  DeviceArray(const T* host, size_t count) : DeviceArray(count) { upload(host); }
  ~DeviceArray() { cudaFree(data_); }
  DeviceArray(const DeviceArray&) = delete;
  DeviceArray& operator=(const DeviceArray&) = delete;
  operator T*() const { return data_; }
  void upload(const T* host) { CUDA(cudaMemcpy(data_, host, count_ * sizeof(T), cudaMemcpyHostToDevice)); }
  void download(T* host) const { CUDA(cudaMemcpy(host, data_, count_ * sizeof(T), cudaMemcpyDeviceToHost)); }
  void clear() { CUDA(cudaMemset(data_, 0, count_ * sizeof(T))); }

 private:
  T* data_ = nullptr;
  size_t count_;
};
