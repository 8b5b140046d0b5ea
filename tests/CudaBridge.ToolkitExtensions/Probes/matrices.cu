#include <mma.h>

using namespace nvcuda;

template <int M, int N, int K, class T, class Memory, class Sum, class LayoutA, class LayoutB>
__device__ void multiply(const Memory* a, const Memory* b, Sum* c) {
  wmma::fragment<wmma::matrix_a, M, N, K, T, LayoutA> left;
  wmma::fragment<wmma::matrix_b, M, N, K, T, LayoutB> right;
  wmma::fragment<wmma::accumulator, M, N, K, Sum> sum, result;
  wmma::load_matrix_sync(left, a, 32);
  wmma::load_matrix_sync(right, b, 32);
  wmma::load_matrix_sync(sum, c, 32, wmma::mem_row_major);
  wmma::fill_fragment(result, (Sum)0.0f);
  for (int i = 0; i < left.num_elements; i++) left.x[i] = left.x[i];
  wmma::mma_sync(result, left, right, sum);
  wmma::mma_sync(result, left, right, result, true);
  wmma::store_matrix_sync(c, result, 32, wmma::mem_col_major);
}

template <int M, int N, int K>
__device__ void multiply_shape(const half* h, const nv_bfloat16* b, const signed char* s, const unsigned char* u, float* f, half* hc, int* i) {
  multiply<M, N, K, half, half, float, wmma::row_major, wmma::col_major>(h, h, f);
  multiply<M, N, K, half, half, half, wmma::col_major, wmma::row_major>(h, h, hc);
  multiply<M, N, K, nv_bfloat16, nv_bfloat16, float, wmma::row_major, wmma::row_major>(b, b, f);
  multiply<M, N, K, signed char, signed char, int, wmma::row_major, wmma::col_major>(s, s, i);
  multiply<M, N, K, unsigned char, unsigned char, int, wmma::col_major, wmma::col_major>(u, u, i);
}

__global__ void all_shapes(const half* h, const nv_bfloat16* b, const signed char* s, const unsigned char* u, float* f, half* hc, int* i, double* d) {
  multiply_shape<16, 16, 16>(h, b, s, u, f, hc, i);
  multiply_shape<32, 8, 16>(h, b, s, u, f, hc, i);
  multiply_shape<8, 32, 16>(h, b, s, u, f, hc, i);
  multiply<16, 16, 8, wmma::precision::tf32, float, float, wmma::row_major, wmma::col_major>(f, f, f);
  multiply<8, 8, 4, double, double, double, wmma::row_major, wmma::col_major>(d, d, d);
  f[0] = wmma::__float_to_tf32(f[1]);
}
