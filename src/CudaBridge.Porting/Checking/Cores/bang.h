// BANG C as its public documentation gives its shapes, on the CPU.
#pragma once
#include "cudabridge_cores.h"
#include <cmath>
#include <cnrt.h>

#define __mlu_global__ static
#define __mlu_entry__ static
#define __mlu_func__ inline
#define __mlu_device__
#define __nram__ CUDABRIDGE_SCRATCH
#define __BANG_ARCH__ 592
#define taskId (cudabridge_check::task)
#define taskDim (cudabridge_check::tasks)

#define __wram__ CUDABRIDGE_SCRATCH

enum mluMemcpyDirection_t { GDRAM2NRAM, NRAM2GDRAM, NRAM2WRAM };

inline void __memcpy(void* to, const void* from, size_t bytes, mluMemcpyDirection_t direction) {
  if (direction == NRAM2WRAM) {
    cudabridge_check::need_scratch(to, bytes, 64, "__memcpy: not to WRAM");
    cudabridge_check::need_scratch(from, bytes, 4, "__memcpy: not from NRAM");
    std::memcpy(to, from, bytes);
    return;
  }
  cudabridge_check::need_scratch(direction == GDRAM2NRAM ? to : from, bytes, 1, "__memcpy: the NRAM side is not in NRAM");
  cudabridge_check::need_global(direction == GDRAM2NRAM ? from : to, bytes, "__memcpy: the GDRAM side is in NRAM");
  std::memmove(to, from, bytes);
}

inline void __memcpy_async(void* to, const void* from, size_t bytes, mluMemcpyDirection_t direction) {
  if (direction == NRAM2WRAM) cudabridge_check::fail("__memcpy_async: to WRAM");
  cudabridge_check::need_scratch(direction == GDRAM2NRAM ? to : from, bytes, 1, "__memcpy_async: the NRAM side is not in NRAM");
  cudabridge_check::need_global(direction == GDRAM2NRAM ? from : to, bytes, "__memcpy_async: the GDRAM side is in NRAM");
  cudabridge_check::begun.push_back({to, from, bytes});
}
inline void __sync_io_move_compute() { cudabridge_check::wait_for_copies(); }

// A number of segments more, each side with its own distance between them.
inline void __memcpy(void* to, const void* from, size_t bytes, mluMemcpyDirection_t direction, size_t to_stride, size_t from_stride, int more) {
  if (bytes > to_stride || more < 0) cudabridge_check::fail("__memcpy: segments that overlap, or none");
  for (int segment = 0; segment <= more; segment++) __memcpy(static_cast<char*>(to) + segment * to_stride, static_cast<const char*>(from) + segment * from_stride, bytes, direction);
}

