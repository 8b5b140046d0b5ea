// Math functions in float and double against the host's, within CUDA's documented errors; exact intrinsics exactly.
#include <cmath>
#include <vector>
#include "check.h"

const int Functions = 24;

template <typename T>
__device__ __host__ T evaluate(int f, T x) {
  switch (f) {
    case 0: return sin(x);
    case 1: return cos(x);
    case 2: return tan(x);
    case 3: return exp(x);
    case 4: return log(fabs(x));
    case 5: return sqrt(fabs(x));
    case 6: return cbrt(x);
    case 7: return atan(x);
    case 8: return sinh(x / 4);
    case 9: return tanh(x);
    case 10: return pow(fabs(x), T(1.7));
    case 11: return fmod(x, T(0.7));
    case 12: return floor(x) + ceil(x * 2);
    case 13: return erf(x);
    case 14: return tgamma(fabs(x) + T(0.5));
    case 15: return log1p(fabs(x));
    case 16: return expm1(x / 8);
    case 17: return hypot(x, T(3));
    case 18: return asinh(x);
    case 19: return atan2(x, T(-2));
    case 20: return exp2(x);
    case 21: return log10(fabs(x));
    case 22: return rint(x) + trunc(x) + round(x);
    default: return fma(x, x, T(1));
  }
}

template <typename T>
__global__ void on_device(const T* x, T* y, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    for (int f = 0; f < Functions; f++) y[f * n + i] = evaluate(f, x[i]);
}

template <typename T>
static void compare(double tolerance) {
  const int n = 500;
  std::vector<T> x(n), y(n * Functions);
  for (int i = 0; i < n; i++) x[i] = T((i - 250) * 0.0371 + 0.0123);
  DeviceArray<T> dx(x.data(), n), dy(n * Functions);
  on_device<T><<<4, 128>>>(dx, dy, n);
  dy.download(y.data());
  for (int f = 0; f < Functions; f++)
    for (int i = 0; i < n; i++) {
      double expected = evaluate<double>(f, double(x[i]));
      if (f == 11 || f == 2) expected = evaluate<T>(f, x[i]);  // ill-conditioned: same precision on both sides
      double error = std::fabs(y[f * n + i] - expected) / std::fmax(std::fabs(expected), 1e-2);
      if (error > tolerance) std::printf("function %d of %g: %.17g, expected %.17g\n", f, double(x[i]), double(y[f * n + i]), expected);
      EXPECT(error <= tolerance);
    }
}

struct Exact { float up, down, zero, nearest; int ceil, floor; unsigned reversed; int leading, ones, first; int high; float bits; double dup; };

__global__ void exact(Exact* e, float a, float b, int v) {
  e->up = __fadd_ru(a, b);
  e->down = __fadd_rd(a, b);
  e->zero = __fmul_rz(a, b);
  e->nearest = __fdiv_rn(a, b);
  e->ceil = __float2int_ru(a);
  e->floor = __float2int_rd(-a);
  e->reversed = __brev(v);
  e->leading = __clz(v);
  e->ones = __popc(v);
  e->first = __ffs(v);
  e->high = __mulhi(v, 0x10000001);
  e->bits = __int_as_float(__float_as_int(a) ^ 1);
  e->dup = __dadd_ru(1.0, 1e-30);
}

int main() {
  compare<float>(4e-6);
  compare<double>(4e-15);
  Exact e;
  DeviceArray<Exact> d(1);
  exact<<<1, 1>>>(d, 1.5f, 1e-9f, 0x00f0);
  d.download(&e);
  EXPECT(e.up == std::nextafterf(1.5f, 2.0f) && e.down == 1.5f);
  EXPECT(double(e.zero) <= 1.5 * double(1e-9f) && e.nearest == 1.5f / 1e-9f);
  EXPECT(e.ceil == 2 && e.floor == -2 && e.reversed == 0x0f000000u);
  EXPECT(e.leading == 24 && e.ones == 4 && e.first == 5);
  EXPECT(e.high == int((0x00f0LL * 0x10000001LL) >> 32));
  EXPECT(e.bits == std::nextafterf(1.5f, 2.0f));
  EXPECT(e.dup == std::nextafter(1.0, 2.0));
  return finish("math_functions");
}
