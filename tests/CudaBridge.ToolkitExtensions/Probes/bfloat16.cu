#include <cuda_bf16.h>

#define N __nv_bfloat16
#define N2 __nv_bfloat162
#define F bfloat16
#define F2 bfloat162
#define T __bfloat162
#include "narrow_api.inc"

static_assert(sizeof(nv_bfloat16) == 2 && sizeof(nv_bfloat162) == 4 && alignof(nv_bfloat162) == 4, "layout");

__global__ void storage(nv_bfloat16 argument, nv_bfloat162* out, half* h) {
  const __nv_bfloat16_raw raw = argument;
  out[0] = __bfloat162bfloat162(nv_bfloat16(raw));
  h[0] = half(argument);
  out[1].x = nv_bfloat16(h[1]);
  keep<float2>(__bfloat1622float2(out[2]));
  keep<nv_bfloat16>(CUDART_INF_BF16); keep<nv_bfloat16>(CUDART_NAN_BF16); keep<nv_bfloat16>(CUDART_MIN_DENORM_BF16);
  keep<nv_bfloat16>(CUDART_MAX_NORMAL_BF16); keep<nv_bfloat16>(CUDART_NEG_ZERO_BF16); keep<nv_bfloat16>(CUDART_ZERO_BF16); keep<nv_bfloat16>(CUDART_ONE_BF16);
}
