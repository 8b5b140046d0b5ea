// XORWOW: G. Marsaglia, "Xorshift RNGs", Journal of Statistical Software 8 (14), 2003, section 3.1. Period 2^192 - 2^32.
#ifndef CUDABRIDGE_CURAND_XORWOW_H
#define CUDABRIDGE_CURAND_XORWOW_H

#include "decorations.h"

struct curandStateXORWOW {
  unsigned int d, v[5];
  int boxmuller_flag;
  int boxmuller_flag_double;
  float boxmuller_extra;
  double boxmuller_extra_double;
};
typedef struct curandStateXORWOW curandStateXORWOW_t;

namespace __cudabridge {

// Steele, Lea, Flood: "Fast splittable pseudorandom number generators", OOPSLA 2014.
__CUDABRIDGE_HD unsigned long long split_mix64(unsigned long long& state) {
  state += 0x9E3779B97F4A7C15ull;
  unsigned long long z = state;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}

constexpr unsigned int xorwow_increment = 362437;
constexpr int jump_digits = 33;
constexpr unsigned int xorwow_jumps[jump_digits * 15 * 5] = {
#include "xorwow_jumps.inc"
};

__CUDABRIDGE_HD void xorwow_step(unsigned int* const v) {
  const unsigned int t = v[0] ^ (v[0] >> 2);
  v[0] = v[1];
  v[1] = v[2];
  v[2] = v[3];
  v[3] = v[4];
  v[4] = (v[4] ^ (v[4] << 4)) ^ (t ^ (t << 1));
}

// Multiplies the linear part of the state by a jump polynomial: the sum of the steps that its coefficients name.
__CUDABRIDGE_HD void xorwow_jump(unsigned int* const v, const unsigned int* const polynomial) {
  unsigned int sum[5] = {0, 0, 0, 0, 0};
  for (int word = 0; word < 5; ++word) {
    unsigned int coefficients = polynomial[word];
    for (int bit = 0; bit < 32; ++bit, coefficients >>= 1) {
      const unsigned int taken = 0u - (coefficients & 1);
      for (int i = 0; i < 5; ++i) sum[i] ^= v[i] & taken;
      xorwow_step(v);
    }
  }
  for (int i = 0; i < 5; ++i) v[i] = sum[i];
}

// Steps the linear part n * 16^digit times, one hexadecimal digit of n at a time.
__CUDABRIDGE_HD void xorwow_jump_digits(unsigned int* const v, unsigned long long n, int digit) {
  for (; n != 0; n >>= 4, ++digit) {
    const int d = (int)(n & 15);
    if (d != 0) xorwow_jump(v, &xorwow_jumps[(digit * 15 + d - 1) * 5]);
  }
}

}  // namespace __cudabridge

__CUDABRIDGE_HD unsigned int curand(curandStateXORWOW_t* state) {
  __cudabridge::xorwow_step(state->v);
  state->d += __cudabridge::xorwow_increment;
  return state->v[4] + state->d;
}

// As if curand had been called n times.
__CUDABRIDGE_HD void skipahead(unsigned long long n, curandStateXORWOW_t* state) {
  __cudabridge::xorwow_jump_digits(state->v, n, 0);
  state->d += (unsigned int)n * __cudabridge::xorwow_increment;
}

// As if curand had been called n * 2^67 times: the additive part comes round to where it was.
__CUDABRIDGE_HD void skipahead_sequence(unsigned long long n, curandStateXORWOW_t* state) {
  __cudabridge::xorwow_jump_digits(state->v, n << 3, 16);  // 2^67 = 2^3 * 16^16
  __cudabridge::xorwow_jump_digits(state->v, n >> 61, 32);
}

// Equal seeds with different subsequences start 2^67 numbers apart.
__CUDABRIDGE_HD void curand_init(unsigned long long seed, unsigned long long subsequence, unsigned long long offset,
                                 curandStateXORWOW_t* state) {
  unsigned long long mix = seed;
  const unsigned long long a = __cudabridge::split_mix64(mix);
  const unsigned long long b = __cudabridge::split_mix64(mix);
  const unsigned long long c = __cudabridge::split_mix64(mix);
  state->v[0] = (unsigned int)a;
  state->v[1] = (unsigned int)(a >> 32);
  state->v[2] = (unsigned int)b;
  state->v[3] = (unsigned int)(b >> 32);
  state->v[4] = (unsigned int)c | 1;  // the linear part must not be all zero
  state->d = (unsigned int)(c >> 32);
  skipahead_sequence(subsequence, state);
  skipahead(offset, state);
  state->boxmuller_flag = 0;
  state->boxmuller_flag_double = 0;
  state->boxmuller_extra = 0.0f;
  state->boxmuller_extra_double = 0.0;
}

#endif
