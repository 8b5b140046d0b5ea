// Texture and surface objects against the formulas of the C++ Programming Guide ("Texture Fetching"), on each kind of memory.
#include <cuda_runtime.h>
#include <math.h>
#include <string.h>
#include "check.h"

enum { W = 13, H = 7, D = 5 };

__global__ void fetch1(cudaTextureObject_t t, int n, float* out) {
  int i = threadIdx.x;
  if (i < n) out[i] = tex1Dfetch<float>(t, i - 2);
}

__global__ void sample2(cudaTextureObject_t t, float x0, float y0, float dx, float dy, float* out) {
  int i = threadIdx.x, j = threadIdx.y;
  out[j * blockDim.x + i] = tex2D<float>(t, x0 + i * dx, y0 + j * dy);
}

__global__ void sample2u(cudaTextureObject_t t, uchar4* out) {
  out[threadIdx.y * blockDim.x + threadIdx.x] = tex2D<uchar4>(t, threadIdx.x + 0.5f, threadIdx.y + 0.5f);
}

__global__ void normalised(cudaTextureObject_t t, float4* out) {
  out[threadIdx.y * blockDim.x + threadIdx.x] = tex2D<float4>(t, threadIdx.x + 0.5f, threadIdx.y + 0.5f);
}

// More fetches than are inlined. blockDim.x also 13: lanes that take no part.
template <class T> __global__ void sum_around(cudaTextureObject_t t, float* out) {
  int x = threadIdx.x, y = threadIdx.y;
  float sum = 0;
#pragma unroll
  for (int j = -1; j <= 1; j++)
#pragma unroll
    for (int i = -3; i <= 3; i++) sum += (i + 10 * j + 40) * (float)tex2D<T>(t, x + i + 0.5f, y + j + 0.5f);
  if (x != 3) out[y * blockDim.x + x] = sum;
}

__global__ void sample3(cudaTextureObject_t t, float* out) {
  out[(threadIdx.z * H + threadIdx.y) * W + threadIdx.x] = tex3D<float>(t, threadIdx.x + 1.0f, threadIdx.y + 0.5f, threadIdx.z + 0.75f);
}

__global__ void layered(cudaTextureObject_t t, float* out) {
  out[(threadIdx.z * H + threadIdx.y) * W + threadIdx.x] = tex2DLayered<float>(t, threadIdx.x + 0.5f, threadIdx.y + 0.5f, threadIdx.z);
}

__global__ void cube(cudaTextureObject_t t, float* out) {
  const float d[6][3] = {{1, 0, 0}, {-1, 0, 0}, {0, 1, 0}, {0, -1, 0}, {0, 0, 1}, {0, 0, -1}};
  out[threadIdx.x] = texCubemap<float>(t, d[threadIdx.x][0], d[threadIdx.x][1], d[threadIdx.x][2]);
}

__global__ void gather(cudaTextureObject_t t, float4* out) { out[threadIdx.x] = tex2Dgather<float4>(t, threadIdx.x + 1.0f, 3.0f); }

__global__ void mirror(cudaSurfaceObject_t from, cudaSurfaceObject_t to) {
  int x = threadIdx.x, y = threadIdx.y;
  float v;
  surf2Dread(&v, from, x * 4, y);
  surf2Dwrite(v + 1, to, (W - 1 - x) * 4, y);
  surf2Dwrite(100.0f, to, W * 4, y, cudaBoundaryModeZero);  // outside: nothing happens
}

__global__ void read_outside(cudaSurfaceObject_t s, float* out) {
  out[0] = surf2Dread<float>(s, -4, 0, cudaBoundaryModeZero);
  out[1] = surf2Dread<float>(s, -4, 2, cudaBoundaryModeClamp);
}

static float image[D][H][W];

static cudaTextureDesc settings(cudaTextureAddressMode mode, cudaTextureFilterMode filter, bool normalized) {
  cudaTextureDesc d;
  memset(&d, 0, sizeof d);
  for (int i = 0; i < 3; i++) d.addressMode[i] = mode;
  d.filterMode = filter;
  d.normalizedCoords = normalized;
  d.borderColor[0] = -7;
  return d;
}

static cudaTextureObject_t texture_of(cudaArray_t array, cudaTextureDesc d) {
  cudaResourceDesc r;
  memset(&r, 0, sizeof r);
  r.resType = cudaResourceTypeArray;
  r.res.array.array = array;
  cudaTextureObject_t t;
  OK(cudaCreateTextureObject(&t, &r, &d, NULL));
  return t;
}

// ---- What the guide says ----------------------------------------------------------------------------------------------------

