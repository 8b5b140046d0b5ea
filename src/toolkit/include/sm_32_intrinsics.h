/* Loads and stores with a cache operator, and funnel shifts; __ldg comes from the compiler's headers. C++ Programming Guide, "Load/Store
 * Functions Using Cache Hints"; CUDA Math API, "Integer Intrinsics". */
#if !defined(__CUDABRIDGE_SM_32_INTRINSICS_H__)
#define __CUDABRIDGE_SM_32_INTRINSICS_H__

#include "crt/host_defines.h"

#if defined(__CUDABRIDGE_DEVICE_COMPILER__)
#include "cudabridge/device_compiler.h"

#define __CUDABRIDGE_INTRINSIC static __device__ __forceinline__

/* Cache operators are hints, except that __ldcv reads memory anew and __stwt writes through to it. */
#define __CUDABRIDGE_CACHED(type, load_volatile, store_volatile)                                                         \
    __CUDABRIDGE_INTRINSIC type __ldca(const type *ptr) { return *ptr; }                                                    \
    __CUDABRIDGE_INTRINSIC type __ldcg(const type *ptr) { return *ptr; }                                                    \
    __CUDABRIDGE_INTRINSIC type __ldcs(const type *ptr) { return *ptr; }                                                    \
    __CUDABRIDGE_INTRINSIC type __ldlu(const type *ptr) { return *ptr; }                                                    \
    __CUDABRIDGE_INTRINSIC type __ldcv(const type *ptr)                                                                     \
    {                                                                                                                    \
        const volatile type *v = ptr;                                                                                    \
        return load_volatile;                                                                                            \
    }                                                                                                                    \
    __CUDABRIDGE_INTRINSIC void __stwb(type *ptr, type value) { *ptr = value; }                                             \
    __CUDABRIDGE_INTRINSIC void __stcg(type *ptr, type value) { *ptr = value; }                                             \
    __CUDABRIDGE_INTRINSIC void __stcs(type *ptr, type value) { *ptr = value; }                                             \
    __CUDABRIDGE_INTRINSIC void __stwt(type *ptr, type value)                                                               \
    {                                                                                                                    \
        volatile type *v = ptr;                                                                                          \
        store_volatile;                                                                                                  \
    }

#define __CUDABRIDGE_CACHED_1(type) __CUDABRIDGE_CACHED(type, *v, *v = value)
#define __CUDABRIDGE_CACHED_2(type) __CUDABRIDGE_CACHED(type, (type{v->x, v->y}), (v->x = value.x, v->y = value.y))
#define __CUDABRIDGE_CACHED_4(type)                                                                                      \
    __CUDABRIDGE_CACHED(type, (type{v->x, v->y, v->z, v->w}),                                                            \
                        (v->x = value.x, v->y = value.y, v->z = value.z, v->w = value.w))

__CUDABRIDGE_CACHED_1(char)
__CUDABRIDGE_CACHED_1(signed char)
__CUDABRIDGE_CACHED_1(unsigned char)
__CUDABRIDGE_CACHED_1(short)
__CUDABRIDGE_CACHED_1(unsigned short)
__CUDABRIDGE_CACHED_1(int)
__CUDABRIDGE_CACHED_1(unsigned int)
__CUDABRIDGE_CACHED_1(long)
__CUDABRIDGE_CACHED_1(unsigned long)
__CUDABRIDGE_CACHED_1(long long)
__CUDABRIDGE_CACHED_1(unsigned long long)
__CUDABRIDGE_CACHED_1(float)
__CUDABRIDGE_CACHED_1(double)
__CUDABRIDGE_CACHED_2(char2)
__CUDABRIDGE_CACHED_4(char4)
__CUDABRIDGE_CACHED_2(uchar2)
__CUDABRIDGE_CACHED_4(uchar4)
__CUDABRIDGE_CACHED_2(short2)
__CUDABRIDGE_CACHED_4(short4)
__CUDABRIDGE_CACHED_2(ushort2)
__CUDABRIDGE_CACHED_4(ushort4)
__CUDABRIDGE_CACHED_2(int2)
__CUDABRIDGE_CACHED_4(int4)
__CUDABRIDGE_CACHED_2(uint2)
__CUDABRIDGE_CACHED_4(uint4)
__CUDABRIDGE_CACHED_2(longlong2)
__CUDABRIDGE_CACHED_2(ulonglong2)
__CUDABRIDGE_CACHED_2(float2)
__CUDABRIDGE_CACHED_4(float4)
__CUDABRIDGE_CACHED_2(double2)

#undef __CUDABRIDGE_CACHED_4
#undef __CUDABRIDGE_CACHED_2
#undef __CUDABRIDGE_CACHED_1
#undef __CUDABRIDGE_CACHED

/* hi:lo shifted; l keeps the upper word, r the lower. The plain forms take the amount modulo 32, the c forms clamp it to 32. */
__CUDABRIDGE_INTRINSIC unsigned int __funnelshift_l(unsigned int lo, unsigned int hi, unsigned int shift)
{
    return __builtin_elementwise_fshl(hi, lo, shift);
}

__CUDABRIDGE_INTRINSIC unsigned int __funnelshift_r(unsigned int lo, unsigned int hi, unsigned int shift)
{
    return __builtin_elementwise_fshr(hi, lo, shift);
}

__CUDABRIDGE_INTRINSIC unsigned int __funnelshift_lc(unsigned int lo, unsigned int hi, unsigned int shift)
{
    return shift >= 32 ? lo : __builtin_elementwise_fshl(hi, lo, shift);
}

__CUDABRIDGE_INTRINSIC unsigned int __funnelshift_rc(unsigned int lo, unsigned int hi, unsigned int shift)
{
    return shift >= 32 ? hi : __builtin_elementwise_fshr(hi, lo, shift);
}

#undef __CUDABRIDGE_INTRINSIC
#endif

#endif
