#define TILE 256
#define SOFTENING 1e-3f

kernel void nbody(global const float4* bodies, global float4* accelerations, int n) {
  local float4 tile[TILE];
  int thread = get_local_id(0), i = get_global_id(0);
  float4 self = bodies[i];
  float x = 0, y = 0, z = 0;
  for (int first = 0; first < n; first += TILE) {
    tile[thread] = bodies[first + thread];
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int j = 0; j < TILE; j++) {
      float4 other = tile[j];
      float dx = other.x - self.x, dy = other.y - self.y, dz = other.z - self.z;
      float inverse = rsqrt(dx * dx + dy * dy + dz * dz + SOFTENING);
      float s = other.w * inverse * inverse * inverse;
      x += dx * s, y += dy * s, z += dz * s;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  accelerations[i] = (float4)(x, y, z, 0);
}
