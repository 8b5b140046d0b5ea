// wmma: every shape and type with every layout, against a triple loop.
#include <mma.h>

#include <cmath>
#include <vector>

#include "device_check.h"

using namespace nvcuda;

template <int M, int N, int K, class T, class Memory, class Sum, class LayoutA, class LayoutB>
__global__ void multiply(const Memory* a, const Memory* b, const Sum* c, Sum* d, unsigned lda, unsigned ldb, unsigned ldc, wmma::layout_t layout, bool satf) {
  wmma::fragment<wmma::matrix_a, M, N, K, T, LayoutA> left;
  wmma::fragment<wmma::matrix_b, M, N, K, T, LayoutB> right;
  wmma::fragment<wmma::accumulator, M, N, K, Sum> sum;
  wmma::load_matrix_sync(left, a, lda);
  wmma::load_matrix_sync(right, b, ldb);
  wmma::load_matrix_sync(sum, c, ldc, layout);
  wmma::mma_sync(sum, left, right, sum, satf);
  wmma::store_matrix_sync(d, sum, ldc, layout);
}

template <class T> struct is_row { static const bool value = false; };
template <> struct is_row<wmma::row_major> { static const bool value = true; };

static double number(__half h) { return __half2float(h); }
static double number(__nv_bfloat16 h) { return __bfloat162float(h); }
template <class T>
static double number(T t) { return t; }

// What the type makes of a float that a program did not convert: tf32 drops the low bits.
template <class T>
static double seen(double value) { return value; }
template <>
double seen<wmma::precision::tf32>(double value) {
  float f = (float)value;
  unsigned bits;
  std::memcpy(&bits, &f, 4);
  bits &= 0xFFFFE000u;
  std::memcpy(&f, &bits, 4);
  return f;
}

static unsigned next_random() {
  static unsigned state = 12345;
  state = state * 1664525u + 1013904223u;
  return state >> 8;
}

template <int M, int N, int K, class T, class Memory, class Sum, class LayoutA, class LayoutB>
static void check_layouts(const char* name, double tolerance) {
  const unsigned lda = (is_row<LayoutA>::value ? K : M) + 16, ldb = (is_row<LayoutB>::value ? N : K) + 16;
  for (int row = 0; row < 2; ++row) {
    const wmma::layout_t layout = row ? wmma::mem_row_major : wmma::mem_col_major;
    const unsigned ldc = (row ? N : M) + 16;
    buffer<Memory> a(64 * 64), b(64 * 64);
    buffer<Sum> c(64 * 64), d(64 * 64);
    for (int i = 0; i < 64 * 64; ++i) {
      a[i] = (Memory)(float)((int)(next_random() % 200) - (sizeof(Memory) == 1 && (Memory)-1 > (Memory)0 ? 0 : 100));
      b[i] = (Memory)(float)((int)(next_random() % 200) - (sizeof(Memory) == 1 && (Memory)-1 > (Memory)0 ? 0 : 100));
      c[i] = (Sum)(float)((int)(next_random() % 2000) - 1000);
      d[i] = (Sum)-1.0f;
    }
    multiply<M, N, K, T, Memory, Sum, LayoutA, LayoutB><<<1, 32>>>(a, b, c, d, lda, ldb, ldc, layout, false);
    finish();
    for (int i = 0; i < M; ++i) {
      for (int j = 0; j < N; ++j) {
        const size_t at = row ? i * ldc + j : j * ldc + i;
        double wanted = number(c[at]);
        for (int k = 0; k < K; ++k) {
          wanted += seen<T>(number(a[is_row<LayoutA>::value ? i * lda + k : k * lda + i])) * seen<T>(number(b[is_row<LayoutB>::value ? k * ldb + j : j * ldb + k]));
        }
        expect(std::fabs(number(d[at]) - wanted) <= tolerance * std::fabs(wanted), name, i * 1000 + j, number(d[at]), wanted);
      }
    }
    // Nothing outside the matrix was written.
    expect_equal(name, 0, number(d[row ? N : M]), -1);
  }
}

// Each layout of each matrix; that of the other has no say in how it is loaded.
template <int M, int N, int K, class T, class Memory, class Sum>
static void check(const char* name, double tolerance) {
  check_layouts<M, N, K, T, Memory, Sum, wmma::row_major, wmma::col_major>(name, tolerance);
  check_layouts<M, N, K, T, Memory, Sum, wmma::col_major, wmma::row_major>(name, tolerance);
}

template <int M, int N, int K, class T, class Memory, class Sum>
static void check_pairs(const char* name, double tolerance) {
  check<M, N, K, T, Memory, Sum>(name, tolerance);
  check_layouts<M, N, K, T, Memory, Sum, wmma::row_major, wmma::row_major>(name, tolerance);
  check_layouts<M, N, K, T, Memory, Sum, wmma::col_major, wmma::col_major>(name, tolerance);
}

