// half and bfloat16: conversions, arithmetic, two at a time, and fused multiply-add.
#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <cmath>
#include <vector>
#include "check.h"

__global__ void dot(const half2* a, const half2* b, float* out, int n) {
  __shared__ float s[64];
  half2 sum;
  sum = {};
  for (int i = threadIdx.x; i < n; i += 64) sum = __hfma2(a[i], b[i], sum);
  s[threadIdx.x] = __low2float(sum) + __high2float(sum);
  __syncthreads();
  for (int step = 32; step; step /= 2) {
    if (threadIdx.x < step) s[threadIdx.x] += s[threadIdx.x + step];
    __syncthreads();
  }
  if (threadIdx.x == 0) *out = s[0];
}

__global__ void round_trip(const float* in, float* h, float* b, int* compared, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  __half x = __float2half(in[i]);
  __nv_bfloat16 y = __float2bfloat16(in[i]);
  h[i] = __half2float(x);
  b[i] = __bfloat162float(y);
  compared[i] = (x < __float2half(1.0f)) + 2 * __hgt(x, __float2half(-1.0f)) + 4 * (x * x >= __float2half(0.25f));
}

// Rounds to `bits` significant bits, to nearest even.
static float rounded(float x, int bits) {
  int exponent;
  double m = std::frexp(double(x), &exponent);
  return float(std::ldexp(std::nearbyint(std::ldexp(m, bits)), exponent - bits));
}

int main() {
  const int n = 256;
  std::vector<__half2> a(n), b(n);
  double expected = 0;
  for (int i = 0; i < n; i++) {
    float p = (i % 8) * 0.25f, q = 1.0f - (i % 4) * 0.5f;
    a[i] = __floats2half2_rn(p, q);
    b[i] = __floats2half2_rn(q, 2.0f);
    expected += double(p) * q + double(q) * 2;
  }
  DeviceArray<__half2> da(a.data(), n), db(b.data(), n);
  DeviceArray<float> dsum(1);
  float sum;
  dot<<<1, 64>>>(da, db, dsum, n);
  dsum.download(&sum);
  EXPECT(sum == float(expected));

  const int m = 1000;
  std::vector<float> in(m), h(m), bf(m);
  std::vector<int> compared(m);
  for (int i = 0; i < m; i++) in[i] = std::sin(i * 1.7f) * (1 + i % 7);
  DeviceArray<float> din(in.data(), m), dh(m), dbf(m);
  DeviceArray<int> dc(m);
  round_trip<<<8, 128>>>(din, dh, dbf, dc, m);
  dh.download(h.data()), dbf.download(bf.data()), dc.download(compared.data());
  for (int i = 0; i < m; i++) {
    if (std::fabs(in[i]) < 1e-3f) continue;
    EXPECT(h[i] == rounded(in[i], 11));
    EXPECT(bf[i] == rounded(in[i], 8));
    float square = rounded(h[i] * h[i], 11);
    EXPECT(compared[i] == (h[i] < 1) + 2 * (h[i] > -1) + 4 * (square >= 0.25f));
  }
  return finish("half_precision");
}
