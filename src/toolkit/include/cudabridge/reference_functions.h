/* Binding texture and surface references: CUDA Runtime API of CUDA 11, "Texture Reference Management" and the C++ functions around it. */
#if !defined(__CUDABRIDGE_REFERENCE_FUNCTIONS_H__)
#define __CUDABRIDGE_REFERENCE_FUNCTIONS_H__

#include "../cuda_runtime_api.h"
#include "../cuda_surface_types.h"
#include "../cuda_texture_types.h"

#if defined(__CUDABRIDGE_REFERENCES__)

#if defined(__cplusplus)
extern "C" {
#endif

extern __host__ cudaError_t CUDARTAPI cudaBindTexture(size_t *offset, const struct textureReference *texref, const void *devPtr, const struct cudaChannelFormatDesc *desc, size_t size);
extern __host__ cudaError_t CUDARTAPI cudaBindTexture2D(size_t *offset, const struct textureReference *texref, const void *devPtr, const struct cudaChannelFormatDesc *desc, size_t width, size_t height, size_t pitch);
extern __host__ cudaError_t CUDARTAPI cudaBindTextureToArray(const struct textureReference *texref, cudaArray_const_t array, const struct cudaChannelFormatDesc *desc);
extern __host__ cudaError_t CUDARTAPI cudaBindTextureToMipmappedArray(const struct textureReference *texref, cudaMipmappedArray_const_t mipmappedArray, const struct cudaChannelFormatDesc *desc);
extern __host__ cudaError_t CUDARTAPI cudaUnbindTexture(const struct textureReference *texref);
extern __host__ cudaError_t CUDARTAPI cudaGetTextureAlignmentOffset(size_t *offset, const struct textureReference *texref);
extern __host__ cudaError_t CUDARTAPI cudaGetTextureReference(const struct textureReference **texref, const void *symbol);
extern __host__ cudaError_t CUDARTAPI cudaBindSurfaceToArray(const struct surfaceReference *surfref, cudaArray_const_t array, const struct cudaChannelFormatDesc *desc);
extern __host__ cudaError_t CUDARTAPI cudaGetSurfaceReference(const struct surfaceReference **surfref, const void *symbol);

#if defined(__cplusplus)
}
#endif

#if defined(__cplusplus) && defined(__CUDACC__)

#define __CUDABRIDGE_TEXTURE template <class T, int dim, enum cudaTextureReadMode readMode> static inline __host__ cudaError_t
#define __CUDABRIDGE_SURFACE template <class T, int dim> static inline __host__ cudaError_t

__CUDABRIDGE_TEXTURE cudaBindTexture(size_t *offset, const texture<T, dim, readMode> &tex, const void *devPtr, const cudaChannelFormatDesc &desc, size_t size = 0xffffffffu)
{
    return ::cudaBindTexture(offset, (const textureReference *)&tex, devPtr, &desc, size);
}

__CUDABRIDGE_TEXTURE cudaBindTexture(size_t *offset, const texture<T, dim, readMode> &tex, const void *devPtr, size_t size = 0xffffffffu)
{
    return ::cudaBindTexture(offset, (const textureReference *)&tex, devPtr, &tex.channelDesc, size);
}

__CUDABRIDGE_TEXTURE cudaBindTexture2D(size_t *offset, const texture<T, dim, readMode> &tex, const void *devPtr, const cudaChannelFormatDesc &desc, size_t width, size_t height, size_t pitch)
{
    return ::cudaBindTexture2D(offset, (const textureReference *)&tex, devPtr, &desc, width, height, pitch);
}

__CUDABRIDGE_TEXTURE cudaBindTexture2D(size_t *offset, const texture<T, dim, readMode> &tex, const void *devPtr, size_t width, size_t height, size_t pitch)
{
    return ::cudaBindTexture2D(offset, (const textureReference *)&tex, devPtr, &tex.channelDesc, width, height, pitch);
}

__CUDABRIDGE_TEXTURE cudaBindTextureToArray(const texture<T, dim, readMode> &tex, cudaArray_const_t array, const cudaChannelFormatDesc &desc)
{
    return ::cudaBindTextureToArray((const textureReference *)&tex, array, &desc);
}

__CUDABRIDGE_TEXTURE cudaBindTextureToArray(const texture<T, dim, readMode> &tex, cudaArray_const_t array)
{
    cudaChannelFormatDesc desc;
    cudaError_t error = ::cudaGetChannelDesc(&desc, array);
    return error == cudaSuccess ? ::cudaBindTextureToArray((const textureReference *)&tex, array, &desc) : error;
}

__CUDABRIDGE_TEXTURE cudaBindTextureToMipmappedArray(const texture<T, dim, readMode> &tex, cudaMipmappedArray_const_t mipmappedArray, const cudaChannelFormatDesc &desc)
{
    return ::cudaBindTextureToMipmappedArray((const textureReference *)&tex, mipmappedArray, &desc);
}

__CUDABRIDGE_TEXTURE cudaBindTextureToMipmappedArray(const texture<T, dim, readMode> &tex, cudaMipmappedArray_const_t mipmappedArray)
{
    cudaArray_t level;
    cudaChannelFormatDesc desc;
    cudaError_t error = ::cudaGetMipmappedArrayLevel(&level, mipmappedArray, 0);
    if (error == cudaSuccess) error = ::cudaGetChannelDesc(&desc, level);
    return error == cudaSuccess ? ::cudaBindTextureToMipmappedArray((const textureReference *)&tex, mipmappedArray, &desc) : error;
}

__CUDABRIDGE_TEXTURE cudaUnbindTexture(const texture<T, dim, readMode> &tex) { return ::cudaUnbindTexture((const textureReference *)&tex); }

__CUDABRIDGE_TEXTURE cudaGetTextureAlignmentOffset(size_t *offset, const texture<T, dim, readMode> &tex)
{
    return ::cudaGetTextureAlignmentOffset(offset, (const textureReference *)&tex);
}

__CUDABRIDGE_SURFACE cudaBindSurfaceToArray(const surface<T, dim> &surf, cudaArray_const_t array, const cudaChannelFormatDesc &desc)
{
    return ::cudaBindSurfaceToArray((const surfaceReference *)&surf, array, &desc);
}

__CUDABRIDGE_SURFACE cudaBindSurfaceToArray(const surface<T, dim> &surf, cudaArray_const_t array)
{
    cudaChannelFormatDesc desc;
    cudaError_t error = ::cudaGetChannelDesc(&desc, array);
    return error == cudaSuccess ? ::cudaBindSurfaceToArray((const surfaceReference *)&surf, array, &desc) : error;
}

#undef __CUDABRIDGE_SURFACE
#undef __CUDABRIDGE_TEXTURE
#endif
#endif

#endif