#define CUDABRIDGE_BINARY(name, expression)                                                   \
  inline void name(float* to, const float* a, const float* b, int n) {                        \
    cudabridge_check::need_scratch(to, n * sizeof(float), 4, #name ": result not in NRAM");   \
    cudabridge_check::need_scratch(a, n * sizeof(float), 4, #name ": operand not in NRAM");   \
    cudabridge_check::need_scratch(b, n * sizeof(float), 4, #name ": operand not in NRAM");   \
    for (int i = 0; i < n; i++) to[i] = expression;                                           \
  }
#define CUDABRIDGE_SCALAR(name, expression)                                                   \
  inline void name(float* to, const float* a, float b, int n) {                               \
    cudabridge_check::need_scratch(to, n * sizeof(float), 4, #name ": result not in NRAM");   \
    cudabridge_check::need_scratch(a, n * sizeof(float), 4, #name ": operand not in NRAM");   \
    for (int i = 0; i < n; i++) to[i] = expression;                                           \
  }
#define CUDABRIDGE_UNARY(name, expression)                                                    \
  inline void name(float* to, const float* a, int n) {                                        \
    cudabridge_check::need_scratch(to, n * sizeof(float), 4, #name ": result not in NRAM");   \
    cudabridge_check::need_scratch(a, n * sizeof(float), 4, #name ": operand not in NRAM");   \
    for (int i = 0; i < n; i++) to[i] = expression;                                           \
  }

CUDABRIDGE_BINARY(__bang_add, a[i] + b[i])
CUDABRIDGE_BINARY(__bang_sub, a[i] - b[i])
CUDABRIDGE_BINARY(__bang_mul, a[i] * b[i])
CUDABRIDGE_BINARY(__bang_div, a[i] / b[i])
CUDABRIDGE_BINARY(__bang_maxequal, std::fmax(a[i], b[i]))
CUDABRIDGE_SCALAR(__bang_add_scalar, a[i] + b)
CUDABRIDGE_SCALAR(__bang_sub_scalar, a[i] - b)
CUDABRIDGE_SCALAR(__bang_mul_scalar, a[i] * b)
CUDABRIDGE_UNARY(__bang_active_exphp, std::exp(a[i]))
CUDABRIDGE_UNARY(__bang_abs, std::fabs(a[i]))

// Channels lie side by side: what is pooled are whole lines of them.
#define CUDABRIDGE_POOL(name, start, expression)                                                                                                          \
  inline void name(float* to, const float* from, int channels, int height, int width, int kernel_height, int kernel_width, int stride_y, int stride_x) { \
    cudabridge_check::need_scratch(to, channels * sizeof(float), 4, #name ": result not in NRAM");                                                        \
    cudabridge_check::need_scratch(from, size_t(channels) * height * width * sizeof(float), 4, #name ": operand not in NRAM");                           \
    if (height != 1 || kernel_height != 1 || width != kernel_width || stride_x != 1 || stride_y != 1) cudabridge_check::fail(#name ": only whole rows here"); \
    for (int c = 0; c < channels; c++) {                                                                                                                  \
      float all = start;                                                                                                                                  \
      for (int w = 0; w < width; w++) all = expression;                                                                                                   \
      to[c] = all;                                                                                                                                        \
    }                                                                                                                                                     \
  }
CUDABRIDGE_POOL(__bang_sumpool, 0.0f, all + from[w * channels + c])
CUDABRIDGE_POOL(__bang_maxpool, -INFINITY, std::fmax(all, from[w * channels + c]))

// 128 bytes give one sum, at their start.
inline void __bang_reduce_sum(float* to, const float* from, int n) {
  cudabridge_check::need_scratch(to, n * sizeof(float), 4, "__bang_reduce_sum: result not in NRAM");
  if (n % 32 != 0) cudabridge_check::fail("__bang_reduce_sum: not whole lines");
  for (int line = 0; line < n; line += 32) {
    float sum = 0;
    for (int i = 0; i < 32; i++) sum += from[line + i];
    to[line] = sum;
  }
}

// The largest, and where it is.
inline void __bang_argmax(float* to, const float* from, int n) {
  cudabridge_check::need_scratch(to, 8, 4, "__bang_argmax: result not in NRAM");
  int place = 0;
  for (int i = 1; i < n; i++)
    if (from[i] > from[place]) place = i;
  to[0] = from[place];
  std::memcpy(to + 1, &place, sizeof place);
}

inline void __bang_transpose(float* to, const float* from, int height, int width) {
  cudabridge_check::need_scratch(to, size_t(height) * width * sizeof(float), 4, "__bang_transpose: result not in NRAM");
  cudabridge_check::need_scratch(from, size_t(height) * width * sizeof(float), 4, "__bang_transpose: operand not in NRAM");
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++) to[x * height + y] = from[y * width + x];
}

// The order of elements in WRAM is the maker's; here it stays what it was.
inline void __bang_reshape_filter(float* to, const float* from, int n, int h, int w, int c) {
  cudabridge_check::need_scratch(to, size_t(n) * h * w * c * sizeof(float), 4, "__bang_reshape_filter: result not in NRAM");
  if (n % 64 != 0) cudabridge_check::fail("__bang_reshape_filter: not a multiple of 64 filters");
  std::memcpy(to, from, size_t(n) * h * w * c * sizeof(float));
}

// The right side comes column by column.
inline void __bang_matmul(float* to, const float* left, const float* right, int rows, int depth, int columns) {
  cudabridge_check::need_scratch(to, size_t(rows) * columns * sizeof(float), 4, "__bang_matmul: result not in NRAM");
  cudabridge_check::need_scratch(left, size_t(rows) * depth * sizeof(float), 4, "__bang_matmul: left side not in NRAM");
  cudabridge_check::need_scratch(right, size_t(columns) * depth * sizeof(float), 64, "__bang_matmul: right side not in WRAM");
  if (columns % 64 != 0 || depth % 64 != 0) cudabridge_check::fail("__bang_matmul: not multiples of 64");
  for (int y = 0; y < rows; y++)
    for (int x = 0; x < columns; x++) {
      float sum = 0;
      for (int k = 0; k < depth; k++) sum += left[y * depth + k] * right[x * depth + k];
      to[y * columns + x] = sum;
    }
}

inline void __bang_write_value(float* to, int n, float value) {
  cudabridge_check::need_scratch(to, n * sizeof(float), 4, "__bang_write_value: result not in NRAM");
  for (int i = 0; i < n; i++) to[i] = value;
}

namespace cudabridge_check {
template <typename Kernel>
Launch<Kernel> launch(Kernel& kernel, cnrtDim3_t dim, cnrtFunctionType_t type, cnrtQueue_t queue) {
  if (queue == nullptr) fail("a launch without a queue");
  if (type == cnrtFuncTypeUnion1 && dim.x % 4 != 0) fail("dim.x is no multiple of the cores of a cluster");
  cnrtQueueSync(queue);
  return {&kernel, dim.x * dim.y * dim.z};
}
}  // namespace cudabridge_check
