// Functions that CUDA adds to the C library. The device has them from the compiler's headers; here are the host's, and the float
// overloads for both. CUDA Math API, "Mathematical Functions".
#pragma once

#include "device_compiler.h"

// clang-format off
#define __CUDABRIDGE_HOST static __inline__ __host__ __attribute__((unused))

// The float form computes in double: exact to the last bit but one.
#define __CUDABRIDGE_HOST_FLOAT_1(name) __CUDABRIDGE_HOST float name##f(float x) { return (float)name((double)x); }

__CUDABRIDGE_HOST double rsqrt(double x) { return 1.0 / sqrt(x); }
__CUDABRIDGE_HOST double rcbrt(double x) { return 1.0 / cbrt(x); }
__CUDABRIDGE_HOST double fdivide(double x, double y) { return x / y; }
__CUDABRIDGE_HOST float fdividef(float x, float y) { return x / y; }

// Reduces to [-1/4, 1/4] before the multiplication by pi, so that multiples of 1/2 are exact.
__CUDABRIDGE_HOST double sinpi(double x)
{
    const double r = remainder(x, 2.0);
    const double pi = 3.14159265358979323846;
    if (r == 0 || r == 1 || r == -1) return copysign(0.0, x);
    if (r > 0.75) return sin(pi * (1 - r));
    if (r < -0.75) return sin(pi * (-1 - r));
    if (r > 0.25) return cos(pi * (r - 0.5));
    if (r < -0.25) return -cos(pi * (r + 0.5));
    return sin(pi * r);
}

__CUDABRIDGE_HOST double cospi(double x)
{
    const double r = fabs(remainder(x, 2.0));
    const double pi = 3.14159265358979323846;
    if (r == 0.5) return 0.0;
    if (r > 0.75) return -cos(pi * (1 - r));
    if (r > 0.25) return sin(pi * (0.5 - r));
    return cos(pi * r);
}

__CUDABRIDGE_HOST void sincospi(double x, double *s, double *c) { *s = sinpi(x); *c = cospi(x); }
__CUDABRIDGE_HOST void sincospif(float x, float *s, float *c) { *s = (float)sinpi((double)x); *c = (float)cospi((double)x); }

__CUDABRIDGE_HOST double normcdf(double x) { return 0.5 * erfc(-x * 0.70710678118654752440); }

// exp(x*x) * erfc(x); above 25 by the continued fraction of Laplace, where erfc would underflow.
__CUDABRIDGE_HOST double erfcx(double x)
{
    if (x < 25) return exp(x * x) * erfc(x);
    double f = 0;
    for (int k = 30; k > 0; --k) f = 0.5 * k / (x + f);
    return 0.56418958354775628695 / (x + f);
}

// The solution z of normcdf(z) == y: a logistic start, then Halley's iteration in the smaller tail, which converges cubically.
__CUDABRIDGE_HOST double normcdfinv(double y)
{
    if (!(y >= 0 && y <= 1)) return NAN;
    if (y == 0) return -HUGE_VAL;
    if (y == 1) return HUGE_VAL;
    const double p = y < 0.5 ? y : 1 - y;
    double z = p > 0.02 ? log(p / (1 - p)) / 1.702 : -sqrt(-2 * log(p));
    for (int i = 0; i < 8; ++i)
    {
        const double density = 0.39894228040143267794 * exp(-0.5 * z * z);
        const double step = (normcdf(z) - p) / density;
        const double next = z - step / (1 + 0.5 * z * step);
        if (next == z) break;
        z = next;
    }
    return y < 0.5 ? z : -z;
}

__CUDABRIDGE_HOST double erfcinv(double y) { return -0.70710678118654752440 * normcdfinv(0.5 * y); }

