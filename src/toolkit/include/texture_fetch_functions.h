/* Functions that read through texture references: those of texture_indirect_functions.h for the object that the reference is bound to. The type
 * that they return is the reference's, or float with cudaReadModeNormalizedFloat. */
#if !defined(__TEXTURE_FETCH_FUNCTIONS_H__)
#define __TEXTURE_FETCH_FUNCTIONS_H__

#include "cuda_texture_types.h"
#include "texture_indirect_functions.h"

#if defined(__CUDABRIDGE_REFERENCES__) && defined(__CUDABRIDGE_DEVICE_COMPILER__)

#define __CUDABRIDGE_TEX_FUNCTION static __device__ __forceinline__
#define __CUDABRIDGE_ARGS(...) __VA_ARGS__

/* In device code a reference is its object. */
template <class Reference> __CUDABRIDGE_TEX_FUNCTION cudaTextureObject_t __cudabridge_texture_object(Reference reference)
{
    cudaTextureObject_t object;
    asm("mov.b64 %0, %1;" : "=l"(object) : "l"(reference));
    return object;
}

template <class T, cudaTextureReadMode mode> struct __cudabridge_texture_result { typedef T type; };
#define __CUDABRIDGE_NORMALIZED(from, to)                                                                               \
    template <> struct __cudabridge_texture_result<from, cudaReadModeNormalizedFloat> { typedef to type; };
__CUDABRIDGE_NORMALIZED(char, float)
__CUDABRIDGE_NORMALIZED(signed char, float)
__CUDABRIDGE_NORMALIZED(unsigned char, float)
__CUDABRIDGE_NORMALIZED(char1, float1)
__CUDABRIDGE_NORMALIZED(uchar1, float1)
__CUDABRIDGE_NORMALIZED(char2, float2)
__CUDABRIDGE_NORMALIZED(uchar2, float2)
__CUDABRIDGE_NORMALIZED(char4, float4)
__CUDABRIDGE_NORMALIZED(uchar4, float4)
__CUDABRIDGE_NORMALIZED(short, float)
__CUDABRIDGE_NORMALIZED(unsigned short, float)
__CUDABRIDGE_NORMALIZED(short1, float1)
__CUDABRIDGE_NORMALIZED(ushort1, float1)
__CUDABRIDGE_NORMALIZED(short2, float2)
__CUDABRIDGE_NORMALIZED(ushort2, float2)
__CUDABRIDGE_NORMALIZED(short4, float4)
__CUDABRIDGE_NORMALIZED(ushort4, float4)

#define __CUDABRIDGE_FETCH(name, dimensions, parameters, arguments)                                                      \
    template <class T, cudaTextureReadMode mode>                                                                         \
    __CUDABRIDGE_TEX_FUNCTION typename __cudabridge_texture_result<T, mode>::type name(                                  \
        texture<T, dimensions, mode> t, __CUDABRIDGE_ARGS parameters)                                                    \
    {                                                                                                                    \
        return name<typename __cudabridge_texture_result<T, mode>::type>(__cudabridge_texture_object(t), __CUDABRIDGE_ARGS arguments); \
    }

/* clang-format off */
__CUDABRIDGE_FETCH(tex1Dfetch,           cudaTextureType1D,             (int x),                                                      (x))
__CUDABRIDGE_FETCH(tex1D,                cudaTextureType1D,             (float x),                                                    (x))
__CUDABRIDGE_FETCH(tex2D,                cudaTextureType2D,             (float x, float y),                                           (x, y))
__CUDABRIDGE_FETCH(tex3D,                cudaTextureType3D,             (float x, float y, float z),                                  (x, y, z))
__CUDABRIDGE_FETCH(tex1DLayered,         cudaTextureType1DLayered,      (float x, int layer),                                         (x, layer))
__CUDABRIDGE_FETCH(tex2DLayered,         cudaTextureType2DLayered,      (float x, float y, int layer),                                (x, y, layer))
__CUDABRIDGE_FETCH(texCubemap,           cudaTextureTypeCubemap,        (float x, float y, float z),                                  (x, y, z))
__CUDABRIDGE_FETCH(texCubemapLayered,    cudaTextureTypeCubemapLayered, (float x, float y, float z, int layer),                       (x, y, z, layer))
__CUDABRIDGE_FETCH(tex2Dgather,          cudaTextureType2D,             (float x, float y, int comp = 0),                             (x, y, comp))

__CUDABRIDGE_FETCH(tex1DLod,             cudaTextureType1D,             (float x, float level),                                       (x, level))
__CUDABRIDGE_FETCH(tex2DLod,             cudaTextureType2D,             (float x, float y, float level),                              (x, y, level))
__CUDABRIDGE_FETCH(tex3DLod,             cudaTextureType3D,             (float x, float y, float z, float level),                     (x, y, z, level))
__CUDABRIDGE_FETCH(tex1DLayeredLod,      cudaTextureType1DLayered,      (float x, int layer, float level),                            (x, layer, level))
__CUDABRIDGE_FETCH(tex2DLayeredLod,      cudaTextureType2DLayered,      (float x, float y, int layer, float level),                   (x, y, layer, level))
__CUDABRIDGE_FETCH(texCubemapLod,        cudaTextureTypeCubemap,        (float x, float y, float z, float level),                     (x, y, z, level))
__CUDABRIDGE_FETCH(texCubemapLayeredLod, cudaTextureTypeCubemapLayered, (float x, float y, float z, int layer, float level),          (x, y, z, layer, level))

__CUDABRIDGE_FETCH(tex1DGrad,            cudaTextureType1D,             (float x, float dPdx, float dPdy),                            (x, dPdx, dPdy))
__CUDABRIDGE_FETCH(tex2DGrad,            cudaTextureType2D,             (float x, float y, float2 dPdx, float2 dPdy),                 (x, y, dPdx, dPdy))
__CUDABRIDGE_FETCH(tex3DGrad,            cudaTextureType3D,             (float x, float y, float z, float4 dPdx, float4 dPdy),        (x, y, z, dPdx, dPdy))
__CUDABRIDGE_FETCH(tex1DLayeredGrad,     cudaTextureType1DLayered,      (float x, int layer, float dPdx, float dPdy),                 (x, layer, dPdx, dPdy))
__CUDABRIDGE_FETCH(tex2DLayeredGrad,     cudaTextureType2DLayered,      (float x, float y, int layer, float2 dPdx, float2 dPdy),      (x, y, layer, dPdx, dPdy))
/* clang-format on */

#undef __CUDABRIDGE_FETCH
#undef __CUDABRIDGE_NORMALIZED
#undef __CUDABRIDGE_ARGS
#undef __CUDABRIDGE_TEX_FUNCTION
#endif

#endif
