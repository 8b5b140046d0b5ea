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

enum mluMemcpyDirection_t { GDRAM2NRAM, NRAM2GDRAM };

inline void __memcpy(void* to, const void* from, size_t bytes, mluMemcpyDirection_t direction) {
  cudabridge_check::need_scratch(direction == GDRAM2NRAM ? to : from, bytes, 1, "__memcpy: the NRAM side is not in NRAM");
  cudabridge_check::need_global(direction == GDRAM2NRAM ? from : to, bytes, "__memcpy: the GDRAM side is in NRAM");
  std::memmove(to, from, bytes);
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
