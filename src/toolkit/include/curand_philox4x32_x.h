// Philox4x32-10: J. Salmon, M. Moraes, R. Dror, D. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
#ifndef CURAND_PHILOX4X32_X__H_
#define CURAND_PHILOX4X32_X__H_

#include "cudabridge/decorations.h"
#include "vector_types.h"

#define PHILOX_W32_0 (0x9E3779B9)
#define PHILOX_W32_1 (0xBB67AE85)
#define PHILOX_M4x32_0 (0xD2511F53)
#define PHILOX_M4x32_1 (0xCD9E8D57)

struct __attribute__((aligned(16))) curandStatePhilox4_32_10 {
  uint4 ctr;     // the counter of `output`, 128 bits, x lowest
  uint4 output;  // what the counter gives
  uint2 key;
  unsigned int STATE;  // how many of the four outputs are used up
  int boxmuller_flag;
  int boxmuller_flag_double;
  float boxmuller_extra;
  double boxmuller_extra_double;
};
typedef struct curandStatePhilox4_32_10 curandStatePhilox4_32_10_t;

// Ten rounds: the block of four numbers that a counter and a key stand for.
__CUDABRIDGE_HD uint4 curand_Philox4x32_10(uint4 c, uint2 k) {
  for (int round = 0; round < 10; ++round) {
    const unsigned long long product0 = (unsigned long long)PHILOX_M4x32_0 * c.x;
    const unsigned long long product1 = (unsigned long long)PHILOX_M4x32_1 * c.z;
    uint4 next;
    next.x = (unsigned int)(product1 >> 32) ^ c.y ^ k.x;
    next.y = (unsigned int)product1;
    next.z = (unsigned int)(product0 >> 32) ^ c.w ^ k.y;
    next.w = (unsigned int)product0;
    c = next;
    k.x += PHILOX_W32_0;
    k.y += PHILOX_W32_1;
  }
  return c;
}

namespace __cudabridge {

__CUDABRIDGE_HD void philox_advance(curandStatePhilox4_32_10_t* const state, const unsigned long long blocks) {
  const unsigned long long low = ((unsigned long long)state->ctr.y << 32) | state->ctr.x;
  const unsigned long long sum = low + blocks;
  state->ctr.x = (unsigned int)sum;
  state->ctr.y = (unsigned int)(sum >> 32);
  if (sum >= low) return;
  state->ctr.z += 1;
  if (state->ctr.z == 0) state->ctr.w += 1;
}

__CUDABRIDGE_HD unsigned int element(const uint4& block, const unsigned int index) {
  if (index == 0) return block.x;
  if (index == 1) return block.y;
  return index == 2 ? block.z : block.w;
}

}  // namespace __cudabridge

// As if curand had been called n times.
__CUDABRIDGE_HD void skipahead(unsigned long long n, curandStatePhilox4_32_10_t* state) {
  const unsigned int used = state->STATE + (unsigned int)(n & 3);
  state->STATE = used & 3;
  __cudabridge::philox_advance(state, (n >> 2) + (used >> 2));
  state->output = curand_Philox4x32_10(state->ctr, state->key);
}

// Sequences are 2^66 numbers long.
__CUDABRIDGE_HD void skipahead_sequence(unsigned long long n, curandStatePhilox4_32_10_t* state) {
  const unsigned long long high = (((unsigned long long)state->ctr.w << 32) | state->ctr.z) + n;
  state->ctr.z = (unsigned int)high;
  state->ctr.w = (unsigned int)(high >> 32);
  state->output = curand_Philox4x32_10(state->ctr, state->key);
}

__CUDABRIDGE_HD void curand_init(unsigned long long seed, unsigned long long subsequence, unsigned long long offset,
                                 curandStatePhilox4_32_10_t* state) {
  state->key.x = (unsigned int)seed;
  state->key.y = (unsigned int)(seed >> 32);
  state->ctr.x = state->ctr.y = 0;
  state->ctr.z = (unsigned int)subsequence;
  state->ctr.w = (unsigned int)(subsequence >> 32);
  state->STATE = 0;
  state->boxmuller_flag = 0;
  state->boxmuller_flag_double = 0;
  state->boxmuller_extra = 0.0f;
  state->boxmuller_extra_double = 0.0;
  skipahead(offset, state);
}

__CUDABRIDGE_HD unsigned int curand(curandStatePhilox4_32_10_t* state) {
  const unsigned int value = __cudabridge::element(state->output, state->STATE);
  if (++state->STATE == 4) {
    state->STATE = 0;
    __cudabridge::philox_advance(state, 1);
    state->output = curand_Philox4x32_10(state->ctr, state->key);
  }
  return value;
}

// The next four numbers at once.
__CUDABRIDGE_HD uint4 curand4(curandStatePhilox4_32_10_t* state) {
  const uint4 first = state->output;
  __cudabridge::philox_advance(state, 1);
  state->output = curand_Philox4x32_10(state->ctr, state->key);
  if (state->STATE == 0) return first;
  uint4 values;
  unsigned int* const value[4] = {&values.x, &values.y, &values.z, &values.w};
  for (unsigned int i = 0; i < 4; ++i) {
    const unsigned int at = state->STATE + i;
    *value[i] = at < 4 ? __cudabridge::element(first, at) : __cudabridge::element(state->output, at - 4);
  }
  return values;
}

#endif
