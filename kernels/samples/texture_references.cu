// Texture and surface references, the file-scope textures that programs had before CUDA 12: bound to lines, rows and arrays, read through each
// kind of fetch, bound again between launches, and passed to device functions.
#include <cmath>
#include <vector>
#include "check.h"

enum { width = 40, height = 12, depth = 4, line = 1000 };

texture<float, 1, cudaReadModeElementType> numbers;
texture<int4> quads;
static texture<float, cudaTextureType2D> image;
texture<uchar4, 2, cudaReadModeNormalizedFloat> colors(1, cudaFilterModeLinear, cudaAddressModeWrap);
texture<float, 3> volume;
texture<float, cudaTextureType2DLayered> layers;
texture<float, 2, cudaReadModeElementType> levels;
surface<void, cudaSurfaceType2D> canvas;

template <class T, int dim, cudaTextureReadMode mode> __device__ T twice(texture<T, dim, mode> t, float x, float y) { return 2 * tex2D(t, x, y); }

__global__ void read_line(float* out, int4* out4, int first) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= line) return;
  out[i] = tex1Dfetch(numbers, i + first);
  out4[i] = tex1Dfetch(quads, i / 4);
}

__global__ void read_image(float* out, float dx) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < width * height) out[i] = twice(image, i % width + dx, i / width + 0.5f);
}

__global__ void read_colors(float4* out) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < width * height) out[i] = tex2D(colors, (i % width + 1.0f) / width, (i / width + 0.5f) / height + 3);
}

__global__ void read_volume(float* out) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < width * height * depth)
    out[i] = tex3D(volume, i % width + 0.5f, i / width % height + 0.5f, i / width / height + 0.5f) +
             tex2DLayered(layers, i % width + 0.5f, i / width % height + 0.5f, i / width / height);
}

__global__ void read_level(float* out, float lod) {
  int i = threadIdx.x;
  out[i] = tex2DLod(levels, (i + 0.5f) / 32, 0.5f, lod);
}

__global__ void paint() {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y;
  if (x < width) surf2Dwrite(surf2Dread<float>(canvas, x * 4, y) + 1000, canvas, x * 4, y);
}

static void lines() {
  std::vector<float> values(line), out(line);
  std::vector<int4> out4(line);
  for (int i = 0; i < line; i++) values[i] = i * 0.5f;
  DeviceArray<float> a(line), b(line), result(line);
  DeviceArray<int4> quads_of(line / 4), result4(line);
  std::vector<int4> fours(line / 4);
  for (int i = 0; i < line / 4; i++) fours[i] = make_int4(i, -i, 2 * i, 7);
  quads_of.upload(fours.data());
  a.upload(values.data());
  for (float& v : values) v = -v;
  b.upload(values.data());
  size_t offset = 99;
  CUDA(cudaBindTexture(&offset, numbers, a, line * sizeof(float)));
  EXPECT(offset == 0);
  CUDA(cudaBindTexture(nullptr, quads, quads_of));
  // A launch reads what was bound when it was launched, though the next binding comes before it has run.
  read_line<<<8, 128>>>(result, result4, 0);
  CUDA(cudaUnbindTexture(numbers));
  CUDA(cudaBindTexture(nullptr, numbers, b));
  DeviceArray<float> second(line);
  read_line<<<8, 128>>>(second, result4, -3);
  result.download(out.data());
  result4.download(out4.data());
  for (int i = 0; i < line; i++) {
    EXPECT(out[i] == i * 0.5f);
    EXPECT(out4[i].x == i / 4 && out4[i].y == -(i / 4) && out4[i].z == i / 4 * 2 && out4[i].w == 7);
  }
  second.download(out.data());
  for (int i = 0; i < line; i++) EXPECT(out[i] == (i < 3 ? 0 : -(i - 3) * 0.5f));

  // Memory that is not aligned as textures are: the program adds the offset.
  CUDA(cudaBindTexture(&offset, numbers, (float*)a + 5, (line - 5) * sizeof(float)));
  EXPECT(offset == 5 * sizeof(float));
  size_t again = 0;
  CUDA(cudaGetTextureAlignmentOffset(&again, numbers));
  EXPECT(again == offset);
  read_line<<<8, 128>>>(result, result4, (int)(offset / sizeof(float)));
  result.download(out.data());
  for (int i = 0; i < line; i++) EXPECT(out[i] == (i < line - 5 ? (i + 5) * 0.5f : 0));
}

