// Warp matrix functions, after the CUDA C++ Programming Guide, "Warp Matrix Functions": D = A * B + C by the 32 lanes of a warp,
// in plain C++ and shuffles. Which lane holds which element is unspecified in CUDA and chosen here: see matrix_shape.
// Products of half, bfloat16 and tf32 numbers are exact and summed in float in the order of k; half accumulators are rounded once, at
// the end. The sub-byte types of namespace experimental are absent.
#ifndef __CUDA_MMA_H__
#define __CUDA_MMA_H__

#if defined(__cplusplus) && (defined(__CUDA__) || defined(__CUDACC__))

#include "cuda_bf16.h"
#include "cuda_fp16.h"
#include "cuda_runtime.h"

namespace nvcuda {
namespace wmma {

// The number rounded to tf32 (ten bits after the point), ties away from zero, in a float whose lower bits are zero.
__device__ inline float __float_to_tf32(const float in) {
  const unsigned int bits = ::__cudabridge::bits_as<unsigned int>(in);
  if (::__cudabridge::bits_are_nan<::__cudabridge::float_format>(bits)) return ::__cudabridge::bits_as<float>(0x7FFFE000u);
  return ::__cudabridge::bits_as<float>((bits + 0x1000u) & 0xFFFFE000u);
}

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

// What an element is kept as, and what it counts in a product.
template <typename T>
struct element {
  typedef T storage;
  typedef int product;
  static __device__ int value(const T x) { return x; }
};
template <>
struct element<__half> {
  typedef __half storage;
  typedef float product;
  static __device__ float value(const __half x) { return __half2float(x); }
};
template <>
struct element<__nv_bfloat16> {
  typedef __nv_bfloat16 storage;
  typedef float product;
  static __device__ float value(const __nv_bfloat16 x) { return __bfloat162float(x); }
};
template <>
struct element<precision::tf32> {
  typedef float storage;
  typedef float product;
  static __device__ float value(const float x) {
    return ::__cudabridge::bits_as<float>(::__cudabridge::bits_as<unsigned int>(x) & 0xFFFFE000u);
  }
};
template <>
struct element<double> {
  typedef double storage;
  typedef double product;
  static __device__ double value(const double x) { return x; }
};
template <>
struct element<float> {  // accumulators alone
  typedef float storage;
};

// Row-major, every lane holds `outputs` neighbouring elements of C and D in one row, and that whole row of A. Of B it holds
// `chunks` pieces of `chunk` neighbouring elements; piece q of the row-major matrix lies in lane q % 32.
template <int M, int N, int K>
struct matrix_shape {
  static constexpr int outputs = M * N / 32;
  static constexpr int in_b = K * N / 32;
  static constexpr int chunk = in_b < outputs ? in_b : outputs;
  static constexpr int chunks = in_b / chunk;

