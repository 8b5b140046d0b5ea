// Arithmetic that C++ leaves undefined goes on in a kernel as it does on a GPU: integer division by zero, the least integer divided
// by -1, shifts by more than all bits, and floating-point numbers that no integer can hold.
#include "check.h"

#include <climits>
#include <cmath>

constexpr int count = 8;

struct Integers { int quotient[count], remainder[count]; unsigned unsignedQuotient[count], unsignedRemainder[count]; long long longQuotient[count]; };
struct Conversions { int i[count]; unsigned u[count]; long long l[count]; unsigned long long ul[count]; };

__global__ void divide(const int* a, const int* b, Integers* r) {
  int i = threadIdx.x;
  if (i >= count) return;
  r->quotient[i] = a[i] / b[i];
  r->remainder[i] = a[i] % b[i];
  r->unsignedQuotient[i] = (unsigned)a[i] / (unsigned)b[i];
  r->unsignedRemainder[i] = (unsigned)a[i] % (unsigned)b[i];
  r->longQuotient[i] = (a[i] == INT_MIN ? LLONG_MIN : a[i]) / (long long)b[i];
}

struct Shifts { unsigned left, right; int arithmetic; unsigned long long wide; };

__global__ void shift(const int* amounts, Shifts* r) {
  int i = threadIdx.x;
  if (i < count) r[i] = {0x80000001u << amounts[i], 0x80000001u >> amounts[i], INT_MIN >> amounts[i], ~0ull << amounts[i]};
}

template <class Float>
__global__ void convert(const Float* x, Conversions* r) {
  int i = threadIdx.x;
  if (i >= count) return;
  r->i[i] = (int)x[i];
  r->u[i] = (unsigned)x[i];
  r->l[i] = (long long)x[i];
  r->ul[i] = (unsigned long long)x[i];
}

template <class T>
T* managed(int n) {
  T* p;
  CUDA(cudaMallocManaged(&p, n * sizeof(T)));
  return p;
}

static void divisions() {
  const int a[count] = {7, -7, INT_MIN, INT_MIN, 0, 10, INT_MAX, -1}, b[count] = {0, 0, -1, 0, 0, 3, -1, 0};
  int *da = managed<int>(count), *db = managed<int>(count);
  for (int i = 0; i < count; i++) da[i] = a[i], db[i] = b[i];
  Integers* r = managed<Integers>(1);
  divide<<<1, 32>>>(da, db, r);
  CUDA(cudaDeviceSynchronize());
  for (int i = 0; i < count; i++) {
    bool zero = b[i] == 0, wraps = a[i] == INT_MIN && b[i] == -1;
    unsigned ua = a[i], ub = b[i];
    EXPECT(r->quotient[i] == (zero ? -1 : wraps ? INT_MIN : a[i] / b[i]));
    EXPECT(r->remainder[i] == (zero ? a[i] : wraps ? 0 : a[i] % b[i]));
    EXPECT(r->unsignedQuotient[i] == (zero ? ~0u : ua / ub));
    EXPECT(r->unsignedRemainder[i] == (zero ? ua : ua % ub));
    // Compilers divide small 64-bit numbers in 32 bits, where all ones are fewer.
    EXPECT(zero ? (unsigned)r->longQuotient[i] == ~0u : r->longQuotient[i] == (wraps ? LLONG_MIN : (a[i] == INT_MIN ? LLONG_MIN : a[i]) / b[i]));
  }
}

static void shifts() {
  const int amounts[count] = {0, 1, 31, 32, 33, 63, 64, 1000};
  int* d = managed<int>(count);
  for (int i = 0; i < count; i++) d[i] = amounts[i];
  Shifts* r = managed<Shifts>(count);
  shift<<<1, 32>>>(d, r);
  CUDA(cudaDeviceSynchronize());
  for (int i = 0; i < count; i++) {
    int n = amounts[i];
    EXPECT(r[i].left == (n < 32 ? 0x80000001u << n : 0));
    EXPECT(r[i].right == (n < 32 ? 0x80000001u >> n : 0));
    EXPECT(r[i].arithmetic == (n < 32 ? INT_MIN >> n : -1));
    EXPECT(r[i].wide == (n < 64 ? ~0ull << n : 0));
  }
}

template <class Int>
Int nearest(double x, Int least, Int most) {
  return std::isnan(x) ? 0 : x <= (double)least ? least : x >= (double)most ? most : (Int)x;
}

template <class Float>
static void conversions() {
  const Float values[count] = {(Float)1e20, (Float)-1e20, (Float)NAN, (Float)-3.75, (Float)3e9, (Float)-0.5, INFINITY, -INFINITY};
  Float* x = managed<Float>(count);
  Conversions* r = managed<Conversions>(1);
  for (int i = 0; i < count; i++) x[i] = values[i];
  convert<<<1, 32>>>(x, r);
  CUDA(cudaDeviceSynchronize());
  for (int i = 0; i < count; i++) {
    // What is no number gives 0 in 32 bits; from double and in 64 bits chips have given other values.
    if (std::isnan(x[i]) && sizeof(Float) > 4) continue;
    EXPECT(r->i[i] == nearest<int>(x[i], INT_MIN, INT_MAX));
    EXPECT(r->u[i] == nearest<unsigned>(x[i], 0, UINT_MAX));
    if (std::isnan(x[i])) continue;
    EXPECT(r->l[i] == nearest<long long>(x[i], LLONG_MIN, LLONG_MAX));
    EXPECT(r->ul[i] == nearest<unsigned long long>(x[i], 0, ULLONG_MAX));
  }
}

int main() {
  divisions();
  shifts();
  conversions<float>();
  conversions<double>();
  return finish("unusual_arithmetic");
}
