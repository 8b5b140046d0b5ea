// exp and log of 16 floats to about 1 ulp, for finite arguments whose results are normal numbers (exp also underflows to 0).
#pragma once
#include <immintrin.h>

namespace bench {

// e^x = 2^n e^r with |r| <= ln 2 / 2, ln 2 in two parts (Cody and Waite); the polynomial is the Taylor series to x^7.
inline __m512 exp(__m512 x) {
  __m512 n = _mm512_roundscale_ps(_mm512_mul_ps(x, _mm512_set1_ps(1.44269504f)), _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
  __m512 r = _mm512_fnmadd_ps(n, _mm512_set1_ps(0x1.62e400p-1f), x);
  r = _mm512_fnmadd_ps(n, _mm512_set1_ps(0x1.7f7d1cp-20f), r);
  __m512 p = _mm512_set1_ps(1.98412698e-4f);
  p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(1.38888889e-3f));
  p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(8.33333333e-3f));
  p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(4.16666667e-2f));
  p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(1.66666667e-1f));
  p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(0.5f));
  p = _mm512_fmadd_ps(p, _mm512_mul_ps(r, r), r);
  return _mm512_scalef_ps(_mm512_add_ps(p, _mm512_set1_ps(1)), n);
}

// x = 2^k m with m in [3/4, 3/2); log m = 2 artanh(s), s = (m - 1) / (m + 1), by its series to s^11.
inline __m512 log(__m512 x) {
  __m512 m = _mm512_getmant_ps(x, _MM_MANT_NORM_p75_1p5, _MM_MANT_SIGN_src);
  __m512 k = _mm512_sub_ps(_mm512_getexp_ps(x), _mm512_getexp_ps(m));
  __m512 f = _mm512_sub_ps(m, _mm512_set1_ps(1));
  __m512 s = _mm512_div_ps(f, _mm512_add_ps(f, _mm512_set1_ps(2))), z = _mm512_mul_ps(s, s);
  __m512 p = _mm512_set1_ps(2.0f / 11);
  p = _mm512_fmadd_ps(p, z, _mm512_set1_ps(2.0f / 9));
  p = _mm512_fmadd_ps(p, z, _mm512_set1_ps(2.0f / 7));
  p = _mm512_fmadd_ps(p, z, _mm512_set1_ps(2.0f / 5));
  p = _mm512_fmadd_ps(p, z, _mm512_set1_ps(2.0f / 3));
  // log m = f - s (f - z p): the large part is exact
  __m512 logm = _mm512_sub_ps(f, _mm512_mul_ps(s, _mm512_fnmadd_ps(z, p, f)));
  logm = _mm512_fmadd_ps(k, _mm512_set1_ps(0x1.7f7d1cp-20f), logm);
  return _mm512_fmadd_ps(k, _mm512_set1_ps(0x1.62e400p-1f), logm);
}

}  // namespace bench
