// The functions of libclc that libdevice is built on, under the names clc_<OpenCL name>{,f}. libclc exports OpenCL's overloads with
// Itanium mangling; they meet OpenCL's error bounds in full precision (OpenCL C specification, "Relative error as ULPs").
#pragma once

#define CLC(name, mangled) __asm__("_Z" mangled)

#define CLC_UNARY(name, length)                              \
  float clc_##name##f(float) CLC(name, #length #name "f");   \
  double clc_##name(double) CLC(name, #length #name "d");
#define CLC_BINARY(name, length)                                   \
  float clc_##name##f(float, float) CLC(name, #length #name "ff"); \
  double clc_##name(double, double) CLC(name, #length #name "dd");
#define CLC_WITH_INT(name, length)                              \
  float clc_##name##f(float, int) CLC(name, #length #name "fi"); \
  double clc_##name(double, int) CLC(name, #length #name "di");
#define CLC_TO_INT_POINTER(name, length)                              \
  float clc_##name##f(float, int*) CLC(name, #length #name "fPi");    \
  double clc_##name(double, int*) CLC(name, #length #name "dPi");
#define CLC_TO_POINTER(name, length)                                  \
  float clc_##name##f(float, float*) CLC(name, #length #name "fPf");  \
  double clc_##name(double, double*) CLC(name, #length #name "dPd");

CLC_UNARY(acos, 4)
CLC_UNARY(acosh, 5)
CLC_UNARY(asin, 4)
CLC_UNARY(asinh, 5)
CLC_UNARY(atan, 4)
CLC_UNARY(atanh, 5)
CLC_UNARY(cbrt, 4)
CLC_UNARY(cos, 3)
CLC_UNARY(cosh, 4)
CLC_UNARY(cospi, 5)
CLC_UNARY(erf, 3)
CLC_UNARY(erfc, 4)
CLC_UNARY(exp, 3)
CLC_UNARY(exp2, 4)
CLC_UNARY(exp10, 5)
CLC_UNARY(expm1, 5)
CLC_UNARY(lgamma, 6)
CLC_UNARY(log, 3)
CLC_UNARY(log2, 4)
CLC_UNARY(log10, 5)
CLC_UNARY(log1p, 5)
CLC_UNARY(logb, 4)
CLC_UNARY(sin, 3)
CLC_UNARY(sinh, 4)
CLC_UNARY(sinpi, 5)
CLC_UNARY(tan, 3)
CLC_UNARY(tanh, 4)
CLC_BINARY(atan2, 5)
CLC_BINARY(fdim, 4)
CLC_BINARY(hypot, 5)
CLC_BINARY(nextafter, 9)
CLC_BINARY(pow, 3)
CLC_WITH_INT(pown, 4)
CLC_TO_INT_POINTER(frexp, 5)
CLC_TO_POINTER(modf, 4)
CLC_TO_POINTER(sincos, 6)
