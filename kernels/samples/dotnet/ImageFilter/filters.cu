constexpr int Radius = 3;

/// Weights of a blur; they add up to 1.
struct Weights { float w[2 * Radius + 1]; };

/// Blurs along rows or columns. A block keeps its pixels and their neighbours in shared memory.
/// @param dx 1 for rows, else 0
/// @param dy 1 for columns, else 0
__global__ void blur(const uchar3* in, uchar3* out, int width, int height, int dx, int dy, Weights weights) {
  extern __shared__ uchar3 tile[];
  int along = dx ? width : height, line = blockIdx.y, at = blockIdx.x * blockDim.x + threadIdx.x;
  auto place = [&](int i) { i = min(max(i, 0), along - 1); return dx ? line * width + i : i * width + line; };
  tile[threadIdx.x + Radius] = in[place(at)];
  if (threadIdx.x < Radius) {
    tile[threadIdx.x] = in[place(at - Radius)];
    tile[threadIdx.x + blockDim.x + Radius] = in[place(at + int(blockDim.x))];
  }
  __syncthreads();
  if (at >= along) return;
  float r = 0.5f, g = 0.5f, b = 0.5f;
  for (int i = 0; i <= 2 * Radius; i++) {
    uchar3 p = tile[threadIdx.x + i];
    r += weights.w[i] * p.x, g += weights.w[i] * p.y, b += weights.w[i] * p.z;
  }
  out[place(at)] = make_uchar3(r, g, b);
}

/// Edges: how much brightness changes around each point (Sobel).
__global__ void edges(const uchar3* in, uchar3* out, int width, int height) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y;
  if (x >= width) return;
  auto light = [&](int i, int j) {
    uchar3 p = in[min(max(j, 0), height - 1) * width + min(max(i, 0), width - 1)];
    return 0.299f * p.x + 0.587f * p.y + 0.114f * p.z;
  };
  float gx = light(x + 1, y - 1) + 2 * light(x + 1, y) + light(x + 1, y + 1) - light(x - 1, y - 1) - 2 * light(x - 1, y) - light(x - 1, y + 1);
  float gy = light(x - 1, y + 1) + 2 * light(x, y + 1) + light(x + 1, y + 1) - light(x - 1, y - 1) - 2 * light(x, y - 1) - light(x + 1, y - 1);
  unsigned char v = fminf(255, sqrtf(gx * gx + gy * gy));
  out[y * width + x] = make_uchar3(v, v, v);
}