// Near zero erfcinv(1 - y) would lose y's low bits, so Halley's iteration runs on erf itself.
__CUDABRIDGE_HOST double erfinv(double y)
{
    if (y == 0) return y;
    if (fabs(y) > 0.5) return y > 0 ? erfcinv(1 - y) : -erfcinv(1 + y);
    double z = 0.88622692545275801365 * y;
    for (int i = 0; i < 6; ++i)
    {
        const double step = (erf(z) - y) / (1.12837916709551257390 * exp(-z * z));
        z -= step / (1 + z * step);
    }
    return z;
}

// Modified Bessel functions of the first kind: the power series where it converges fast, else the asymptotic expansion.
__CUDABRIDGE_HOST double __cudabridge_bessel_i(int order, double x)
{
    const double a = fabs(x);
    double sum, term;
    if (a < 30)
    {
        term = sum = order ? 0.5 * a : 1.0;
        for (int k = 1; k < 200 && term > 1e-17 * sum; ++k) sum += term *= 0.25 * a * a / ((double)k * (k + order));
    }
    else
    {
        term = sum = 1;
        for (int k = 1; k < 30; ++k)
        {
            const double next = term * -(4.0 * order * order - (2 * k - 1) * (2 * k - 1)) / (8.0 * k * a);
            if (fabs(next) >= fabs(term)) break;
            sum += term = next;
        }
        sum *= exp(0.5 * a) / sqrt(6.28318530717958647693 * a) * exp(0.5 * a);
    }
    return order && x < 0 ? -sum : sum;
}

__CUDABRIDGE_HOST double cyl_bessel_i0(double x) { return __cudabridge_bessel_i(0, x); }
__CUDABRIDGE_HOST double cyl_bessel_i1(double x) { return __cudabridge_bessel_i(1, x); }

// Lengths, scaled by the largest component so that no square overflows or underflows.
__CUDABRIDGE_HOST double norm(int dim, double const *p)
{
    double largest = 0, sum = 0;
    for (int i = 0; i < dim; ++i) largest = fmax(largest, fabs(p[i]));
    if (largest == 0 || isinf(largest)) return largest;
    for (int i = 0; i < dim; ++i) sum += p[i] / largest * (p[i] / largest);
    return largest * sqrt(sum);
}

__CUDABRIDGE_HOST float normf(int dim, float const *p)
{
    double sum = 0;
    for (int i = 0; i < dim; ++i)
    {
        if (isinf(p[i])) return HUGE_VALF;
        sum += (double)p[i] * p[i];
    }
    return (float)sqrt(sum);
}

__CUDABRIDGE_HOST double norm3d(double a, double b, double c) { const double v[] = {a, b, c}; return norm(3, v); }
__CUDABRIDGE_HOST double norm4d(double a, double b, double c, double d) { const double v[] = {a, b, c, d}; return norm(4, v); }
__CUDABRIDGE_HOST float norm3df(float a, float b, float c) { const float v[] = {a, b, c}; return normf(3, v); }
__CUDABRIDGE_HOST float norm4df(float a, float b, float c, float d) { const float v[] = {a, b, c, d}; return normf(4, v); }
__CUDABRIDGE_HOST double rnorm(int dim, double const *p) { return 1 / norm(dim, p); }
__CUDABRIDGE_HOST float rnormf(int dim, float const *p) { return 1 / normf(dim, p); }
__CUDABRIDGE_HOST double rnorm3d(double a, double b, double c) { return 1 / norm3d(a, b, c); }
__CUDABRIDGE_HOST double rnorm4d(double a, double b, double c, double d) { return 1 / norm4d(a, b, c, d); }
__CUDABRIDGE_HOST float rnorm3df(float a, float b, float c) { return 1 / norm3df(a, b, c); }
__CUDABRIDGE_HOST float rnorm4df(float a, float b, float c, float d) { return 1 / norm4df(a, b, c, d); }
__CUDABRIDGE_HOST double rhypot(double a, double b) { return 1 / hypot(a, b); }
__CUDABRIDGE_HOST float rhypotf(float a, float b) { return 1 / hypotf(a, b); }

