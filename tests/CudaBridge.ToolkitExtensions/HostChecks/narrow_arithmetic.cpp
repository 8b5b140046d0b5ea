// Arithmetic and comparisons of __half and __nv_bfloat16: exact results, rounded by the definition of the format.
#include "narrow_types.h"

template <class Type>
struct checker {
  typedef typename Type::number number;
  typedef typename Type::pair pair;
  const format f = Type::make_format();

  // NaN results are compared as NaN: their bits are not defined for arithmetic.
  void same(const char* what, unsigned a, unsigned b, unsigned c, number result, unsigned wanted) {
    const unsigned got = Type::bits(result);
    expect(f.is_nan(wanted) ? f.is_nan(got) : got == wanted, what, f.value(a), f.value(b), f.value(c), got, wanted);
  }

  unsigned round(double special, real exact, bool negative_zero) {
    if (special != special) return f.nan;
    if (std::isinf(special)) return f.infinity | (special < 0 ? f.sign : 0);
    return f.round(exact, NEAREST, negative_zero);
  }
  unsigned saturate(unsigned bits) {
    const double value = f.value(bits);
    return !(value > 0) ? 0 : value > 1 ? f.round(1) : bits;
  }
  unsigned rectify(unsigned bits) { return f.is_nan(bits) ? f.nan : f.value(bits) > 0 ? bits : 0; }

  void binary(unsigned a, unsigned b) {
    const number x = Type::make(a), y = Type::make(b);
    const double u = f.value(a), v = f.value(b);
    // The double result has the right sign, infinity or NaN; a finite exact result is computed with more precision.
    const unsigned sum = round(u + v, (real)u + v, std::signbit(u + v));
    const unsigned difference = round(u - v, (real)u - v, std::signbit(u - v));
    const unsigned product = round(u * v, (real)u * v, std::signbit(u * v));
    const unsigned quotient = round(u / v, (real)u / v, std::signbit(u / v));
    same("__hadd", a, b, 0, __hadd(x, y), sum);
    same("__hadd_rn", a, b, 0, __hadd_rn(x, y), sum);
    same("__hsub", a, b, 0, __hsub(x, y), difference);
    same("__hmul", a, b, 0, __hmul(x, y), product);
    same("__hdiv", a, b, 0, __hdiv(x, y), quotient);
    same("__hadd_sat", a, b, 0, __hadd_sat(x, y), saturate(sum));
    same("__hsub_sat", a, b, 0, __hsub_sat(x, y), saturate(difference));
    same("__hmul_sat", a, b, 0, __hmul_sat(x, y), saturate(product));
    same("operator+", a, b, 0, x + y, sum);
    same("operator/", a, b, 0, x / y, quotient);
    const pair both = __hmul2(pair(x, y), pair(y, y));
    same("__hmul2.x", a, b, 0, both.x, product);

    const bool unordered = u != u || v != v;
    const bool results[] = {__heq(x, y), __hne(x, y), __hlt(x, y), __hle(x, y), __hgt(x, y), __hge(x, y),
                            __hequ(x, y), __hneu(x, y), __hltu(x, y), __hleu(x, y), __hgtu(x, y), __hgeu(x, y),
                            x == y, x != y, x < y, x <= y, x > y, x >= y};
    const bool wanted[] = {u == v, !unordered && u != v, u < v, u <= v, u > v, u >= v,
                           unordered || u == v, u != v, unordered || u < v, unordered || u <= v, unordered || u > v, unordered || u >= v,
                           u == v, u != v, u < v, u <= v, u > v, u >= v};
    for (int i = 0; i < 18; ++i) expect(results[i] == wanted[i], "comparison", u, v, i, results[i], wanted[i]);
    const unsigned mask = __hlt2_mask(pair(x, y), pair(y, x));
    expect(mask == ((u < v ? 0xFFFFu : 0) | (v < u ? 0xFFFF0000u : 0)), "__hlt2_mask", u, v, 0, mask, 0);
    expect(__hbge2(pair(x, x), pair(y, x)) == (u >= v && u == u), "__hbge2", u, v, 0, 0, 0);

    const bool a_is_less = u < v || (u == v && (a & f.sign));
    const unsigned least = u != u ? b : v != v ? a : a_is_less ? a : b;
    const unsigned greatest = u != u ? b : v != v ? a : a_is_less ? b : a;
    same("__hmin", a, b, 0, __hmin(x, y), f.is_nan(least) ? f.nan : least);
    same("__hmax", a, b, 0, __hmax(x, y), f.is_nan(greatest) ? f.nan : greatest);
    same("__hmin_nan", a, b, 0, __hmin_nan(x, y), unordered ? f.nan : least);
    same("__hmax_nan", a, b, 0, __hmax_nan(x, y), unordered ? f.nan : greatest);
  }

