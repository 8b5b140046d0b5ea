// Random numbers in kernels, after cuRAND's documentation, "Device API": XORWOW, Philox4x32-10 and MRG32k3a.
//
// The generators are those of their papers, and subsequences are spaced as documented. How a seed becomes a first state is
// documented for none of them: for Philox the natural reading is used (the seed is the key, the subsequence the upper half of the
// counter); XORWOW and MRG32k3a spread the seed with SplitMix64 and so give other numbers than NVIDIA's library does for the
// same seed, of the same quality. The quasi-random generators and MTGP32 are absent.
#ifndef CURAND_KERNEL_H_
#define CURAND_KERNEL_H_

#if defined(__CUDA__) || defined(__CUDACC__)

#include "cuda_runtime.h"
#include "cudabridge/decorations.h"
#include "curand.h"

#include "cudabridge/curand_xorwow.h"
#include "curand_philox4x32_x.h"
#include "curand_mrg32k3a.h"

typedef struct curandStateXORWOW curandState;
typedef struct curandStateXORWOW curandState_t;

#include "curand_uniform.h"
#include "curand_normal.h"
#include "curand_lognormal.h"
#include "curand_poisson.h"

#endif
#endif