__CUDABRIDGE_HOST_FLOAT_1(rsqrt)
__CUDABRIDGE_HOST_FLOAT_1(rcbrt)
__CUDABRIDGE_HOST_FLOAT_1(sinpi)
__CUDABRIDGE_HOST_FLOAT_1(cospi)
__CUDABRIDGE_HOST_FLOAT_1(normcdf)
__CUDABRIDGE_HOST_FLOAT_1(normcdfinv)
__CUDABRIDGE_HOST_FLOAT_1(erfinv)
__CUDABRIDGE_HOST_FLOAT_1(erfcinv)
__CUDABRIDGE_HOST_FLOAT_1(erfcx)
__CUDABRIDGE_HOST_FLOAT_1(cyl_bessel_i0)
__CUDABRIDGE_HOST_FLOAT_1(cyl_bessel_i1)
#undef __CUDABRIDGE_HOST_FLOAT_1

__CUDABRIDGE_HOST unsigned int umin(unsigned int a, unsigned int b) { return a < b ? a : b; }
__CUDABRIDGE_HOST unsigned int umax(unsigned int a, unsigned int b) { return a < b ? b : a; }
__CUDABRIDGE_HOST long long llmin(long long a, long long b) { return a < b ? a : b; }
__CUDABRIDGE_HOST long long llmax(long long a, long long b) { return a < b ? b : a; }
__CUDABRIDGE_HOST unsigned long long ullmin(unsigned long long a, unsigned long long b) { return a < b ? a : b; }
__CUDABRIDGE_HOST unsigned long long ullmax(unsigned long long a, unsigned long long b) { return a < b ? b : a; }
#undef __CUDABRIDGE_HOST

#define __CUDABRIDGE_BOTH static __inline__ __host__ __device__ __attribute__((unused))
#define __CUDABRIDGE_FLOAT_OVERLOAD(name) __CUDABRIDGE_BOTH float name(float x) { return name##f(x); }

__CUDABRIDGE_FLOAT_OVERLOAD(rsqrt)
__CUDABRIDGE_FLOAT_OVERLOAD(rcbrt)
__CUDABRIDGE_FLOAT_OVERLOAD(sinpi)
__CUDABRIDGE_FLOAT_OVERLOAD(cospi)
__CUDABRIDGE_FLOAT_OVERLOAD(exp10)
__CUDABRIDGE_FLOAT_OVERLOAD(j0)
__CUDABRIDGE_FLOAT_OVERLOAD(j1)
__CUDABRIDGE_FLOAT_OVERLOAD(y0)
__CUDABRIDGE_FLOAT_OVERLOAD(y1)
__CUDABRIDGE_FLOAT_OVERLOAD(cyl_bessel_i0)
__CUDABRIDGE_FLOAT_OVERLOAD(cyl_bessel_i1)
__CUDABRIDGE_FLOAT_OVERLOAD(erfinv)
__CUDABRIDGE_FLOAT_OVERLOAD(erfcinv)
__CUDABRIDGE_FLOAT_OVERLOAD(normcdf)
__CUDABRIDGE_FLOAT_OVERLOAD(normcdfinv)
__CUDABRIDGE_FLOAT_OVERLOAD(erfcx)
__CUDABRIDGE_BOTH float jn(int n, float x) { return jnf(n, x); }
__CUDABRIDGE_BOTH float yn(int n, float x) { return ynf(n, x); }
__CUDABRIDGE_BOTH void sincos(float x, float *s, float *c) { sincosf(x, s, c); }
__CUDABRIDGE_BOTH void sincospi(float x, float *s, float *c) { sincospif(x, s, c); }
__CUDABRIDGE_BOTH double copysign(double a, float b) { return copysign(a, (double)b); }
__CUDABRIDGE_BOTH float copysign(float a, double b) { return copysignf(a, (float)b); }
#undef __CUDABRIDGE_FLOAT_OVERLOAD
#undef __CUDABRIDGE_BOTH
// clang-format on
