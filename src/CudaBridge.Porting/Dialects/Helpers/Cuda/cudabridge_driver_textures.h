// The driver's arrays, textures and surfaces, made of those in cudabridge_textures.h: for languages whose makers document no texture units. Memory is the
// runtime's, in the driver's current context. Goes with sources that cudabridge has ported.
// gives cudabridge::ArrayFormat
// gives cudabridge::FormatFloat
// gives cudabridge::FormatHalf
// gives cudabridge::FormatSigned16
// gives cudabridge::FormatSigned32
// gives cudabridge::FormatSigned8
// gives cudabridge::FormatUnsigned16
// gives cudabridge::FormatUnsigned32
// gives cudabridge::FormatUnsigned8
// gives cudabridge::DriverArray3DDesc
// gives cudabridge::DriverArrayDesc
// gives cudabridge::DriverCopy2D
// gives cudabridge::DriverResourceDesc
// gives cudabridge::DriverTextureDesc
// gives cudabridge::CubemapArray
// gives cudabridge::LayeredArray
// gives cudabridge::SurfaceArray
// gives cudabridge::MemoryArray
// gives cudabridge::MemoryDevice
// gives cudabridge::MemoryHost
// gives cudabridge::MemoryType
// gives cudabridge::MemoryUnified
// gives cudabridge::NormalizedCoordinates
// gives cudabridge::ReadAsInteger
// gives cudabridge::ReadAsSRGB
// gives cudabridge::driver_array_desc
// gives cudabridge::driver_create_array
// gives cudabridge::driver_create_array_3d
// gives cudabridge::driver_create_surface
// gives cudabridge::driver_create_texture
// gives cudabridge::driver_destroy_array
// gives cudabridge::driver_destroy_texture
// gives cudabridge::driver_memcpy_2d
#ifndef CUDABRIDGE_DRIVER_TEXTURES_H
#define CUDABRIDGE_DRIVER_TEXTURES_H
#include <cuda.h>
#include "cudabridge_textures.h"

