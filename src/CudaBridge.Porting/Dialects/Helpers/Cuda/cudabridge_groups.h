// Cooperative groups for languages whose makers document none: blocks, tiles of up to 32 lanes, coalesced and labelled groups, the grid of a
// cooperative launch, reductions and scans. Made of block barriers and warp functions alone; a warp counts as groups of 32 lanes whatever its width.
// Goes with sources that cudabridge has ported.
#ifndef CUDABRIDGE_GROUPS_H
#define CUDABRIDGE_GROUPS_H
#include <cuda_runtime.h>

namespace cooperative_groups {

namespace details {

__device__ inline unsigned rank_in_block() { return (threadIdx.z * blockDim.y + threadIdx.y) * blockDim.x + threadIdx.x; }
__device__ inline unsigned threads_of_block() { return blockDim.x * blockDim.y * blockDim.z; }
__device__ inline unsigned lane() { return rank_in_block() & 31u; }
__device__ inline unsigned count(unsigned lanes) { return __popc(lanes); }
__device__ inline unsigned rank_in(unsigned lanes) { return count(lanes & ((1u << lane()) - 1u)); }

// The lane with this rank among the lanes of a mask; this lane when there is none.
__device__ inline unsigned lane_of_rank(unsigned lanes, unsigned rank) {
  if (rank >= count(lanes)) return lane();
  for (; rank > 0; rank--) lanes &= lanes - 1u;
  return __ffs(lanes) - 1;
}

// Moves the bits of a mask's lanes to their ranks.
__device__ inline unsigned by_rank(unsigned bits, unsigned lanes) {
  unsigned packed = 0, rank = 0;
  for (; lanes; lanes &= lanes - 1u, rank++)
    if (bits & lanes & (0u - lanes)) packed |= 1u << rank;
  return packed;
}

// The lanes of a mask that hold this lane's value.
template <typename T>
__device__ inline unsigned equal_lanes(unsigned lanes, T value) {
  unsigned equal = 0;
  for (unsigned rest = lanes; rest; rest &= rest - 1u) {
    const int other = __ffs(rest) - 1;
    if (__shfl_sync(lanes, value, other) == value) equal |= 1u << other;
  }
  return equal;
}

struct grid_barrier {
  unsigned arrived, generation;
};
static __device__ grid_barrier barrier_of_grid;

// All blocks are on the device at once in a cooperative launch, so they may wait for each other.
__device__ inline void sync_grid() {
  __syncthreads();
  if (rank_in_block() == 0) {
    const unsigned blocks = gridDim.x * gridDim.y * gridDim.z;
    __threadfence();
    const unsigned generation = atomicAdd(&barrier_of_grid.generation, 0u);
    if (atomicAdd(&barrier_of_grid.arrived, 1u) == blocks - 1u) {
      atomicExch(&barrier_of_grid.arrived, 0u);
      __threadfence();
      atomicAdd(&barrier_of_grid.generation, 1u);
    } else {
      while (atomicAdd(&barrier_of_grid.generation, 0u) == generation) {
      }
    }
    __threadfence();
  }
  __syncthreads();
}

}  // namespace details

// Any group; the mask is 0 for blocks.
class thread_group {
 protected:
  unsigned lanes_ = 0;
  unsigned meta_rank_ = 0, meta_size_ = 1;

 public:
  __device__ thread_group() {}
  __device__ explicit thread_group(unsigned lanes, unsigned meta_rank = 0, unsigned meta_size = 1) : lanes_(lanes), meta_rank_(meta_rank), meta_size_(meta_size) {}
  __device__ void sync() const {
    if (lanes_) __syncwarp(lanes_);
    else __syncthreads();
  }
  __device__ unsigned long long size() const { return lanes_ ? details::count(lanes_) : details::threads_of_block(); }
  __device__ unsigned long long num_threads() const { return size(); }
  __device__ unsigned long long thread_rank() const { return lanes_ ? details::rank_in(lanes_) : details::rank_in_block(); }
  __device__ bool is_valid() const { return true; }
  __device__ unsigned lanes() const { return lanes_; }
};

class thread_block : public thread_group {
 public:
  static __device__ void sync() { __syncthreads(); }
  static __device__ unsigned size() { return details::threads_of_block(); }
  static __device__ unsigned num_threads() { return size(); }
  static __device__ unsigned thread_rank() { return details::rank_in_block(); }
  static __device__ dim3 group_index() { return dim3(blockIdx.x, blockIdx.y, blockIdx.z); }
  static __device__ dim3 thread_index() { return dim3(threadIdx.x, threadIdx.y, threadIdx.z); }
  static __device__ dim3 group_dim() { return dim3(blockDim.x, blockDim.y, blockDim.z); }
  static __device__ dim3 dim_threads() { return group_dim(); }
};

class grid_group {
 public:
  __device__ bool is_valid() const { return true; }
  __device__ void sync() const { details::sync_grid(); }
  static __device__ unsigned long long num_blocks() { return (unsigned long long)gridDim.x * gridDim.y * gridDim.z; }
  static __device__ unsigned long long block_rank() { return ((unsigned long long)blockIdx.z * gridDim.y + blockIdx.y) * gridDim.x + blockIdx.x; }
  static __device__ unsigned long long size() { return num_blocks() * details::threads_of_block(); }
  static __device__ unsigned long long num_threads() { return size(); }
  static __device__ unsigned long long thread_rank() { return block_rank() * details::threads_of_block() + details::rank_in_block(); }
  static __device__ dim3 group_dim() { return dim3(gridDim.x, gridDim.y, gridDim.z); }
};

__device__ inline thread_block this_thread_block() { return thread_block(); }
__device__ inline grid_group this_grid() { return grid_group(); }

// Lanes of one group of 32 that arrived together or share a label.
class coalesced_group : public thread_group {
 public:
  __device__ explicit coalesced_group(unsigned lanes, unsigned meta_rank = 0, unsigned meta_size = 1) : thread_group(lanes, meta_rank, meta_size) {}
  __device__ void sync() const { __syncwarp(lanes_); }
  __device__ unsigned size() const { return details::count(lanes_); }
  __device__ unsigned num_threads() const { return size(); }
  __device__ unsigned thread_rank() const { return details::rank_in(lanes_); }
  __device__ unsigned meta_group_rank() const { return meta_rank_; }
  __device__ unsigned meta_group_size() const { return meta_size_; }
  template <typename T>
  __device__ T shfl(T value, unsigned rank) const { return __shfl_sync(lanes_, value, details::lane_of_rank(lanes_, rank)); }
  template <typename T>
  __device__ T shfl_up(T value, unsigned delta) const { return shfl(value, thread_rank() >= delta ? thread_rank() - delta : thread_rank()); }
  template <typename T>
  __device__ T shfl_down(T value, unsigned delta) const { return shfl(value, thread_rank() + delta < size() ? thread_rank() + delta : thread_rank()); }
  __device__ int any(int predicate) const { return __any_sync(lanes_, predicate); }
  __device__ int all(int predicate) const { return __all_sync(lanes_, predicate); }
  __device__ unsigned ballot(int predicate) const { return details::by_rank(__ballot_sync(lanes_, predicate), lanes_); }
  template <typename T>
  __device__ unsigned match_any(T value) const { return details::by_rank(details::equal_lanes(lanes_, value), lanes_); }
};

__device__ inline coalesced_group coalesced_threads() { return coalesced_group(__activemask()); }

template <unsigned Size, typename Parent = void>
class thread_block_tile : public coalesced_group {
  static_assert(Size > 0 && Size <= 32 && (Size & (Size - 1)) == 0, "tiles of 1, 2, 4, 8, 16 or 32 threads");

