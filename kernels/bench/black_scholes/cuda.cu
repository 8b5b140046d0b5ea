#include "../harness/cuda.h"
#include "problem.h"

__device__ float normal(float d) {
  float k = 1 / (1 + 0.2316419f * fabsf(d));
  float tail = 0.39894228f * expf(-0.5f * d * d) *
               (k * (0.319381530f + k * (-0.356563782f + k * (1.781477937f + k * (-1.821255978f + k * 1.330274429f)))));
  return d > 0 ? 1 - tail : tail;
}

__global__ void black_scholes(const float* price, const float* strike, const float* years, float* call, float* put, unsigned n) {
  unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  float s = price[i], x = strike[i], t = years[i], root = sqrtf(t);
  float d1 = (logf(s / x) + (Problem::Rate + 0.5f * Problem::Volatility * Problem::Volatility) * t) / (Problem::Volatility * root);
  float d2 = d1 - Problem::Volatility * root, discounted = x * expf(-Problem::Rate * t);
  float n1 = normal(d1), n2 = normal(d2);
  call[i] = s * n1 - discounted * n2;
  put[i] = discounted * (1 - n2) - s * (1 - n1);
}

int main(int argc, char** argv) {
  Problem p({argc, argv});
  bench::Device<float> price(p.n), strike(p.n), years(p.n), call(p.n), put(p.n);
  return bench::serve(
      [&] { price.upload(p.price), strike.upload(p.strike), years.upload(p.years), call.clear(), put.clear(); },
      [&] {
        black_scholes<<<(p.n + 255) / 256, 256>>>(price, strike, years, call, put, p.n);
        bench::finish();
      },
      [&] { return call.download(p.call), put.download(p.put), p.check(); });
}