  void ternary(unsigned a, unsigned b, unsigned c) {
    const double u = f.value(a), v = f.value(b), w = f.value(c);
    const double special = u * v + w;  // the product is exact
    unsigned wanted;
    if (special != special) wanted = f.nan;
    else if (std::isinf(special)) wanted = f.infinity | (special < 0 ? f.sign : 0);
    else wanted = f.round(exact_sum((real)u * v, w), NEAREST, std::signbit(special));
    const number x = Type::make(a), y = Type::make(b), z = Type::make(c);
    same("__hfma", a, b, c, __hfma(x, y, z), wanted);
    same("__hfma_sat", a, b, c, __hfma_sat(x, y, z), saturate(wanted));
    same("__hfma_relu", a, b, c, __hfma_relu(x, y, z), rectify(wanted));
  }

  void unary(unsigned a) {
    const number x = Type::make(a);
    same("__hneg", a, 0, 0, __hneg(x), a ^ f.sign);
    same("__habs", a, 0, 0, __habs(x), a & (f.sign - 1));
    expect(__hisnan(x) == f.is_nan(a), "__hisnan", f.value(a), 0, 0, a, 0);
    expect(__hisinf(x) == (f.is_infinite(a) ? (a & f.sign ? -1 : 1) : 0), "__hisinf", f.value(a), 0, 0, a, 0);
    expect((bool)x == !(f.value(a) == 0), "operator bool", f.value(a), 0, 0, a, 0);
  }

  // Where results sit close to rounding boundaries: addends half a unit of the product's last place away, and far below it.
  void near_boundaries() {
    for (int i = 0; i < 400000; ++i) {
      const unsigned a = (unsigned)next_random() & 0xFFFF, b = (unsigned)next_random() & 0xFFFF;
      const unsigned c = (unsigned)next_random() & 0xFFFF;
      ternary(a, b, c);
      const unsigned product = f.round((real)f.value(a) * f.value(b));
      const unsigned distance = (unsigned)(f.mantissa_bits + 1) << f.mantissa_bits;
      if (!f.is_nan(product) && (product & (f.sign - 1)) > distance) ternary(a, b, (product - distance) ^ (c & f.sign));
      if ((c & 0x7) == 0) ternary(a, b, product ^ f.sign);
    }
  }

  void run() {
    std::vector<unsigned> edges = {0, 1, 2, f.infinity - 1, f.infinity, f.infinity + 1, f.sign - 1, f.round(1), f.round(1) + 1, f.round(1) - 1,
                                   f.round(3), f.round(0.1), 1u << f.mantissa_bits, (1u << f.mantissa_bits) - 1};
    for (unsigned i = 0, count = (unsigned)edges.size(); i < count; ++i) edges.push_back(edges[i] | f.sign);
    for (unsigned a = 0; a < 65536; ++a) {
      unary(a);
      for (unsigned b : edges) (a & 1) ? binary(a, b) : binary(b, a);
    }
    for (int i = 0; i < 1000000; ++i) binary((unsigned)next_random() & 0xFFFF, (unsigned)next_random() & 0xFFFF);
    for (unsigned a : edges)
      for (unsigned b : edges)
        for (unsigned c : edges) ternary(a, b, c);
    near_boundaries();
  }
};

int main() {
  checker<half_type>().run();
  checker<bfloat16_type>().run();
  return report();
}
