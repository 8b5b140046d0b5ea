// Random numbers in kernels (curand_kernel.h) for languages whose makers' library was not seen: XORWOW, Philox4x32-10 and MRG32k3a as
// published, under cuRAND's names. Goes with sources that cudabridge has ported.
#ifndef CUDABRIDGE_RAND_H
#define CUDABRIDGE_RAND_H
#include <cuda_runtime.h>

#ifndef __CUDABRIDGE_HD
#define __CUDABRIDGE_HD static inline __host__ __device__
#endif

// toolkit: curand_xorwow.h
// toolkit: curand_philox4x32_x.h
// toolkit: curand_mrg32k3a.h

typedef struct curandStateXORWOW curandState;
typedef struct curandStateXORWOW curandState_t;

// toolkit: curand_uniform.h
// toolkit: curand_normal.h
// toolkit: curand_lognormal.h
// toolkit: curand_poisson.h

#endif
