// Types and helpers that all parts of dialect.c share.
#pragma once

typedef signed char s8;
typedef unsigned char u8;
typedef short s16;
typedef unsigned short u16;
typedef int s32;
typedef unsigned int u32;
typedef long long s64;
typedef unsigned long long u64;
typedef float f32;
typedef double f64;
typedef _Float16 f16;
typedef __bf16 bf16;
typedef f16 f16x2 __attribute__((ext_vector_type(2)));
typedef bf16 bf16x2 __attribute__((ext_vector_type(2)));

#define INLINE static inline __attribute__((always_inline))
#define BITS(type, value) __builtin_bit_cast(type, value)
#define INFINITY __builtin_inf()
#define NAN_F32 BITS(f32, 0x7fffffffu)  // PTX's canonical NaN

typedef enum { RN, RZ, RM, RP } rounding;

// A finite number one unit in the last place further from (+1) or nearer to (-1) zero. Infinity steps to the largest number,
// zero to the smallest.
INLINE f32 step_f32(f32 x, s32 away) { return BITS(f32, BITS(u32, x) + (u32)away); }
INLINE f64 step_f64(f64 x, s32 away) { return BITS(f64, BITS(u64, x) + (u64)(s64)away); }

// The neighbour of `nearest` that `mode` asks for, where `above` and `below` say on which side of it the exact value lies.
// A value that is exact, or NaN, is on neither side. Selects, not branches: this is inlined into code that is vectorised.
#define DIRECTED(type, bits, step)                                                             \
  INLINE type step##_directed(rounding mode, type nearest, bool above, bool below) {           \
    bool negative = BITS(bits, nearest) >> (sizeof(bits) * 8 - 1);                             \
    bool up = mode == RP ? above : mode == RZ ? above & negative : false;                      \
    bool down = mode == RM ? below : mode == RZ ? below & !negative : false;                   \
    s32 upwards = up - down;                                                                   \
    return step(nearest, negative ? -upwards : upwards);                                       \
  }
DIRECTED(f32, u32, step_f32)
DIRECTED(f64, u64, step_f64)

INLINE f32 flush(f32 x) { return __builtin_fabsf(x) < 0x1p-126f ? __builtin_copysignf(0.0f, x) : x; }
INLINE f32 flush_if(bool ftz, f32 x) { return ftz ? flush(x) : x; }
INLINE f32 saturate(f32 x) { return x > 0.0f ? (x < 1.0f ? x : 1.0f) : 0.0f; }
