// Each kind of fetch with each filter and addressing, printed; coordinates lie in the texture, on its edges and outside.
#include <cuda_runtime.h>
#include <cstdio>
#include <cstdlib>
#include <vector>

#define CUDA(call) \
  if (cudaError_t error_ = (call)) std::printf("%s: %d\n", #call, (int)error_), std::exit(1)

const int width = 7, height = 5, depth = 3, steps = 24;

template <typename T>
__global__ void rows(cudaTextureObject_t texture, float scale, T* out) {
  const float at = ((int)threadIdx.x - 6) * 0.53125f * scale;
  out[threadIdx.x] = tex2D<T>(texture, at, (at + 1.25f * scale) * 0.5f);
}
__global__ void columns(cudaTextureObject_t line, float scale, float* out) { out[threadIdx.x] = tex1D<float>(line, ((int)threadIdx.x - 6) * 0.53125f * scale); }
__global__ void volume(cudaTextureObject_t texture, float scale, float* out) {
  const float at = ((int)threadIdx.x - 6) * 0.53125f * scale;
  out[threadIdx.x] = tex3D<float>(texture, at, at * 0.5f + 0.125f, at * 0.25f + 0.5f * scale);
}
__global__ void layers(cudaTextureObject_t texture, float* out) { out[threadIdx.x] = tex2DLayered<float>(texture, threadIdx.x * 0.25f, threadIdx.x * 0.125f, threadIdx.x % depth); }
__global__ void cube(cudaTextureObject_t texture, float* out) {
  const float t = threadIdx.x * 0.8f;
  out[threadIdx.x] = texCubemap<float>(texture, 1.1f - t * 0.13f, 0.3f * t - 2, 1.7f - t * t * 0.02f);
}
__global__ void levels(cudaTextureObject_t line, cudaTextureObject_t plane, cudaTextureObject_t volume, float scale, float4* out) {
  const float at = threadIdx.x * 0.375f * scale, level = threadIdx.x * 0.1875f - 0.75f;
  out[threadIdx.x] = make_float4(tex1DLod<float>(line, at, level), tex2DLod<float>(plane, at, at * 0.5f, level), tex3DLod<float>(volume, at, at * 0.5f, at * 0.25f, level), tex2D<float>(plane, at, at));
}
__global__ void linear(cudaTextureObject_t texture, float* out) { out[threadIdx.x] = tex1Dfetch<float>(texture, (int)threadIdx.x - 2); }
__global__ void paint(cudaSurfaceObject_t surface) {
  const int x = threadIdx.x % width, y = threadIdx.x / width;
  surf2Dwrite(surf2Dread<float>(surface, 4 * x, y) * 2 + 1, surface, 4 * x, y);
}

template <typename T>
void print(const char* what, T* device) {
  std::vector<T> out(steps);
  CUDA(cudaMemcpy(out.data(), device, steps * sizeof(T), cudaMemcpyDeviceToHost));
  for (const T& value : out) {
    std::printf("%s", what);
    for (unsigned i = 0; i < sizeof(T) / 4; i++) std::printf(" %.5f", ((const float*)&value)[i]);
    std::printf("\n");
  }
}

cudaTextureObject_t texture_of(const cudaResourceDesc& resource, cudaTextureFilterMode filter, cudaTextureAddressMode mode, bool normalized, cudaTextureReadMode read) {
  cudaTextureDesc desc = {};
  desc.addressMode[0] = desc.addressMode[1] = desc.addressMode[2] = mode;
  desc.filterMode = filter;
  desc.readMode = read;
  desc.normalizedCoords = normalized;
  desc.borderColor[0] = 9;
  cudaTextureObject_t texture;
  CUDA(cudaCreateTextureObject(&texture, &resource, &desc, nullptr));
  return texture;
}

cudaArray_t array_of(const float* values, int w, int h, int d, unsigned flags) {
  const cudaChannelFormatDesc format = cudaCreateChannelDesc<float>();
  cudaArray_t array;
  CUDA(cudaMalloc3DArray(&array, &format, make_cudaExtent(w, h, d), flags));
  cudaMemcpy3DParms copy = {};
  copy.srcPtr = make_cudaPitchedPtr((void*)values, w * sizeof(float), w, h ? h : 1);
  copy.dstArray = array;
  copy.extent = make_cudaExtent(w, h ? h : 1, d ? d : 1);
  copy.kind = cudaMemcpyHostToDevice;
  CUDA(cudaMemcpy3D(&copy));
  return array;
}

cudaResourceDesc resource_of(cudaArray_t array) {
  cudaResourceDesc resource = {};
  resource.resType = cudaResourceTypeArray;
  resource.res.array.array = array;
  return resource;
}

cudaMipmappedArray_t pyramid_of(const float* values, int w, int h, int d) {
  const cudaChannelFormatDesc format = cudaCreateChannelDesc<float>();
  cudaMipmappedArray_t pyramid;
  CUDA(cudaMallocMipmappedArray(&pyramid, &format, make_cudaExtent(w, h, d), 9));
  for (unsigned l = 0; l < 3; l++) {
    cudaArray_t level;
    cudaChannelFormatDesc seen;
    cudaExtent extent;
    CUDA(cudaGetMipmappedArrayLevel(&level, pyramid, l));
    CUDA(cudaArrayGetInfo(&seen, &extent, nullptr, level));
    std::printf("level %d %d %d\n", (int)extent.width, (int)extent.height, (int)extent.depth);
    cudaMemcpy3DParms copy = {};
    copy.srcPtr = make_cudaPitchedPtr((void*)(values + 5 * l), extent.width * sizeof(float), extent.width, extent.height ? extent.height : 1);
    copy.dstArray = level;
    copy.extent = make_cudaExtent(extent.width, extent.height ? extent.height : 1, extent.depth ? extent.depth : 1);
    copy.kind = cudaMemcpyHostToDevice;
    CUDA(cudaMemcpy3D(&copy));
  }
  cudaArray_t none;
  std::printf("level 3: %d\n", cudaGetMipmappedArrayLevel(&none, pyramid, 3) != cudaSuccess);
  return pyramid;
}

void print_levels(const float* values, float4* out) {
  cudaMipmappedArray_t pyramids[3] = {pyramid_of(values, 7, 0, 0), pyramid_of(values, 7, 5, 0), pyramid_of(values, 7, 5, 6)};
  for (cudaTextureFilterMode between : {cudaFilterModePoint, cudaFilterModeLinear})
    for (cudaTextureFilterMode filter : {cudaFilterModePoint, cudaFilterModeLinear})
      for (float bias : {0.0f, 0.5f}) {
        cudaTextureObject_t textures[3];
        for (int i = 0; i < 3; i++) {
          cudaResourceDesc resource = {};
          resource.resType = cudaResourceTypeMipmappedArray;
          resource.res.mipmap.mipmap = pyramids[i];
          cudaTextureDesc desc = {};
          desc.addressMode[0] = desc.addressMode[1] = desc.addressMode[2] = cudaAddressModeWrap;
          desc.filterMode = filter;
          desc.mipmapFilterMode = between;
          desc.mipmapLevelBias = bias;
          desc.minMipmapLevelClamp = bias / 2;
          desc.maxMipmapLevelClamp = 7 - 10 * bias;
          desc.normalizedCoords = 1;
          CUDA(cudaCreateTextureObject(&textures[i], &resource, &desc, nullptr));
        }
        levels<<<1, steps>>>(textures[0], textures[1], textures[2], 0.25f, out);
        print("levels", out);
        for (cudaTextureObject_t texture : textures) CUDA(cudaDestroyTextureObject(texture));
      }
  for (cudaMipmappedArray_t pyramid : pyramids) CUDA(cudaFreeMipmappedArray(pyramid));
}

int main() {
  std::vector<float> values(6 * 8 * 8);
  for (size_t i = 0; i < values.size(); i++) values[i] = (i * 37 % 101) * 0.25f;
  float *out, *buffer;
  float4* out4;
  CUDA(cudaMalloc(&out, steps * sizeof(float)));
  CUDA(cudaMalloc(&out4, steps * sizeof(float4)));
  CUDA(cudaMalloc(&buffer, values.size() * sizeof(float)));
  CUDA(cudaMemcpy(buffer, values.data(), values.size() * sizeof(float), cudaMemcpyHostToDevice));

  cudaArray_t line = array_of(values.data(), width, 0, 0, 0), image = array_of(values.data(), width, height, 0, cudaArraySurfaceLoadStore), box = array_of(values.data(), width, height, depth, 0);
  const cudaTextureAddressMode modes[] = {cudaAddressModeClamp, cudaAddressModeBorder, cudaAddressModeWrap, cudaAddressModeMirror};
  for (int filter = 0; filter < 2; filter++)
    for (int mode = 0; mode < 4; mode++) {
      const bool normalized = mode >= 2;  // wrapping and mirroring need it
      const cudaTextureFilterMode how = filter ? cudaFilterModeLinear : cudaFilterModePoint;
      columns<<<1, steps>>>(texture_of(resource_of(line), how, modes[mode], normalized, cudaReadModeElementType), normalized ? 0.125f : 1, out);
      print("line", out);
      rows<float><<<1, steps>>>(texture_of(resource_of(image), how, modes[mode], normalized, cudaReadModeElementType), normalized ? 0.125f : 1, out);
      print("image", out);
      volume<<<1, steps>>>(texture_of(resource_of(box), how, modes[mode], normalized, cudaReadModeElementType), normalized ? 0.125f : 1, out);
      print("box", out);
    }

  cudaArray_t stack = array_of(values.data(), width, height, depth, cudaArrayLayered), faces = array_of(values.data(), 4, 4, 6, cudaArrayCubemap);
  layers<<<1, steps>>>(texture_of(resource_of(stack), cudaFilterModeLinear, cudaAddressModeClamp, false, cudaReadModeElementType), out);
  print("layers", out);
  cube<<<1, steps>>>(texture_of(resource_of(faces), cudaFilterModePoint, cudaAddressModeClamp, true, cudaReadModeElementType), out);
  print("cube", out);

  // Bytes as fractions, in rows of a pitch.
  cudaResourceDesc bytes = {};
  bytes.resType = cudaResourceTypePitch2D;
  bytes.res.pitch2D.devPtr = buffer;
  bytes.res.pitch2D.desc = cudaCreateChannelDesc<uchar4>();
  bytes.res.pitch2D.width = width;
  bytes.res.pitch2D.height = height;
  bytes.res.pitch2D.pitchInBytes = 32;
  rows<float4><<<1, steps>>>(texture_of(bytes, cudaFilterModeLinear, cudaAddressModeWrap, true, cudaReadModeNormalizedFloat), 0.125f, out4);
  print("bytes", out4);
  cudaResourceDesc numbers = {};
  numbers.resType = cudaResourceTypeLinear;
  numbers.res.linear.devPtr = buffer;
  numbers.res.linear.desc = cudaCreateChannelDesc<float>();
  numbers.res.linear.sizeInBytes = 20 * sizeof(float);
  linear<<<1, steps>>>(texture_of(numbers, cudaFilterModePoint, cudaAddressModeClamp, false, cudaReadModeElementType), out);
  print("numbers", out);

  cudaSurfaceObject_t surface;
  const cudaResourceDesc canvas = resource_of(image);
  CUDA(cudaCreateSurfaceObject(&surface, &canvas));
  paint<<<1, width * height>>>(surface);
  std::vector<float> painted(width * height);
  CUDA(cudaMemcpy2DFromArray(painted.data(), width * sizeof(float), image, 0, 0, width * sizeof(float), height, cudaMemcpyDeviceToHost));
  for (float value : painted) std::printf("painted %.5f\n", value);
  print_levels(values.data(), out4);
  return 0;
}
