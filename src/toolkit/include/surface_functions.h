/* Functions that read and write through surface references: those of surface_indirect_functions.h for the object that the reference is bound to. */
#if !defined(__SURFACE_FUNCTIONS_H__)
#define __SURFACE_FUNCTIONS_H__

#include "cuda_surface_types.h"
#include "surface_indirect_functions.h"

#if defined(__CUDABRIDGE_REFERENCES__) && defined(__CUDABRIDGE_DEVICE_COMPILER__)

#define __CUDABRIDGE_SURF_FUNCTION static __device__ __forceinline__
#define __CUDABRIDGE_ARGS(...) __VA_ARGS__

template <class Reference> __CUDABRIDGE_SURF_FUNCTION cudaSurfaceObject_t __cudabridge_surface_object(Reference reference)
{
    cudaSurfaceObject_t object;
    asm("mov.b64 %0, %1;" : "=l"(object) : "l"(reference));
    return object;
}

#define __CUDABRIDGE_SURF(name, dimensions, parameters, arguments)                                                       \
    template <class T>                                                                                                   \
    __CUDABRIDGE_SURF_FUNCTION T name##read(surface<void, dimensions> s, __CUDABRIDGE_ARGS parameters,                   \
                                            cudaSurfaceBoundaryMode boundaryMode = cudaBoundaryModeTrap)                 \
    {                                                                                                                    \
        return name##read<T>(__cudabridge_surface_object(s), __CUDABRIDGE_ARGS arguments, boundaryMode);                 \
    }                                                                                                                    \
    template <class T>                                                                                                   \
    __CUDABRIDGE_SURF_FUNCTION void name##read(T *data, surface<void, dimensions> s, __CUDABRIDGE_ARGS parameters,       \
                                               cudaSurfaceBoundaryMode boundaryMode = cudaBoundaryModeTrap)              \
    {                                                                                                                    \
        *data = name##read<T>(__cudabridge_surface_object(s), __CUDABRIDGE_ARGS arguments, boundaryMode);                \
    }                                                                                                                    \
    template <class T>                                                                                                   \
    __CUDABRIDGE_SURF_FUNCTION void name##write(T data, surface<void, dimensions> s, __CUDABRIDGE_ARGS parameters,       \
                                                cudaSurfaceBoundaryMode boundaryMode = cudaBoundaryModeTrap)             \
    {                                                                                                                    \
        name##write(data, __cudabridge_surface_object(s), __CUDABRIDGE_ARGS arguments, boundaryMode);                    \
    }

/* clang-format off */
__CUDABRIDGE_SURF(surf1D,             cudaSurfaceType1D,             (int x),                       (x))
__CUDABRIDGE_SURF(surf2D,             cudaSurfaceType2D,             (int x, int y),                (x, y))
__CUDABRIDGE_SURF(surf3D,             cudaSurfaceType3D,             (int x, int y, int z),         (x, y, z))
__CUDABRIDGE_SURF(surf1DLayered,      cudaSurfaceType1DLayered,      (int x, int layer),            (x, layer))
__CUDABRIDGE_SURF(surf2DLayered,      cudaSurfaceType2DLayered,      (int x, int y, int layer),     (x, y, layer))
__CUDABRIDGE_SURF(surfCubemap,        cudaSurfaceTypeCubemap,        (int x, int y, int face),      (x, y, face))
__CUDABRIDGE_SURF(surfCubemapLayered, cudaSurfaceTypeCubemapLayered, (int x, int y, int layerFace), (x, y, layerFace))
/* clang-format on */

#undef __CUDABRIDGE_SURF
#undef __CUDABRIDGE_ARGS
#undef __CUDABRIDGE_SURF_FUNCTION
#endif

#endif
