// The C interface of Ascend C for vector cores as its public documentation gives its shapes, on the CPU. Two cores that wrote one cache line through
// pointers would lose each other's values: translated kernels write global memory by copies alone.
#pragma once
#include "cudabridge_cores.h"
#include <acl/acl.h>
#include <cmath>

#undef __global__
#define __global__ static
#define __vector__
#define __aicore__
#define __gm__
#define __ubuf__

inline void asc_init() {}
inline unsigned asc_get_block_idx() { return cudabridge_check::task; }
inline unsigned asc_get_block_num() { return cudabridge_check::tasks; }
inline void asc_sync() { cudabridge_check::wait_for_copies(); }
inline void asc_dcci_single(const void*) {}

inline void asc_copy_gm2ub_align_sync(void* to, const void* from, size_t bytes) {
  cudabridge_check::need_scratch(to, bytes, 32, "asc_copy_gm2ub_align: not to the unified buffer");
  cudabridge_check::need_global(from, bytes, "asc_copy_gm2ub_align: not from global memory");
  std::memcpy(to, from, bytes);
}
inline void asc_copy_ub2gm_align_sync(void* to, const void* from, size_t bytes) {
  cudabridge_check::need_scratch(from, bytes, 32, "asc_copy_ub2gm_align: not from the unified buffer");
  cudabridge_check::need_global(to, bytes, "asc_copy_ub2gm_align: not to global memory");
  std::memcpy(to, from, bytes);
}

inline void asc_copy_gm2ub_align(void* to, const void* from, size_t bytes) {
  cudabridge_check::need_scratch(to, bytes, 32, "asc_copy_gm2ub_align: not to the unified buffer");
  cudabridge_check::need_global(from, bytes, "asc_copy_gm2ub_align: not from global memory");
  cudabridge_check::begun.push_back({to, from, bytes});
}
inline void asc_copy_ub2gm_align(void* to, const void* from, size_t bytes) {
  cudabridge_check::need_scratch(from, bytes, 32, "asc_copy_ub2gm_align: not from the unified buffer");
  cudabridge_check::need_global(to, bytes, "asc_copy_ub2gm_align: not to global memory");
  cudabridge_check::begun.push_back({to, from, bytes});
}

#define CUDABRIDGE_BINARY(name, expression)                                                                  \
  inline void name(float* to, const float* a, const float* b, unsigned n) {                                  \
    cudabridge_check::need_scratch(to, n * sizeof(float), 32, #name ": result not in the unified buffer");   \
    cudabridge_check::need_scratch(a, n * sizeof(float), 32, #name ": operand not in the unified buffer");   \
    cudabridge_check::need_scratch(b, n * sizeof(float), 32, #name ": operand not in the unified buffer");   \
    for (unsigned i = 0; i < n; i++) to[i] = expression;                                                     \
  }
#define CUDABRIDGE_SCALAR(name, expression)                                                                  \
  inline void name(float* to, const float* a, float b, unsigned n) {                                         \
    cudabridge_check::need_scratch(to, n * sizeof(float), 32, #name ": result not in the unified buffer");   \
    cudabridge_check::need_scratch(a, n * sizeof(float), 32, #name ": operand not in the unified buffer");   \
    for (unsigned i = 0; i < n; i++) to[i] = expression;                                                     \
  }
#define CUDABRIDGE_UNARY(name, expression)                                                                   \
  inline void name(float* to, const float* a, unsigned n) {                                                  \
    cudabridge_check::need_scratch(to, n * sizeof(float), 32, #name ": result not in the unified buffer");   \
    cudabridge_check::need_scratch(a, n * sizeof(float), 32, #name ": operand not in the unified buffer");   \
    for (unsigned i = 0; i < n; i++) to[i] = expression;                                                     \
  }

CUDABRIDGE_BINARY(asc_add_sync, a[i] + b[i])
CUDABRIDGE_BINARY(asc_sub_sync, a[i] - b[i])
CUDABRIDGE_BINARY(asc_mul_sync, a[i] * b[i])
CUDABRIDGE_BINARY(asc_div_sync, a[i] / b[i])
CUDABRIDGE_BINARY(asc_max_sync, std::fmax(a[i], b[i]))
CUDABRIDGE_BINARY(asc_min_sync, std::fmin(a[i], b[i]))
CUDABRIDGE_SCALAR(asc_add_scalar_sync, a[i] + b)
CUDABRIDGE_SCALAR(asc_mul_scalar_sync, a[i] * b)
CUDABRIDGE_UNARY(asc_exp_sync, std::exp(a[i]))
CUDABRIDGE_UNARY(asc_log_sync, std::log(a[i]))
CUDABRIDGE_UNARY(asc_sqrt_sync, std::sqrt(a[i]))
CUDABRIDGE_UNARY(asc_abs_sync, std::fabs(a[i]))

inline void asc_axpy_sync(float* to, const float* a, float b, unsigned n) {
  cudabridge_check::need_scratch(to, n * sizeof(float), 32, "asc_axpy: result not in the unified buffer");
  cudabridge_check::need_scratch(a, n * sizeof(float), 32, "asc_axpy: operand not in the unified buffer");
  for (unsigned i = 0; i < n; i++) to[i] += a[i] * b;
}

inline void asc_duplicate_sync(float* to, float value, unsigned n) {
  cudabridge_check::need_scratch(to, n * sizeof(float), 32, "asc_duplicate: result not in the unified buffer");
  for (unsigned i = 0; i < n; i++) to[i] = value;
}

#define CUDABRIDGE_REDUCE(name, elements, expression)                                                                        \
  inline void name(float* to, const float* from, unsigned n) {                                                               \
    cudabridge_check::need_scratch(to, (n + elements - 1) / elements * sizeof(float), 4, #name ": result not in the unified buffer"); \
    cudabridge_check::need_scratch(from, n * sizeof(float), 32, #name ": operand not in the unified buffer");                \
    for (unsigned part = 0; part * elements < n; part++) {                                                                   \
      float all = from[part * elements];                                                                                     \
      for (unsigned i = part * elements + 1; i < n && i < (part + 1) * elements; i++) all = expression;                      \
      to[part] = all;                                                                                                        \
    }                                                                                                                        \
  }
CUDABRIDGE_REDUCE(asc_repeat_reduce_sum_sync, 64, all + from[i])
CUDABRIDGE_REDUCE(asc_datablock_reduce_sum_sync, 8, all + from[i])
CUDABRIDGE_REDUCE(asc_datablock_reduce_max_sync, 8, std::fmax(all, from[i]))
CUDABRIDGE_REDUCE(asc_datablock_reduce_min_sync, 8, std::fmin(all, from[i]))

namespace cudabridge_check {
template <typename Kernel>
Launch<Kernel> launch(Kernel& kernel, unsigned blocks, void*, aclrtStream stream) {
  if (blocks == 0 || blocks > 65535) fail("a launch of no block, or of too many");
  aclrtSynchronizeStream(stream);
  return {&kernel, blocks};
}
}  // namespace cudabridge_check