static float texel(int x, int y, cudaTextureAddressMode mode) {
  if (mode == cudaAddressModeBorder && (x < 0 || y < 0 || x >= W || y >= H)) return -7;
  if (mode == cudaAddressModeWrap) x = (x % W + W) % W, y = (y % H + H) % H;
  if (mode == cudaAddressModeMirror) {
    x = (x % (2 * W) + 2 * W) % (2 * W), y = (y % (2 * H) + 2 * H) % (2 * H);
    x = x < W ? x : 2 * W - 1 - x, y = y < H ? y : 2 * H - 1 - y;
  }
  x = x < 0 ? 0 : x >= W ? W - 1 : x, y = y < 0 ? 0 : y >= H ? H - 1 : y;
  return image[0][y][x];
}

static float expected(float x, float y, cudaTextureAddressMode mode, bool linear) {
  if (!linear) return texel((int)floorf(x), (int)floorf(y), mode);
  float xb = x - 0.5f, yb = y - 0.5f, a = floorf((xb - floorf(xb)) * 256 + 0.5f) / 256, b = floorf((yb - floorf(yb)) * 256 + 0.5f) / 256;
  int i = (int)floorf(xb), j = (int)floorf(yb);
  return (1 - a) * (1 - b) * texel(i, j, mode) + a * (1 - b) * texel(i + 1, j, mode) + (1 - a) * b * texel(i, j + 1, mode) + a * b * texel(i + 1, j + 1, mode);
}

static void check_2d(cudaArray_t array, float* out) {
  const cudaTextureAddressMode modes[] = {cudaAddressModeWrap, cudaAddressModeClamp, cudaAddressModeMirror, cudaAddressModeBorder};
  for (int m = 0; m < 4; m++)
    for (int linear = 0; linear < 2; linear++)
      for (int normalized = 0; normalized < 2; normalized++) {
        if (!normalized && (modes[m] == cudaAddressModeWrap || modes[m] == cudaAddressModeMirror)) continue;
        cudaTextureObject_t t = texture_of(array, settings(modes[m], linear ? cudaFilterModeLinear : cudaFilterModePoint, normalized));
        // Steps of a power of two keep the coordinates exact.
        float sx = normalized ? 1.0f / W : 1, sy = normalized ? 1.0f / H : 1, x0 = -9.3125f, y0 = -4.6875f, dx = 1.125f, dy = 0.875f;
        sample2<<<1, dim3(32, 16)>>>(t, x0 * sx, y0 * sy, dx * sx, dy * sy, out);
        OK(cudaDeviceSynchronize());
        for (int j = 0; j < 16; j++)
          for (int i = 0; i < 32; i++) {
            float want = expected(x0 + i * dx, y0 + j * dy, modes[m], linear), got = out[j * 32 + i];
            if (fabsf(want - got) > (linear ? 0.05f * (1 + fabsf(want)) : 0)) {
              printf("mode %d linear %d normalized %d (%d, %d): %g, not %g\n", m, linear, normalized, i, j, got, want);
              exit(1);
            }
          }
        OK(cudaDestroyTextureObject(t));
      }
}

// Plain fetches are inlined, the others called; a block that is a multiple of a warp's lanes has one form, the other block another.
template <class T> static void check_many(cudaTextureObject_t t, const T* row, size_t rows, float scale, float* out) {
  for (int width = W; width <= 32; width += 32 - W) {
    OK(cudaMemset(out, 0, 32 * H * sizeof *out));
    sum_around<T><<<1, dim3(width, H)>>>(t, out);
    OK(cudaDeviceSynchronize());
    for (int y = 0; y < H; y++)
      for (int x = 0; x < width; x++) {
        float want = 0;
        for (int j = -1; j <= 1; j++)
          for (int i = -3; i <= 3; i++) {
            int column = x + i < 0 ? 0 : x + i >= W ? W - 1 : x + i, line = y + j < 0 ? 0 : y + j >= H ? H - 1 : y + j;
            want += (i + 10 * j + 40) * (scale * row[line * rows + column]);
          }
        float got = out[y * width + x];
        CHECK(x == 3 ? got == 0 : fabsf(got - want) <= 1e-4f * (1 + fabsf(want)));
      }
  }
}

