// Prices of 4 Mi European options, call and put (Black and Scholes 1973), one thread an option. The normal distribution is formula 26.2.17 of
// Abramowitz and Stegun, Handbook of Mathematical Functions.
#pragma once
#include "../harness/bench.h"

struct Problem {
  static constexpr float Rate = 0.02f, Volatility = 0.3f;
  const unsigned n;
  bench::Array<float> price, strike, years, call, put;

  explicit Problem(bench::Size size) : n(size(4 << 20, 100000)), price(n), strike(n), years(n), call(n), put(n) {
    price.fill([](size_t i) { return bench::uniform(i, 1, 5, 30); });
    strike.fill([](size_t i) { return bench::uniform(i, 2, 1, 100); });
    years.fill([](size_t i) { return bench::uniform(i, 3, 0.25f, 10); });
  }
  std::string check() const {
    std::string wrong = bench::compare(call.data(), n, [&](size_t i) { return reference(i).first; }, 2e-6, 2e-5, 7);
    return wrong.empty() ? bench::compare(put.data(), n, [&](size_t i) { return reference(i).second; }, 2e-6, 2e-5, 7) : wrong;
  }

private:
  std::pair<double, double> reference(size_t i) const {
    double root = std::sqrt(years[i]), d1 = (std::log(double(price[i]) / strike[i]) + (Rate + 0.5 * Volatility * Volatility) * years[i]) / (Volatility * root);
    double d2 = d1 - Volatility * root, discounted = strike[i] * std::exp(-double(Rate) * years[i]);
    double n1 = normal(d1), n2 = normal(d2);
    return {price[i] * n1 - discounted * n2, discounted * (1 - n2) - price[i] * (1 - n1)};
  }
  static double normal(double d) {
    double k = 1 / (1 + 0.2316419 * std::fabs(d));
    double tail = 0.3989422804014327 * std::exp(-0.5 * d * d) *
                  (k * (0.319381530 + k * (-0.356563782 + k * (1.781477937 + k * (-1.821255978 + k * 1.330274429)))));
    return d > 0 ? 1 - tail : tail;
  }
};
