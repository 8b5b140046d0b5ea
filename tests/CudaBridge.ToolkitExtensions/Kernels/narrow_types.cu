// __half and __nv_bfloat16 on the device. Arithmetic, conversions and comparisons must give the host's bits, which host checks
// compare with the definition; mathematics is compared with double.
#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <cuda_fp8.h>

#include <cmath>

#include "device_check.h"

static const int outputs = 96;

__host__ __device__ inline unsigned bits_of(__half h) { return __half_as_ushort(h); }
__host__ __device__ inline unsigned bits_of(__nv_bfloat16 h) { return __bfloat16_as_ushort(h); }
__host__ __device__ inline unsigned bits_of(__half2 h) { return bits_of(h.x) | bits_of(h.y) << 16; }
__host__ __device__ inline unsigned bits_of(__nv_bfloat162 h) { return bits_of(h.x) | bits_of(h.y) << 16; }
__host__ __device__ inline void make(unsigned bits, __half& h) { h = __ushort_as_half((unsigned short)bits); }
__host__ __device__ inline void make(unsigned bits, __nv_bfloat16& h) { h = __ushort_as_bfloat16((unsigned short)bits); }

// NaN results count as one value.
template <class N>
__host__ __device__ unsigned number(N n) { return __hisnan(n) ? 0x7FFF : bits_of(n); }

#define TO(type, prefix, name) *out++ = (unsigned long long)prefix##name##_rn(a); *out++ = (unsigned long long)prefix##name##_rz(a); \
  *out++ = (unsigned long long)prefix##name##_rd(a); *out++ = (unsigned long long)prefix##name##_ru(a);