template <class T> static void check_many_of(float* out) {
  T host[H][W], *pixels;
  size_t pitch;
  for (int i = 0; i < W * H; i++) host[i / W][i % W] = (T)(i * 29 + 3);
  OK(cudaMallocPitch(&pixels, &pitch, W * sizeof(T), H));
  OK(cudaMemcpy2D(pixels, pitch, host, sizeof host[0], sizeof host[0], H, cudaMemcpyHostToDevice));
  cudaResourceDesc r;
  memset(&r, 0, sizeof r);
  r.resType = cudaResourceTypePitch2D;
  r.res.pitch2D.devPtr = pixels;
  r.res.pitch2D.desc = cudaCreateChannelDesc<T>();
  r.res.pitch2D.width = W, r.res.pitch2D.height = H, r.res.pitch2D.pitchInBytes = pitch;
  for (int linear = 0; linear < 2; linear++) {
    // Between whole coordinates a linear filter has one texel.
    cudaTextureDesc d = settings(cudaAddressModeClamp, linear ? cudaFilterModeLinear : cudaFilterModePoint, false);
    cudaTextureObject_t t;
    if (linear && sizeof(T) < 4) continue;
    OK(cudaCreateTextureObject(&t, &r, &d, NULL));
    check_many<T>(t, &host[0][0], W, 1, out);
    OK(cudaDestroyTextureObject(t));
  }
  OK(cudaFree(pixels));
}

static void check_linear_memory(float* out) {
  float* line;
  OK(cudaMalloc(&line, sizeof image[0]));
  OK(cudaMemcpy(line, image[0], sizeof image[0], cudaMemcpyHostToDevice));
  cudaResourceDesc r, back;
  memset(&r, 0, sizeof r);
  r.resType = cudaResourceTypeLinear;
  r.res.linear.devPtr = line;
  r.res.linear.desc = cudaCreateChannelDesc<float>();
  r.res.linear.sizeInBytes = W * H * 4;
  cudaTextureDesc d = settings(cudaAddressModeClamp, cudaFilterModePoint, false), d2;
  cudaTextureObject_t t;
  OK(cudaCreateTextureObject(&t, &r, &d, NULL));
  OK(cudaGetTextureObjectResourceDesc(&back, t));
  CHECK(back.resType == cudaResourceTypeLinear && back.res.linear.devPtr == line && back.res.linear.sizeInBytes == W * H * 4);
  OK(cudaGetTextureObjectTextureDesc(&d2, t));
  CHECK(d2.addressMode[0] == cudaAddressModeClamp && d2.filterMode == cudaFilterModePoint);
  fetch1<<<1, W * H + 4>>>(t, W * H + 4, out);
  OK(cudaDestroyTextureObject(t));  // the kernel may still be reading it
  OK(cudaDeviceSynchronize());
  for (int i = 0; i < W * H + 4; i++) CHECK(out[i] == (i < 2 || i >= W * H + 2 ? 0 : (&image[0][0][0])[i - 2]));
  EXPECT(cudaErrorInvalidValue, cudaDestroyTextureObject(t));
  OK(cudaFree(line));
}

static void check_bytes() {
  uchar4 *pixels, *got;
  float4* numbers;
  size_t pitch;
  OK(cudaMallocPitch(&pixels, &pitch, 16 * 4, 8));
  OK(cudaMallocManaged(&got, 16 * 8 * sizeof *got));
  OK(cudaMallocManaged(&numbers, 16 * 8 * sizeof *numbers));
  uchar4 host[8][16];
  for (int i = 0; i < 128; i++) host[i / 16][i % 16] = make_uchar4(i, 255 - i, i * 2, 7);
  OK(cudaMemcpy2D(pixels, pitch, host, 64, 64, 8, cudaMemcpyHostToDevice));
  cudaResourceDesc r;
  memset(&r, 0, sizeof r);
  r.resType = cudaResourceTypePitch2D;
  r.res.pitch2D.devPtr = pixels;
  r.res.pitch2D.desc = cudaCreateChannelDesc<uchar4>();
  r.res.pitch2D.width = 16, r.res.pitch2D.height = 8, r.res.pitch2D.pitchInBytes = pitch;
  cudaTextureDesc d = settings(cudaAddressModeClamp, cudaFilterModePoint, false);
  cudaTextureObject_t whole, parts;
  OK(cudaCreateTextureObject(&whole, &r, &d, NULL));
  d.readMode = cudaReadModeNormalizedFloat;
  OK(cudaCreateTextureObject(&parts, &r, &d, NULL));
  sample2u<<<1, dim3(16, 8)>>>(whole, got);
  normalised<<<1, dim3(16, 8)>>>(parts, numbers);
  OK(cudaDeviceSynchronize());
  CHECK(!memcmp(got, host, sizeof host));
  for (int i = 0; i < 128; i++) CHECK(numbers[i].x == i / 255.0f && numbers[i].y == (255 - i) / 255.0f && numbers[i].w == 7 / 255.0f);
  d.readMode = cudaReadModeElementType;
  d.filterMode = cudaFilterModeLinear;
  EXPECT(cudaErrorInvalidFilterSetting, cudaCreateTextureObject(&whole, &r, &d, NULL));
  r.res.pitch2D.devPtr = (char*)pixels + 4;
  EXPECT(cudaErrorInvalidValue, cudaCreateTextureObject(&whole, &r, &d, NULL));
  OK(cudaFree(pixels));
  OK(cudaFree(got));
  OK(cudaFree(numbers));
}

