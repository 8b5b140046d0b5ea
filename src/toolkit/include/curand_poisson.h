// Poisson-distributed numbers: inversion by sequential search for a small mean, else W. Hörmann's transformed rejection with
// squeeze, PTRS ("The transformed rejection method for generating Poisson random variables", Insurance: Mathematics and
// Economics 12, 1993).
#ifndef CURAND_POISSON_H_
#define CURAND_POISSON_H_

#include "curand_uniform.h"

namespace __cudabridge {

template <class State>
__CUDABRIDGE_HD unsigned int poisson_small(State* const state, const double lambda) {
  double left = curand_uniform_double(state);
  double probability = ::exp(-lambda);
  unsigned int k = 0;
  while (left > probability && probability > 0.0) {
    left -= probability;
    ++k;
    probability *= lambda / k;
  }
  return k;
}

template <class State>
__CUDABRIDGE_HD unsigned int poisson_large(State* const state, const double lambda) {
  const double b = 0.931 + 2.53 * ::sqrt(lambda);
  const double a = -0.059 + 0.02483 * b;
  const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
  const double squeeze = 0.9277 - 3.6224 / (b - 2.0);
  for (;;) {
    const double u = curand_uniform_double(state) - 0.5;
    const double v = curand_uniform_double(state);
    const double us = 0.5 - ::fabs(u);
    if (!(us > 0.0)) continue;
    const double k = ::floor((2.0 * a / us + b) * u + lambda + 0.43);
    if (us >= 0.07 && v <= squeeze) return (unsigned int)k;
    if (k < 0.0 || (us < 0.013 && v > us)) continue;
    if (::log(v) + ::log(inverse_alpha) - ::log(a / (us * us) + b) <= k * ::log(lambda) - lambda - ::lgamma(k + 1.0)) {
      return (unsigned int)k;
    }
  }
}

template <class State>
__CUDABRIDGE_HD unsigned int poisson(State* const state, const double lambda) {
  return lambda < 30.0 ? poisson_small(state, lambda) : poisson_large(state, lambda);
}

}  // namespace __cudabridge

__CUDABRIDGE_HD unsigned int curand_poisson(curandStateXORWOW_t* state, double lambda) { return __cudabridge::poisson(state, lambda); }
__CUDABRIDGE_HD unsigned int curand_poisson(curandStatePhilox4_32_10_t* state, double lambda) { return __cudabridge::poisson(state, lambda); }
__CUDABRIDGE_HD unsigned int curand_poisson(curandStateMRG32k3a_t* state, double lambda) { return __cudabridge::poisson(state, lambda); }

__CUDABRIDGE_HD uint4 curand_poisson4(curandStatePhilox4_32_10_t* state, double lambda) {
  uint4 result;
  result.x = __cudabridge::poisson(state, lambda);
  result.y = __cudabridge::poisson(state, lambda);
  result.z = __cudabridge::poisson(state, lambda);
  result.w = __cudabridge::poisson(state, lambda);
  return result;
}

#endif
