// The groups that the launch itself makes: thread, block, cluster, grid; and thread_group, which any group converts to.
#ifndef CUDABRIDGE_COOPERATIVE_GROUPS_GROUPS_H
#define CUDABRIDGE_COOPERATIVE_GROUPS_GROUPS_H

#include "lanes.h"

namespace cooperative_groups {
namespace __v1 {

// Accepted wherever a program reserves memory for tiles larger than a warp; the tiles here bring their own.
template <unsigned int MaxBlockSize = 1024>
struct block_tile_memory {
  unsigned char reserved;
};

namespace details {

enum group_kind : unsigned char { invalid_kind, lanes_kind, block_kind, cluster_kind, grid_kind, multi_grid_kind };

// Lets the partitioning functions make and read groups that programs cannot.
struct group_maker;

__device__ inline unsigned int block_threads() { return blockDim.x * blockDim.y * blockDim.z; }
__device__ inline unsigned int rank_in_block() {
  return (threadIdx.z * blockDim.y + threadIdx.y) * blockDim.x + threadIdx.x;
}
__device__ inline unsigned long long grid_blocks() {
  return (unsigned long long)gridDim.x * gridDim.y * gridDim.z;
}
__device__ inline unsigned long long block_in_grid() {
  return ((unsigned long long)blockIdx.z * gridDim.y + blockIdx.y) * gridDim.x + blockIdx.x;
}

}  // namespace details

// Any group. What is known of it at compile time only, a tile's size say, is known at run time here.
class thread_group {
 protected:
  unsigned int mask_ = 0;  // the lanes, for groups inside one warp
  unsigned short meta_rank_ = 0;
  unsigned short meta_size_ = 1;
  details::group_kind kind_ = details::invalid_kind;

  __device__ explicit thread_group(const details::group_kind kind) : kind_(kind) {}
  __device__ thread_group(const unsigned int mask, const unsigned int meta_rank, const unsigned int meta_size)
      : mask_(mask), meta_rank_((unsigned short)meta_rank), meta_size_((unsigned short)meta_size), kind_(details::lanes_kind) {}

  friend struct details::group_maker;

 public:
  thread_group() = default;
  __device__ void sync() const;
  __device__ unsigned long long num_threads() const;
  __device__ unsigned long long size() const { return num_threads(); }
  __device__ unsigned long long thread_rank() const;
  __device__ bool is_valid() const;
};

class thread_block : public thread_group {
  friend __device__ thread_block this_thread_block();
  __device__ thread_block() : thread_group(details::block_kind) {}

 public:
  struct arrival_token {};

  static __device__ void sync() { __syncthreads(); }
  // Arriving leaves the work to waiting: no thread passes the wait before all threads have reached theirs.
  static __device__ arrival_token barrier_arrive() { return arrival_token(); }
  static __device__ void barrier_wait(arrival_token&&) { __syncthreads(); }

  static __device__ unsigned int thread_rank() { return details::rank_in_block(); }
  static __device__ unsigned int num_threads() { return details::block_threads(); }
  static __device__ unsigned int size() { return details::block_threads(); }
  static __device__ dim3 group_index() { return dim3(blockIdx.x, blockIdx.y, blockIdx.z); }
  static __device__ dim3 thread_index() { return dim3(threadIdx.x, threadIdx.y, threadIdx.z); }
  static __device__ dim3 dim_threads() { return dim3(blockDim.x, blockDim.y, blockDim.z); }
  static __device__ dim3 group_dim() { return dim_threads(); }
  static __device__ bool is_valid() { return true; }
};

__device__ inline thread_block this_thread_block() { return thread_block(); }
template <unsigned int MaxBlockSize>
__device__ inline thread_block this_thread_block(block_tile_memory<MaxBlockSize>&) {
  return this_thread_block();
}

// All threads of a launch; sync and is_valid ask for a cooperative launch.
class grid_group : public thread_group {
  friend __device__ grid_group this_grid();
  __device__ grid_group() : thread_group(details::grid_kind) {}

 public:
  struct arrival_token {};

  __device__ bool is_valid() const { return cudaCGGetIntrinsicHandle(cudaCGScopeGrid) != 0; }
  __device__ void sync() const {
    if (cudaCGSynchronize(cudaCGGetIntrinsicHandle(cudaCGScopeGrid), 0) != cudaSuccess) __builtin_trap();
  }
  __device__ arrival_token barrier_arrive() const { return arrival_token(); }
  __device__ void barrier_wait(arrival_token&&) const { sync(); }