static void images() {
  const cudaChannelFormatDesc floats = cudaCreateChannelDesc<float>();
  std::vector<float> pixels(width * height * depth), out(pixels.size());
  for (size_t i = 0; i < pixels.size(); i++) pixels[i] = (float)((i * 37) % 101);
  auto at = [&](int x, int y) { return pixels[(y < 0 ? 0 : y >= height ? height - 1 : y) * width + (x < 0 ? 0 : x >= width ? width - 1 : x)]; };
  DeviceArray<float> result(width * height * depth);
  cudaArray_t array;
  CUDA(cudaMallocArray(&array, &floats, width, height, cudaArraySurfaceLoadStore));
  CUDA(cudaMemcpy2DToArray(array, 0, 0, pixels.data(), width * 4, width * 4, height, cudaMemcpyHostToDevice));
  CUDA(cudaBindTextureToArray(image, array));
  read_image<<<4, 128>>>(result, 0.5f);
  result.download(out.data());
  for (int i = 0; i < width * height; i++) EXPECT(out[i] == 2 * at(i % width, i / width));
  // The reference's fields count for the next launch without another binding.
  image.filterMode = cudaFilterModeLinear;
  read_image<<<4, 128>>>(result, 1.0f);
  result.download(out.data());
  for (int i = 0; i < width * height; i++) EXPECT(out[i] == at(i % width, i / width) + at(i % width + 1, i / width));

  CUDA(cudaBindSurfaceToArray(canvas, array));
  paint<<<dim3(1, height), 64>>>();
  CUDA(cudaMemcpy2DFromArray(out.data(), width * 4, array, 0, 0, width * 4, height, cudaMemcpyDeviceToHost));
  for (int i = 0; i < width * height; i++) EXPECT(out[i] == at(i % width, i / width) + 1000);

  cudaArray_t solid, stack;
  CUDA(cudaMalloc3DArray(&solid, &floats, make_cudaExtent(width, height, depth)));
  CUDA(cudaMalloc3DArray(&stack, &floats, make_cudaExtent(width, height, depth), cudaArrayLayered));
  cudaMemcpy3DParms copy = {};
  copy.srcPtr = make_cudaPitchedPtr(pixels.data(), width * 4, width, height);
  copy.extent = make_cudaExtent(width, height, depth);
  copy.kind = cudaMemcpyHostToDevice;
  for (cudaArray_t target : {solid, stack}) {
    copy.dstArray = target;
    CUDA(cudaMemcpy3D(&copy));
  }
  CUDA(cudaBindTextureToArray(volume, solid, floats));
  CUDA(cudaBindTextureToArray(layers, stack, floats));
  read_volume<<<20, 128>>>(result);
  result.download(out.data());
  for (int i = 0; i < width * height * depth; i++) EXPECT(out[i] == 2 * pixels[i]);
  for (cudaArray_t used : {array, solid, stack}) CUDA(cudaFreeArray(used));
}

static void rows() {
  std::vector<uchar4> pixels(width * height);
  for (int i = 0; i < width * height; i++) pixels[i] = make_uchar4(i % 256, i * 3 % 256, 255, 0);
  uchar4* device;
  size_t pitch, offset;
  CUDA(cudaMallocPitch((void**)&device, &pitch, width * 4, height));
  CUDA(cudaMemcpy2D(device, pitch, pixels.data(), width * 4, width * 4, height, cudaMemcpyHostToDevice));
  CUDA(cudaBindTexture2D(&offset, colors, device, width, height, pitch));
  EXPECT(offset == 0);
  DeviceArray<float4> result(width * height);
  std::vector<float4> out(width * height);
  read_colors<<<4, 128>>>(result);
  result.download(out.data());
  for (int i = 0; i < width * height; i++) {
    uchar4 left = pixels[i], right = pixels[i / width * width + (i % width + 1) % width];
    EXPECT(fabsf(out[i].x - (left.x + right.x) / 510.0f) < 1e-2f);
    EXPECT(fabsf(out[i].y - (left.y + right.y) / 510.0f) < 1e-2f);
    EXPECT(out[i].z == 1 && out[i].w == 0);
  }
  CUDA(cudaFree(device));
}

static void mipmap() {
  const cudaChannelFormatDesc floats = cudaCreateChannelDesc<float>();
  cudaMipmappedArray_t pyramid;
  CUDA(cudaMallocMipmappedArray(&pyramid, &floats, make_cudaExtent(32, 32, 0), 3));
  for (unsigned l = 0; l < 3; l++) {
    cudaArray_t level;
    CUDA(cudaGetMipmappedArrayLevel(&level, pyramid, l));
    std::vector<float> same(32 * 32, 10.0f * (l + 1));
    CUDA(cudaMemcpy2DToArray(level, 0, 0, same.data(), (32 >> l) * 4, (32 >> l) * 4, 32 >> l, cudaMemcpyHostToDevice));
  }
  levels.normalized = 1;
  levels.mipmapFilterMode = cudaFilterModeLinear;
  levels.maxMipmapLevelClamp = 2;
  CUDA(cudaBindTextureToMipmappedArray(levels, pyramid));
  DeviceArray<float> result(32);
  std::vector<float> out(32);
  for (float lod : {-1.0f, 0.0f, 0.25f, 1.0f, 1.5f, 7.0f}) {
    read_level<<<1, 32>>>(result, lod);
    result.download(out.data());
    float level = fminf(fmaxf(lod, 0), 2);
    for (float v : out) EXPECT(v == 10 * (level + 1));
  }
  CUDA(cudaFreeMipmappedArray(pyramid));
}

int main() {
  lines();
  images();
  rows();
  mipmap();
  return finish("texture_references");
}
