// What CUDA's cooperative groups have and HIP's lack: reductions, and groups by label. Goes with sources that cudabridge has ported to HIP.
#ifndef CUDABRIDGE_HIP_GROUPS_H
#define CUDABRIDGE_HIP_GROUPS_H
#include <hip/hip_runtime.h>
#include <hip/hip_cooperative_groups.h>

namespace cooperative_groups {

// group_operations.h

#ifndef CUDABRIDGE_CHECK
namespace cudabridge {
// Lanes of one wavefront that ask with the same label and tile leave the loop together.
template <typename Label>
__device__ inline coalesced_group together(Label label, unsigned tile) {
  for (;;)
    if (tile == __builtin_amdgcn_readfirstlane(tile) && label == static_cast<Label>(__builtin_amdgcn_readfirstlane(static_cast<int>(label)))) return coalesced_threads();
}
}  // namespace cudabridge

template <typename Group, typename Label>
__device__ inline coalesced_group labeled_partition(const Group& group, Label label) {
  return cudabridge::together(label, __lane_id() - group.thread_rank());
}

template <typename Label>
__device__ inline coalesced_group labeled_partition(const coalesced_group&, Label label) { return cudabridge::together(label, 0); }

#if HIP_VERSION < 60100000
template <typename Group>
__device__ inline coalesced_group binary_partition(const Group& group, bool predicate) { return labeled_partition(group, static_cast<int>(predicate)); }
#endif
#endif

}  // namespace cooperative_groups

#endif
