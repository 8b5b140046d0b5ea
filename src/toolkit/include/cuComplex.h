/* Complex numbers as CUDA's C interfaces pass them. Operations as documented; division and absolute value scale against overflow. */
#if !defined(CU_COMPLEX_H_)
#define CU_COMPLEX_H_

#include "crt/host_defines.h"
#include "vector_types.h"

#include <math.h>

#if defined(__CUDABRIDGE_DEVICE_COMPILER__)
#include "cudabridge/device_compiler.h"
#define __CUDABRIDGE_COMPLEX static __inline__ __host__ __device__
#else
#define __CUDABRIDGE_COMPLEX static __inline__ __attribute__((unused))
#endif

typedef float2 cuFloatComplex;
typedef double2 cuDoubleComplex;
typedef cuFloatComplex cuComplex;

/* One set of functions for each precision: F is the letter in the names, s the suffix of C's math functions. */
#define __CUDABRIDGE_COMPLEX_FUNCTIONS(complex, real, F, make, s)                                                        \
    __CUDABRIDGE_COMPLEX complex make(real r, real i)                                                                    \
    {                                                                                                                    \
        complex z;                                                                                                       \
        z.x = r;                                                                                                         \
        z.y = i;                                                                                                         \
        return z;                                                                                                        \
    }                                                                                                                    \
    __CUDABRIDGE_COMPLEX real cuCreal##F(complex z) { return z.x; }                                                      \
    __CUDABRIDGE_COMPLEX real cuCimag##F(complex z) { return z.y; }                                                      \
    __CUDABRIDGE_COMPLEX complex cuConj##F(complex z) { return make(z.x, -z.y); }                                        \
    __CUDABRIDGE_COMPLEX complex cuCadd##F(complex a, complex b) { return make(a.x + b.x, a.y + b.y); }                  \
    __CUDABRIDGE_COMPLEX complex cuCsub##F(complex a, complex b) { return make(a.x - b.x, a.y - b.y); }                  \
    __CUDABRIDGE_COMPLEX complex cuCmul##F(complex a, complex b)                                                         \
    {                                                                                                                    \
        return make(a.x * b.x - a.y * b.y, a.x * b.y + a.y * b.x);                                                       \
    }                                                                                                                    \
    __CUDABRIDGE_COMPLEX complex cuCdiv##F(complex a, complex b)                                                         \
    {                                                                                                                    \
        const real scale = (real)1 / (fabs##s(b.x) + fabs##s(b.y));                                                      \
        const real ax = a.x * scale, ay = a.y * scale, bx = b.x * scale, by = b.y * scale;                               \
        const real inverse = (real)1 / (bx * bx + by * by);                                                              \
        return make((ax * bx + ay * by) * inverse, (ay * bx - ax * by) * inverse);                                       \
    }                                                                                                                    \
    __CUDABRIDGE_COMPLEX real cuCabs##F(complex z) { return hypot##s(z.x, z.y); }                                        \
    __CUDABRIDGE_COMPLEX complex cuCfma##F(complex a, complex b, complex c)                                              \
    {                                                                                                                    \
        return cuCadd##F(cuCmul##F(a, b), c);                                                                            \
    }

__CUDABRIDGE_COMPLEX_FUNCTIONS(cuFloatComplex, float, f, make_cuFloatComplex, f)
__CUDABRIDGE_COMPLEX_FUNCTIONS(cuDoubleComplex, double, , make_cuDoubleComplex, )

#undef __CUDABRIDGE_COMPLEX_FUNCTIONS

__CUDABRIDGE_COMPLEX cuComplex make_cuComplex(float x, float y) { return make_cuFloatComplex(x, y); }
__CUDABRIDGE_COMPLEX cuDoubleComplex cuComplexFloatToDouble(cuFloatComplex z) { return make_cuDoubleComplex((double)z.x, (double)z.y); }
__CUDABRIDGE_COMPLEX cuFloatComplex cuComplexDoubleToFloat(cuDoubleComplex z) { return make_cuFloatComplex((float)z.x, (float)z.y); }

#undef __CUDABRIDGE_COMPLEX

#endif