template <int M, int N, int K>
static void check_shape(const char* name) {
  check_pairs<M, N, K, half, half, float>(name, 1e-6);
  check<M, N, K, half, half, half>(name, 1.0 / 1024);
  check<M, N, K, __nv_bfloat16, __nv_bfloat16, float>(name, 1e-6);
  check<M, N, K, signed char, signed char, int>(name, 0);
  check<M, N, K, unsigned char, unsigned char, int>(name, 0);
}

// A tiled product of larger matrices, many warps, fragments kept across the loop.
__global__ void gemm(const half* a, const half* b, float* c, int n) {
  const int warp = (blockIdx.x * blockDim.x + threadIdx.x) / 32;
  const int row = warp / (n / 16) * 16, column = warp % (n / 16) * 16;
  wmma::fragment<wmma::accumulator, 16, 16, 16, float> sum;
  wmma::fill_fragment(sum, 0.0f);
  for (int k = 0; k < n; k += 16) {
    wmma::fragment<wmma::matrix_a, 16, 16, 16, half, wmma::row_major> left;
    wmma::fragment<wmma::matrix_b, 16, 16, 16, half, wmma::col_major> right;
    wmma::load_matrix_sync(left, a + row * n + k, n);
    wmma::load_matrix_sync(right, b + column * n + k, n);
    wmma::mma_sync(sum, left, right, sum);
  }
  for (int i = 0; i < sum.num_elements; ++i) sum.x[i] = 2.0f * sum.x[i] + 1.0f;
  wmma::store_matrix_sync(c + row * n + column, sum, n, wmma::mem_row_major);
}

static void check_gemm() {
  const int n = 64;
  buffer<half> a(n * n), b(n * n);
  buffer<float> c(n * n);
  for (int i = 0; i < n * n; ++i) {
    a[i] = half((float)(i * 7 % 13) - 6.0f);
    b[i] = half((float)(i * 5 % 11) - 5.0f);
  }
  gemm<<<4, 128>>>(a, b, c, n);
  finish();
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) {
      float wanted = 0;
      for (int k = 0; k < n; ++k) wanted += (float)a[i * n + k] * (float)b[j * n + k];
      expect_equal("gemm", i * 1000 + j, c[i * n + j], 2 * wanted + 1);
    }
  }
}

__global__ void saturating(const signed char* a, int* c) {
  wmma::fragment<wmma::matrix_a, 16, 16, 16, signed char, wmma::row_major> left;
  wmma::fragment<wmma::matrix_b, 16, 16, 16, signed char, wmma::row_major> right;
  wmma::fragment<wmma::accumulator, 16, 16, 16, int> sum, wrapped;
  wmma::load_matrix_sync(left, a, 16);
  wmma::load_matrix_sync(right, a, 16);
  wmma::fill_fragment(sum, 2147483600);
  wmma::mma_sync(wrapped, left, right, sum);
  wmma::mma_sync(sum, left, right, sum, true);
  wmma::store_matrix_sync(c, sum, 16, wmma::mem_row_major);
  wmma::store_matrix_sync(c + 256, wrapped, 16, wmma::mem_row_major);
}

__global__ void to_tf32(const float* in, float* out) { out[threadIdx.x] = wmma::__float_to_tf32(in[threadIdx.x]); }

int main() {
  check_shape<16, 16, 16>("16x16x16");
  check_shape<32, 8, 16>("32x8x16");
  check_shape<8, 32, 16>("8x32x16");
  check<16, 16, 8, wmma::precision::tf32, float, float>("tf32", 1e-6);
  check<8, 8, 4, double, double, double>("double", 0);
  check_gemm();
  buffer<signed char> ones(256);
  buffer<int> sums(512);
  for (int i = 0; i < 256; ++i) ones[i] = 10;
  saturating<<<1, 32>>>(ones, sums);
  finish();
  for (int i = 0; i < 256; ++i) expect_equal("saturation", i, sums[i], 2147483647);
  for (int i = 0; i < 256; ++i) expect_equal("wrapping", i, sums[256 + i], (int)(2147483600u + 1600u));
  buffer<float> in(32), out(32);
  const float values[] = {1.0f, 1.00048828125f, 1.000488162f, -1.00048828125f, 3.14159274f, 1e-40f};
  const float wanted[] = {1.0f, 1.0009765625f, 1.0f, -1.0009765625f, 3.140625f, 0};
  for (int i = 0; i < 6; ++i) in[i] = values[i];
  to_tf32<<<1, 32>>>(in, out);
  finish();
  for (int i = 0; i < 5; ++i) expect_equal("tf32 rounding", i, out[i], wanted[i]);
  return report();
}
