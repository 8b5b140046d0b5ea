// Normally distributed numbers, mean 0 and standard deviation 1, by the method of Box and Muller (Annals of Mathematical
// Statistics 29, 1958). Two come at a time; the single forms keep the second in the state for the next call.
#ifndef CURAND_NORMAL_H_
#define CURAND_NORMAL_H_

#include "curand_uniform.h"

namespace __cudabridge {

__CUDABRIDGE_HD float2 normal_pair(const float radius_uniform, const float angle_uniform) {
  const float radius = ::sqrtf(-2.0f * ::logf(radius_uniform));
  float sine, cosine;
  ::sincosf(6.28318530717958647692f * angle_uniform, &sine, &cosine);
  float2 result;
  result.x = radius * sine;
  result.y = radius * cosine;
  return result;
}
__CUDABRIDGE_HD double2 normal_pair(const double radius_uniform, const double angle_uniform) {
  const double radius = ::sqrt(-2.0 * ::log(radius_uniform));
  double sine, cosine;
  ::sincos(6.28318530717958647692 * angle_uniform, &sine, &cosine);
  double2 result;
  result.x = radius * sine;
  result.y = radius * cosine;
  return result;
}

}  // namespace __cudabridge

#define CUDABRIDGE_NORMAL(state_type)                                                        \
  __CUDABRIDGE_HD float2 curand_normal2(state_type* state) {                                 \
    const float radius = curand_uniform(state);                                              \
    return __cudabridge::normal_pair(radius, curand_uniform(state));                         \
  }                                                                                          \
  __CUDABRIDGE_HD double2 curand_normal2_double(state_type* state) {                         \
    const double radius = curand_uniform_double(state);                                      \
    return __cudabridge::normal_pair(radius, curand_uniform_double(state));                  \
  }                                                                                          \
  __CUDABRIDGE_HD float curand_normal(state_type* state) {                                   \
    if (state->boxmuller_flag) {                                                             \
      state->boxmuller_flag = 0;                                                             \
      return state->boxmuller_extra;                                                         \
    }                                                                                        \
    const float2 pair = curand_normal2(state);                                               \
    state->boxmuller_extra = pair.y;                                                         \
    state->boxmuller_flag = 1;                                                               \
    return pair.x;                                                                           \
  }                                                                                          \
  __CUDABRIDGE_HD double curand_normal_double(state_type* state) {                           \
    if (state->boxmuller_flag_double) {                                                      \
      state->boxmuller_flag_double = 0;                                                      \
      return state->boxmuller_extra_double;                                                  \
    }                                                                                        \
    const double2 pair = curand_normal2_double(state);                                       \
    state->boxmuller_extra_double = pair.y;                                                  \
    state->boxmuller_flag_double = 1;                                                        \
    return pair.x;                                                                           \
  }
CUDABRIDGE_NORMAL(curandStateXORWOW_t)
CUDABRIDGE_NORMAL(curandStatePhilox4_32_10_t)
CUDABRIDGE_NORMAL(curandStateMRG32k3a_t)
#undef CUDABRIDGE_NORMAL

__CUDABRIDGE_HD float4 curand_normal4(curandStatePhilox4_32_10_t* state) {
  const float4 uniform = curand_uniform4(state);
  const float2 low = __cudabridge::normal_pair(uniform.x, uniform.y);
  const float2 high = __cudabridge::normal_pair(uniform.z, uniform.w);
  float4 result;
  result.x = low.x;
  result.y = low.y;
  result.z = high.x;
  result.w = high.y;
  return result;
}
__CUDABRIDGE_HD double4 curand_normal4_double(curandStatePhilox4_32_10_t* state) {
  const double2 low = curand_normal2_double(state);
  const double2 high = curand_normal2_double(state);
  double4 result;
  result.x = low.x;
  result.y = low.y;
  result.z = high.x;
  result.w = high.y;
  return result;
}

#endif
