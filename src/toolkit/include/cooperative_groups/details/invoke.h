// One member calls a function for the whole group.
#ifndef CUDABRIDGE_COOPERATIVE_GROUPS_INVOKE_H
#define CUDABRIDGE_COOPERATIVE_GROUPS_INVOKE_H

#include "partitions.h"

namespace cooperative_groups {
namespace __v1 {

// Calls function(arguments…) in one thread of the group; the others go on without waiting.
template <typename Group, typename Function, typename... Arguments>
__device__ inline void invoke_one(const Group& group, Function&& function, Arguments&&... arguments) {
  if (group.thread_rank() == 0) static_cast<Function&&>(function)(static_cast<Arguments&&>(arguments)...);
}

// The same, and every member gets the result. The group lies inside one warp.
template <typename Group, typename Function, typename... Arguments>
__device__ inline auto invoke_one_broadcast(const Group& group, Function&& function, Arguments&&... arguments)
    -> decltype(static_cast<Function&&>(function)(static_cast<Arguments&&>(arguments)...)) {
  typedef decltype(static_cast<Function&&>(function)(static_cast<Arguments&&>(arguments)...)) result_type;
  alignas(result_type) unsigned char bytes[sizeof(result_type)] = {};
  result_type& result = *(result_type*)bytes;
  if (group.thread_rank() == 0) result = static_cast<Function&&>(function)(static_cast<Arguments&&>(arguments)...);
  return group.shfl(result, 0);
}

}  // namespace __v1
using namespace __v1;
}  // namespace cooperative_groups

#endif
