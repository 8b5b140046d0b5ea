// TopsCC as its public documentation gives its shapes, on the CPU.
#pragma once
#include "cudabridge_cores.h"
#include <cmath>
#include <tops/tops_runtime.h>

#undef __global__
#define __global__ static
#undef __device__
#define __device__
#define __valigned__

namespace cudabridge_check {
struct Index { unsigned x, y, z; };
inline thread_local Index block_index{0, 0, 0}, thread_index{0, 0, 0}, block_extent{1, 1, 1}, grid_extent{1, 1, 1};
}  // namespace cudabridge_check
#define blockIdx cudabridge_check::block_index
#define threadIdx cudabridge_check::thread_index
#define blockDim cudabridge_check::block_extent
#define gridDim cudabridge_check::grid_extent

struct tops_dte_ctx_t { bool is_open = false; };
namespace tops {
enum MemorySpace { Global, Shared, Private };
template <typename T>
struct mdspan_of { MemorySpace space; T* place; size_t elements; };
template <typename T>
mdspan_of<T> mdspan(MemorySpace space, T* place, size_t elements) {
  const size_t bytes = elements * sizeof(T);
  if (space == Private) cudabridge_check::need_scratch(place, bytes, 4, "mdspan: not private memory");
  else cudabridge_check::need_global(place, bytes, "mdspan: not global memory");
  return {space, place, elements};
}
struct dte_scope {
  explicit dte_scope(tops_dte_ctx_t& ctx) : ctx(ctx) { ctx.is_open = true; }
  ~dte_scope() { ctx.is_open = false; }
  tops_dte_ctx_t& ctx;
};
template <typename T>
void memcpy(tops_dte_ctx_t& ctx, mdspan_of<T> to, mdspan_of<T> from) {
  if (!ctx.is_open) cudabridge_check::fail("memcpy: the engine is not open");
  if (to.elements != from.elements) cudabridge_check::fail("memcpy: sizes differ");
  std::memcpy(to.place, from.place, to.elements * sizeof(T));
}
}  // namespace tops

struct vfloat { float lane[32]; };
namespace tops {
template <typename V> constexpr int vlength() { return 32; }
template <typename V> V vload(const float* from) {
  cudabridge_check::need_scratch(from, 128, 128, "vload: not from private memory");
  V v;
  std::memcpy(v.lane, from, 128);
  return v;
}
template <typename V> void vstore(const V& v, float* to) {
  cudabridge_check::need_scratch(to, 128, 128, "vstore: not to private memory");
  std::memcpy(to, v.lane, 128);
}
template <typename V> V vbroadcast(float x) {
  V v;
  for (float& lane : v.lane) lane = x;
  return v;
}
#define CUDABRIDGE_VECTOR(name, expression)                   \
  template <typename V> V name(const V& a, const V& b) {      \
    V v;                                                      \
    for (int i = 0; i < 32; i++) v.lane[i] = expression;      \
    return v;                                                 \
  }
CUDABRIDGE_VECTOR(vadd, a.lane[i] + b.lane[i])
CUDABRIDGE_VECTOR(vsub, a.lane[i] - b.lane[i])
CUDABRIDGE_VECTOR(vmul, a.lane[i] * b.lane[i])
CUDABRIDGE_VECTOR(vdiv, a.lane[i] / b.lane[i])
CUDABRIDGE_VECTOR(vmax, std::fmax(a.lane[i], b.lane[i]))
CUDABRIDGE_VECTOR(vmin, std::fmin(a.lane[i], b.lane[i]))
#undef CUDABRIDGE_VECTOR
#define CUDABRIDGE_VECTOR(name, expression)              \
  template <typename V> V name(const V& a) {             \
    V v;                                                 \
    for (int i = 0; i < 32; i++) v.lane[i] = expression; \
    return v;                                            \
  }
CUDABRIDGE_VECTOR(vexp, std::exp(a.lane[i]))
CUDABRIDGE_VECTOR(vlog, std::log(a.lane[i]))
CUDABRIDGE_VECTOR(vsqrt, std::sqrt(a.lane[i]))
}  // namespace tops

namespace cudabridge_check {
template <typename Kernel>
struct GridLaunch {
  Kernel* kernel;
  unsigned blocks, threads;
  template <typename... Arguments>
  void operator()(Arguments... arguments) const {
    grid_extent = {blocks, 1, 1}, block_extent = {threads, 1, 1};
    for (unsigned block = 0; block < blocks; block++)
      for (unsigned thread = 0; thread < threads; thread++) {
        block_index = {block, 0, 0}, thread_index = {thread, 0, 0};
        task = block * threads + thread;
        if (__start_cudabridge_scratch != nullptr) spoil();
        kernel(arguments...);
      }
    task = 0;
  }
};
template <typename Kernel>
GridLaunch<Kernel> launch(Kernel& kernel, unsigned blocks, unsigned threads, size_t, topsStream_t stream) {
  if (threads > 12) fail("more than 12 threads in a block");
  topsStreamSynchronize(stream);
  return {&kernel, blocks, threads};
}
}  // namespace cudabridge_check