 public:
  __device__ thread_block_tile(unsigned lanes, unsigned meta_rank, unsigned meta_size) : coalesced_group(lanes, meta_rank, meta_size) {}
  template <typename OtherParent>
  __device__ thread_block_tile(const thread_block_tile<Size, OtherParent>& other) : coalesced_group(other.lanes(), other.meta_group_rank(), other.meta_group_size()) {}
  static __device__ constexpr unsigned size() { return Size; }
  static __device__ constexpr unsigned num_threads() { return Size; }
  __device__ unsigned thread_rank() const { return details::rank_in_block() & (Size - 1); }
  template <typename T>
  __device__ T shfl(T value, unsigned rank) const { return __shfl_sync(lanes_, value, rank, Size); }
  template <typename T>
  __device__ T shfl_up(T value, unsigned delta) const { return __shfl_up_sync(lanes_, value, delta, Size); }
  template <typename T>
  __device__ T shfl_down(T value, unsigned delta) const { return __shfl_down_sync(lanes_, value, delta, Size); }
  template <typename T>
  __device__ T shfl_xor(T value, unsigned bits) const { return __shfl_xor_sync(lanes_, value, bits, Size); }
};

namespace details {
__device__ inline unsigned tile_lanes(unsigned size) { return (size >= 32 ? ~0u : (1u << size) - 1u) << (lane() & ~(size - 1u)); }
}  // namespace details

template <unsigned Size, typename Parent>
__device__ inline thread_block_tile<Size, Parent> tiled_partition(const Parent& parent) {
  return thread_block_tile<Size, Parent>(details::tile_lanes(Size), parent.thread_rank() / Size, (parent.size() + Size - 1) / Size);
}

__device__ inline thread_group tiled_partition(const thread_group& parent, unsigned size) {
  return thread_group(details::tile_lanes(size), parent.thread_rank() / size, (parent.size() + size - 1) / size);
}

template <typename Group, typename Label>
__device__ inline coalesced_group labeled_partition(const Group& group, Label label) {
  const unsigned lanes = details::equal_lanes(group.lanes(), label);
  return coalesced_group(lanes);
}

template <typename Group>
__device__ inline coalesced_group binary_partition(const Group& group, bool predicate) {
  const unsigned set = __ballot_sync(group.lanes(), predicate);
  return coalesced_group(predicate ? set : group.lanes() & ~set, predicate, 2);
}

template <typename Group>
__device__ inline void sync(const Group& group) { group.sync(); }
template <typename Group>
__device__ inline auto thread_rank(const Group& group) -> decltype(group.thread_rank()) { return group.thread_rank(); }
template <typename Group>
__device__ inline auto group_size(const Group& group) -> decltype(group.size()) { return group.size(); }

// group_operations.h

template <typename Group, typename T, typename Operation>
__device__ inline T inclusive_scan(const Group& group, T value, Operation operation) {
  T result = value;
  for (unsigned step = 1; step < group.size(); step *= 2) {
    const T other = group.shfl_up(result, step);
    if (group.thread_rank() >= step) result = operation(other, result);
  }
  return result;
}

template <typename Group, typename T>
__device__ inline T inclusive_scan(const Group& group, T value) { return inclusive_scan(group, value, plus<T>()); }

template <typename Group, typename T>
__device__ inline T exclusive_scan(const Group& group, T value) {
  const T before = group.shfl_up(inclusive_scan(group, value), 1);
  return group.thread_rank() == 0 ? T() : before;
}

}  // namespace cooperative_groups

#endif
