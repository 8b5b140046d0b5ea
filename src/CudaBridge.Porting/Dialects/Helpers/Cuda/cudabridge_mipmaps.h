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

// The names are put together, as elsewhere they are names of ours.
CUDABRIDGE_FETCH(1DLod, (CUDABRIDGE_REFERENCE, float x, float level), CUDABRIDGE_OBJECTS::tex1DLod<R>(reference.object, x, level))
CUDABRIDGE_FETCH(2DLod, (CUDABRIDGE_REFERENCE, float x, float y, float level), CUDABRIDGE_OBJECTS::tex2DLod<R>(reference.object, x, y, level))
CUDABRIDGE_FETCH(3DLod, (CUDABRIDGE_REFERENCE, float x, float y, float z, float level), CUDABRIDGE_OBJECTS::tex3DLod<R>(reference.object, x, y, z, level))

}  // namespace cudabridge

#endif
