// Reductions over a group. Values are combined in rank order, so the operation need only be associative.
#ifndef _CG_REDUCE_H
#define _CG_REDUCE_H

#if defined(__cplusplus) && (defined(__CUDA__) || defined(__CUDACC__))

#include "details/operations.h"

namespace cooperative_groups {
namespace __v1 {
namespace details {

// Pairs of parts double in size at each step; after it every lane of a part holds the part's value.
template <typename T, typename Op>
__device__ inline T reduce_lanes(const unsigned int mask, const unsigned int width, T value, Op op) {
  for (unsigned int bit = 1; bit < width; bit <<= 1) {
    const T other = shuffle_xor(mask, value, bit, (int)width);
    value = (lane_id() & bit) ? op(other, value) : op(value, other);
  }
  return value;
}

template <unsigned int Size, bool Small = (Size <= 32)>
struct tile_reducer {
  template <typename Tile, typename T, typename Op>
  static __device__ T reduce(const Tile& tile, const T& value, Op op) {
    return reduce_lanes<T>(group_maker::mask_of(tile), Size, value, op);
  }
};
template <unsigned int Size>
struct tile_reducer<Size, false> {
  template <typename Tile, typename T, typename Op>
  static __device__ T reduce(const Tile& tile, const T& value, Op op) {
    const T in_warp = reduce_lanes<T>(0xFFFFFFFFu, 32, value, op);
    T result = in_warp;
    tile.exchange(in_warp, [&](const unsigned int warp, const T& other) { result = warp == 0 ? other : op(result, other); });
    return result;
  }
};

template <unsigned int Size, typename ParentT, typename T, typename Op>
__device__ inline T reduce_group(const thread_block_tile<Size, ParentT>& tile, const T& value, Op op) {
  return tile_reducer<Size>::reduce(tile, value, op);
}

// Distances double at each step; ranks beyond the end add nothing. Rank 0 holds the result.
template <typename T, typename Op>
__device__ inline T reduce_group(const coalesced_group& group, T value, Op op) {
  const unsigned int rank = group.thread_rank();
  for (unsigned int step = 1; step < group.num_threads(); step <<= 1) {
    const T other = group.shfl_down(value, step);
    if (rank + step < group.num_threads()) value = op(value, other);
  }
  return group.shfl(value, 0);
}

// The 32-bit integer operations that the warp has an instruction for.
template <typename T, typename Op>
struct warp_reduction {
  static constexpr bool exists = false;
};
#define CUDABRIDGE_WARP_REDUCTION(type, op, function)                                                                     \
  template <>                                                                                                             \
  struct warp_reduction<type, op<type>> {                                                                                 \
    static constexpr bool exists = true;                                                                                  \
    static __device__ type reduce(const unsigned int mask, const type value) { return (type)function(mask, value); }      \
  };
#define CUDABRIDGE_WARP_REDUCTIONS(type)                            \
  CUDABRIDGE_WARP_REDUCTION(type, plus, __reduce_add_sync)          \
  CUDABRIDGE_WARP_REDUCTION(type, less, __reduce_min_sync)          \
  CUDABRIDGE_WARP_REDUCTION(type, greater, __reduce_max_sync)
CUDABRIDGE_WARP_REDUCTIONS(int)
CUDABRIDGE_WARP_REDUCTIONS(unsigned int)
CUDABRIDGE_WARP_REDUCTION(unsigned int, bit_and, __reduce_and_sync)
CUDABRIDGE_WARP_REDUCTION(unsigned int, bit_or, __reduce_or_sync)
CUDABRIDGE_WARP_REDUCTION(unsigned int, bit_xor, __reduce_xor_sync)
#undef CUDABRIDGE_WARP_REDUCTIONS
#undef CUDABRIDGE_WARP_REDUCTION

template <typename Group>
struct inside_warp {
  static constexpr bool value = false;
};
template <>
struct inside_warp<coalesced_group> {
  static constexpr bool value = true;
};
template <unsigned int Size, typename ParentT>
struct inside_warp<thread_block_tile<Size, ParentT>> {
  static constexpr bool value = Size <= 32;
};

template <typename Group, typename T, typename Op, bool Instruction = (inside_warp<Group>::value && warp_reduction<T, Op>::exists)>
struct reducer {
  static __device__ T reduce(const Group& group, const T& value, Op op) { return reduce_group(group, value, op); }
};
template <typename Group, typename T, typename Op>
struct reducer<Group, T, Op, true> {
  static __device__ T reduce(const Group& group, const T& value, Op) {
    return warp_reduction<T, Op>::reduce(group_maker::mask_of(group), value);
  }
};

}  // namespace details

// Every member gets op over all members' values. Groups: coalesced_group and thread_block_tile of any size.
template <typename Group, typename T, typename Op>
__device__ inline details::plain<T> reduce(const Group& group, T&& value, Op&& op) {
  typedef details::plain<T> type;
  return details::reducer<Group, type, details::plain<Op>>::reduce(group, (type)value, op);
}

// The result is stored, or combined into the atomic, by one member; no member waits for it.
template <typename Group, typename Atomic, typename T, typename Op>
__device__ inline void reduce_update_async(const Group& group, Atomic& destination, T&& value, Op&& op) {
  const details::plain<T> result = reduce(group, value, op);
  if (group.thread_rank() == 0) details::update_atomic(destination, result, op);
}
template <typename Group, typename Atomic, typename T, typename Op>
__device__ inline void reduce_store_async(const Group& group, Atomic& destination, T&& value, Op&& op) {
  const details::plain<T> result = reduce(group, value, op);
  if (group.thread_rank() == 0) destination.store(result);
}

}  // namespace __v1
using namespace __v1;
}  // namespace cooperative_groups

#endif
#endif
