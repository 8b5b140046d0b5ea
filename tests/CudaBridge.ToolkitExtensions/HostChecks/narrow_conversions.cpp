// Every conversion of __half and __nv_bfloat16 against its definition: all 65,536 values one way; the other way all numbers at and
// beside the rounding boundaries, and random ones.
#include "narrow_types.h"

template <class Type>
static void check_from_float(const format& f, double d) {
  const float value = (float)d;
  const bool negative = std::signbit(value);
  for (int m = NEAREST; m <= UP; ++m) {
    const unsigned got = Type::bits(Type::from_float(value, (mode)m));
    const unsigned wanted = std::isinf(value) ? f.infinity | (negative ? f.sign : 0) : f.round(value, (mode)m, negative);
    expect(got == wanted, "from float", value, m, 0, got, wanted);
  }
  const unsigned got = Type::bits(Type::from_double(d));
  const unsigned wanted = std::isinf(d) ? f.infinity | (d < 0 ? f.sign : 0) : f.round(d, NEAREST, std::signbit(d));
  expect(got == wanted, "from double", d, 0, 0, got, wanted);
}

template <class Type>
static void check_to_integers(const format& f, unsigned bits);

template <class Type, class Integer>
static void check_to_integer(const format& f, unsigned bits) {
  const double value = f.value(bits);
  for (int m = NEAREST; m <= UP; ++m) {
    const double whole = m == NEAREST ? std::nearbyint(value) : m == ZERO ? std::trunc(value) : m == DOWN ? std::floor(value) : std::ceil(value);
    const real lowest = std::numeric_limits<Integer>::min(), highest = std::numeric_limits<Integer>::max();
    Integer wanted;
    if (value != value) wanted = sizeof(Integer) == 8 ? (Integer)(1ull << 63) : 0;
    else if ((real)whole <= lowest) wanted = std::numeric_limits<Integer>::min();
    else if ((real)whole >= highest) wanted = std::numeric_limits<Integer>::max();
    else wanted = (Integer)whole;
    Integer got;
    Type::to_integer(Type::make(bits), (mode)m, got);
    expect(got == wanted, "to integer", value, m, sizeof(Integer), (unsigned long long)got, (unsigned long long)wanted);
  }
}

template <class Type, class Integer>
static void check_from_integer(const format& f, Integer i) {
  for (int m = NEAREST; m <= UP; ++m) {
    const unsigned got = Type::bits(Type::from_integer(i, (mode)m));
    const unsigned wanted = f.round((real)i, (mode)m);
    expect(got == wanted, "from integer", (double)i, m, sizeof(Integer), got, wanted);
  }
}

template <class Type>
static void check() {
  const format f = Type::make_format();
  for (unsigned bits = 0; bits < 65536; ++bits) {
    const double value = f.value(bits);
    const float got = Type::to_float(Type::make(bits));
    expect(f.is_nan(bits) ? got != got : got == value && std::signbit(got) == std::signbit(value), "to float", value, 0, 0, bits, bits);
    check_to_integer<Type, short>(f, bits);
    check_to_integer<Type, unsigned short>(f, bits);
    check_to_integer<Type, int>(f, bits);
    check_to_integer<Type, unsigned int>(f, bits);
    check_to_integer<Type, long long>(f, bits);
    check_to_integer<Type, unsigned long long>(f, bits);
    short narrow;
    Type::to_integer(Type::make(bits), ZERO, narrow);
    const int as_char = narrow < -128 ? -128 : narrow > 127 ? 127 : narrow;
    const int as_uchar = narrow < 0 ? 0 : narrow > 255 ? 255 : narrow;
    expect(Type::truncate_to_char(Type::make(bits)) == as_char, "to char", value, 0, 0, bits, as_char);
    expect(Type::truncate_to_uchar(Type::make(bits)) == as_uchar, "to uchar", value, 0, 0, bits, as_uchar);

    if ((bits & (f.sign - 1)) >= f.infinity) continue;
    // The number itself, the boundary to the next one, and the floats and doubles beside them.
    const double next = (bits & f.sign ? -1 : 1) * f.magnitudes[(bits & (f.sign - 1)) + 1];
    const double points[] = {value, value + (next - value) / 2};
    for (double point : points) {
      check_from_float<Type>(f, point);
      check_from_float<Type>(f, std::nextafterf((float)point, HUGE_VALF));
      check_from_float<Type>(f, std::nextafterf((float)point, -HUGE_VALF));
      check_from_float<Type>(f, std::nextafter(point, HUGE_VAL));
      check_from_float<Type>(f, std::nextafter(point, -HUGE_VAL));
    }
    check_from_integer<Type, short>(f, (short)bits);
    check_from_integer<Type, unsigned short>(f, (unsigned short)bits);
  }
  const double special[] = {HUGE_VAL, -HUGE_VAL, std::numeric_limits<double>::max(), std::numeric_limits<double>::denorm_min(),
                            std::numeric_limits<float>::max(), std::numeric_limits<float>::denorm_min(), 65504, 65520, 65536};
  for (double d : special) check_from_float<Type>(f, d);
  for (int i = 0; i < 200000; ++i) {
    const unsigned long long random = next_random();
    const int shift = (int)(next_random() & 63);
    float as_float;
    const unsigned float_bits = (unsigned)random;
    std::memcpy(&as_float, &float_bits, sizeof(as_float));
    if (as_float == as_float) check_from_float<Type>(f, as_float);
    check_from_integer<Type, int>(f, (int)random >> (shift & 31));
    check_from_integer<Type, unsigned int>(f, (unsigned)random >> (shift & 31));
    check_from_integer<Type, long long>(f, (long long)random >> shift);
    check_from_integer<Type, unsigned long long>(f, random >> shift);
  }
}

int main() {
  check<half_type>();
  check<bfloat16_type>();
  return report();
}
