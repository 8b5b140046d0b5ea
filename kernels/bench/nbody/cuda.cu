#include "../harness/cuda.h"
#include "problem.h"

__global__ void nbody(const float4* bodies, float4* accelerations, int n) {
  __shared__ float4 tile[Problem::Tile];
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  float4 self = bodies[i];
  float x = 0, y = 0, z = 0;
  for (int first = 0; first < n; first += Problem::Tile) {
    tile[threadIdx.x] = bodies[first + threadIdx.x];
    __syncthreads();
    for (int j = 0; j < Problem::Tile; j++) {
      float4 other = tile[j];
      float dx = other.x - self.x, dy = other.y - self.y, dz = other.z - self.z;
      float inverse = rsqrtf(dx * dx + dy * dy + dz * dz + Problem::Softening);
      float s = other.w * inverse * inverse * inverse;
      x += dx * s, y += dy * s, z += dz * s;
    }
    __syncthreads();
  }
  accelerations[i] = make_float4(x, y, z, 0);
}

int main(int argc, char** argv) {
  Problem p({argc, argv});
  bench::Device<Body> bodies(p.n), accelerations(p.n);
  return bench::serve(
      [&] { bodies.upload(p.bodies), accelerations.clear(); },
      [&] {
        nbody<<<p.n / Problem::Tile, Problem::Tile>>>((const float4*)(Body*)bodies, (float4*)(Body*)accelerations, p.n);
        bench::finish();
      },
      [&] { return accelerations.download(p.accelerations), p.check(); });
}
