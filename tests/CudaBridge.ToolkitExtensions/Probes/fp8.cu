#include <cuda_fp8.h>

__host__ __device__ inline float all_types(float value) {
  const __nv_fp8_e4m3 a(value);
  const __nv_fp8_e5m2 b(static_cast<double>(value));
  const __nv_fp8x2_e4m3 pair(float2{value, value});
  const __nv_fp8x2_e5m2 half_pair(static_cast<__half2>(pair));
  const __nv_fp8x4_e4m3 four(float4{1, 2, 3, 4});
  const __nv_fp8x4_e5m2 half_four(static_cast<__half2>(pair), static_cast<__half2>(half_pair));
  const float4 wide = static_cast<float4>(four);
  return float(a) + float(b) + int(a) + float(__half(a)) + float(__nv_bfloat16(b)) + wide.x + static_cast<float2>(half_pair).y +
         static_cast<float4>(half_four).w + __nv_fp8_e4m3(7).__x + __nv_fp8_e5m2(8ull).__x;
}

__global__ void convert(float* values, __half_raw h, __nv_bfloat16_raw b, __half2_raw h2, __nv_bfloat162_raw b2) {
  values[0] = all_types(values[1]);
  const __nv_fp8_storage_t scalar = __nv_cvt_halfraw_to_fp8(h, __NV_SATFINITE, __NV_E4M3) ^ __nv_cvt_bfloat16raw_to_fp8(b, __NV_NOSAT, __NV_E5M2);
  const __nv_fp8x2_storage_t pair = __nv_cvt_halfraw2_to_fp8x2(h2, __NV_SATFINITE, __NV_E4M3) ^ __nv_cvt_bfloat16raw2_to_fp8x2(b2, __NV_NOSAT, __NV_E5M2) ^
                                    __nv_cvt_double2_to_fp8x2(double2{1, 2}, __NV_SATFINITE, __NV_E4M3);
  values[2] = __half2float(__half(__nv_cvt_fp8_to_halfraw(scalar, __NV_E4M3))) + __low2float(__half2(__nv_cvt_fp8x2_to_halfraw2(pair, __NV_E5M2)));
}

__global__ void powers(float* values, __nv_bfloat16_raw b, __nv_bfloat162_raw b2) {
  const __nv_fp8_e8m0 scale(values[0]);
  const __nv_fp8x2_e8m0 pair(float2{1, 2});
  const __nv_fp8x4_e8m0 four(float4{1, 2, 3, 4});
  const unsigned mixed = __nv_cvt_float_to_e8m0(values[1], __NV_SATFINITE, cudaRoundZero) ^ __nv_cvt_double_to_e8m0(values[2], __NV_NOSAT, cudaRoundPosInf) ^
                         __nv_cvt_bfloat16raw_to_e8m0(b, __NV_NOSAT, cudaRoundZero) ^ __nv_cvt_float2_to_e8m0x2(float2{1, 2}, __NV_NOSAT, cudaRoundZero) ^
                         __nv_cvt_double2_to_e8m0x2(double2{1, 2}, __NV_NOSAT, cudaRoundZero) ^ __nv_cvt_bfloat162raw_to_e8m0x2(b2, __NV_NOSAT, cudaRoundZero) ^
                         __nv_cvt_e8m0_to_bf16raw(scale.__x).x ^ __nv_cvt_e8m0x2_to_bf162raw(pair.__x).y;
  values[3] = float(scale) + static_cast<float2>(pair).x + static_cast<float4>(four).w + mixed;
}

float on_host(float value) { return all_types(value); }
