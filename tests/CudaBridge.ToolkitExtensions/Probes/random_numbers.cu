#include <curand_kernel.h>

template <class State>
__device__ double draw(State* state) {
  skipahead(3ull, state);
  skipahead_sequence(2ull, state);
  const float2 n2 = curand_normal2(state), l2 = curand_log_normal2(state, 0.0f, 1.0f);
  const double2 d2 = curand_normal2_double(state), e2 = curand_log_normal2_double(state, 0.0, 1.0);
  return curand(state) + curand_uniform(state) + curand_uniform_double(state) + curand_normal(state) + curand_normal_double(state) +
         curand_log_normal(state, 0.0f, 1.0f) + curand_log_normal_double(state, 0.0, 1.0) + curand_poisson(state, 4.5) + n2.x + l2.y + d2.x + e2.y;
}

__global__ void draw_all(curandState* x, curandStatePhilox4_32_10_t* p, curandStateMRG32k3a* m, double* out) {
  const int i = threadIdx.x;
  curandState_t local = x[i];
  curand_init(1234, i, 0, &local);
  curand_init(1234ull, i, 0ull, &p[i]);
  curand_init(1234, i, 0, &m[i]);
  skipahead_subsequence(1ull, &m[i]);
  const uint4 four = curand4(&p[i]), poisson = curand_poisson4(&p[i], 50.0);
  const float4 u = curand_uniform4(&p[i]), n = curand_normal4(&p[i]), l = curand_log_normal4(&p[i], 0.0f, 1.0f);
  const double2 d = curand_uniform2_double(&p[i]);
  const double4 q = curand_uniform4_double(&p[i]), r = curand_normal4_double(&p[i]), s = curand_log_normal4_double(&p[i], 0.0, 1.0);
  out[i] = draw(&local) + draw(&p[i]) + draw(&m[i]) + four.x + poisson.w + u.x + n.y + l.z + d.x + q.w + r.x + s.y;
  x[i] = local;
}