namespace cudabridge {

enum ArrayFormat { FormatUnsigned8 = 1, FormatUnsigned16, FormatUnsigned32, FormatSigned8 = 8, FormatSigned16, FormatSigned32, FormatHalf = 16, FormatFloat = 32 };
enum MemoryType { MemoryHost = 1, MemoryDevice, MemoryArray, MemoryUnified };
enum ArrayFlags { LayeredArray = 1, SurfaceArray = 2, CubemapArray = 4 };
enum TextureFlags { ReadAsInteger = 1, NormalizedCoordinates = 2, ReadAsSRGB = 16 };

struct DriverArrayDesc {
  size_t Width, Height;
  ArrayFormat Format;
  unsigned NumChannels;
};
struct DriverArray3DDesc {
  size_t Width, Height, Depth;
  ArrayFormat Format;
  unsigned NumChannels, Flags;
};
struct DriverCopy2D {
  size_t srcXInBytes, srcY;
  MemoryType srcMemoryType;
  const void* srcHost;
  CUdeviceptr srcDevice;
  ArrayPointer srcArray;
  size_t srcPitch;
  size_t dstXInBytes, dstY;
  MemoryType dstMemoryType;
  void* dstHost;
  CUdeviceptr dstDevice;
  ArrayPointer dstArray;
  size_t dstPitch;
  size_t WidthInBytes, Height;
};
struct DriverResourceDesc {
  ResourceType resType;
  union {
    struct {
      ArrayPointer hArray;
    } array;
    struct {
      CUdeviceptr devPtr;
      ArrayFormat format;
      unsigned numChannels;
      size_t sizeInBytes;
    } linear;
    struct {
      CUdeviceptr devPtr;
      ArrayFormat format;
      unsigned numChannels;
      size_t width, height, pitchInBytes;
    } pitch2D;
  } res;
  unsigned flags;
};
struct DriverTextureDesc {
  AddressMode addressMode[3];
  FilterMode filterMode;
  unsigned flags, maxAnisotropy;
  FilterMode mipmapFilterMode;
  float mipmapLevelBias, minMipmapLevelClamp, maxMipmapLevelClamp;
  float borderColor[4];
};

inline CUresult driver_result(cudaError_t error) {
  return error == cudaSuccess ? CUDA_SUCCESS : error == cudaErrorMemoryAllocation ? CUDA_ERROR_OUT_OF_MEMORY : error == cudaErrorNotSupported ? CUDA_ERROR_NOT_SUPPORTED : CUDA_ERROR_INVALID_VALUE;
}
inline ChannelDesc channels_of(ArrayFormat format, unsigned count) {
  const int bits = format == FormatUnsigned8 || format == FormatSigned8 ? 8 : format == FormatUnsigned16 || format == FormatSigned16 || format == FormatHalf ? 16 : 32;
  const ChannelKind kind = format >= FormatHalf ? ChannelFloat : format >= FormatSigned8 ? ChannelSigned : ChannelUnsigned;
  return create_channel_desc(bits, count > 1 ? bits : 0, count > 2 ? bits : 0, count > 2 ? bits : 0, kind);
}

inline CUresult driver_create_array_3d(ArrayPointer* array, const DriverArray3DDesc* desc) {
  const ChannelDesc channels = channels_of(desc->Format, desc->NumChannels);
  return driver_result(malloc_3d_array(array, &channels, make_cudaExtent(desc->Width, desc->Height, desc->Depth), desc->Flags));
}
inline CUresult driver_create_array(ArrayPointer* array, const DriverArrayDesc* desc) {
  const DriverArray3DDesc whole = {desc->Width, desc->Height, 0, desc->Format, desc->NumChannels, 0};
  return driver_create_array_3d(array, &whole);
}
inline CUresult driver_destroy_array(ArrayPointer array) { return driver_result(free_array(array)); }
inline CUresult driver_array_desc(DriverArrayDesc* desc, ConstArrayPointer array) {
  const ChannelDesc& channels = array->desc;
  const int size = channels.x == 8 ? 0 : channels.x == 16 ? 1 : 2;
  desc->Width = array->width;
  desc->Height = array->height;
  desc->Format = channels.f == ChannelFloat ? (size == 1 ? FormatHalf : FormatFloat) : (ArrayFormat)((channels.f == ChannelSigned ? FormatSigned8 : FormatUnsigned8) + size);
  desc->NumChannels = 1 + (channels.y > 0) + (channels.z > 0) + (channels.w > 0);
  return CUDA_SUCCESS;
}

// Where one side of a copy starts, and the bytes from row to row.
inline char* side_of(MemoryType type, const void* host, CUdeviceptr device, ConstArrayPointer array, size_t& pitch, size_t width) {
  if (type == MemoryArray) pitch = row_bytes(array);
  else if (pitch == 0) pitch = width;
  return type == MemoryArray ? array->data : type == MemoryHost ? (char*)host : (char*)device;
}
inline CUresult driver_memcpy_2d(const DriverCopy2D* copy) {
  size_t from_pitch = copy->srcPitch, to_pitch = copy->dstPitch;
  const char* from = side_of(copy->srcMemoryType, copy->srcHost, copy->srcDevice, copy->srcArray, from_pitch, copy->WidthInBytes);
  char* to = side_of(copy->dstMemoryType, copy->dstHost, copy->dstDevice, copy->dstArray, to_pitch, copy->WidthInBytes);
  const bool from_host = copy->srcMemoryType == MemoryHost, to_host = copy->dstMemoryType == MemoryHost;
  cudaMemcpyKind kind = from_host ? (to_host ? cudaMemcpyHostToHost : cudaMemcpyHostToDevice) : to_host ? cudaMemcpyDeviceToHost : cudaMemcpyDeviceToDevice;
  if (copy->srcMemoryType == MemoryUnified || copy->dstMemoryType == MemoryUnified) kind = cudaMemcpyDefault;
  return driver_result(cudaMemcpy2D(to + copy->dstY * to_pitch + copy->dstXInBytes, to_pitch, from + copy->srcY * from_pitch + copy->srcXInBytes, from_pitch, copy->WidthInBytes, copy->Height, kind));
}

inline ResourceDesc resource_of(const DriverResourceDesc& driver) {
  ResourceDesc resource = {};
  resource.resType = driver.resType;
  if (driver.resType == ResourceArray) {
    resource.res.array.array = driver.res.array.hArray;
  } else if (driver.resType == ResourceLinear) {
    resource.res.linear.devPtr = (void*)driver.res.linear.devPtr;
    resource.res.linear.desc = channels_of(driver.res.linear.format, driver.res.linear.numChannels);
    resource.res.linear.sizeInBytes = driver.res.linear.sizeInBytes;
  } else {
    resource.res.pitch2D.devPtr = (void*)driver.res.pitch2D.devPtr;
    resource.res.pitch2D.desc = channels_of(driver.res.pitch2D.format, driver.res.pitch2D.numChannels);
    resource.res.pitch2D.width = driver.res.pitch2D.width;
    resource.res.pitch2D.height = driver.res.pitch2D.height;
    resource.res.pitch2D.pitchInBytes = driver.res.pitch2D.pitchInBytes;
  }
  return resource;
}
inline CUresult driver_create_texture(TextureObject* object, const DriverResourceDesc* driver, const DriverTextureDesc* settings, const void* view) {
  if (driver->resType == ResourceMipmapped || view) return CUDA_ERROR_NOT_SUPPORTED;
  const ResourceDesc resource = resource_of(*driver);
  TextureDesc desc = {};
  for (int i = 0; i < 3; i++) desc.addressMode[i] = settings->addressMode[i];
  for (int i = 0; i < 4; i++) desc.borderColor[i] = settings->borderColor[i];
  desc.filterMode = settings->filterMode;
  desc.readMode = settings->flags & ReadAsInteger ? ReadElement : ReadNormalized;
  desc.normalizedCoords = (settings->flags & NormalizedCoordinates) != 0;
  desc.sRGB = (settings->flags & ReadAsSRGB) != 0;
  return driver_result(create_texture(object, &resource, &desc, 0));
}
inline CUresult driver_create_surface(TextureObject* object, const DriverResourceDesc* driver) {
  const ResourceDesc resource = resource_of(*driver);
  return driver_result(create_surface(object, &resource));
}
inline CUresult driver_destroy_texture(TextureObject object) { return driver_result(destroy_texture(object)); }

}  // namespace cudabridge

#endif
