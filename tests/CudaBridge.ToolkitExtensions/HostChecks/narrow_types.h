// __half and __nv_bfloat16 behind one interface, for checks that are written once.
#pragma once

#include <cuda_bf16.h>
#include <cuda_fp16.h>

#include "formats.h"

#define CONVERSIONS(N, from_name, to_name)                                                                    \
  static N from_float(float f, mode m) {                                                                      \
    return m == NEAREST ? __float2##from_name##_rn(f) : m == ZERO ? __float2##from_name##_rz(f)               \
           : m == DOWN ? __float2##from_name##_rd(f) : __float2##from_name##_ru(f);                           \
  }                                                                                                           \
  static N from_double(double d) { return __double2##from_name(d); }                                          \
  INTEGER(N, from_name, to_name, short, short)                                                                \
  INTEGER(N, from_name, to_name, unsigned short, ushort)                                                      \
  INTEGER(N, from_name, to_name, int, int)                                                                    \
  INTEGER(N, from_name, to_name, unsigned int, uint)                                                          \
  INTEGER(N, from_name, to_name, long long, ll)                                                               \
  INTEGER(N, from_name, to_name, unsigned long long, ull)                                                     \
  static signed char truncate_to_char(N n) { return to_name##char_rz(n); }                                    \
  static unsigned char truncate_to_uchar(N n) { return to_name##uchar_rz(n); }
#define INTEGER(N, from_name, to_name, type, suffix)                                                          \
  static N from_integer(type i, mode m) {                                                                     \
    return m == NEAREST ? __##suffix##2##from_name##_rn(i) : m == ZERO ? __##suffix##2##from_name##_rz(i)     \
           : m == DOWN ? __##suffix##2##from_name##_rd(i) : __##suffix##2##from_name##_ru(i);                 \
  }                                                                                                           \
  static void to_integer(N n, mode m, type& i) {                                                              \
    i = m == NEAREST ? to_name##suffix##_rn(n) : m == ZERO ? to_name##suffix##_rz(n)                          \
        : m == DOWN ? to_name##suffix##_rd(n) : to_name##suffix##_ru(n);                                      \
  }

struct half_type {
  typedef __half number;
  typedef __half2 pair;
  static format make_format() { return format(5, 10, 0x7FFF); }
  static unsigned bits(__half h) { return __half_as_ushort(h); }
  static __half make(unsigned bits) { return __ushort_as_half((unsigned short)bits); }
  static float to_float(__half h) { return __half2float(h); }
  CONVERSIONS(__half, half, __half2)
};

struct bfloat16_type {
  typedef __nv_bfloat16 number;
  typedef __nv_bfloat162 pair;
  static format make_format() { return format(8, 7, 0x7FFF); }
  static unsigned bits(__nv_bfloat16 h) { return __bfloat16_as_ushort(h); }
  static __nv_bfloat16 make(unsigned bits) { return __ushort_as_bfloat16((unsigned short)bits); }
  static float to_float(__nv_bfloat16 h) { return __bfloat162float(h); }
  CONVERSIONS(__nv_bfloat16, bfloat16, __bfloat162)
};
