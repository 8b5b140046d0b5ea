// Cooperative groups, after the CUDA C++ Programming Guide, "Cooperative Groups". Device code only.
#ifndef _COOPERATIVE_GROUPS_H_
#define _COOPERATIVE_GROUPS_H_

#if defined(__cplusplus) && (defined(__CUDA__) || defined(__CUDACC__))

#include "cuda_runtime.h"
#include "cuda_device_runtime_api.h"

#include "cooperative_groups/details/invoke.h"

namespace cooperative_groups {
namespace __v1 {

// The groups' members as functions.
template <typename Group>
__device__ inline void sync(const Group& group) {
  group.sync();
}
template <typename Group>
__device__ inline auto thread_rank(const Group& group) -> decltype(group.thread_rank()) {
  return group.thread_rank();
}
template <typename Group>
__device__ inline auto group_size(const Group& group) -> decltype(group.num_threads()) {
  return group.num_threads();
}

// Where these names were before CUDA 12.
namespace experimental {
using cooperative_groups::binary_partition;
using cooperative_groups::labeled_partition;
using cooperative_groups::this_thread_block;
using cooperative_groups::tiled_partition;
}  // namespace experimental

}  // namespace __v1
using namespace __v1;
}  // namespace cooperative_groups

#endif
#endif
