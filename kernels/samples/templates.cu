// Templates in kernels: types, sizes and functors as parameters; one kernel, many instances.
#include <type_traits>
#include <vector>
#include "check.h"

template <typename T> struct Sum { static __device__ __host__ T start() { return T(0); } __device__ __host__ T operator()(T a, T b) const { return a + b; } };
template <typename T> struct Most { static __device__ __host__ T start() { return T(-100); } __device__ __host__ T operator()(T a, T b) const { return a < b ? b : a; } };

template <typename T, int Size, typename Op>
__global__ void reduce(const T* in, T* out, int n, Op op) {
  __shared__ T s[Size];
  T mine = Op::start();
  for (int i = threadIdx.x; i < n; i += Size) mine = op(mine, in[i]);
  s[threadIdx.x] = mine;
  __syncthreads();
#pragma unroll
  for (int step = Size / 2; step > 0; step /= 2) {
    if (threadIdx.x < step) s[threadIdx.x] = op(s[threadIdx.x], s[threadIdx.x + step]);
    __syncthreads();
  }
  if (threadIdx.x == 0) *out = s[0];
}

template <typename T, int Size, template <typename> class Op>
static void check() {
  const int n = 1000;
  std::vector<T> in(n);
  for (int i = 0; i < n; i++) in[i] = T(i * 37 % 91) - T(20);
  T expected = Op<T>::start(), result;
  for (T v : in) expected = Op<T>()(expected, v);
  DeviceArray<T> din(in.data(), n), dout(1);
  reduce<T, Size><<<1, Size>>>((const T*)din, (T*)dout, n, Op<T>());
  dout.download(&result);
  EXPECT(result == expected);
}

template <unsigned N>
__global__ void factorial(unsigned long long* out) {
  if constexpr (N == 0) out[threadIdx.x] = 1;
  else {
    unsigned long long value = 1;
#pragma unroll
    for (unsigned i = 2; i <= N; i++) value *= i;
    out[threadIdx.x] = value;
  }
}

template <typename... Values>
__global__ void pack(double* out, Values... values) {
  double all[] = {double(values)...};
  for (unsigned i = 0; i < sizeof...(values); i++) out[i] = all[i];
}

int main() {
  check<int, 32, Sum>();
  check<int, 256, Most>();
  check<float, 128, Sum>();
  check<double, 64, Most>();
  check<long long, 512, Sum>();
  check<short, 64, Most>();
  unsigned long long f[2];
  DeviceArray<unsigned long long> d(1);
  factorial<10><<<1, 1>>>(d);
  d.download(&f[0]);
  factorial<0><<<1, 1>>>(d);
  d.download(&f[1]);
  EXPECT(f[0] == 3628800 && f[1] == 1);
  double values[5];
  DeviceArray<double> dv(5);
  pack<<<1, 1>>>((double*)dv, 1, 2.5f, 'c', 1ull << 40, (short)-3);
  dv.download(values);
  EXPECT(values[0] == 1 && values[1] == 2.5 && values[2] == 'c' && values[3] == double(1ull << 40) && values[4] == -3);
  return finish("templates");
}
