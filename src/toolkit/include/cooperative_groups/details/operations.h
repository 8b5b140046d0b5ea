// Function objects for reduce and scan.
#ifndef CUDABRIDGE_COOPERATIVE_GROUPS_OPERATIONS_H
#define CUDABRIDGE_COOPERATIVE_GROUPS_OPERATIONS_H

#include "../../cooperative_groups.h"

namespace cooperative_groups {
namespace __v1 {

template <typename T>
struct plus {
  __device__ T operator()(const T a, const T b) const { return a + b; }
};
// The smaller, and the larger, of two values.
template <typename T>
struct less {
  __device__ T operator()(const T a, const T b) const { return b < a ? b : a; }
};
template <typename T>
struct greater {
  __device__ T operator()(const T a, const T b) const { return a < b ? b : a; }
};
template <typename T>
struct bit_and {
  __device__ T operator()(const T a, const T b) const { return a & b; }
};
template <typename T>
struct bit_or {
  __device__ T operator()(const T a, const T b) const { return a | b; }
};
template <typename T>
struct bit_xor {
  __device__ T operator()(const T a, const T b) const { return a ^ b; }
};

namespace details {

template <typename T>
struct plain_type { typedef T type; };
template <typename T>
struct plain_type<T&> : plain_type<T> {};
template <typename T>
struct plain_type<T&&> : plain_type<T> {};
template <typename T>
struct plain_type<const T> : plain_type<T> {};
template <typename T>
struct plain_type<volatile T> : plain_type<T> {};
template <typename T>
struct plain_type<const volatile T> : plain_type<T> {};
template <typename T>
using plain = typename plain_type<T>::type;

// atomic = op(atomic, value); returns what it held before.
template <typename Atomic, typename T, typename Op>
__device__ inline T update_atomic(Atomic& atomic, const T& value, Op op) {
  T before = atomic.load();
  while (!atomic.compare_exchange_weak(before, op(before, value))) {
  }
  return before;
}

}  // namespace details
}  // namespace __v1
using namespace __v1;
}  // namespace cooperative_groups

#endif
