// Groups of lanes found at run time (coalesced_group) and tiles of a size known at compile time (thread_block_tile).
#ifndef CUDABRIDGE_COOPERATIVE_GROUPS_TILES_H
#define CUDABRIDGE_COOPERATIVE_GROUPS_TILES_H

#include "groups.h"

namespace cooperative_groups {
namespace __v1 {

class coalesced_group : public thread_group {
  friend struct details::group_maker;
  friend __device__ coalesced_group coalesced_threads();

 protected:
  __device__ explicit coalesced_group(const unsigned int mask, const unsigned int meta_rank = 0, const unsigned int meta_size = 1)
      : thread_group(mask, meta_rank, meta_size) {}

 public:
  __device__ void sync() const { __syncwarp(mask_); }
  __device__ unsigned int num_threads() const { return details::count_lanes(mask_); }
  __device__ unsigned int size() const { return num_threads(); }
  __device__ unsigned int thread_rank() const { return details::rank_in(mask_); }
  __device__ unsigned int meta_group_rank() const { return meta_rank_; }
  __device__ unsigned int meta_group_size() const { return meta_size_; }
  __device__ bool is_valid() const { return true; }

  // A rank outside the group reads its first member, a step outside it the caller's own value.
  template <typename T>
  __device__ T shfl(const T value, const unsigned int source_rank) const {
    const unsigned int lane = details::lane_of_rank(mask_, source_rank);
    return details::shuffle(mask_, value, lane < 32 ? lane : details::lane_of_rank(mask_, 0), 32);
  }
  template <typename T>
  __device__ T shfl_up(const T value, const unsigned int delta) const {
    const unsigned int rank = thread_rank();
    return details::shuffle(mask_, value, delta <= rank ? details::lane_of_rank(mask_, rank - delta) : details::lane_id(), 32);
  }
  template <typename T>
  __device__ T shfl_down(const T value, const unsigned int delta) const {
    const unsigned int lane = details::lane_of_rank(mask_, thread_rank() + delta);
    return details::shuffle(mask_, value, lane < 32 ? lane : details::lane_id(), 32);
  }
  __device__ int any(const int predicate) const { return __ballot_sync(mask_, predicate) != 0; }
  __device__ int all(const int predicate) const { return __ballot_sync(mask_, predicate) == mask_; }
  __device__ unsigned int ballot(const int predicate) const {
    return details::pack_by_rank(__ballot_sync(mask_, predicate), mask_);
  }
  template <typename T>
  __device__ unsigned int match_any(const T value) const {
    return details::pack_by_rank(details::lanes_matching(mask_, value), mask_);
  }
  template <typename T>
  __device__ unsigned int match_all(const T value, int& predicate) const {
    predicate = details::lanes_matching(mask_, value) == mask_;
    return predicate ? details::lane_range(0, num_threads()) : 0;
  }
};

// The lanes of the warp that execute this call together.
__device__ inline coalesced_group coalesced_threads() { return coalesced_group(__activemask()); }

namespace details {

// What tiles larger than a warp share: a slot a warp to exchange values through, and an arrival counter a tile, for tiles of 64,
// 128, 256, 512 and 1024 threads (16 + 8 + 4 + 2 + 1 of them).
struct large_tile_memory {
  static constexpr unsigned int slot_bytes = 32;
  alignas(16) unsigned char slots[32][slot_bytes];
  unsigned int arrived[31];
};

__device__ inline large_tile_memory& large_tiles() {
  __shared__ large_tile_memory memory;
  return memory;
}

__device__ constexpr unsigned int first_counter(const unsigned int size) { return size >= 1024 ? 0 : 1024 / size - 1; }

__device__ inline unsigned int* arrival_counter(const unsigned int size, const unsigned int tile) {
  return &large_tiles().arrived[first_counter(size) + tile];
}

// Counts a warp's arrivals for ever; a generation is complete when all warps of the tile have added one.
__device__ inline void wait_for_warps(unsigned int* const arrived, const unsigned int warps) {
  __syncwarp();
  if (lane_id() == 0) {
    const unsigned int ticket = __scoped_atomic_fetch_add(arrived, 1u, __ATOMIC_ACQ_REL, __MEMORY_SCOPE_WRKGRP);
    const unsigned int complete = (ticket / warps + 1) * warps;
    while ((int)(__scoped_atomic_load_n(arrived, __ATOMIC_ACQUIRE, __MEMORY_SCOPE_WRKGRP) - complete) < 0) {
    }
  }
  __syncwarp();
}

// Tile operations: `Small` tiles lie inside one warp.
template <unsigned int Size, bool Small = (Size <= 32)>
class tile_base : public thread_group {
 protected:
  __device__ explicit tile_base(const unsigned int mask, const unsigned int meta_rank, const unsigned int meta_size)
      : thread_group(mask, meta_rank, meta_size) {}

  static __device__ unsigned int mask() { return lane_range(lane_id() & ~(Size - 1), Size); }

 public:
  static __device__ void sync() { __syncwarp(mask()); }
  static __device__ unsigned int thread_rank() { return lane_id() & (Size - 1); }

