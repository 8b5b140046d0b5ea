// The driver's arrays, textures and surfaces, which kernels of the runtime read: fetches, printed.
#include <cuda.h>
#include <cuda_runtime.h>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#define DRIVER(call) \
  if (CUresult error_ = (call)) std::printf("%s: %d\n", #call, (int)error_), std::exit(1)

const int width = 7, height = 5, steps = 24;

template <typename T>
__global__ void rows(CUtexObject texture, float scale, T* out) {
  const float at = ((int)threadIdx.x - 6) * 0.53125f * scale;
  out[threadIdx.x] = tex2D<T>(texture, at, (at + 1.25f * scale) * 0.5f);
}
__global__ void line(CUtexObject texture, float* out) { out[threadIdx.x] = tex1Dfetch<float>(texture, (int)threadIdx.x - 2); }
__global__ void paint(CUsurfObject surface) {
  const int x = threadIdx.x % width, y = threadIdx.x / width;
  surf2Dwrite(surf2Dread<float>(surface, 4 * x, y) * 2 + 1, surface, 4 * x, y);
}

template <typename T>
void print(const char* what, CUdeviceptr device) {
  std::vector<T> out(steps);
  DRIVER(cuMemcpyDtoH(out.data(), device, steps * sizeof(T)));
  for (const T& value : out) {
    std::printf("%s", what);
    for (unsigned i = 0; i < sizeof(T) / 4; i++) std::printf(" %.5f", ((const float*)&value)[i]);
    std::printf("\n");
  }
}

CUarray array_of(const void* values, CUarray_format format, unsigned channels, size_t row) {
  CUDA_ARRAY3D_DESCRIPTOR desc;
  memset(&desc, 0, sizeof desc);
  desc.Flags = CUDA_ARRAY3D_SURFACE_LDST;
  desc.Width = width;
  desc.Height = height;
  desc.Format = format;
  desc.NumChannels = channels;
  CUarray array;
  DRIVER(cuArray3DCreate(&array, &desc));
  CUDA_ARRAY_DESCRIPTOR seen;
  DRIVER(cuArrayGetDescriptor(&seen, array));
  std::printf("array %d %d %d %u\n", (int)seen.Width, (int)seen.Height, (int)seen.Format, seen.NumChannels);
  CUDA_MEMCPY2D copy;
  memset(&copy, 0, sizeof copy);
  copy.srcMemoryType = CU_MEMORYTYPE_HOST;
  copy.srcHost = values;
  copy.srcPitch = row;
  copy.dstMemoryType = CU_MEMORYTYPE_ARRAY;
  copy.dstArray = array;
  copy.WidthInBytes = row;
  copy.Height = height;
  DRIVER(cuMemcpy2D(&copy));
  return array;
}

CUtexObject texture_of(const CUDA_RESOURCE_DESC& resource, CUfilter_mode filter, CUaddress_mode address, unsigned flags) {
  CUDA_TEXTURE_DESC desc;
  memset(&desc, 0, sizeof desc);
  desc.addressMode[0] = desc.addressMode[1] = desc.addressMode[2] = address;
  desc.filterMode = filter;
  desc.flags = flags;
  desc.borderColor[0] = 9;
  CUtexObject texture;
  DRIVER(cuTexObjectCreate(&texture, &resource, &desc, nullptr));
  return texture;
}

int main() {
  cudaFree(0);
  std::vector<float> floats(width * height);
  std::vector<unsigned char> bytes(width * height * 4);
  for (size_t i = 0; i < floats.size(); i++) floats[i] = (i * 37 % 101) * 0.25f;
  for (size_t i = 0; i < bytes.size(); i++) bytes[i] = (unsigned char)(i * 53);
  CUdeviceptr out;
  DRIVER(cuMemAlloc(&out, steps * sizeof(float4)));

  CUDA_RESOURCE_DESC resource;
  memset(&resource, 0, sizeof resource);
  resource.resType = CU_RESOURCE_TYPE_ARRAY;
  CUarray plane = array_of(floats.data(), CU_AD_FORMAT_FLOAT, 1, width * sizeof(float));
  resource.res.array.hArray = plane;
  for (CUfilter_mode filter : {CU_TR_FILTER_MODE_POINT, CU_TR_FILTER_MODE_LINEAR})
    for (int normalized = 0; normalized < 2; normalized++)
      for (CUaddress_mode address : {CU_TR_ADDRESS_MODE_WRAP, CU_TR_ADDRESS_MODE_CLAMP, CU_TR_ADDRESS_MODE_MIRROR, CU_TR_ADDRESS_MODE_BORDER}) {
        CUtexObject texture = texture_of(resource, filter, address, normalized ? CU_TRSF_NORMALIZED_COORDINATES : 0);
        rows<float><<<1, steps>>>(texture, normalized ? 0.25f : 1.0f, (float*)out);
        print<float>("plane", out);
        DRIVER(cuTexObjectDestroy(texture));
      }

  CUsurfObject surface;
  DRIVER(cuSurfObjectCreate(&surface, &resource));
  paint<<<1, width * height>>>(surface);
  DRIVER(cuSurfObjectDestroy(surface));
  CUDA_MEMCPY2D copy;
  memset(&copy, 0, sizeof copy);
  copy.srcMemoryType = CU_MEMORYTYPE_ARRAY;
  copy.srcArray = plane;
  copy.srcXInBytes = 2 * sizeof(float);
  copy.srcY = 1;
  copy.dstMemoryType = CU_MEMORYTYPE_DEVICE;
  copy.dstDevice = out;
  copy.dstPitch = 6 * sizeof(float);
  copy.WidthInBytes = 5 * sizeof(float);
  copy.Height = 4;
  DRIVER(cuMemsetD16(out, 0, steps * 2));
  DRIVER(cuMemcpy2D(&copy));
  print<float>("painted", out);

  CUDA_ARRAY_DESCRIPTOR flat = {3, 2, CU_AD_FORMAT_SIGNED_INT16, 2};
  CUarray small;
  DRIVER(cuArrayCreate(&small, &flat));
  DRIVER(cuArrayDestroy(small));

  CUarray colors = array_of(bytes.data(), CU_AD_FORMAT_UNSIGNED_INT8, 4, width * 4);
  resource.res.array.hArray = colors;
  CUtexObject texture = texture_of(resource, CU_TR_FILTER_MODE_LINEAR, CU_TR_ADDRESS_MODE_CLAMP, 0);
  rows<float4><<<1, steps>>>(texture, 1.0f, (float4*)out);
  print<float4>("colors", out);

  CUdeviceptr memory;
  DRIVER(cuMemAlloc(&memory, floats.size() * sizeof(float)));
  DRIVER(cuMemcpyHtoD(memory, floats.data(), floats.size() * sizeof(float)));
  memset(&resource, 0, sizeof resource);
  resource.resType = CU_RESOURCE_TYPE_LINEAR;
  resource.res.linear.devPtr = memory;
  resource.res.linear.format = CU_AD_FORMAT_FLOAT;
  resource.res.linear.numChannels = 1;
  resource.res.linear.sizeInBytes = 16 * sizeof(float);
  texture = texture_of(resource, CU_TR_FILTER_MODE_POINT, CU_TR_ADDRESS_MODE_CLAMP, 0);
  line<<<1, steps>>>(texture, (float*)out);
  print<float>("line", out);
  DRIVER(cuArrayDestroy(plane));
  DRIVER(cuArrayDestroy(colors));
}