static cudaArray_t solid(unsigned flags, int width, int height, int depth) {
  cudaArray_t array;
  cudaChannelFormatDesc format = cudaCreateChannelDesc<float>();
  OK(cudaMalloc3DArray(&array, &format, make_cudaExtent(width, height, depth), flags));
  cudaMemcpy3DParms p;
  memset(&p, 0, sizeof p);
  p.srcPtr = make_cudaPitchedPtr(image, width * 4, width, height);
  p.dstArray = array;
  p.extent = make_cudaExtent(width, height, depth ? depth : 1);
  p.kind = cudaMemcpyHostToDevice;
  OK(cudaMemcpy3D(&p));
  return array;
}

static void check_solids(float* out) {
  cudaTextureDesc point = settings(cudaAddressModeClamp, cudaFilterModePoint, false), linear = settings(cudaAddressModeClamp, cudaFilterModeLinear, false);
  sample3<<<1, dim3(W, H, D)>>>(texture_of(solid(0, W, H, D), linear), out);
  OK(cudaDeviceSynchronize());
  for (int z = 0; z < D; z++)
    for (int y = 0; y < H; y++)
      for (int x = 0; x < W; x++) {
        int x1 = x + 1 < W ? x + 1 : x, z1 = z + 1 < D ? z + 1 : z;
        float near = (image[z][y][x] + image[z][y][x1]) / 2, far = (image[z1][y][x] + image[z1][y][x1]) / 2;
        CHECK(fabsf(out[(z * H + y) * W + x] - (0.75f * near + 0.25f * far)) < 1e-3f);
      }
  layered<<<1, dim3(W, H, D)>>>(texture_of(solid(cudaArrayLayered, W, H, D), point), out);
  OK(cudaDeviceSynchronize());
  CHECK(!memcmp(out, image, sizeof image));
  cube<<<1, 6>>>(texture_of(solid(cudaArrayCubemap, 3, 3, 6), settings(cudaAddressModeClamp, cudaFilterModePoint, true)), out);
  OK(cudaDeviceSynchronize());
  for (int face = 0; face < 6; face++) CHECK(out[face] == (&image[0][0][0])[face * 9 + 4]);
}

static void check_surfaces(float* out) {
  cudaArray_t from = solid(cudaArraySurfaceLoadStore, W, H, 0), to = solid(cudaArraySurfaceLoadStore, W, H, 0);
  cudaResourceDesc r;
  memset(&r, 0, sizeof r);
  cudaSurfaceObject_t a, b;
  r.resType = cudaResourceTypeArray;
  r.res.array.array = from;
  OK(cudaCreateSurfaceObject(&a, &r));
  r.res.array.array = to;
  OK(cudaCreateSurfaceObject(&b, &r));
  mirror<<<1, dim3(W, H)>>>(a, b);
  float back[H][W];
  OK(cudaMemcpy2DFromArray(back, W * 4, to, 0, 0, W * 4, H, cudaMemcpyDeviceToHost));
  for (int y = 0; y < H; y++)
    for (int x = 0; x < W; x++) CHECK(back[y][x] == image[0][y][W - 1 - x] + 1);
  read_outside<<<1, 1>>>(a, out);
  OK(cudaDeviceSynchronize());
  CHECK(out[0] == 0 && out[1] == image[0][2][0]);
  OK(cudaDestroySurfaceObject(a));
  EXPECT(cudaErrorInvalidValue, cudaDestroySurfaceObject(a));
  OK(cudaDestroySurfaceObject(b));
}

int main() {
  for (int z = 0; z < D; z++)
    for (int y = 0; y < H; y++)
      for (int x = 0; x < W; x++) image[z][y][x] = (float)((x * 7 + y * 31 + z * 57) % 64);
  float* out;
  OK(cudaMallocManaged(&out, 4096 * sizeof *out));
  cudaArray_t flat = solid(cudaArrayTextureGather, W, H, 0);
  check_2d(flat, out);
  gather<<<1, 8>>>(texture_of(flat, settings(cudaAddressModeClamp, cudaFilterModePoint, false)), (float4*)out);
  OK(cudaDeviceSynchronize());
  for (int i = 0; i < 8; i++) {
    float4 v = ((float4*)out)[i];
    CHECK(v.x == image[0][3][i] && v.y == image[0][3][i + 1] && v.z == image[0][2][i + 1] && v.w == image[0][2][i]);
  }
  check_many_of<unsigned char>(out);
  check_many_of<float>(out);
  check_linear_memory(out);
  check_bytes();
  check_solids(out);
  check_surfaces(out);
  puts("ok");
  return 0;
}
