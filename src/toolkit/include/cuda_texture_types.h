/* Texture references: file-scope variables that the host binds to memory. C++ Programming Guide of CUDA 11, "Texture Reference API". CUDA 12 has
 * them no more; programs that use them compile all the same, because nvcc defines __CUDABRIDGE_REFERENCES__ for them. Without it the names
 * `texture` and `surface` are the program's. */
#if !defined(__CUDA_TEXTURE_TYPES_H__)
#define __CUDA_TEXTURE_TYPES_H__

#include "crt/host_defines.h"
#include "channel_descriptor.h"
#include "texture_types.h"

#if defined(__CUDABRIDGE_REFERENCES__)

struct __device_builtin__ textureReference
{
    int                          normalized;
    enum cudaTextureFilterMode   filterMode;
    enum cudaTextureAddressMode  addressMode[3];
    struct cudaChannelFormatDesc channelDesc;
    int                          sRGB;
    unsigned int                 maxAnisotropy;
    enum cudaTextureFilterMode   mipmapFilterMode;
    float                        mipmapLevelBias;
    float                        minMipmapLevelClamp;
    float                        maxMipmapLevelClamp;
    int                          disableTrilinearOptimization;
    int                          __cudaReserved[14];
};

#if defined(__cplusplus) && defined(__CUDACC__)

template <class T, int texType = cudaTextureType1D, enum cudaTextureReadMode mode = cudaReadModeElementType>
struct __device_builtin_texture_type__ texture : public textureReference
{
    __host__ texture(int norm = 0, enum cudaTextureFilterMode fMode = cudaFilterModePoint,
                     enum cudaTextureAddressMode aMode = cudaAddressModeClamp)
        : texture(norm, fMode, aMode, cudaCreateChannelDesc<T>())
    {
    }

    __host__ texture(int norm, enum cudaTextureFilterMode fMode, enum cudaTextureAddressMode aMode, struct cudaChannelFormatDesc desc)
        : textureReference()
    {
        normalized     = norm;
        filterMode     = fMode;
        addressMode[0] = aMode;
        addressMode[1] = aMode;
        addressMode[2] = aMode;
        channelDesc    = desc;
    }
};

#endif
#endif
#endif
