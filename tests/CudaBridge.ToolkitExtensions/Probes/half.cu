#include <cuda_fp16.h>

#define N __half
#define N2 __half2
#define F half
#define F2 half2
#define T __half2
#include "narrow_api.inc"

static_assert(sizeof(half) == 2 && alignof(half) == 2 && sizeof(half2) == 4 && alignof(half2) == 4, "layout");
static_assert(__is_trivially_copyable(half) && __is_trivially_copyable(half2), "kernels take them by value");

__device__ half global_half;
__constant__ half2 constant_half2;

__global__ void storage(half argument, half2* out) {
  __shared__ half shared[32];
  shared[threadIdx.x] = argument;
  __syncthreads();
  const __half_raw raw = shared[0];
  out[0] = __half2half2(half(raw)) + constant_half2;
  keep<float2>(__half22float2(out[1]));
  keep<half>(CUDART_INF_FP16); keep<half>(CUDART_NAN_FP16); keep<half>(CUDART_MIN_DENORM_FP16); keep<half>(CUDART_MAX_NORMAL_FP16);
  keep<half>(CUDART_NEG_ZERO_FP16); keep<half>(CUDART_ZERO_FP16); keep<half>(CUDART_ONE_FP16);
}