  template <typename T>
  __device__ T shfl(const T value, const unsigned int source_rank) const {
    return shuffle(mask(), value, source_rank, (int)Size);
  }
  template <typename T>
  __device__ T shfl_up(const T value, const unsigned int delta) const {
    return shuffle_up(mask(), value, delta, (int)Size);
  }
  template <typename T>
  __device__ T shfl_down(const T value, const unsigned int delta) const {
    return shuffle_down(mask(), value, delta, (int)Size);
  }
  template <typename T>
  __device__ T shfl_xor(const T value, const unsigned int bits) const {
    return shuffle_xor(mask(), value, bits, (int)Size);
  }
  __device__ int any(const int predicate) const { return __ballot_sync(mask(), predicate) != 0; }
  __device__ int all(const int predicate) const { return __all_sync(mask(), predicate); }
  __device__ unsigned int ballot(const int predicate) const { return to_ranks(__ballot_sync(mask(), predicate)); }
  template <typename T>
  __device__ unsigned int match_any(const T value) const {
    return to_ranks(lanes_matching(mask(), value));
  }
  template <typename T>
  __device__ unsigned int match_all(const T value, int& predicate) const {
    predicate = lanes_matching(mask(), value) == mask();
    return predicate ? lane_range(0, Size) : 0;
  }

 private:
  static __device__ unsigned int to_ranks(const unsigned int lanes) { return (lanes & mask()) >> (lane_id() & ~(Size - 1)); }
};

// No thread_group: that would make every thread_group::sync reserve the shared memory of these tiles.
template <unsigned int Size>
class tile_base<Size, false> {
 protected:
  unsigned int mask_;
  unsigned short meta_rank_;
  unsigned short meta_size_;

  __device__ explicit tile_base(const unsigned int mask, const unsigned int meta_rank, const unsigned int meta_size)
      : mask_(mask), meta_rank_((unsigned short)meta_rank), meta_size_((unsigned short)meta_size) {}

  static __device__ unsigned int first_warp() { return rank_in_block() / Size * (Size / 32); }

 public:
  static __device__ void sync() { wait_for_warps(arrival_counter(Size, rank_in_block() / Size), Size / 32); }
  static __device__ unsigned int thread_rank() { return rank_in_block() & (Size - 1); }

  // Calls visit(warp in tile, its value) for each warp's value, in order, in every thread. Values of lane 0 count.
  template <typename T, typename Visitor>
  static __device__ void exchange(const T& value, Visitor&& visit) {
    static_assert(sizeof(T) <= large_tile_memory::slot_bytes && alignof(T) <= 16, "the value must not be larger than 32 bytes");
    large_tile_memory& memory = large_tiles();
    if (lane_id() == 0) *(T*)memory.slots[rank_in_block() / 32] = value;
    sync();
    for (unsigned int warp = 0; warp < Size / 32; ++warp) visit(warp, *(const T*)memory.slots[first_warp() + warp]);
    sync();
  }
  __device__ int any(const int predicate) const {
    int result = 0;
    exchange(__any_sync(0xFFFFFFFFu, predicate), [&](unsigned int, const int in_warp) { result |= in_warp; });
    return result;
  }
  __device__ int all(const int predicate) const {
    int result = 1;
    exchange(__all_sync(0xFFFFFFFFu, predicate), [&](unsigned int, const int in_warp) { result &= in_warp; });
    return result;
  }
  // The value of one member, by rank.
  template <typename T>
  __device__ T shfl(const T value, const unsigned int source_rank) const {
    T result = value;
    const T in_warp = shuffle(0xFFFFFFFFu, value, source_rank & 31, 32);
    exchange(in_warp, [&](const unsigned int warp, const T& candidate) {
      if (warp == (source_rank & (Size - 1)) / 32) result = candidate;
    });
    return result;
  }
};

}  // namespace details

// A tile that knows what it was cut from converts to one that does not (ParentT = void).
template <unsigned int Size, typename ParentT = void>
class thread_block_tile : public details::tile_base<Size> {
  static_assert(Size != 0 && (Size & (Size - 1)) == 0 && Size <= 1024, "a tile's size is a power of two, 1024 at most");
  friend struct details::group_maker;
  template <unsigned int, typename>
  friend class thread_block_tile;

  __device__ thread_block_tile(const unsigned int mask, const unsigned int meta_rank, const unsigned int meta_size)
      : details::tile_base<Size>(mask, meta_rank, meta_size) {}

 public:
  template <typename OtherParent>
  __device__ thread_block_tile(const thread_block_tile<Size, OtherParent>& other)
      : details::tile_base<Size>(other.mask_, other.meta_rank_, other.meta_size_) {
    static_assert(__is_same(ParentT, void), "a tile converts to one without a parent type alone");
  }

  static __device__ constexpr unsigned int num_threads() { return Size; }
  static __device__ constexpr unsigned int size() { return Size; }
  __device__ unsigned int meta_group_rank() const { return this->meta_rank_; }
  __device__ unsigned int meta_group_size() const { return this->meta_size_; }
  static __device__ bool is_valid() { return true; }
};

namespace details {
struct group_maker {
  static __device__ coalesced_group lanes(const unsigned int mask, const unsigned int meta_rank, const unsigned int meta_size) {
    return coalesced_group(mask, meta_rank, meta_size);
  }
  template <unsigned int Size, typename ParentT>
  static __device__ thread_block_tile<Size, ParentT> tile(const unsigned int meta_rank, const unsigned int meta_size) {
    return thread_block_tile<Size, ParentT>(lane_range(lane_id() & ~(Size - 1), Size), meta_rank, meta_size);
  }
  // A group inside one warp as thread_group's run-time form, and its lanes.
  static __device__ thread_group any(const unsigned int mask, const unsigned int meta_rank, const unsigned int meta_size) {
    return thread_group(mask, meta_rank, meta_size);
  }
  static __device__ group_kind kind_of(const thread_group& group) { return group.kind_; }
  static __device__ unsigned int mask_of(const thread_group& group) { return group.mask_; }
};
}  // namespace details

// The calling thread alone.
__device__ inline thread_block_tile<1, void> this_thread() { return details::group_maker::tile<1, void>(0, 1); }

}  // namespace __v1
using namespace __v1;
}  // namespace cooperative_groups

#endif
