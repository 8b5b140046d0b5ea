// CUDA Math API, "Intrinsics": rounding modes, conversions, fast functions, integers, SIMD in a word.
#include "keep.inc"

#define ROUNDED(r)                                                                                                                                \
  KEEP(float, __fadd_##r(f, f)) KEEP(float, __fsub_##r(f, f)) KEEP(float, __fmul_##r(f, f)) KEEP(float, __fdiv_##r(f, f))                         \
  KEEP(float, __fmaf_##r(f, f, f)) KEEP(float, __fmaf_ieee_##r(f, f, f)) KEEP(float, __frcp_##r(f)) KEEP(float, __fsqrt_##r(f))                   \
  KEEP(double, __dadd_##r(d, d)) KEEP(double, __dsub_##r(d, d)) KEEP(double, __dmul_##r(d, d)) KEEP(double, __ddiv_##r(d, d))                     \
  KEEP(double, __fma_##r(d, d, d)) KEEP(double, __drcp_##r(d)) KEEP(double, __dsqrt_##r(d))                                                       \
  KEEP(float, __double2float_##r(d)) KEEP(int, __double2int_##r(d)) KEEP(unsigned, __double2uint_##r(d)) KEEP(long long, __double2ll_##r(d))      \
  KEEP(unsigned long long, __double2ull_##r(d)) KEEP(int, __float2int_##r(f)) KEEP(unsigned, __float2uint_##r(f))                                 \
  KEEP(long long, __float2ll_##r(f)) KEEP(unsigned long long, __float2ull_##r(f)) KEEP(float, __int2float_##r(i)) KEEP(float, __uint2float_##r(u)) \
  KEEP(float, __ll2float_##r(ll)) KEEP(float, __ull2float_##r(ull)) KEEP(double, __ll2double_##r(ll)) KEEP(double, __ull2double_##r(ull))

__global__ void rounded(arguments a) {
  ARGUMENTS
  ROUNDED(rn) ROUNDED(rz) ROUNDED(ru) ROUNDED(rd)
  KEEP(double, __int2double_rn(i)) KEEP(double, __uint2double_rn(u)) KEEP(float, __frsqrt_rn(f))
}

__global__ void fast(arguments a) {
  ARGUMENTS
  KEEP(float, __cosf(f)) KEEP(float, __sinf(f)) KEEP(float, __tanf(f)) KEEP(float, __expf(f)) KEEP(float, __exp10f(f)) KEEP(float, __logf(f))
  KEEP(float, __log2f(f)) KEEP(float, __log10f(f)) KEEP(float, __powf(f, f)) KEEP(float, __fdividef(f, f)) KEEP(float, __saturatef(f))
  __sincosf(f, pf, pf);
}

__global__ void bits(arguments a) {
  ARGUMENTS
  KEEP(int, __float_as_int(f)) KEEP(unsigned, __float_as_uint(f)) KEEP(float, __int_as_float(i)) KEEP(float, __uint_as_float(u))
  KEEP(long long, __double_as_longlong(d)) KEEP(double, __longlong_as_double(ll)) KEEP(int, __double2hiint(d)) KEEP(int, __double2loint(d))
  KEEP(double, __hiloint2double(i, i)) KEEP(unsigned, __brev(u)) KEEP(unsigned long long, __brevll(ull)) KEEP(unsigned, __byte_perm(u, u, u))
  KEEP(int, __clz(i)) KEEP(int, __clzll(ll)) KEEP(int, __ffs(i)) KEEP(int, __ffsll(ll)) KEEP(int, __popc(u)) KEEP(int, __popcll(ull))
  KEEP(unsigned, __funnelshift_l(u, u, u)) KEEP(unsigned, __funnelshift_lc(u, u, u)) KEEP(unsigned, __funnelshift_r(u, u, u))
  KEEP(unsigned, __funnelshift_rc(u, u, u)) KEEP(unsigned, __fns(u, u, i))
}

__global__ void integers(arguments a) {
  ARGUMENTS
  KEEP(int, __mul24(i, i)) KEEP(unsigned, __umul24(u, u)) KEEP(int, __mulhi(i, i)) KEEP(unsigned, __umulhi(u, u)) KEEP(long long, __mul64hi(ll, ll))
  KEEP(unsigned long long, __umul64hi(ull, ull)) KEEP(int, __hadd(i, i)) KEEP(unsigned, __uhadd(u, u)) KEEP(int, __rhadd(i, i)) KEEP(unsigned, __urhadd(u, u))
  KEEP(unsigned, __sad(i, i, u)) KEEP(unsigned, __usad(u, u, u))
  const char4 c4 = *(char4*)pv; const uchar4 uc4 = *(uchar4*)pv; const short2 s2 = *(short2*)pv; const ushort2 us2 = *(ushort2*)pv;
  KEEP(int, __dp4a(i, i, i)) KEEP(unsigned, __dp4a(u, u, u)) KEEP(int, __dp4a(c4, c4, i)) KEEP(unsigned, __dp4a(uc4, uc4, u))
  KEEP(int, __dp2a_lo(i, i, i)) KEEP(unsigned, __dp2a_lo(u, u, u)) KEEP(int, __dp2a_lo(s2, c4, i)) KEEP(unsigned, __dp2a_lo(us2, uc4, u))
  KEEP(int, __dp2a_hi(i, i, i)) KEEP(unsigned, __dp2a_hi(u, u, u)) KEEP(int, __dp2a_hi(s2, c4, i)) KEEP(unsigned, __dp2a_hi(us2, uc4, u))
}

#define SIMD_1(name) KEEP(unsigned, name##2(u)) KEEP(unsigned, name##4(u))
#define SIMD_2(name) KEEP(unsigned, name##2(u, u)) KEEP(unsigned, name##4(u, u))
#define SIMD_COMPARE(c) SIMD_2(__vcmp##c) SIMD_2(__vset##c)
__global__ void simd(arguments a) {
  ARGUMENTS
  SIMD_1(__vabs) SIMD_1(__vabsss) SIMD_1(__vneg) SIMD_1(__vnegss)
  SIMD_2(__vadd) SIMD_2(__vaddss) SIMD_2(__vaddus) SIMD_2(__vsub) SIMD_2(__vsubss) SIMD_2(__vsubus) SIMD_2(__vabsdiffs) SIMD_2(__vabsdiffu)
  SIMD_2(__vavgs) SIMD_2(__vavgu) SIMD_2(__vhaddu) SIMD_2(__vmaxs) SIMD_2(__vmaxu) SIMD_2(__vmins) SIMD_2(__vminu) SIMD_2(__vsads) SIMD_2(__vsadu)
  SIMD_COMPARE(eq) SIMD_COMPARE(ne) SIMD_COMPARE(ges) SIMD_COMPARE(geu) SIMD_COMPARE(gts) SIMD_COMPARE(gtu) SIMD_COMPARE(les) SIMD_COMPARE(leu)
  SIMD_COMPARE(lts) SIMD_COMPARE(ltu)
}

__host__ __device__ unsigned dynamic_programming(int i, unsigned u, bool* p) {
  unsigned sum = 0;
#define WORDS(m)                                                                                                                                       \
  sum += __viadd##m##_s32(i, i, i) + __viadd##m##_s32_relu(i, i, i) + __viadd##m##_u32(u, u, u) + __viadd##m##_s16x2(u, u, u) +                        \
         __viadd##m##_s16x2_relu(u, u, u) + __viadd##m##_u16x2(u, u, u) + __vi##m##3_s32(i, i, i) + __vi##m##3_s32_relu(i, i, i) +                     \
         __vi##m##3_u32(u, u, u) + __vi##m##3_s16x2(u, u, u) + __vi##m##3_s16x2_relu(u, u, u) + __vi##m##3_u16x2(u, u, u) +                            \
         __vi##m##_s32_relu(i, i) + __vi##m##_s16x2_relu(u, u) + __vib##m##_s32(i, i, p) + __vib##m##_u32(u, u, p) + __vib##m##_s16x2(u, u, p, p) +    \
         __vib##m##_u16x2(u, u, p, p);
  WORDS(min) WORDS(max)
  return sum;
}