  static __device__ int lane() { return (int)__nvvm_read_ptx_sreg_laneid(); }
  static __device__ int row() { return lane() * outputs / N; }
  static __device__ int first_column() { return lane() * outputs % N; }
};

template <typename T, int Count>
struct fragment_storage {
  typedef T element_type;
  typedef typename element<T>::storage storage_element_type;
  static constexpr int num_elements = Count;
  static constexpr int num_storage_elements = Count;
  storage_element_type x[Count];
};
template <int Count>
struct fragment_storage<precision::tf32, Count> {
  typedef float element_type;
  typedef float storage_element_type;
  static constexpr int num_elements = Count;
  static constexpr int num_storage_elements = Count;
  float x[Count];
};

template <typename Layout>
struct layout_of;
template <>
struct layout_of<row_major> {
  static constexpr layout_t value = mem_row_major;
};
template <>
struct layout_of<col_major> {
  static constexpr layout_t value = mem_col_major;
};

__device__ inline size_t offset(const int row, const int column, const unsigned leading, const layout_t layout) {
  return layout == mem_row_major ? (size_t)row * leading + column : (size_t)column * leading + row;
}

template <typename T, int Count>
struct piece {
  T x[Count];
};

template <typename T, int Count>
__device__ inline piece<T, Count> take_from(const T* const source, const int lane) {
  constexpr int words = (sizeof(T) * Count + 3) / 4;
  unsigned int word[words];
  word[words - 1] = 0;
  __builtin_memcpy(word, (const void*)source, sizeof(T) * Count);
#pragma unroll
  for (int i = 0; i < words; ++i) word[i] = __shfl_sync(0xFFFFFFFFu, word[i], lane);
  piece<T, Count> result;
  __builtin_memcpy((void*)&result, word, sizeof(result));
  return result;
}

__device__ inline float multiply_add(const float a, const float b, const float c) { return ::fmaf(a, b, c); }
__device__ inline double multiply_add(const double a, const double b, const double c) { return ::fma(a, b, c); }
__device__ inline unsigned int multiply_add(const int a, const int b, const unsigned int c) { return (unsigned int)(a * b) + c; }
// 16 products of 8-bit numbers do not overflow 64 bits.
__device__ inline long long multiply_add(const int a, const int b, const long long c) { return (long long)a * b + c; }

// The sum while it grows, and what becomes of it. Integers wrap unless they are to saturate.
template <typename T, bool Saturates>
struct sum_of {
  typedef T type;
  static __device__ T finish(const T sum) {
    if (!Saturates) return sum;
    const T largest = (T)(sizeof(T) == 8 ? 1.7976931348623157e308 : 3.4028234663852886e38);
    if (sum != sum) return (T)0;
    return sum > largest ? largest : sum < -largest ? -largest : sum;
  }
};
template <bool Saturates>
struct sum_of<__half, Saturates> {
  typedef float type;
  static __device__ __half finish(const float sum) {
    if (!Saturates) return __float2half_rn(sum);
    if (sum != sum) return __ushort_as_half(0);
    return __float2half_rn(sum > 65504.0f ? 65504.0f : sum < -65504.0f ? -65504.0f : sum);
  }
};
template <>
struct sum_of<int, false> {
  typedef unsigned int type;
  static __device__ int finish(const unsigned int sum) { return (int)sum; }
};
template <>
struct sum_of<int, true> {
  typedef long long type;
  static __device__ int finish(const long long sum) { return sum > 2147483647ll ? 2147483647 : sum < -2147483648ll ? (int)-2147483648ll : (int)sum; }
};

}  // namespace details

template <typename Use, int M, int N, int K, typename T, typename Layout = void>
class fragment;

template <int M, int N, int K, typename T, typename Layout>
class fragment<matrix_a, M, N, K, T, Layout> : public details::fragment_storage<T, K> {};

template <int M, int N, int K, typename T, typename Layout>
class fragment<matrix_b, M, N, K, T, Layout> : public details::fragment_storage<T, details::matrix_shape<M, N, K>::in_b> {};

template <int M, int N, int K, typename T>
class fragment<accumulator, M, N, K, T, void> : public details::fragment_storage<T, details::matrix_shape<M, N, K>::outputs> {};

template <typename Use, int M, int N, int K, typename T, typename Layout, typename Value>
__device__ __forceinline__ void fill_fragment(fragment<Use, M, N, K, T, Layout>& a, const Value& value) {
#pragma unroll
  for (int i = 0; i < a.num_elements; ++i) a.x[i] = (typename details::element<T>::storage)value;
}

// ldm is the distance of rows, or of columns in a column-major matrix, in elements.
template <int M, int N, int K, typename T, typename Layout>
__device__ __forceinline__ void load_matrix_sync(fragment<matrix_a, M, N, K, T, Layout>& a, const typename details::element<T>::storage* const p,
                                        const unsigned ldm) {
  typedef details::matrix_shape<M, N, K> shape;
  __syncwarp();
#pragma unroll
  for (int i = 0; i < K; ++i) a.x[i] = p[details::offset(shape::row(), i, ldm, details::layout_of<Layout>::value)];
}

template <int M, int N, int K, typename T, typename Layout>
__device__ __forceinline__ void load_matrix_sync(fragment<matrix_b, M, N, K, T, Layout>& b, const typename details::element<T>::storage* const p,
                                        const unsigned ldm) {
  typedef details::matrix_shape<M, N, K> shape;
  __syncwarp();
#pragma unroll
  for (int i = 0; i < shape::in_b; ++i) {
    const int position = (i / shape::chunk * 32 + shape::lane()) * shape::chunk + i % shape::chunk;
    b.x[i] = p[details::offset(position / N, position % N, ldm, details::layout_of<Layout>::value)];
  }
}

template <int M, int N, int K, typename T>
__device__ __forceinline__ void load_matrix_sync(fragment<accumulator, M, N, K, T>& c, const T* const p, const unsigned ldm, const layout_t layout) {
  typedef details::matrix_shape<M, N, K> shape;
  __syncwarp();
#pragma unroll
  for (int i = 0; i < shape::outputs; ++i) c.x[i] = p[details::offset(shape::row(), shape::first_column() + i, ldm, layout)];
}

template <int M, int N, int K, typename T>
__device__ __forceinline__ void store_matrix_sync(T* const p, const fragment<accumulator, M, N, K, T>& c, const unsigned ldm, const layout_t layout) {
  typedef details::matrix_shape<M, N, K> shape;
#pragma unroll
  for (int i = 0; i < shape::outputs; ++i) p[details::offset(shape::row(), shape::first_column() + i, ldm, layout)] = c.x[i];
  __syncwarp();
}

namespace details {

template <bool Saturates, int M, int N, int K, typename T, typename LayoutA, typename LayoutB, typename D, typename C>
__device__ __forceinline__ void multiply(fragment<accumulator, M, N, K, D>& d, const fragment<matrix_a, M, N, K, T, LayoutA>& a,
                                         const fragment<matrix_b, M, N, K, T, LayoutB>& b, const fragment<accumulator, M, N, K, C>& c) {
  typedef matrix_shape<M, N, K> shape;
  typedef element<T> in;
  typedef sum_of<D, Saturates> out;
  typename out::type sum[shape::outputs];
#pragma unroll
  for (int i = 0; i < shape::outputs; ++i) sum[i] = (typename out::type)c.x[i];
#pragma unroll
  for (int k = 0; k < K; ++k) {
    const typename in::product left = in::value(a.x[k]);
#pragma unroll
    for (int part = 0; part < shape::outputs / shape::chunk; ++part) {
      const int piece = (k * N + shape::first_column()) / shape::chunk + part;
      const int kept_at = k * N / shape::chunk / 32 * shape::chunk;  // the same in every lane
      const auto right = take_from<typename in::storage, shape::chunk>(&b.x[kept_at], piece % 32);
#pragma unroll
      for (int i = 0; i < shape::chunk; ++i) {
        sum[part * shape::chunk + i] = multiply_add(left, in::value(right.x[i]), sum[part * shape::chunk + i]);
      }
    }
  }
#pragma unroll
  for (int i = 0; i < shape::outputs; ++i) d.x[i] = out::finish(sum[i]);
}

}  // namespace details

// d may be c. With satf, infinities become the largest finite numbers and NaN zero; integer sums saturate instead of wrapping.
template <int M, int N, int K, typename T, typename LayoutA, typename LayoutB, typename D, typename C>
__device__ __forceinline__ void mma_sync(fragment<accumulator, M, N, K, D>& d, const fragment<matrix_a, M, N, K, T, LayoutA>& a,
                                         const fragment<matrix_b, M, N, K, T, LayoutB>& b, const fragment<accumulator, M, N, K, C>& c,
                                         const bool satf = false) {
  if (satf) details::multiply<true>(d, a, b, c);
  else details::multiply<false>(d, a, b, c);
}

}  // namespace wmma
}  // namespace nvcuda

#endif
#endif
