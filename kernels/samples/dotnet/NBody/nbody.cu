constexpr int Tile = 128;
constexpr float Softening = 0.01f;

/// Forces between all bodies, then a step in time; launch with blocks of 128 threads.
/// @param in position and mass of each body
/// @param velocities changed in place
__global__ void step(const float4* in, float4* out, float3* velocities, int count, float dt) {
  __shared__ float4 tile[Tile];
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  float4 me = i < count ? in[i] : make_float4(0, 0, 0, 0);
  float ax = 0, ay = 0, az = 0;
  for (int start = 0; start < count; start += Tile) {
    int j = start + threadIdx.x;
    tile[threadIdx.x] = j < count ? in[j] : make_float4(0, 0, 0, 0);
    __syncthreads();
    for (int k = 0; k < Tile; k++) {
      float dx = tile[k].x - me.x, dy = tile[k].y - me.y, dz = tile[k].z - me.z;
      float inverse = rsqrtf(dx * dx + dy * dy + dz * dz + Softening);
      float force = tile[k].w * inverse * inverse * inverse;
      ax += dx * force, ay += dy * force, az += dz * force;
    }
    __syncthreads();
  }
  if (i >= count) return;
  float3 v = velocities[i];
  v.x += ax * dt, v.y += ay * dt, v.z += az * dt;
  velocities[i] = v;
  out[i] = make_float4(me.x + v.x * dt, me.y + v.y * dt, me.z + v.z * dt, me.w);
}

/// Adds the momentum of all bodies to sum.
__global__ void momentum(const float4* bodies, const float3* velocities, int count, double* sum) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= count) return;
  atomicAdd(&sum[0], double(bodies[i].w) * velocities[i].x);
  atomicAdd(&sum[1], double(bodies[i].w) * velocities[i].y);
  atomicAdd(&sum[2], double(bodies[i].w) * velocities[i].z);
}
