// Log-normally distributed numbers: exp(mean + stddev * normal).
#ifndef CURAND_LOGNORMAL_H_
#define CURAND_LOGNORMAL_H_

#include "curand_normal.h"

#define CUDABRIDGE_LOG_NORMAL(state_type)                                                                     \
  __CUDABRIDGE_HD float curand_log_normal(state_type* state, float mean, float stddev) {                      \
    return ::expf(mean + stddev * curand_normal(state));                                                      \
  }                                                                                                           \
  __CUDABRIDGE_HD double curand_log_normal_double(state_type* state, double mean, double stddev) {            \
    return ::exp(mean + stddev * curand_normal_double(state));                                                \
  }                                                                                                           \
  __CUDABRIDGE_HD float2 curand_log_normal2(state_type* state, float mean, float stddev) {                    \
    float2 result = curand_normal2(state);                                                                    \
    result.x = ::expf(mean + stddev * result.x);                                                              \
    result.y = ::expf(mean + stddev * result.y);                                                              \
    return result;                                                                                            \
  }                                                                                                           \
  __CUDABRIDGE_HD double2 curand_log_normal2_double(state_type* state, double mean, double stddev) {          \
    double2 result = curand_normal2_double(state);                                                            \
    result.x = ::exp(mean + stddev * result.x);                                                               \
    result.y = ::exp(mean + stddev * result.y);                                                               \
    return result;                                                                                            \
  }
CUDABRIDGE_LOG_NORMAL(curandStateXORWOW_t)
CUDABRIDGE_LOG_NORMAL(curandStatePhilox4_32_10_t)
CUDABRIDGE_LOG_NORMAL(curandStateMRG32k3a_t)
#undef CUDABRIDGE_LOG_NORMAL

__CUDABRIDGE_HD float4 curand_log_normal4(curandStatePhilox4_32_10_t* state, float mean, float stddev) {
  float4 result = curand_normal4(state);
  result.x = ::expf(mean + stddev * result.x);
  result.y = ::expf(mean + stddev * result.y);
  result.z = ::expf(mean + stddev * result.z);
  result.w = ::expf(mean + stddev * result.w);
  return result;
}
__CUDABRIDGE_HD double4 curand_log_normal4_double(curandStatePhilox4_32_10_t* state, double mean, double stddev) {
  double4 result = curand_normal4_double(state);
  result.x = ::exp(mean + stddev * result.x);
  result.y = ::exp(mean + stddev * result.y);
  result.z = ::exp(mean + stddev * result.z);
  result.w = ::exp(mean + stddev * result.w);
  return result;
}

#endif
