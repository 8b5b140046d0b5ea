// Gravitation between 4096 bodies, tiles of positions staged in shared memory; total momentum stays what it was.
#include <chrono>
#include <cmath>
#include <vector>
#include "check.h"

const int Tile = 128;

__device__ float3 attract(float3 acceleration, float4 self, float4 other) {
  float dx = other.x - self.x, dy = other.y - self.y, dz = other.z - self.z;
  float inverse = rsqrtf(dx * dx + dy * dy + dz * dz + 1e-3f);
  float s = other.w * inverse * inverse * inverse;
  return make_float3(acceleration.x + dx * s, acceleration.y + dy * s, acceleration.z + dz * s);
}

__global__ void step(const float4* before, float4* after, float4* velocity, int n, float dt) {
  __shared__ float4 tile[Tile];
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  float4 self = before[i];
  float3 acceleration = make_float3(0, 0, 0);
  for (int first = 0; first < n; first += Tile) {
    tile[threadIdx.x] = before[first + threadIdx.x];
    __syncthreads();
    for (int j = 0; j < Tile; j++) acceleration = attract(acceleration, self, tile[j]);
    __syncthreads();
  }
  float4 v = velocity[i];
  v.x += acceleration.x * dt, v.y += acceleration.y * dt, v.z += acceleration.z * dt;
  velocity[i] = v;
  after[i] = make_float4(self.x + v.x * dt, self.y + v.y * dt, self.z + v.z * dt, self.w);
}

static double momentum(const std::vector<float4>& bodies, const std::vector<float4>& velocity) {
  double x = 0, y = 0, z = 0;
  for (size_t i = 0; i < bodies.size(); i++) {
    x += double(bodies[i].w) * velocity[i].x;
    y += double(bodies[i].w) * velocity[i].y;
    z += double(bodies[i].w) * velocity[i].z;
  }
  return std::sqrt(x * x + y * y + z * z);
}

int main() {
  const int n = 4096, steps = 10;
  std::vector<float4> bodies(n), velocity(n, make_float4(0, 0, 0, 0));
  unsigned random = 12345;
  auto next = [&] { return (random = random * 1664525u + 1013904223u) / 4294967296.0f; };
  for (auto& b : bodies) b = make_float4(next() - 0.5f, next() - 0.5f, next() - 0.5f, (0.5f + next()) / n);

  cudaDeviceProp device;
  CUDA(cudaGetDeviceProperties(&device, 0));
  std::printf("device: %s, %d cores\n", device.name, device.multiProcessorCount);

  DeviceArray<float4> from(bodies.data(), n), to(n), dv(velocity.data(), n);
  float4 *before = from, *after = to;
  auto start = std::chrono::steady_clock::now();
  for (int s = 0; s < steps; s++) {
    step<<<n / Tile, Tile>>>(before, after, dv, n, 0.01f);
    std::swap(before, after);
  }
  CUDA(cudaDeviceSynchronize());
  double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  CUDA(cudaMemcpy(bodies.data(), before, n * sizeof(float4), cudaMemcpyDeviceToHost));
  dv.download(velocity.data());

  double drift = momentum(bodies, velocity), speed = 0;
  for (const auto& v : velocity) speed += std::sqrt(double(v.x) * v.x + double(v.y) * v.y + double(v.z) * v.z) / n;
  std::printf("%d bodies, %d steps: %.0f million interactions a second\n", n, steps, double(n) * n * steps / seconds / 1e6);
  std::printf("mean speed %.4f, momentum %.2e (0 at the start)\n", speed, drift);
  EXPECT(speed > 0.01);
  EXPECT(drift < 1e-4);
  return finish("nbody");
}
