// MRG32k3a: P. L'Ecuyer, "Good parameters and implementations for combined multiple recursive random number generators",
// Operations Research 47 (1), 1999. Period about 2^191.
#ifndef CURAND_MRG32K3A_H
#define CURAND_MRG32K3A_H

#include "cudabridge/curand_xorwow.h"

struct curandStateMRG32k3a {
  unsigned int s1[3];
  unsigned int s2[3];
  int boxmuller_flag;
  int boxmuller_flag_double;
  float boxmuller_extra;
  double boxmuller_extra_double;
};
typedef struct curandStateMRG32k3a curandStateMRG32k3a_t;

namespace __cudabridge {

constexpr unsigned long long mrg_modulus1 = 4294967087ull;  // 2^32 - 209
constexpr unsigned long long mrg_modulus2 = 4294944443ull;  // 2^32 - 22853

// One step of each component, and that step 2^76 and 2^127 times (L'Ecuyer, Simard, Chen, Kelton, "An object-oriented
// random-number package", Operations Research 50 (6), 2002).
struct mrg_matrix { unsigned int a[3][3]; };
constexpr mrg_matrix mrg_step1 = {{{0, 1, 0}, {0, 0, 1}, {4294156359u, 1403580u, 0}}};
constexpr mrg_matrix mrg_step2 = {{{0, 1, 0}, {0, 0, 1}, {4293573854u, 0, 527612u}}};
constexpr mrg_matrix mrg_subsequence1 = {
    {{82758667u, 1871391091u, 4127413238u}, {3672831523u, 69195019u, 1871391091u}, {3672091415u, 3528743235u, 69195019u}}};
constexpr mrg_matrix mrg_subsequence2 = {
    {{1511326704u, 3759209742u, 1610795712u}, {4292754251u, 1511326704u, 3889917532u}, {3859662829u, 4292754251u, 3708466080u}}};
constexpr mrg_matrix mrg_sequence1 = {
    {{2427906178u, 3580155704u, 949770784u}, {226153695u, 1230515664u, 3580155704u}, {1988835001u, 986791581u, 1230515664u}}};
constexpr mrg_matrix mrg_sequence2 = {
    {{1464411153u, 277697599u, 1610723613u}, {32183930u, 1464411153u, 1022607788u}, {2824425944u, 32183930u, 2093834863u}}};

__CUDABRIDGE_HD unsigned long long mrg_row(const unsigned int* const row, const unsigned long long x, const unsigned long long y,
                                           const unsigned long long z, const unsigned long long modulus) {
  return (row[0] * x % modulus + row[1] * y % modulus + row[2] * z % modulus) % modulus;
}

// state = matrix^n * state. The powers of two are squared on the way.
__CUDABRIDGE_HD void mrg_jump(unsigned int* const state, mrg_matrix power, unsigned long long n, const unsigned long long modulus) {
  for (; n != 0; n >>= 1) {
    if (n & 1) {
      const unsigned long long x = state[0], y = state[1], z = state[2];
      for (int i = 0; i < 3; ++i) state[i] = (unsigned int)mrg_row(power.a[i], x, y, z, modulus);
    }
    mrg_matrix square;
    for (int i = 0; i < 3; ++i) {
      for (int j = 0; j < 3; ++j) {
        square.a[i][j] = (unsigned int)mrg_row(power.a[i], power.a[0][j], power.a[1][j], power.a[2][j], modulus);
      }
    }
    power = square;
  }
}

// The next number, 1 … 2^32 - 209.
__CUDABRIDGE_HD unsigned int mrg_next(curandStateMRG32k3a* const state) {
  const unsigned long long p1 =
      (1403580ull * state->s1[1] + (mrg_modulus1 - 810728ull) * state->s1[0] % mrg_modulus1) % mrg_modulus1;
  const unsigned long long p2 =
      (527612ull * state->s2[2] + (mrg_modulus2 - 1370589ull) * state->s2[0] % mrg_modulus2) % mrg_modulus2;
  state->s1[0] = state->s1[1];
  state->s1[1] = state->s1[2];
  state->s1[2] = (unsigned int)p1;
  state->s2[0] = state->s2[1];
  state->s2[1] = state->s2[2];
  state->s2[2] = (unsigned int)p2;
  return (unsigned int)(p1 > p2 ? p1 - p2 : p1 + mrg_modulus1 - p2);
}

}  // namespace __cudabridge

// 32 random bits: the generator's range stretched to 2^32 values.
__CUDABRIDGE_HD unsigned int curand(curandStateMRG32k3a_t* state) {
  const double stretch = 4294967296.0 / 4294967087.0;
  return (unsigned int)((double)(__cudabridge::mrg_next(state) - 1) * stretch);
}

__CUDABRIDGE_HD void skipahead(unsigned long long n, curandStateMRG32k3a_t* state) {
  __cudabridge::mrg_jump(state->s1, __cudabridge::mrg_step1, n, __cudabridge::mrg_modulus1);
  __cudabridge::mrg_jump(state->s2, __cudabridge::mrg_step2, n, __cudabridge::mrg_modulus2);
}
// By n * 2^76 numbers.
__CUDABRIDGE_HD void skipahead_subsequence(unsigned long long n, curandStateMRG32k3a_t* state) {
  __cudabridge::mrg_jump(state->s1, __cudabridge::mrg_subsequence1, n, __cudabridge::mrg_modulus1);
  __cudabridge::mrg_jump(state->s2, __cudabridge::mrg_subsequence2, n, __cudabridge::mrg_modulus2);
}
// By n * 2^127 numbers.
__CUDABRIDGE_HD void skipahead_sequence(unsigned long long n, curandStateMRG32k3a_t* state) {
  __cudabridge::mrg_jump(state->s1, __cudabridge::mrg_sequence1, n, __cudabridge::mrg_modulus1);
  __cudabridge::mrg_jump(state->s2, __cudabridge::mrg_sequence2, n, __cudabridge::mrg_modulus2);
}

// Equal seeds with different subsequences start 2^76 numbers apart.
__CUDABRIDGE_HD void curand_init(unsigned long long seed, unsigned long long subsequence, unsigned long long offset,
                                 curandStateMRG32k3a_t* state) {
  unsigned long long mix = seed;
  for (int i = 0; i < 3; ++i) {
    // Never zero, so neither component is all zero.
    state->s1[i] = (unsigned int)(1 + __cudabridge::split_mix64(mix) % (__cudabridge::mrg_modulus1 - 1));
    state->s2[i] = (unsigned int)(1 + __cudabridge::split_mix64(mix) % (__cudabridge::mrg_modulus2 - 1));
  }
  skipahead_subsequence(subsequence, state);
  skipahead(offset, state);
  state->boxmuller_flag = 0;
  state->boxmuller_flag_double = 0;
  state->boxmuller_extra = 0.0f;
  state->boxmuller_extra_double = 0.0;
}

#endif
