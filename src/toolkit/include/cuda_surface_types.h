/* Surface references; see cuda_texture_types.h. */
#if !defined(__CUDA_SURFACE_TYPES_H__)
#define __CUDA_SURFACE_TYPES_H__

#include "crt/host_defines.h"
#include "channel_descriptor.h"
#include "surface_types.h"

#if defined(__CUDABRIDGE_REFERENCES__)

#define cudaSurfaceType1D             0x01
#define cudaSurfaceType2D             0x02
#define cudaSurfaceType3D             0x03
#define cudaSurfaceTypeCubemap        0x0C
#define cudaSurfaceType1DLayered      0xF1
#define cudaSurfaceType2DLayered      0xF2
#define cudaSurfaceTypeCubemapLayered 0xFC

struct __device_builtin__ surfaceReference
{
    struct cudaChannelFormatDesc channelDesc;
};

#if defined(__cplusplus) && defined(__CUDACC__)

template <class T, int dim = cudaSurfaceType1D> struct __device_builtin_surface_type__ surface : public surfaceReference
{
    __host__ surface() { channelDesc = cudaCreateChannelDesc<T>(); }
    __host__ surface(struct cudaChannelFormatDesc desc) { channelDesc = desc; }
};

template <int dim> struct __device_builtin_surface_type__ surface<void, dim> : public surfaceReference
{
    __host__ surface() : surfaceReference() {}
};

#endif
#endif
#endif
