// E4M3 and E5M2: every conversion out, and conversions in at and beside the rounding boundaries, by the definition of the formats.
#include <cuda_fp8.h>

#include "formats.h"

// E4M3's last magnitude is its NaN and there is no infinity: 480 would come after the largest number, 448.
static unsigned e4m3(double d, bool saturate) {
  if (d != d) return 0x7F;
  const unsigned sign = std::signbit(d) ? 0x80 : 0;
  double magnitude = std::fabs(d);
  unsigned best = 0x7F;
  for (unsigned bits = 0; bits < 0x7F; ++bits) {
    const double lower = value_of(bits, 4, 3), upper = bits == 0x7E ? 480 : value_of(bits + 1, 4, 3);
    if (magnitude < lower || magnitude >= upper) continue;
    const double middle = (lower + upper) / 2;
    best = magnitude < middle || (magnitude == middle && bits % 2 == 0) ? bits : bits + 1;
  }
  return sign | (saturate && best == 0x7F ? 0x7E : best);
}

static unsigned e5m2(const format& f, double d, bool saturate) {
  if (d != d) return 0x7F;
  const unsigned bits = std::isinf(d) ? 0x7C | (d < 0 ? 0x80 : 0) : f.round(d, NEAREST, std::signbit(d));
  return saturate && (bits & 0x7F) == 0x7C ? bits - 1 : bits;
}

static void check(const format& f, double d) {
  for (int saturate = 0; saturate < 2; ++saturate) {
    const __nv_saturation_t s = saturate ? __NV_SATFINITE : __NV_NOSAT;
    expect(__nv_cvt_double_to_fp8(d, s, __NV_E4M3) == e4m3(d, saturate), "double to e4m3", d, saturate, 0, __nv_cvt_double_to_fp8(d, s, __NV_E4M3), e4m3(d, saturate));
    expect(__nv_cvt_double_to_fp8(d, s, __NV_E5M2) == e5m2(f, d, saturate), "double to e5m2", d, saturate, 0, __nv_cvt_double_to_fp8(d, s, __NV_E5M2), e5m2(f, d, saturate));
    const float as_float = (float)d;
    expect(__nv_cvt_float_to_fp8(as_float, s, __NV_E4M3) == e4m3(as_float, saturate), "float to e4m3", d, saturate, 0, 0, 0);
    expect(__nv_cvt_float_to_fp8(as_float, s, __NV_E5M2) == e5m2(f, as_float, saturate), "float to e5m2", d, saturate, 0, 0, 0);
  }
  expect(__nv_fp8_e4m3(d).__x == e4m3(d, true), "__nv_fp8_e4m3", d, 0, 0, 0, 0);
}

// E8M0 by search over its 255 powers of two.
static unsigned e8m0(double d, bool saturate, bool up) {
  if (d != d) return 0xFF;
  const double magnitude = std::fabs(d);
  unsigned below = 0;
  while (below < 254 && std::ldexp(1.0, (int)below - 126) <= magnitude) ++below;
  const double lower = std::ldexp(1.0, (int)below - 127);
  if (below == 254 && (std::isinf(d) || magnitude >= 2 * lower || (up && magnitude > lower))) return saturate ? 0xFE : 0xFF;
  return up && magnitude > lower ? below + 1 : below;
}

static void check_e8m0(double d) {
  for (int saturate = 0; saturate < 2; ++saturate) {
    for (int up = 0; up < 2; ++up) {
      const __nv_saturation_t s = saturate ? __NV_SATFINITE : __NV_NOSAT;
      const cudaRoundMode r = up ? cudaRoundPosInf : cudaRoundZero;
      expect(__nv_cvt_double_to_e8m0(d, s, r) == e8m0(d, saturate, up), "double to e8m0", d, saturate, up, __nv_cvt_double_to_e8m0(d, s, r), e8m0(d, saturate, up));
      expect(__nv_cvt_float_to_e8m0((float)d, s, r) == e8m0((float)d, saturate, up), "float to e8m0", d, saturate, up, 0, 0);
      const __nv_bfloat16_raw b = __float2bfloat16((float)d);
      expect(__nv_cvt_bfloat16raw_to_e8m0(b, s, r) == e8m0(__bfloat162float(__nv_bfloat16(b)), saturate, up), "bfloat16 to e8m0", d, saturate, up, 0, 0);
    }
  }
}

int main() {
  for (unsigned bits = 0; bits < 256; ++bits) {
    __nv_fp8_e8m0 e;
    e.__x = (unsigned char)bits;
    const double power = std::ldexp(1.0, (int)bits - 127);
    expect(bits == 255 ? (float)e != (float)e : (double)e == power, "from e8m0", bits, 0, 0, 0, 0);
    expect(bits < 127 || bits > 190 || (unsigned long long)e == (bits < 127 ? 0 : 1ull << (bits - 127)), "e8m0 to integer", bits, 0, 0, 0, 0);
    const double points[] = {power, std::nextafter(power, HUGE_VAL), std::nextafter(power, 0.0), power * 1.5, std::nextafterf((float)power, HUGE_VALF), -power};
    for (double point : points) check_e8m0(point);
  }
  const double extreme[] = {0.0, -0.0, 1e-300, 1e300, 5e-324, HUGE_VAL, -HUGE_VAL, std::numeric_limits<double>::quiet_NaN()};
  for (double d : extreme) check_e8m0(d);
  expect(__nv_fp8_e8m0(3.0f).__x == 129 && __nv_fp8_e8m0(4).__x == 129, "__nv_fp8_e8m0", 0, 0, 0, 0, 0);

  const format f(5, 2, 0x7F);
  for (unsigned bits = 0; bits < 256; ++bits) {
    __nv_fp8_e4m3 four;
    four.__x = (unsigned char)bits;
    const bool four_is_nan = (bits & 0x7F) == 0x7F;
    expect(four_is_nan ? (float)four != (float)four : (double)four == value_of(bits, 4, 3), "from e4m3", bits, 0, 0, 0, 0);
    __nv_fp8_e5m2 five;
    five.__x = (unsigned char)bits;
    expect(f.is_nan(bits) ? (float)five != (float)five : (double)five == f.value(bits), "from e5m2", bits, 0, 0, 0, 0);
    expect(four_is_nan ? (int)four == 0 : (int)four == (int)value_of(bits, 4, 3), "e4m3 to int", bits, 0, 0, 0, 0);

    const double points[] = {value_of(bits, 4, 3), value_of(bits & 0xFB, 5, 2), value_of(bits, 4, 3) * 1.0625, value_of(bits & 0xFB, 5, 2) * 1.125};
    for (double point : points) {
      check(f, point);
      check(f, std::nextafter(point, HUGE_VAL));
      check(f, std::nextafter(point, -HUGE_VAL));
      check(f, std::nextafterf((float)point, HUGE_VALF));
    }
  }
  for (int i = 0; i < 200000; ++i) check(f, std::ldexp((double)(long long)next_random(), -63 + (int)(next_random() % 40) - 20));
  const double special[] = {448, 464, 464.00001, 479, 480, 57344, 61440, 61439.9, 1e300, HUGE_VAL, -HUGE_VAL, 0.0, -0.0, 5e-324};
  for (double d : special) check(f, d);
  check(f, std::numeric_limits<double>::quiet_NaN());

  const __nv_fp8x4_e5m2 four(float4{1.0f, -2.0f, 3.5f, 1e9f});
  const float4 back = (float4)four;
  expect(back.x == 1.0f && back.y == -2.0f && back.z == 3.5f && back.w == 57344.0f, "fp8x4", back.x, back.y, back.z, 0, 0);
  return report();
}
