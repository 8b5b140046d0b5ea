// Three-operand minimum and maximum for dynamic programming. CUDA Math API, "SIMD Intrinsics" (the __vi* functions): on words, and on the
// two halfwords of a word. Sums wrap; _relu is the maximum with zero.
#pragma once

#include "device_compiler.h"

#define __CUDABRIDGE_DPX static __host__ __device__ __forceinline__

template <class T> __CUDABRIDGE_DPX T __cudabridge_least(T a, T b) { return b < a ? b : a; }
template <class T> __CUDABRIDGE_DPX T __cudabridge_greatest(T a, T b) { return a < b ? b : a; }

/* One function of three (or two) words, and the same on halfwords. */
#define __CUDABRIDGE_DPX_WORD(name, word, half, expression)                                                              \
    __CUDABRIDGE_DPX word name(word a, word b, word c)                                                                   \
    {                                                                                                                    \
        typedef word t;                                                                                                  \
        (void)c;                                                                                                         \
        return expression;                                                                                               \
    }

#define __CUDABRIDGE_DPX_HALVES(name, word, half, expression)                                                            \
    __CUDABRIDGE_DPX half name##_of_halves(half a, half b, half c)                                                       \
    {                                                                                                                    \
        typedef half t;                                                                                                  \
        (void)c;                                                                                                         \
        return expression;                                                                                               \
    }                                                                                                                    \
    __CUDABRIDGE_DPX unsigned int name(unsigned int a, unsigned int b, unsigned int c)                                   \
    {                                                                                                                    \
        return (unsigned short)name##_of_halves((half)a, (half)b, (half)c)                                               \
             | (unsigned)(unsigned short)name##_of_halves((half)(a >> 16), (half)(b >> 16), (half)(c >> 16)) << 16;      \
    }

/* The sum in unsigned arithmetic, so that it wraps. */
#define __CUDABRIDGE_SUM (t)((unsigned)a + (unsigned)b)

#define __CUDABRIDGE_DPX_SIGNED(forms, suffix)                                                                           \
    forms(__viaddmax_s##suffix, int, short, __cudabridge_greatest(__CUDABRIDGE_SUM, c))                                  \
    forms(__viaddmin_s##suffix, int, short, __cudabridge_least(__CUDABRIDGE_SUM, c))                                     \
    forms(__vimax3_s##suffix, int, short, __cudabridge_greatest(__cudabridge_greatest(a, b), c))                         \
    forms(__vimin3_s##suffix, int, short, __cudabridge_least(__cudabridge_least(a, b), c))                               \
    forms(__viaddmax_s##suffix##_relu, int, short, __cudabridge_greatest(__cudabridge_greatest(__CUDABRIDGE_SUM, c), (t)0)) \
    forms(__viaddmin_s##suffix##_relu, int, short, __cudabridge_greatest(__cudabridge_least(__CUDABRIDGE_SUM, c), (t)0)) \
    forms(__vimax3_s##suffix##_relu, int, short, __cudabridge_greatest(__cudabridge_greatest(__cudabridge_greatest(a, b), c), (t)0)) \
    forms(__vimin3_s##suffix##_relu, int, short, __cudabridge_greatest(__cudabridge_least(__cudabridge_least(a, b), c), (t)0))

#define __CUDABRIDGE_DPX_UNSIGNED(forms, suffix)                                                                         \
    forms(__viaddmax_u##suffix, unsigned int, unsigned short, __cudabridge_greatest(__CUDABRIDGE_SUM, c))                \
    forms(__viaddmin_u##suffix, unsigned int, unsigned short, __cudabridge_least(__CUDABRIDGE_SUM, c))                   \
    forms(__vimax3_u##suffix, unsigned int, unsigned short, __cudabridge_greatest(__cudabridge_greatest(a, b), c))       \
    forms(__vimin3_u##suffix, unsigned int, unsigned short, __cudabridge_least(__cudabridge_least(a, b), c))

__CUDABRIDGE_DPX_SIGNED(__CUDABRIDGE_DPX_WORD, 32)
__CUDABRIDGE_DPX_SIGNED(__CUDABRIDGE_DPX_HALVES, 16x2)
__CUDABRIDGE_DPX_UNSIGNED(__CUDABRIDGE_DPX_WORD, 32)
__CUDABRIDGE_DPX_UNSIGNED(__CUDABRIDGE_DPX_HALVES, 16x2)

__CUDABRIDGE_DPX int __vimax_s32_relu(int a, int b) { return __vimax3_s32(a, b, 0); }
__CUDABRIDGE_DPX int __vimin_s32_relu(int a, int b) { return __vimin3_s32_relu(a, b, b); }
__CUDABRIDGE_DPX unsigned int __vimax_s16x2_relu(unsigned int a, unsigned int b) { return __vimax3_s16x2(a, b, 0); }
__CUDABRIDGE_DPX unsigned int __vimin_s16x2_relu(unsigned int a, unsigned int b) { return __vimin3_s16x2_relu(a, b, b); }

/* The chosen operand, and whether it was the first: ties choose the first. */
#define __CUDABRIDGE_DPX_CHOICE(name, sign, word, half, operator)                                                        \
    __CUDABRIDGE_DPX word name##_##sign##32(word a, word b, bool *pred)                                                  \
    {                                                                                                                    \
        return (*pred = a operator b) ? a : b;                                                                           \
    }                                                                                                                    \
    __CUDABRIDGE_DPX unsigned int name##_##sign##16x2(unsigned int a, unsigned int b, bool *pred_hi, bool *pred_lo)      \
    {                                                                                                                    \
        *pred_hi = (half)(a >> 16) operator(half)(b >> 16);                                                              \
        *pred_lo = (half)a operator(half) b;                                                                             \
        return ((*pred_hi ? a : b) & 0xffff0000u) | ((*pred_lo ? a : b) & 0xffffu);                                      \
    }

__CUDABRIDGE_DPX_CHOICE(__vibmax, s, int, short, >=)
__CUDABRIDGE_DPX_CHOICE(__vibmax, u, unsigned int, unsigned short, >=)
__CUDABRIDGE_DPX_CHOICE(__vibmin, s, int, short, <=)
__CUDABRIDGE_DPX_CHOICE(__vibmin, u, unsigned int, unsigned short, <=)

#undef __CUDABRIDGE_DPX_CHOICE
#undef __CUDABRIDGE_DPX_UNSIGNED
#undef __CUDABRIDGE_DPX_SIGNED
#undef __CUDABRIDGE_SUM
#undef __CUDABRIDGE_DPX_HALVES
#undef __CUDABRIDGE_DPX_WORD
#undef __CUDABRIDGE_DPX
