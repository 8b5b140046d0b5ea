// Group-wide copies. The members copy at once, each its share; wait and wait_prior make the whole copy visible to all of them.
#ifndef _COOPERATIVE_GROUPS_MEMCPY_ASYNC
#define _COOPERATIVE_GROUPS_MEMCPY_ASYNC

#if defined(__cplusplus) && (defined(__CUDA__) || defined(__CUDACC__))

#include "../cooperative_groups.h"

namespace cooperative_groups {
namespace __v1 {
namespace details {

template <typename Word, typename Group>
__device__ inline void copy_words(const Group& group, void* const to, const void* const from, const size_t count) {
  for (size_t i = group.thread_rank(); i < count; i += group.num_threads()) ((Word*)to)[i] = ((const Word*)from)[i];
}

template <typename Group>
__device__ inline void copy_bytes(const Group& group, void* const to, const void* const from, const size_t bytes) {
  const size_t alignment = (size_t)to | (size_t)from | bytes;
  if (alignment % 16 == 0) copy_words<uint4>(group, to, from, bytes / 16);
  else if (alignment % 4 == 0) copy_words<unsigned int>(group, to, from, bytes / 4);
  else copy_words<unsigned char>(group, to, from, bytes);
}

template <typename T>
struct element_size {
  static constexpr size_t value = sizeof(T);
};
template <>
struct element_size<void> {
  static constexpr size_t value = 1;
};

}  // namespace details

// `bytes` converts to size_t: a number, or cuda::aligned_size_t.
template <typename Group, typename T, typename Bytes>
__device__ inline void memcpy_async(const Group& group, T* const destination, const T* const source, const Bytes& bytes) {
  details::copy_bytes(group, destination, source, (size_t)bytes);
}
template <typename Group, typename Bytes>
__device__ inline void memcpy_async(const Group& group, void* const destination, const void* const source, const Bytes& bytes) {
  details::copy_bytes(group, destination, source, (size_t)bytes);
}
// Counts are elements; the smaller one is copied.
template <typename Group, typename To, typename ToCount, typename From, typename FromCount>
__device__ inline void memcpy_async(const Group& group, To* const destination, const ToCount& destination_count, const From* const source,
                                    const FromCount& source_count) {
  const size_t room = (size_t)destination_count * details::element_size<To>::value;
  const size_t available = (size_t)source_count * details::element_size<From>::value;
  details::copy_bytes(group, destination, source, room < available ? room : available);
}

// Waits for all copies, or for all but the last N, of the group.
template <typename Group>
__device__ inline void wait(const Group& group) {
  group.sync();
}
template <unsigned int N, typename Group>
__device__ inline void wait_prior(const Group& group) {
  group.sync();
}

}  // namespace __v1
using namespace __v1;
}  // namespace cooperative_groups

#endif
#endif
