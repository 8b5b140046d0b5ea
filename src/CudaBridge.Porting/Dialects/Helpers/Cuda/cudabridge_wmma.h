// CUDA's warp matrix functions (mma.h) for languages whose makers have another interface: D = A * B + C by 32 lanes, in plain C++ and shuffles.
// Right on any hardware, and slow: use the maker's matrix units where it matters. Which lane holds which element is unspecified in CUDA.
// Goes with sources that cudabridge has ported.
#ifndef CUDABRIDGE_WMMA_H
#define CUDABRIDGE_WMMA_H
#include <cuda_runtime.h>
#include <cuda_fp16.h>

namespace nvcuda {
namespace wmma {

struct matrix_a;
struct matrix_b;
struct accumulator;
struct row_major;
struct col_major;
enum layout_t { mem_row_major, mem_col_major };
namespace precision {
struct tf32;
}

namespace details {

// What an element is kept as, and what products of such are summed in.
template <typename T>
struct element {
  typedef T storage;
  typedef float sum;
};
template <>
struct element<signed char> {
  typedef signed char storage;
  typedef int sum;
};
template <>
struct element<unsigned char> {
  typedef unsigned char storage;
  typedef int sum;
};
template <>
struct element<int> {
  typedef int storage;
  typedef int sum;
};
template <>
struct element<double> {
  typedef double storage;
  typedef double sum;
};
template <>
struct element<precision::tf32> {
  typedef float storage;
  typedef float sum;
};

__device__ inline unsigned lane() { return (threadIdx.x + blockDim.x * (threadIdx.y + blockDim.y * threadIdx.z)) & 31u; }

// A row of C is shared by 32 / M lanes: each has N * M / 32 neighbouring elements of it, and the whole row of A. Row k of B lies in the lanes of row k % M.
template <int M, int N, int K>
struct shape {
  static constexpr int lanes = 32 / M, columns = N / lanes, sets = (K + M - 1) / M;
  static __device__ int row() { return lane() / lanes; }
  static __device__ int first_column() { return lane() % lanes * columns; }
};

template <typename T>
__device__ inline T& at(T* matrix, int row, int column, unsigned leading, layout_t layout) {
  return matrix[layout == mem_row_major ? (size_t)row * leading + column : (size_t)column * leading + row];
}

template <typename T, int Count>
struct elements {
  typedef T element_type;
  typedef typename element<T>::storage storage_element_type;
  static constexpr int num_elements = Count, num_storage_elements = Count;
  storage_element_type x[Count];
};

template <typename Layout>
struct layout_of {
  static constexpr layout_t value = mem_row_major;
};
template <>
struct layout_of<col_major> {
  static constexpr layout_t value = mem_col_major;
};

}  // namespace details

template <typename Use, int M, int N, int K, typename T, typename Layout = void>
class fragment;
template <int M, int N, int K, typename T, typename Layout>
class fragment<matrix_a, M, N, K, T, Layout> : public details::elements<T, K> {};
template <int M, int N, int K, typename T, typename Layout>
class fragment<matrix_b, M, N, K, T, Layout> : public details::elements<T, details::shape<M, N, K>::sets * details::shape<M, N, K>::columns> {};
template <int M, int N, int K, typename T>
class fragment<accumulator, M, N, K, T, void> : public details::elements<T, details::shape<M, N, K>::columns> {};

template <typename Use, int M, int N, int K, typename T, typename Layout, typename Value>
__device__ inline void fill_fragment(fragment<Use, M, N, K, T, Layout>& a, const Value& value) {
  for (int i = 0; i < a.num_elements; i++) a.x[i] = (typename details::element<T>::storage)value;
}

template <int M, int N, int K, typename T, typename Layout>
__device__ inline void load_matrix_sync(fragment<matrix_a, M, N, K, T, Layout>& a, const typename details::element<T>::storage* from, unsigned leading) {
  __syncwarp();
  for (int k = 0; k < K; k++) a.x[k] = details::at(from, details::shape<M, N, K>::row(), k, leading, details::layout_of<Layout>::value);
}

template <int M, int N, int K, typename T, typename Layout>
__device__ inline void load_matrix_sync(fragment<matrix_b, M, N, K, T, Layout>& b, const typename details::element<T>::storage* from, unsigned leading) {
  typedef details::shape<M, N, K> shape;
  __syncwarp();
  for (int set = 0; set < shape::sets; set++)
    for (int i = 0; i < shape::columns; i++)
      if (set * M + shape::row() < K)
        b.x[set * shape::columns + i] = details::at(from, set * M + shape::row(), shape::first_column() + i, leading, details::layout_of<Layout>::value);
}

template <int M, int N, int K, typename T>
__device__ inline void load_matrix_sync(fragment<accumulator, M, N, K, T>& c, const T* from, unsigned leading, layout_t layout) {
  typedef details::shape<M, N, K> shape;
  __syncwarp();
  for (int i = 0; i < shape::columns; i++) c.x[i] = details::at(from, shape::row(), shape::first_column() + i, leading, layout);
}

template <int M, int N, int K, typename T>
__device__ inline void store_matrix_sync(T* to, const fragment<accumulator, M, N, K, T>& c, unsigned leading, layout_t layout) {
  typedef details::shape<M, N, K> shape;
  __syncwarp();
  for (int i = 0; i < shape::columns; i++) details::at(to, shape::row(), shape::first_column() + i, leading, layout) = c.x[i];
  __syncwarp();
}

template <int M, int N, int K, typename T, typename LayoutA, typename LayoutB, typename C, typename D>
__device__ inline void mma_sync(fragment<accumulator, M, N, K, D>& d, const fragment<matrix_a, M, N, K, T, LayoutA>& a, const fragment<matrix_b, M, N, K, T, LayoutB>& b,
                                const fragment<accumulator, M, N, K, C>& c) {
  typedef details::shape<M, N, K> shape;
  typedef typename details::element<T>::sum sum;
  sum sums[shape::columns];
  for (int i = 0; i < shape::columns; i++) sums[i] = (sum)c.x[i];
#pragma unroll
  for (int k = 0; k < K; k++) {
    const int source = k % M * shape::lanes + details::lane() % shape::lanes;
#pragma unroll
    for (int i = 0; i < shape::columns; i++) sums[i] += (sum)a.x[k] * __shfl_sync(0xffffffffu, (sum)b.x[k / M * shape::columns + i], source);
  }
  for (int i = 0; i < shape::columns; i++) d.x[i] = (typename details::element<D>::storage)sums[i];
}

__device__ inline float __float_to_tf32(float value) { return __uint_as_float((__float_as_uint(value) + 0x1000u) & 0xffffe000u); }

}  // namespace wmma
}  // namespace nvcuda

#endif
