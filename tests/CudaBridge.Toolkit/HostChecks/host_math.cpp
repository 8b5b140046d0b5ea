// Functions that the headers give host code, against identities and references of the C++ library.
#include <cmath>
#include <cstdio>

static int failures = 0;

static void near(const char* what, double argument, double got, double want, double relative) {
  const double error = want == 0 ? std::fabs(got) : std::fabs(got - want) / std::fabs(want);
  if (!(error <= relative) && !(std::isnan(got) && std::isnan(want)) && got != want) {
    std::printf("%s(%.17g) = %.17g, not %.17g\n", what, argument, got, want);
    ++failures;
  }
}

static void same(const char* what, long long got, long long want) {
  if (got != want) { std::printf("%s = %lld, not %lld\n", what, got, want); ++failures; }
}

static void roots_and_circles() {
  const long double pi = 3.14159265358979323846264338327950288L;
  for (double x = 1e-300; x < 1e300; x *= 97.3) {
    near("rsqrt", x, rsqrt(x), (double)(1 / sqrtl((long double)x)), 3e-16);
    near("rcbrt", x, rcbrt(x), (double)(1 / cbrtl((long double)x)), 6e-16);
  }
  for (double x = -4; x <= 4; x += 1.0 / 256) {
    near("sinpi", x, sinpi(x), x == std::floor(x) ? 0 : (double)sinl(pi * (long double)x), 1e-15);
    near("cospi", x, cospi(x), x + 0.5 == std::floor(x + 0.5) ? 0 : (double)cosl(pi * (long double)x), 1e-15);
    double s, c;
    sincospi(x, &s, &c);
    same("sincospi agrees", s == sinpi(x) && c == cospi(x), 1);
  }
  same("sinpi(-0.0) keeps the sign", std::signbit(sinpi(-0.0)), 1);
  near("cospi", 0.5, cospi(0.5), 0, 0);
  near("sinpif", 0.25f, sinpif(0.25f), 0.70710678f, 1e-7);
}

static void error_functions() {
  for (double y = -0.999; y < 1; y += 0.0037) near("erfinv", y, std::erf(erfinv(y)), y, 1e-15 / (1 - std::fabs(y)) + 4e-15);
  for (double y = 1e-300; y < 2; y *= 1.7) near("erfcinv", y, std::erfc(erfcinv(y)), y, 3e-13);
  for (double p = 1e-300; p < 0.5; p *= 1.9) near("normcdfinv", p, normcdf(normcdfinv(p)), p, 3e-13);
  near("normcdfinv", 0.975, normcdfinv(0.975), 1.9599639845400545, 1e-15);
  near("normcdf", -1.96, normcdf(-1.96), 0.024997895148220435, 1e-14);
  near("erfcx", 1, erfcx(1.0), 0.42758357615580700442, 1e-15);
  near("erfcx", 10, erfcx(10.0), 0.05614099274382258585, 1e-13);
  near("erfcx", 30, erfcx(30.0), 0.018795888861416751, 1e-14);
  near("erfcx", 1e10, erfcx(1e10), 5.6418958354775628e-11, 1e-15);
  same("erfinv(1)", std::isinf(erfinv(1.0)), 1);
  same("erfinv(2)", std::isnan(erfinv(2.0)), 1);
}

static void bessel() {
  for (double x = 0; x < 700; x += 3.37) {
    near("cyl_bessel_i0", x, cyl_bessel_i0(x), std::cyl_bessel_i(0.0, x), 4e-14);
    near("cyl_bessel_i1", x, cyl_bessel_i1(x), std::cyl_bessel_i(1.0, x), 4e-14);
  }
  near("cyl_bessel_i1", -2, cyl_bessel_i1(-2.0), -std::cyl_bessel_i(1.0, 2.0), 1e-14);
}

static void lengths() {
  const double v[] = {3e200, 4e200, 12e200};
  near("norm", 0, norm(3, v), 13e200, 1e-15);
  near("norm3d", 0, norm3d(1e-200, 2e-200, 2e-200), 3e-200, 1e-15);
  near("rnorm4d", 0, rnorm4d(1, 1, 1, 1), 0.5, 1e-15);
  near("norm4df", 0, norm4df(1e30f, 1e30f, 1e30f, 1e30f), 2e30f, 1e-6);
  near("rhypot", 0, rhypot(3, 4), 0.2, 1e-15);
}

static void least_and_greatest() {
  same("max(-1, 1u)", max(-1, 1u), 4294967295u);
  same("min(-1, 1)", min(-1, 1), -1);
  same("min(3ull, -1ll)", (long long)min(3ull, -1ll), 3);
  near("max(NaN, 1)", 0, max((float)NAN, 1.0f), 1, 0);
  near("min(2.0f, 1.0)", 0, min(2.0f, 1.0), 1, 0);
  same("ullmax", (long long)ullmax(1, 2), 2);
}

static void dynamic_programming() {
  bool hi, lo;
  same("__viaddmax_s32", __viaddmax_s32(3, -5, -1), -1);
  same("__viaddmax_s32_relu", __viaddmax_s32_relu(3, -5, -1), 0);
  same("__viaddmax_s32 wraps", __viaddmax_s32(0x7fffffff, 1, -3), -3);
  same("__viaddmin_u16x2", __viaddmin_u16x2(0xffff0001u, 0x00020003u, 0x00030003u), 0x00010003u);
  same("__vimax3_s16x2", __vimax3_s16x2(0xffff0001u, 0xfffe0005u, 0x80000003u), 0xffff0005u);
  same("__vimin3_s16x2_relu", __vimin3_s16x2_relu(0xffff0004u, 0x00020005u, 0x00030007u), 0x00000004u);
  same("__vimin_s32_relu", __vimin_s32_relu(-7, 3), 0);
  same("__vibmax_s16x2", __vibmax_s16x2(0xffff0004u, 0x00010004u, &hi, &lo), 0x00010004u);
  same("__vibmax_s16x2 choices", hi * 2 + lo, 1);
  same("__vibmin_u32", __vibmin_u32(7, 9, &hi) * 2 + hi, 15);
}

int main() {
  roots_and_circles();
  error_functions();
  bessel();
  lengths();
  least_and_greatest();
  dynamic_programming();
  return failures != 0;
}
