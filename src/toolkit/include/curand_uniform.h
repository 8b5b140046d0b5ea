// Uniform numbers: 0 is excluded, 1 included.
#ifndef CURAND_UNIFORM_H_
#define CURAND_UNIFORM_H_

#include "cudabridge/curand_xorwow.h"
#include "curand_mrg32k3a.h"
#include "curand_philox4x32_x.h"

namespace __cudabridge {

__CUDABRIDGE_HD float unit_float(const unsigned int bits) { return (float)bits * 0x1p-32f + 0x1p-33f; }
// 53 bits of two numbers.
__CUDABRIDGE_HD double unit_double(const unsigned int low, const unsigned int high) {
  return (double)((unsigned long long)low ^ ((unsigned long long)high << 21)) * 0x1p-53 + 0x1p-54;
}
constexpr double mrg_unit = 1.0 / 4294967088.0;

}  // namespace __cudabridge

__CUDABRIDGE_HD float curand_uniform(curandStateXORWOW_t* state) { return __cudabridge::unit_float(curand(state)); }
__CUDABRIDGE_HD float curand_uniform(curandStatePhilox4_32_10_t* state) { return __cudabridge::unit_float(curand(state)); }
__CUDABRIDGE_HD float curand_uniform(curandStateMRG32k3a_t* state) {
  return (float)(__cudabridge::mrg_next(state) * __cudabridge::mrg_unit);
}
__CUDABRIDGE_HD float4 curand_uniform4(curandStatePhilox4_32_10_t* state) {
  const uint4 bits = curand4(state);
  float4 result;
  result.x = __cudabridge::unit_float(bits.x);
  result.y = __cudabridge::unit_float(bits.y);
  result.z = __cudabridge::unit_float(bits.z);
  result.w = __cudabridge::unit_float(bits.w);
  return result;
}

__CUDABRIDGE_HD double curand_uniform_double(curandStateXORWOW_t* state) {
  const unsigned int low = curand(state);
  return __cudabridge::unit_double(low, curand(state));
}
__CUDABRIDGE_HD double curand_uniform_double(curandStatePhilox4_32_10_t* state) {
  const unsigned int low = curand(state);
  return __cudabridge::unit_double(low, curand(state));
}
__CUDABRIDGE_HD double curand_uniform_double(curandStateMRG32k3a_t* state) {
  return __cudabridge::mrg_next(state) * __cudabridge::mrg_unit;
}
__CUDABRIDGE_HD double2 curand_uniform2_double(curandStatePhilox4_32_10_t* state) {
  const uint4 bits = curand4(state);
  double2 result;
  result.x = __cudabridge::unit_double(bits.x, bits.y);
  result.y = __cudabridge::unit_double(bits.z, bits.w);
  return result;
}
__CUDABRIDGE_HD double4 curand_uniform4_double(curandStatePhilox4_32_10_t* state) {
  const double2 low = curand_uniform2_double(state);
  const double2 high = curand_uniform2_double(state);
  double4 result;
  result.x = low.x;
  result.y = low.y;
  result.z = high.x;
  result.w = high.y;
  return result;
}

#endif