  static __device__ unsigned long long thread_rank() {
    return details::block_in_grid() * details::block_threads() + details::rank_in_block();
  }
  static __device__ unsigned long long num_threads() { return details::grid_blocks() * details::block_threads(); }
  static __device__ unsigned long long size() { return num_threads(); }
  static __device__ unsigned long long block_rank() { return details::block_in_grid(); }
  static __device__ unsigned long long num_blocks() { return details::grid_blocks(); }
  static __device__ unsigned long long cluster_rank() { return details::block_in_grid(); }
  static __device__ unsigned long long num_clusters() { return details::grid_blocks(); }
  static __device__ dim3 dim_blocks() { return dim3(gridDim.x, gridDim.y, gridDim.z); }
  static __device__ dim3 dim_clusters() { return dim_blocks(); }
  static __device__ dim3 block_index() { return dim3(blockIdx.x, blockIdx.y, blockIdx.z); }
  static __device__ dim3 cluster_index() { return block_index(); }
  static __device__ dim3 group_dim() { return dim_blocks(); }
};

__device__ inline grid_group this_grid() { return grid_group(); }

// A thread block cluster; without a cluster dimension every block is a cluster of its own, as here.
class cluster_group : public thread_group {
  friend __device__ cluster_group this_cluster();
  __device__ cluster_group() : thread_group(details::cluster_kind) {}

 public:
  struct arrival_token {};

  static __device__ void sync() { __syncthreads(); }
  static __device__ arrival_token barrier_arrive() { return arrival_token(); }
  static __device__ void barrier_wait() { __syncthreads(); }
  static __device__ void barrier_wait(arrival_token&&) { __syncthreads(); }

  static __device__ unsigned int thread_rank() { return details::rank_in_block(); }
  static __device__ unsigned int num_threads() { return details::block_threads(); }
  static __device__ unsigned int size() { return num_threads(); }
  static __device__ unsigned int block_rank() { return 0; }
  static __device__ unsigned int num_blocks() { return 1; }
  static __device__ dim3 dim_threads() { return dim3(blockDim.x, blockDim.y, blockDim.z); }
  static __device__ dim3 dim_blocks() { return dim3(1, 1, 1); }
  static __device__ dim3 block_index() { return dim3(0, 0, 0); }
  static __device__ dim3 thread_index() { return dim3(threadIdx.x, threadIdx.y, threadIdx.z); }
  static __device__ unsigned int query_shared_rank(const void*) { return 0; }
  template <typename T>
  static __device__ T* map_shared_rank(T* const address, const int /*rank*/) {
    return address;
  }
  static __device__ bool is_valid() { return true; }
};

__device__ inline cluster_group this_cluster() { return cluster_group(); }

// All threads of a multi-device cooperative launch.
class multi_grid_group : public thread_group {
  friend __device__ multi_grid_group this_multi_grid();
  unsigned long long handle_;
  __device__ multi_grid_group() : thread_group(details::multi_grid_kind), handle_(cudaCGGetIntrinsicHandle(cudaCGScopeMultiGrid)) {}

 public:
  __device__ bool is_valid() const { return handle_ != 0; }
  __device__ void sync() const {
    if (cudaCGSynchronize(handle_, 0) != cudaSuccess) __builtin_trap();
  }
  __device__ unsigned long long num_threads() const {
    unsigned int threads = 0, grids = 0;
    cudaCGGetSize(&threads, &grids, handle_);
    return threads;
  }
  __device__ unsigned long long size() const { return num_threads(); }
  __device__ unsigned long long thread_rank() const {
    unsigned int thread = 0, grid = 0;
    cudaCGGetRank(&thread, &grid, handle_);
    return thread;
  }
  __device__ unsigned int grid_rank() const {
    unsigned int thread = 0, grid = 0;
    cudaCGGetRank(&thread, &grid, handle_);
    return grid;
  }
  __device__ unsigned int num_grids() const {
    unsigned int threads = 0, grids = 0;
    cudaCGGetSize(&threads, &grids, handle_);
    return grids;
  }
};

[[deprecated("multi-device cooperative launches are deprecated since CUDA 11.3")]]
__device__ multi_grid_group this_multi_grid();
__device__ inline multi_grid_group this_multi_grid() { return multi_grid_group(); }

__device__ inline void thread_group::sync() const {
  if (kind_ == details::lanes_kind) __syncwarp(mask_);
  else if (kind_ == details::block_kind || kind_ == details::cluster_kind) __syncthreads();
  else if (kind_ == details::grid_kind) this_grid().sync();
}

__device__ inline unsigned long long thread_group::num_threads() const {
  if (kind_ == details::lanes_kind) return details::count_lanes(mask_);
  if (kind_ == details::grid_kind) return grid_group::num_threads();
  return kind_ == details::invalid_kind ? 0 : details::block_threads();
}

__device__ inline unsigned long long thread_group::thread_rank() const {
  if (kind_ == details::lanes_kind) return details::rank_in(mask_);
  if (kind_ == details::grid_kind) return grid_group::thread_rank();
  return kind_ == details::invalid_kind ? 0 : details::rank_in_block();
}

__device__ inline bool thread_group::is_valid() const {
  return kind_ == details::grid_kind ? this_grid().is_valid() : kind_ != details::invalid_kind;
}

}  // namespace __v1
using namespace __v1;
}  // namespace cooperative_groups

#endif
