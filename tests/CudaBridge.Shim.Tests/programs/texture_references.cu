// Misuse of texture and surface references and of mipmapped arrays through the runtime API.
#include <cuda_runtime.h>
#include <string.h>
#include "check.h"

texture<float, 1> line;
texture<int, 2> whole;
texture<int, 2, cudaReadModeNormalizedFloat> scaled;
texture<float, 2> pyramid;
surface<void, 2> canvas;
textureReference none;
surfaceReference no_surface;

__global__ void use(float* out) {
  out[0] = tex1Dfetch(line, 3) + tex2D(whole, 0.5f, 0.5f) + tex2D(pyramid, 0.5f, 0.5f) + surf2Dread<float>(canvas, 0, 0);
  out[1] = tex1Dfetch(line, 0);
}

int main() {
  float *memory, *out, result[2];
  size_t offset;
  const textureReference* found;
  cudaArray_t array, plain, integers, level;
  cudaMipmappedArray_t mipmap;
  const cudaChannelFormatDesc floats = cudaCreateChannelDesc<float>(), ints = cudaCreateChannelDesc<int>();
  OK(cudaMalloc(&memory, 4096));
  OK(cudaMemset(memory, 0, 4096));
  OK(cudaMalloc(&out, sizeof result));
  OK(cudaMallocArray(&array, &floats, 8, 8, cudaArraySurfaceLoadStore));
  OK(cudaMallocArray(&plain, &floats, 8, 8));
  OK(cudaMallocArray(&integers, &ints, 8, 8));

  // Unbound references read zeros.
  use<<<1, 1>>>(out);
  OK(cudaMemcpy(result, out, sizeof result, cudaMemcpyDeviceToHost));
  CHECK(result[0] == 0 && result[1] == 0);

  EXPECT(cudaErrorInvalidTexture, cudaBindTexture(&offset, &none, memory, &floats, 64));
  EXPECT(cudaErrorInvalidTexture, cudaBindTexture(&offset, (const textureReference*)nullptr, memory, &floats, 64));
  EXPECT(cudaErrorInvalidValue, cudaBindTexture(&offset, line, nullptr, 64));
  EXPECT(cudaErrorInvalidValue, cudaBindTexture(&offset, line, &offset, 64));
  EXPECT(cudaErrorInvalidValue, cudaBindTexture(nullptr, line, memory + 1, 64));
  EXPECT(cudaErrorInvalidTextureBinding, cudaGetTextureAlignmentOffset(&offset, line));
  OK(cudaBindTexture(&offset, line, memory + 1));
  CHECK(offset == 4);
  EXPECT(cudaErrorInvalidValue, cudaBindTexture2D(nullptr, pyramid, memory, 8, 8, 36));
  EXPECT(cudaErrorInvalidResourceHandle, cudaBindTextureToArray(pyramid, (cudaArray_t)&offset, floats));
  EXPECT(cudaErrorInvalidChannelDescriptor, cudaBindTextureToArray(pyramid, plain, ints));
  OK(cudaGetTextureReference(&found, &line));
  CHECK(found == &line);
  EXPECT(cudaErrorInvalidTexture, cudaGetTextureReference(&found, &none));
  EXPECT(cudaErrorInvalidTexture, cudaUnbindTexture(&none));

  // Means of integers, and 32-bit integers as numbers in [0, 1].
  whole.filterMode = cudaFilterModeLinear;
  EXPECT(cudaErrorInvalidFilterSetting, cudaBindTextureToArray(whole, integers));
  whole.filterMode = cudaFilterModePoint;
  OK(cudaBindTextureToArray(whole, integers));
  EXPECT(cudaErrorInvalidNormSetting, cudaBindTextureToArray(scaled, integers));
  // What is wrong after the binding is the launch's error.
  whole.filterMode = cudaFilterModeLinear;
  use<<<1, 1>>>(out);
  EXPECT(cudaErrorInvalidFilterSetting, cudaGetLastError());
  whole.filterMode = cudaFilterModePoint;
  use<<<1, 1>>>(out);
  OK(cudaGetLastError());

  EXPECT(cudaErrorInvalidSurface, cudaBindSurfaceToArray(&no_surface, array, &floats));
  EXPECT(cudaErrorInvalidValue, cudaBindSurfaceToArray(canvas, plain));
  OK(cudaBindSurfaceToArray(canvas, array));

  EXPECT(cudaErrorInvalidValue, cudaMallocMipmappedArray(nullptr, &floats, make_cudaExtent(8, 8, 0), 2));
  EXPECT(cudaErrorInvalidValue, cudaMallocMipmappedArray(&mipmap, nullptr, make_cudaExtent(8, 8, 0), 2));
  EXPECT(cudaErrorInvalidValue, cudaMallocMipmappedArray(&mipmap, &floats, make_cudaExtent(0, 8, 0), 2));
  EXPECT(cudaErrorInvalidValue, cudaMallocMipmappedArray(&mipmap, &floats, make_cudaExtent(8, 8, 0), 2, 0x100));
  OK(cudaMallocMipmappedArray(&mipmap, &floats, make_cudaExtent(8, 4, 0), 10));
  cudaExtent extent;
  OK(cudaGetMipmappedArrayLevel(&level, mipmap, 3));
  OK(cudaArrayGetInfo(nullptr, &extent, nullptr, level));
  CHECK(extent.width == 1 && extent.height == 1);
  EXPECT(cudaErrorInvalidValue, cudaGetMipmappedArrayLevel(&level, mipmap, 4));
  EXPECT(cudaErrorInvalidValue, cudaGetMipmappedArrayLevel(nullptr, mipmap, 0));
  EXPECT(cudaErrorInvalidValue, cudaFreeArray(level));
  EXPECT(cudaErrorInvalidValue, cudaBindTextureToMipmappedArray(pyramid, mipmap));  // its coordinates are not normalised
  pyramid.normalized = 1;
  OK(cudaBindTextureToMipmappedArray(pyramid, mipmap));

  // The same as an object, which says what it was made of.
  cudaResourceDesc resource;
  cudaTextureDesc settings;
  cudaTextureObject_t object;
  memset(&resource, 0, sizeof resource);
  memset(&settings, 0, sizeof settings);
  resource.resType = cudaResourceTypeMipmappedArray;
  resource.res.mipmap.mipmap = mipmap;
  EXPECT(cudaErrorInvalidValue, cudaCreateTextureObject(&object, &resource, &settings, nullptr));
  settings.normalizedCoords = 1;
  settings.mipmapFilterMode = cudaFilterModeLinear;
  settings.mipmapLevelBias = 0.5f;
  settings.maxMipmapLevelClamp = 3;
  OK(cudaCreateTextureObject(&object, &resource, &settings, nullptr));
  memset(&resource, 0, sizeof resource);
  memset(&settings, 0, sizeof settings);
  OK(cudaGetTextureObjectResourceDesc(&resource, object));
  OK(cudaGetTextureObjectTextureDesc(&settings, object));
  CHECK(resource.resType == cudaResourceTypeMipmappedArray && resource.res.mipmap.mipmap == mipmap);
  CHECK(settings.mipmapFilterMode == cudaFilterModeLinear && settings.mipmapLevelBias == 0.5f && settings.maxMipmapLevelClamp == 3);
  OK(cudaDestroyTextureObject(object));
  OK(cudaUnbindTexture(pyramid));
  OK(cudaFreeMipmappedArray(mipmap));
  EXPECT(cudaErrorInvalidResourceHandle, cudaFreeMipmappedArray(mipmap));
  OK(cudaFreeMipmappedArray(nullptr));
  puts("ok");
  return 0;
}
