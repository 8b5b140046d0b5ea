// Prefix operations over a group, in rank order.
#ifndef _CG_SCAN_H_
#define _CG_SCAN_H_

#if defined(__cplusplus) && (defined(__CUDA__) || defined(__CUDACC__))

#include "details/operations.h"

namespace cooperative_groups {
namespace __v1 {
namespace details {

// Inclusive scan inside a group that has shfl_up. Steps double; ranks below the step keep their value.
template <typename Group, typename T, typename Op>
__device__ inline T scan_lanes(const Group& group, T value, Op op) {
  const unsigned int rank = group.thread_rank();
  for (unsigned int step = 1; step < group.num_threads(); step <<= 1) {
    const T before = group.shfl_up(value, step);
    if (rank >= step) value = op(before, value);
  }
  return value;
}

// What a member's scan is made of: `before` is op over the lower ranks, absent in rank 0; `total` op over all members.
template <typename T>
struct scan_result {
  T inclusive;
  T before;
  T total;
};

template <typename Group, typename T, typename Op>
__device__ inline scan_result<T> scan_group(const Group& group, const T& value, Op op) {
  const T inclusive = scan_lanes(group, value, op);
  return scan_result<T>{inclusive, group.shfl_up(inclusive, 1), group.shfl(inclusive, group.num_threads() - 1)};
}

template <unsigned int Size, bool Small = (Size <= 32)>
struct tile_scanner {
  template <typename Tile, typename T, typename Op>
  static __device__ scan_result<T> scan(const Tile& tile, const T& value, Op op) {
    const T inclusive = scan_lanes(tile, value, op);
    return scan_result<T>{inclusive, tile.shfl_up(inclusive, 1), tile.shfl(inclusive, Size - 1)};
  }
};
template <unsigned int Size>
struct tile_scanner<Size, false> {
  template <typename Tile, typename T, typename Op>
  static __device__ scan_result<T> scan(const Tile& tile, const T& value, Op op) {
    const thread_block_tile<32, Tile> warp = group_maker::tile<32, Tile>(tile.thread_rank() / 32, Size / 32);
    const T in_warp = scan_lanes(warp, value, op);
    scan_result<T> result{in_warp, warp.shfl_up(in_warp, 1), in_warp};
    T lower_warps = in_warp;
    tile.exchange(warp.shfl(in_warp, 31), [&](const unsigned int index, const T& warp_total) {
      if (index == warp.meta_group_rank() && index != 0) lower_warps = result.total;
      result.total = index == 0 ? warp_total : op(result.total, warp_total);
    });
    if (warp.meta_group_rank() == 0) return result;
    result.inclusive = op(lower_warps, in_warp);
    result.before = warp.thread_rank() == 0 ? lower_warps : op(lower_warps, result.before);
    return result;
  }
};

template <unsigned int Size, typename ParentT, typename T, typename Op>
__device__ inline scan_result<T> scan_group(const thread_block_tile<Size, ParentT>& tile, const T& value, Op op) {
  return tile_scanner<Size>::scan(tile, value, op);
}

// One member adds the total to the atomic; everyone gets what it held before.
template <typename Group, typename Atomic, typename T, typename Op>
__device__ inline T add_total(const Group& group, Atomic& atomic, const T& total, Op op) {
  T before = total;
  if (group.thread_rank() == 0) before = update_atomic(atomic, total, op);
  return group.shfl(before, 0);
}

}  // namespace details

// Groups: coalesced_group and thread_block_tile. The exclusive scan of rank 0 is T().
template <typename Group, typename T, typename Op>
__device__ inline details::plain<T> inclusive_scan(const Group& group, T&& value, Op&& op) {
  return details::scan_group(group, (details::plain<T>)value, op).inclusive;
}
template <typename Group, typename T>
__device__ inline details::plain<T> inclusive_scan(const Group& group, T&& value) {
  return inclusive_scan(group, value, plus<details::plain<T>>());
}
template <typename Group, typename T, typename Op>
__device__ inline details::plain<T> exclusive_scan(const Group& group, T&& value, Op&& op) {
  const details::plain<T> before = details::scan_group(group, (details::plain<T>)value, op).before;
  return group.thread_rank() == 0 ? details::plain<T>() : before;
}
template <typename Group, typename T>
__device__ inline details::plain<T> exclusive_scan(const Group& group, T&& value) {
  return exclusive_scan(group, value, plus<details::plain<T>>());
}

// The scan continues from the atomic's value, which grows by the group's total.
template <typename Group, typename Atomic, typename T, typename Op>
__device__ inline details::plain<T> inclusive_scan_update(const Group& group, Atomic& destination, T&& value, Op&& op) {
  const details::scan_result<details::plain<T>> scan = details::scan_group(group, (details::plain<T>)value, op);
  return op(details::add_total(group, destination, scan.total, op), scan.inclusive);
}
template <typename Group, typename Atomic, typename T>
__device__ inline details::plain<T> inclusive_scan_update(const Group& group, Atomic& destination, T&& value) {
  return inclusive_scan_update(group, destination, value, plus<details::plain<T>>());
}
template <typename Group, typename Atomic, typename T, typename Op>
__device__ inline details::plain<T> exclusive_scan_update(const Group& group, Atomic& destination, T&& value, Op&& op) {
  const details::scan_result<details::plain<T>> scan = details::scan_group(group, (details::plain<T>)value, op);
  const details::plain<T> start = details::add_total(group, destination, scan.total, op);
  return group.thread_rank() == 0 ? start : op(start, scan.before);
}
template <typename Group, typename Atomic, typename T>
__device__ inline details::plain<T> exclusive_scan_update(const Group& group, Atomic& destination, T&& value) {
  return exclusive_scan_update(group, destination, value, plus<details::plain<T>>());
}

}  // namespace __v1
using namespace __v1;
}  // namespace cooperative_groups

#endif
#endif
