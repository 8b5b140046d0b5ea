// Sixteen options in a register.
#include "../harness/native.h"
#include "../harness/native_math.h"
#include "problem.h"

static __m512 constant(float value) { return _mm512_set1_ps(value); }

static __m512 normal(__m512 d) {
  __m512 k = _mm512_div_ps(constant(1), _mm512_fmadd_ps(constant(0.2316419f), _mm512_abs_ps(d), constant(1)));
  __m512 series = _mm512_fmadd_ps(k, constant(1.330274429f), constant(-1.821255978f));
  series = _mm512_fmadd_ps(k, series, constant(1.781477937f));
  series = _mm512_fmadd_ps(k, series, constant(-0.356563782f));
  series = _mm512_fmadd_ps(k, series, constant(0.319381530f));
  __m512 density = _mm512_mul_ps(constant(0.39894228f), bench::exp(_mm512_mul_ps(_mm512_mul_ps(constant(-0.5f), d), d)));
  __m512 tail = _mm512_mul_ps(density, _mm512_mul_ps(k, series));
  return _mm512_mask_sub_ps(tail, _mm512_cmp_ps_mask(d, _mm512_setzero_ps(), _CMP_GT_OQ), constant(1), tail);
}

static void black_scholes(Problem& p) {
  const float drift = Problem::Rate + 0.5f * Problem::Volatility * Problem::Volatility;
#pragma omp parallel for
  for (unsigned i = 0; i < p.n; i += 16) {
    __mmask16 lanes = bench::first_lanes(p.n - i);
    __m512 s = _mm512_maskz_load_ps(lanes, &p.price[i]), x = _mm512_maskz_load_ps(lanes, &p.strike[i]), t = _mm512_maskz_load_ps(lanes, &p.years[i]);
    __m512 deviation = _mm512_mul_ps(constant(Problem::Volatility), _mm512_sqrt_ps(t));
    __m512 d1 = _mm512_div_ps(_mm512_fmadd_ps(constant(drift), t, bench::log(_mm512_div_ps(s, x))), deviation);
    __m512 n1 = normal(d1), n2 = normal(_mm512_sub_ps(d1, deviation));
    __m512 discounted = _mm512_mul_ps(x, bench::exp(_mm512_mul_ps(constant(-Problem::Rate), t)));
    __m512 call = _mm512_fmsub_ps(s, n1, _mm512_mul_ps(discounted, n2));
    __m512 put = _mm512_fmsub_ps(discounted, _mm512_sub_ps(constant(1), n2), _mm512_mul_ps(s, _mm512_sub_ps(constant(1), n1)));
    if (lanes == 0xffff) {
      _mm512_stream_ps(&p.call[i], call);
      _mm512_stream_ps(&p.put[i], put);
    } else {
      _mm512_mask_store_ps(&p.call[i], lanes, call);
      _mm512_mask_store_ps(&p.put[i], lanes, put);
    }
  }
}

int main(int argc, char** argv) {
  Problem p({argc, argv});
  auto nothing = [](size_t) { return NAN; };
  return bench::serve([&] { p.call.fill(nothing), p.put.fill(nothing); }, [&] { black_scholes(p); }, [&] { return p.check(); });
}
