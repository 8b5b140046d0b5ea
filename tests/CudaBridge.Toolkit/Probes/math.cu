// CUDA Math API, "Single Precision" and "Double Precision Mathematical Functions", and the std:: names of device code.
#include <cmath>
#include <cstdlib>
#include "keep.inc"

// A function of one argument: name##f(float), name(double), name(float).
#define ONE(name) KEEP(float, name##f(f)) KEEP(double, name(d)) KEEP(float, name(f))
#define TWO(name) KEEP(float, name##f(f, f)) KEEP(double, name(d, d)) KEEP(float, name(f, f)) KEEP(double, name(d, f))

__global__ void one_argument(arguments a) {
  ARGUMENTS
  ONE(acos) ONE(acosh) ONE(asin) ONE(asinh) ONE(atan) ONE(atanh) ONE(cbrt) ONE(ceil) ONE(cos) ONE(cosh) ONE(cospi) ONE(cyl_bessel_i0)
  ONE(cyl_bessel_i1) ONE(erf) ONE(erfc) ONE(erfcinv) ONE(erfcx) ONE(erfinv) ONE(exp) ONE(exp10) ONE(exp2) ONE(expm1) ONE(fabs) ONE(floor)
  ONE(j0) ONE(j1) ONE(lgamma) ONE(log) ONE(log10) ONE(log1p) ONE(log2) ONE(logb) ONE(nearbyint) ONE(normcdf) ONE(normcdfinv) ONE(rcbrt)
  ONE(rint) ONE(round) ONE(rsqrt) ONE(sin) ONE(sinh) ONE(sinpi) ONE(sqrt) ONE(tan) ONE(tanh) ONE(tgamma) ONE(trunc) ONE(y0) ONE(y1)
}

__global__ void two_arguments(arguments a) {
  ARGUMENTS
  TWO(atan2) TWO(copysign) TWO(fdim) TWO(fmax) TWO(fmin) TWO(fmod) TWO(hypot) TWO(nextafter) TWO(pow) TWO(remainder)
  KEEP(float, rhypotf(f, f)) KEEP(double, rhypot(d, d)) KEEP(float, fdividef(f, f)) KEEP(float, pow(f, i)) KEEP(double, pow(d, i))
}

__global__ void other_shapes(arguments a) {
  ARGUMENTS
  KEEP(float, fmaf(f, f, f)) KEEP(double, fma(d, d, d)) KEEP(float, fma(f, f, f)) KEEP(double, fma(d, f, f))
  KEEP(int, ilogbf(f)) KEEP(int, ilogb(d)) KEEP(float, jnf(i, f)) KEEP(double, jn(i, d)) KEEP(float, ynf(i, f)) KEEP(double, yn(i, d))
  KEEP(bool, isfinite(f)) KEEP(bool, isfinite(d)) KEEP(bool, isinf(f)) KEEP(bool, isinf(d)) KEEP(bool, isnan(f)) KEEP(bool, isnan(d))
  KEEP(bool, signbit(f)) KEEP(bool, signbit(d)) KEEP(bool, isnormal(f)) KEEP(bool, isless(f, d)) KEEP(bool, isunordered(d, d))
  KEEP(float, ldexpf(f, i)) KEEP(double, ldexp(d, i)) KEEP(float, ldexp(f, i)) KEEP(float, scalbnf(f, i)) KEEP(double, scalbn(d, i))
  KEEP(float, scalblnf(f, l)) KEEP(double, scalbln(d, l)) KEEP(float, frexpf(f, pi)) KEEP(double, frexp(d, pi)) KEEP(float, modff(f, pf))
  KEEP(double, modf(d, pd)) KEEP(float, remquof(f, f, pi)) KEEP(double, remquo(d, d, pi)) KEEP(float, nanf(s)) KEEP(double, nan(s))
  KEEP(long long, llrintf(f)) KEEP(long long, llrint(d)) KEEP(long long, llroundf(f)) KEEP(long long, llround(d))
  KEEP(long, lrintf(f)) KEEP(long, lrint(d)) KEEP(long, lroundf(f)) KEEP(long, lround(d)) KEEP(long, lround(f)) KEEP(long long, llrint(f))
  KEEP(float, norm3df(f, f, f)) KEEP(double, norm3d(d, d, d)) KEEP(float, norm4df(f, f, f, f)) KEEP(double, norm4d(d, d, d, d))
  KEEP(float, normf(i, pf)) KEEP(double, norm(i, pd)) KEEP(float, rnormf(i, pf)) KEEP(double, rnorm(i, pd))
  KEEP(float, rnorm3df(f, f, f)) KEEP(double, rnorm3d(d, d, d)) KEEP(float, rnorm4df(f, f, f, f)) KEEP(double, rnorm4d(d, d, d, d))
  sincosf(f, pf, pf); sincos(d, pd, pd); sincos(f, pf, pf); sincospif(f, pf, pf); sincospi(d, pd, pd); sincospi(f, pf, pf);
}

