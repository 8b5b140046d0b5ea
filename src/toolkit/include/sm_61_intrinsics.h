/* Dot products of packed integers with 32-bit accumulation: __dp4a, __dp2a_lo, __dp2a_hi. CUDA Math API, "Integer Intrinsics". */
#if !defined(__SM_61_INTRINSICS_H__)
#define __SM_61_INTRINSICS_H__

#include "crt/host_defines.h"

/* For older architectures programs bring their own. */
#if defined(__CUDABRIDGE_DEVICE_COMPILER__) && (!defined(__CUDABRIDGE_ARCH__) || __CUDABRIDGE_ARCH__ >= 610)
#include "cudabridge/device_compiler.h"

#define __CUDABRIDGE_DOT static __device__ __forceinline__

#define __CUDABRIDGE_DP4A(result, vector, element)                                                                       \
    __CUDABRIDGE_DOT result __dp4a(result srcA, result srcB, result c)                                                   \
    {                                                                                                                    \
        for (int i = 0; i < 32; i += 8)                                                                                  \
            c += (result)((element)((unsigned)srcA >> i) * (element)((unsigned)srcB >> i));                              \
        return c;                                                                                                        \
    }                                                                                                                    \
    __CUDABRIDGE_DOT result __dp4a(vector srcA, vector srcB, result c)                                                   \
    {                                                                                                                    \
        return c + (result)(srcA.x * srcB.x) + (result)(srcA.y * srcB.y) + (result)(srcA.z * srcB.z) + (result)(srcA.w * srcB.w); \
    }

__CUDABRIDGE_DP4A(int, char4, signed char)
__CUDABRIDGE_DP4A(unsigned int, uchar4, unsigned char)

/* Two 16-bit elements of srcA times the low (lo) or high (hi) two bytes of srcB. */
#define __CUDABRIDGE_DP2A(name, shift, first, second, result, wide, half_vector, narrow, byte_vector)                    \
    __CUDABRIDGE_DOT result name(result srcA, result srcB, result c)                                                     \
    {                                                                                                                    \
        return c + (result)((wide)(unsigned)srcA * (narrow)((unsigned)srcB >> shift))                                    \
                 + (result)((wide)((unsigned)srcA >> 16) * (narrow)((unsigned)srcB >> (shift + 8)));                     \
    }                                                                                                                    \
    __CUDABRIDGE_DOT result name(half_vector srcA, byte_vector srcB, result c)                                           \
    {                                                                                                                    \
        return c + (result)(srcA.x * srcB.first) + (result)(srcA.y * srcB.second);                                       \
    }

__CUDABRIDGE_DP2A(__dp2a_lo, 0, x, y, int, short, short2, signed char, char4)
__CUDABRIDGE_DP2A(__dp2a_hi, 16, z, w, int, short, short2, signed char, char4)
__CUDABRIDGE_DP2A(__dp2a_lo, 0, x, y, unsigned int, unsigned short, ushort2, unsigned char, uchar4)
__CUDABRIDGE_DP2A(__dp2a_hi, 16, z, w, unsigned int, unsigned short, ushort2, unsigned char, uchar4)

#undef __CUDABRIDGE_DP2A
#undef __CUDABRIDGE_DP4A
#undef __CUDABRIDGE_DOT
#endif

#endif
