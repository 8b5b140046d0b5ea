// Texture references that are bound to mipmaps; cudabridge_references.h has the others. Goes with sources that cudabridge has ported.
// gives cudabridge::bind_texture_to_mipmapped_array
#ifndef CUDABRIDGE_MIPMAPS_H
#define CUDABRIDGE_MIPMAPS_H
#include "cudabridge_references.h"

namespace cudabridge {

template <typename T, int dim, cudaTextureReadMode mode>
inline cudaError_t bind_texture_to_mipmapped_array(const texture<T, dim, mode>& reference, cudaMipmappedArray_const_t array) {
  cudaResourceDesc resource;
  memset(&resource, 0, sizeof resource);
  resource.resType = cudaResourceTypeMipmappedArray;
  resource.res.mipmap.mipmap = (cudaMipmappedArray_t)array;
  return bind((reference_fields&)reference, resource, mode);
}
template <typename T, int dim, cudaTextureReadMode mode>
inline cudaError_t bind_texture_to_mipmapped_array(const texture<T, dim, mode>& reference, cudaMipmappedArray_const_t array, const cudaChannelFormatDesc&) {
  return bind_texture_to_mipmapped_array(reference, array);
}

template <typename T, int dim, cudaTextureReadMode mode>
__device__ inline typename fetched_type<T, mode>::type tex1DLod(const texture<T, dim, mode>& reference, float x, float level) {
  return ::tex1DLod<typename fetched_type<T, mode>::type>(reference.object, x, level);
}
template <typename T, int dim, cudaTextureReadMode mode>
__device__ inline typename fetched_type<T, mode>::type tex2DLod(const texture<T, dim, mode>& reference, float x, float y, float level) {
  return ::tex2DLod<typename fetched_type<T, mode>::type>(reference.object, x, y, level);
}
template <typename T, int dim, cudaTextureReadMode mode>
__device__ inline typename fetched_type<T, mode>::type tex3DLod(const texture<T, dim, mode>& reference, float x, float y, float z, float level) {
  return ::tex3DLod<typename fetched_type<T, mode>::type>(reference.object, x, y, z, level);
}

}  // namespace cudabridge

#endif