__global__ void least_and_greatest(arguments a) {
  ARGUMENTS
  KEEP(int, abs(i)) KEEP(long, abs(l)) KEEP(long long, abs(ll)) KEEP(float, abs(f)) KEEP(double, abs(d)) KEEP(long, labs(l)) KEEP(long long, llabs(ll))
#define LEAST(name)                                                                                                                     \
  KEEP(int, name(i, i)) KEEP(unsigned, name(u, u)) KEEP(unsigned, name(i, u)) KEEP(unsigned, name(u, i))                                \
  KEEP(long, name(l, l)) KEEP(unsigned long, name(ul, ul)) KEEP(unsigned long, name(l, ul)) KEEP(long long, name(ll, ll))               \
  KEEP(unsigned long long, name(ull, ull)) KEEP(unsigned long long, name(ull, ll)) KEEP(float, name(f, f)) KEEP(double, name(d, d))     \
  KEEP(double, name(f, d)) KEEP(double, name(d, f)) KEEP(unsigned, u##name(u, u)) KEEP(long long, ll##name(ll, ll)) KEEP(unsigned long long, ull##name(ull, ull))
  LEAST(min) LEAST(max)
}

// Integers go through double, as in the C++ library.
__global__ void of_integers(arguments a) {
  ARGUMENTS
  KEEP(double, sqrt(i)) KEEP(double, sin(u)) KEEP(double, pow(i, i)) KEEP(double, exp(ll)) KEEP(double, floor(i)) KEEP(double, fmax(i, i)) KEEP(double, fabs(i))
}

__global__ void in_std(arguments a) {
  ARGUMENTS
  KEEP(float, std::sqrt(f)) KEEP(double, std::sqrt(d)) KEEP(float, std::abs(f)) KEEP(int, std::abs(i)) KEEP(long long, std::abs(ll))
  KEEP(float, std::pow(f, f)) KEEP(float, std::fma(f, f, f)) KEEP(float, std::round(f)) KEEP(long, std::lround(f)) KEEP(float, std::cbrt(f))
  KEEP(float, std::hypot(f, f)) KEEP(float, std::exp2(f)) KEEP(bool, std::isfinite(f)) KEEP(bool, std::signbit(d)) KEEP(float, std::fmod(f, f))
  KEEP(float, std::trunc(f)) KEEP(float, std::log2(f)) KEEP(float, std::tgamma(f)) KEEP(float, std::sqrtf(f)) KEEP(float, std::ldexp(f, i))
}

// The same names in code of both sides.
__host__ __device__ double both_sides(float f, double d) {
  return rsqrt(f) + rsqrt(d) + rcbrtf(f) + sinpi(f) + cospi(d) + normcdf(d) + normcdfinvf(f) + erfinv(d) + erfcinvf(f) + erfcx(d) + exp10(f) + exp10(d)
         + norm3d(d, d, d) + rhypotf(f, f) + cyl_bessel_i0(d) + min(f, d) + max(1, 2u) + fdividef(f, f) + umin(1u, 2u) + j0(f) + copysign(f, d);
}
