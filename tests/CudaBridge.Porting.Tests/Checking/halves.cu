// Functions of half and bfloat16 over all 65,536 values, and of two and three operands over drawn ones, in kernels and on the host: a number for all their bits.
#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <cuda_runtime.h>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#define CUDA(call) \
  if (cudaError_t error_ = (call)) std::printf("%s: %d\n", #call, (int)error_), std::exit(1)

const int values = 65536;

template <typename T>
__host__ __device__ T of_bits(unsigned bits) {
  unsigned short narrow = (unsigned short)bits;
  T value;
  memcpy((void*)&value, &narrow, 2);
  return value;
}
// All NaNs are one: what becomes of a NaN's bits is the device's choice.
inline __host__ __device__ unsigned bits_of(float value) {
  unsigned bits;
  memcpy(&bits, &value, 4);
  return value != value ? 0x7fffffff : bits;
}
template <typename T>
__host__ __device__ unsigned narrow_bits(const T& value) {
  unsigned short bits;
  memcpy(&bits, (const void*)&value, 2);
  return __hisnan(value) ? 0x7fff : bits;
}
inline __host__ __device__ unsigned bits_of(const __half& value) { return narrow_bits(value); }
inline __host__ __device__ unsigned bits_of(const __nv_bfloat16& value) { return narrow_bits(value); }
inline __host__ __device__ unsigned bits_of(const __half2& value) { return narrow_bits(value.x) | narrow_bits(value.y) << 16; }
inline __host__ __device__ unsigned bits_of(const __nv_bfloat162& value) { return narrow_bits(value.x) | narrow_bits(value.y) << 16; }

// A float near a number of the format: itself, its neighbours and points halfway to the next one.
__host__ __device__ float near(unsigned i, float of_number) { return i % 3 == 0 ? of_number : of_number * (1 + ((int)(i * 2654435761u >> 8 & 0x1fff) - 0x1000) * (1.0f / (1 << 20))); }

struct Half {
  typedef __half type;
  typedef __half2 pair;
  static const char* name() { return "half"; }
  static __host__ __device__ unsigned conversions(unsigned i) {
    const float f = near(i, __half2float(of_bits<__half>(i)));
    return bits_of(__float2half_rn(f)) * 3 + bits_of(__float2half_rz(f)) * 5 + bits_of(__float2half_rd(f)) * 7 + bits_of(__float2half_ru(f)) * 11 +
           bits_of(__double2half((double)f * 1.0000001)) * 13 + bits_of(__int2half_rn((int)(i * 40503u))) * 17 + bits_of(__uint2half_rn(i * 3)) * 19;
  }
  static __host__ __device__ unsigned integers(__half a) { return (unsigned)__half2int_rn(a) * 3 + (unsigned)__half2int_rz(a) * 5 + __half2uint_rn(a) * 7 + (unsigned)(short)__half2short_rd(a) * 11; }
  static __host__ __device__ float widened(__half a) { return __half2float(a); }
};
struct Bfloat16 {
  typedef __nv_bfloat16 type;
  typedef __nv_bfloat162 pair;
  static const char* name() { return "bfloat16"; }
  static __host__ __device__ unsigned conversions(unsigned i) {
    const float f = near(i, __bfloat162float(of_bits<__nv_bfloat16>(i)));
    return bits_of(__float2bfloat16_rn(f)) * 3 + bits_of(__float2bfloat16_rz(f)) * 5 + bits_of(__float2bfloat16_rd(f)) * 7 + bits_of(__float2bfloat16_ru(f)) * 11 +
           bits_of(__double2bfloat16((double)f * 1.0000001)) * 13 + bits_of(__int2bfloat16_rn((int)(i * 40503u))) * 17 + bits_of(__uint2bfloat16_rn(i * 3)) * 19;
  }
  static __host__ __device__ unsigned integers(__nv_bfloat16 a) { return (unsigned)__bfloat162int_rn(a) * 3 + (unsigned)__bfloat162int_rz(a) * 5 + __bfloat162uint_rn(a) * 7; }
  static __host__ __device__ float widened(__nv_bfloat16 a) { return __bfloat162float(a); }
};

// What is the same in both halves of the compilation.
template <typename F>
__host__ __device__ unsigned result(int function, unsigned i) {
  typedef typename F::type T;
  typedef typename F::pair T2;
  const T a = of_bits<T>(i), b = of_bits<T>(i * 40503u + 12345u), c = of_bits<T>(i * 25173u >> 3);
  const T2 pair(a, b), other(b, c);
  switch (function) {
    case 0: return bits_of(F::widened(a));
    case 1: return F::conversions(i);
    case 2: return F::integers(a);
    case 3: return bits_of(a + b);
    case 4: return bits_of(a - b);
    case 5: return bits_of(a * b);
    case 6: return bits_of(a / b);
    case 7: return bits_of(__hfma(a, b, c));
    case 8: return bits_of(__hfma_sat(a, b, c));
    case 9: return bits_of(__hfma_relu(a, b, c));
    case 10: return bits_of(__hneg(a)) | bits_of(__habs(a)) << 16;
    case 11: return bits_of(__hmin(a, b)) | bits_of(__hmax(a, b)) << 16;
    case 12: return bits_of(__hmin_nan(a, b)) | bits_of(__hmax_nan(a, b)) << 16;
    case 13: return (a < b) | (a <= b) << 1 | (a == b) << 2 | (a != b) << 3 | (a > b) << 4 | (a >= b) << 5 | __hisnan(a) << 6 | (__hisinf(a) & 3) << 7 | __hltu(a, b) << 9 | __hequ(a, b) << 10;
    case 14: return bits_of(__hadd2(pair, other));
    case 15: return bits_of(__hfma2(pair, other, other));
    case 16: return bits_of(__hmul2(pair, other));
    case 17: return bits_of(__lowhigh2highlow(pair));
    default: return bits_of(__hadd_sat(a, b)) | bits_of(__hmul_sat(a, b)) << 16;
  }
}
const int both = 19, device_only = 8;

template <typename F>
__device__ unsigned device_result(int function, unsigned i) {
  typedef typename F::type T;
  const T a = of_bits<T>(i);
  switch (function - both) {
    case 0: return bits_of(hsqrt(a));
    case 1: return bits_of(hrsqrt(a));
    case 2: return bits_of(hexp(a));
    case 3: return bits_of(hlog2(a));
    case 4: return bits_of(hfloor(a)) | bits_of(hceil(a)) << 16;
    case 5: return bits_of(htrunc(a)) | bits_of(hrint(a)) << 16;
    case 6: return bits_of(hcos(a));
    default: return bits_of(__shfl_xor_sync(0xffffffff, a, 1));
  }
}
template <typename F>
__global__ void all(int function, unsigned* out) {
  const unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
  out[i] = function < both ? result<F>(function, i) : device_result<F>(function, i);
}

// Threads add to neighbouring numbers, which lie in one word; small integers make every order give the same sum.
template <typename F>
__global__ void sums(typename F::type* out) {
  atomicAdd(out + threadIdx.x % 3, typename F::type((float)(threadIdx.x % 2)));
}

template <typename F>
void print_all() {
  unsigned* device;
  std::vector<unsigned> out(values);
  CUDA(cudaMalloc(&device, values * sizeof *device));
  for (int function = 0; function < both + device_only; function++) {
    all<F><<<values / 256, 256>>>(function, device);
    CUDA(cudaMemcpy(out.data(), device, values * sizeof *device, cudaMemcpyDeviceToHost));
    unsigned long long hash = 14695981039346656037ull, host = hash;
    for (int i = 0; i < values; i++) hash = (hash ^ out[i]) * 1099511628211ull;
    if (function < both)
      for (int i = 0; i < values; i++) host = (host ^ result<F>(function, i)) * 1099511628211ull;
    std::printf("%s %d %llx %llx\n", F::name(), function, hash, host);
    for (int i = 4099; i < values; i += 20011) std::printf("  %x %x\n", i, out[i]);
  }
  CUDA(cudaMemset(device, 0, 8));
  sums<F><<<1, 64>>>((typename F::type*)device);
  CUDA(cudaMemcpy(out.data(), device, 8, cudaMemcpyDeviceToHost));
  std::printf("%s sums %x %x\n", F::name(), out[0], out[1]);
}

int main() {
  print_all<Half>();
  print_all<Bfloat16>();
}