#define FROM(value, name, type) *out++ = number(__##name##2##type##_rn(value)); *out++ = number(__##name##2##type##_rz(value)); \
  *out++ = number(__##name##2##type##_rd(value)); *out++ = number(__##name##2##type##_ru(value));

#define CONVERSIONS(N, type, prefix)                                                                                            \
  __host__ __device__ inline unsigned long long* conversions(N a, unsigned long long r, unsigned long long* out) {              \
    TO(short, prefix, short) TO(ushort, prefix, ushort) TO(int, prefix, int) TO(uint, prefix, uint) TO(ll, prefix, ll) TO(ull, prefix, ull) \
    *out++ = (unsigned char)prefix##char_rz(a);                                                                                 \
    *out++ = prefix##uchar_rz(a);                                                                                               \
    FROM((short)r, short, type) FROM((unsigned short)r, ushort, type) FROM((int)r, int, type) FROM((unsigned)r, uint, type)     \
    FROM((long long)r, ll, type) FROM(r, ull, type)                                                                             \
    float f;                                                                                                                    \
    const unsigned low = (unsigned)r;                                                                                           \
    memcpy(&f, &low, 4);                                                                                                        \
    if (f != f) f = 1.5f;                                                                                                       \
    FROM(f, float, type)                                                                                                        \
    FROM((float)a * 1.0009f, float, type)                                                                                       \
    *out++ = number(__double2##type((double)(float)a * 1.0000001));                                                            \
    return out;                                                                                                                 \
  }
CONVERSIONS(__half, half, __half2)
CONVERSIONS(__nv_bfloat16, bfloat16, __bfloat162)

template <class N, class N2>
__host__ __device__ unsigned long long* arithmetic(N a, N b, N c, unsigned long long* out) {
  *out++ = number(__hadd(a, b)); *out++ = number(__hsub_rn(a, b)); *out++ = number(__hmul(a, b)); *out++ = number(__hdiv(a, b));
  *out++ = number(__hfma(a, b, c)); *out++ = number(__hfma_sat(a, b, c)); *out++ = number(__hfma_relu(a, b, c)); *out++ = number(__hadd_sat(a, b));
  *out++ = bits_of(__hmin(a, b)); *out++ = bits_of(__hmax(a, b)); *out++ = bits_of(__hmin_nan(a, b)); *out++ = bits_of(__hmax_nan(a, b));
  *out++ = __heq(a, b) | __hne(a, b) << 1 | __hlt(a, b) << 2 | __hle(a, b) << 3 | __hgtu(a, b) << 4 | __hgeu(a, b) << 5 | __hequ(a, b) << 6 | __hneu(a, b) << 7;
  *out++ = __hlt2_mask(N2(a, b), N2(b, c)); *out++ = bits_of(__hge2(N2(a, b), N2(b, c))); *out++ = number(__hneg(a)); *out++ = bits_of(__habs(b));
  const N2 complex = __hcmadd(N2(a, b), N2(b, c), N2(c, a));
  *out++ = number(complex.x); *out++ = number(complex.y);
  return out;
}

template <class N, class N2>
__host__ __device__ void all(unsigned a_bits, unsigned long long random, unsigned long long* out) {
  N a, b, c;
  make(a_bits, a);
  make((unsigned)(random & 0xFFFF), b);
  make((unsigned)(random >> 16 & 0xFFFF), c);
  arithmetic<N, N2>(a, b, c, conversions(a, random, out));
}

template <class N, class N2>
__global__ void all_on_device(const unsigned long long* random, unsigned long long* out) {
  const unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
  all<N, N2>(i & 0xFFFF, random[i], out + (size_t)i * outputs);
}

template <class N, class N2>
static void compare_with_host(const char* name) {
  const int count = 65536 * 2;
  buffer<unsigned long long> random(count), out((size_t)count * outputs);
  unsigned long long state = 88172645463325252ull;
  for (int i = 0; i < count; ++i) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    random[i] = i & 1 ? state : state >> (state & 63);
  }
  all_on_device<N, N2><<<count / 256, 256>>>(random, out);
  finish();
  for (int i = 0; i < count; ++i) {
    unsigned long long wanted[outputs] = {};
    all<N, N2>(i & 0xFFFF, random[i], wanted);
    for (int o = 0; o < outputs; ++o) {
      const bool same = out[(size_t)i * outputs + o] == wanted[o];
      if (!same && failures < 5) std::printf("%s output %d of %x, random %llx: %llx, host %llx\n", name, o, i & 0xFFFF, random[i], out[(size_t)i * outputs + o], wanted[o]);
      expect(same, name, o, (double)out[(size_t)i * outputs + o], (double)wanted[o]);
    }
  }
}

static const int functions = 17;

template <class N>
__global__ void mathematics(float* out, N (*)()) {
  const unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
  N a;
  make(i, a);
  const N results[functions] = {hsqrt(a), hrsqrt(a), hrcp(a), hexp(a), hexp2(a), hexp10(a), hlog(a), hlog2(a), hlog10(a),
                                hsin(a), hcos(a), htanh(a), htanh_approx(a), hceil(a), hfloor(a), htrunc(a), hrint(a)};
  for (int f = 0; f < functions; ++f) out[i * functions + f] = results[f];
}

// Errors are in units of the last place of the exact result's binade.
template <class N>
static void check_mathematics(const char* name, int mantissa_bits, int min_exponent, double overflow, double limit) {
  buffer<float> out(65536 * functions);
  mathematics<N><<<256, 256>>>(out, (N(*)())nullptr);
  finish();
  for (int i = 0; i < 65536; ++i) {
    N a;
    make(i, a);
    const double x = (float)a;
    const double wanted[functions] = {std::sqrt(x), 1 / std::sqrt(x), 1 / x, std::exp(x), std::exp2(x), std::pow(10.0, x), std::log(x), std::log2(x),
                                      std::log10(x), std::sin(x), std::cos(x), std::tanh(x), std::tanh(x), std::ceil(x), std::floor(x), std::trunc(x), std::nearbyint(x)};
    for (int f = 0; f < functions; ++f) {
      const double got = out[i * functions + f], exact = wanted[f];
      if (exact != exact) { expect(got != got, name, f, got, exact); continue; }
      if (std::fabs(exact) >= overflow) { expect(std::isinf(got) && (got > 0) == (exact > 0), name, f, got, exact); continue; }
      int exponent;
      std::frexp(exact, &exponent);
      const double unit = std::ldexp(1.0, (exponent - 1 < min_exponent ? min_exponent : exponent - 1) - mantissa_bits);
      expect(std::fabs(got - exact) <= limit * unit, name, f * 100000 + i, got, exact);
    }
  }
}

template <class N, class N2>
__global__ void warp_and_memory(N* sums, N2* pairs, unsigned* out) {
  const N one = N(1.0f);
  const N lane = N((float)threadIdx.x);
  atomicAdd(sums, one);
  atomicAdd(pairs, N2(one, N(2.0f)));
  const unsigned full = 0xFFFFFFFFu;
  unsigned* o = out + threadIdx.x * 8;
  o[0] = (unsigned)(int)(float)__shfl_sync(full, lane, 5);
  o[1] = (unsigned)(int)(float)__shfl_up_sync(full, lane, 1u);
  o[2] = (unsigned)(int)(float)__shfl_down_sync(full, lane, 2u, 16);
  o[3] = (unsigned)(int)(float)__shfl_xor_sync(full, lane, 1);
  const N2 pair = __shfl_xor_sync(full, N2(lane, one), 31);
  o[4] = (unsigned)(int)(float)pair.x * 100 + (unsigned)(int)(float)pair.y;
  __stcg(sums + 1 + threadIdx.x, __ldg(sums + 40));
  __stwt(pairs + 1 + threadIdx.x, __ldcv(pairs + 40));
}

template <class N, class N2>
static void check_warp_and_memory(const char* name) {
  buffer<N> sums(64);
  buffer<N2> pairs(64);
  buffer<unsigned> out(32 * 8);
  sums[40] = N(7.0f);
  pairs[40] = N2(N(8.0f), N(9.0f));
  warp_and_memory<N, N2><<<1, 32>>>(sums, pairs, out);
  finish();
  expect_equal(name, 0, (float)sums[0], 32);
  expect_equal(name, 1, (float)pairs[0].x, 32);
  expect_equal(name, 2, (float)pairs[0].y, 64);
  for (int i = 0; i < 32; ++i) {
    expect_equal(name, 100 + i, out[i * 8], 5);
    expect_equal(name, 200 + i, out[i * 8 + 1], i == 0 ? 0 : i - 1);
    expect_equal(name, 300 + i, out[i * 8 + 2], i % 16 < 14 ? i + 2 : i);
    expect_equal(name, 400 + i, out[i * 8 + 3], i ^ 1);
    expect_equal(name, 500 + i, out[i * 8 + 4], (i ^ 31) * 100 + 1);
    expect_equal(name, 600 + i, (float)sums[1 + i], 7);
    expect_equal(name, 700 + i, (float)pairs[1 + i].y, 9);
  }
}

// Many blocks add to one number; whole numbers below the precision's limit have exact sums in any order.
__global__ void add_many(__half* h, __nv_bfloat16* b) {
  atomicAdd(h, __half(1.0f));
  if (blockIdx.x < 2) atomicAdd(b, __nv_bfloat16(1.0f));
}

__host__ __device__ inline unsigned fp8_of(float f) {
  return __nv_cvt_float_to_fp8(f, __NV_SATFINITE, __NV_E4M3) | __nv_cvt_float_to_fp8(f, __NV_NOSAT, __NV_E4M3) << 8 |
         __nv_cvt_float_to_fp8(f, __NV_SATFINITE, __NV_E5M2) << 16 | (unsigned)__nv_cvt_float_to_fp8(f, __NV_NOSAT, __NV_E5M2) << 24;
}
__global__ void fp8(const float* in, unsigned* out, unsigned* back) {
  const unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
  out[i] = fp8_of(in[i]);
  back[i] = __nv_cvt_fp8_to_halfraw((unsigned char)i, __NV_E4M3).x | (unsigned)__nv_cvt_fp8_to_halfraw((unsigned char)i, __NV_E5M2).x << 16;
}

static void check_fp8() {
  buffer<float> in(65536);
  buffer<unsigned> out(65536), back(65536);
  for (int i = 0; i < 65536; ++i) {
    const unsigned bits = 0x30000000u + (unsigned)i * 0x5555u + ((unsigned)i << 31);
    std::memcpy(&in[i], &bits, 4);
  }
  fp8<<<256, 256>>>(in, out, back);
  finish();
  for (int i = 0; i < 65536; ++i) {
    expect_equal("fp8", i, out[i], fp8_of(in[i]));
    expect_equal("from fp8", i, back[i], __nv_cvt_fp8_to_halfraw((unsigned char)i, __NV_E4M3).x | (unsigned)__nv_cvt_fp8_to_halfraw((unsigned char)i, __NV_E5M2).x << 16);
  }
}

int main() {
  compare_with_host<__half, __half2>("half");
  compare_with_host<__nv_bfloat16, __nv_bfloat162>("bfloat16");
  check_mathematics<__half>("half mathematics", 10, -14, 65520, 1.01);
  check_mathematics<__nv_bfloat16>("bfloat16 mathematics", 7, -126, 3.396e38, 1.01);
  check_warp_and_memory<__half, __half2>("half warp and memory");
  check_warp_and_memory<__nv_bfloat16, __nv_bfloat162>("bfloat16 warp and memory");
  buffer<__half> h(1);
  buffer<__nv_bfloat16> b(1);
  add_many<<<16, 128>>>(h, b);
  finish();
  expect_equal("half atomics", 0, (float)h[0], 2048);
  expect_equal("bfloat16 atomics", 0, (float)b[0], 256);
  check_fp8();
  return report();
}
