// Cutting groups into smaller ones.
#ifndef CUDABRIDGE_COOPERATIVE_GROUPS_PARTITIONS_H
#define CUDABRIDGE_COOPERATIVE_GROUPS_PARTITIONS_H

#include "tiles.h"

namespace cooperative_groups {
namespace __v1 {

namespace details {

// The part of a group inside one warp that holds the caller's rank when it is cut every `size` ranks.
template <typename Result, typename Make>
__device__ inline Result cut_lanes(const unsigned int mask, const unsigned int size, Make make) {
  const unsigned int part = rank_in(mask) / size;
  const unsigned int first = lane_of_rank(mask, part * size);
  const unsigned int end = lane_of_rank(mask, (part + 1) * size);
  const unsigned int parts = (count_lanes(mask) + size - 1) / size;
  return make(mask & lane_range(first, end - first), part, parts);
}

// Tiles of a block: the last warp may have fewer lanes than a tile.
__device__ inline thread_group cut_block(const unsigned int size) {
  const unsigned int rank = rank_in_block();
  const unsigned int first = rank & ~(size - 1);
  const unsigned int left = block_threads() - first;
  const unsigned int width = left < size ? left : size;
  return group_maker::any(lane_range(lane_id() & ~(size - 1), width), rank / size, (block_threads() + size - 1) / size);
}

// A parent of large tiles waits while their counters are cleared: nobody may still be waiting on them, or be there already.
template <unsigned int Size, typename ParentT>
__device__ inline void clear_counters(const ParentT& parent) {
  parent.sync();
  if (rank_in_block() % Size == 0) *arrival_counter(Size, rank_in_block() / Size) = 0;
  parent.sync();
}

template <unsigned int Size, typename ParentT, bool Small = (Size <= 32)>
struct tile_cutter {
  static __device__ thread_block_tile<Size, ParentT> cut(const ParentT& parent) {
    return group_maker::tile<Size, ParentT>(parent.thread_rank() / Size, (parent.num_threads() + Size - 1) / Size);
  }
};
// The whole of a large tile: its counter is in use already.
template <unsigned int Size, typename GrandParent>
struct tile_cutter<Size, thread_block_tile<Size, GrandParent>, false> {
  static __device__ thread_block_tile<Size, thread_block_tile<Size, GrandParent>> cut(const thread_block_tile<Size, GrandParent>&) {
    return group_maker::tile<Size, thread_block_tile<Size, GrandParent>>(0, 1);
  }
};
template <unsigned int Size, typename ParentT>
struct tile_cutter<Size, ParentT, false> {
  static __device__ thread_block_tile<Size, ParentT> cut(const ParentT& parent) {
    clear_counters<Size>(parent);
    return group_maker::tile<Size, ParentT>(parent.thread_rank() / Size, (parent.num_threads() + Size - 1) / Size);
  }
};

}  // namespace details

template <unsigned int Size>
__device__ inline thread_block_tile<Size, thread_block> tiled_partition(const thread_block& parent) {
  return details::tile_cutter<Size, thread_block>::cut(parent);
}
template <unsigned int Size, unsigned int ParentSize, typename GrandParent>
__device__ inline thread_block_tile<Size, thread_block_tile<ParentSize, GrandParent>> tiled_partition(
    const thread_block_tile<ParentSize, GrandParent>& parent) {
  static_assert(Size <= ParentSize, "a tile is not larger than what it is cut from");
  return details::tile_cutter<Size, thread_block_tile<ParentSize, GrandParent>>::cut(parent);
}

// Sizes known at run time are powers of two up to 32.
__device__ inline thread_group tiled_partition(const thread_block&, const unsigned int size) { return details::cut_block(size); }
__device__ inline coalesced_group tiled_partition(const coalesced_group& parent, const unsigned int size) {
  return details::cut_lanes<coalesced_group>(details::group_maker::mask_of(parent), size, &details::group_maker::lanes);
}
__device__ inline thread_group tiled_partition(const thread_group& parent, const unsigned int size) {
  if (details::group_maker::kind_of(parent) == details::block_kind) return details::cut_block(size);
  if (details::group_maker::kind_of(parent) != details::lanes_kind) __builtin_trap();
  return details::cut_lanes<thread_group>(details::group_maker::mask_of(parent), size, &details::group_maker::any);
}

namespace details {

// Lanes with equal labels. Parts are numbered by their first members.
template <typename Label>
__device__ inline coalesced_group part_by_label(const unsigned int mask, const Label label) {
  const unsigned int part = lanes_matching(mask, label);
  const unsigned int leaders = __ballot_sync(mask, rank_in(part) == 0);
  const unsigned int first = part & (0u - part);
  return group_maker::lanes(part, count_lanes(leaders & (first - 1)), count_lanes(leaders));
}

__device__ inline coalesced_group part_by_predicate(const unsigned int mask, const bool predicate) {
  const unsigned int holding = __ballot_sync(mask, predicate);
  const bool both = holding != 0 && holding != mask;
  return group_maker::lanes(predicate ? holding : mask & ~holding, both && predicate ? 1 : 0, both ? 2 : 1);
}

}  // namespace details

template <typename Label>
__device__ inline coalesced_group labeled_partition(const coalesced_group& group, const Label label) {
  return details::part_by_label(details::group_maker::mask_of(group), label);
}
template <unsigned int Size, typename ParentT, typename Label>
__device__ inline coalesced_group labeled_partition(const thread_block_tile<Size, ParentT>& tile, const Label label) {
  static_assert(Size <= 32, "labeled_partition takes groups inside one warp");
  return details::part_by_label(details::group_maker::mask_of(tile), label);
}

__device__ inline coalesced_group binary_partition(const coalesced_group& group, const bool predicate) {
  return details::part_by_predicate(details::group_maker::mask_of(group), predicate);
}
template <unsigned int Size, typename ParentT>
__device__ inline coalesced_group binary_partition(const thread_block_tile<Size, ParentT>& tile, const bool predicate) {
  static_assert(Size <= 32, "binary_partition takes groups inside one warp");
  return details::part_by_predicate(details::group_maker::mask_of(tile), predicate);
}

}  // namespace __v1
using namespace __v1;
}  // namespace cooperative_groups

#endif
