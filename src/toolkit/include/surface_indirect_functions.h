/* Surface object functions. C++ Programming Guide, "Surface Functions": x is in bytes, whatever the element is. Each is one PTX suld.b or
 * sust.b instruction; volatile, because a surface may be written while it is read. */
#if !defined(__SURFACE_INDIRECT_FUNCTIONS_H__)
#define __SURFACE_INDIRECT_FUNCTIONS_H__

#include "crt/host_defines.h"
#include "surface_types.h"

#if defined(__CUDABRIDGE_DEVICE_COMPILER__)

#define __CUDABRIDGE_SURF_FUNCTION static __device__ __forceinline__
#define __CUDABRIDGE_ARGS(...) __VA_ARGS__

/* The registers that hold an element of so many bytes. */
template <int size> struct __cudabridge_surface_bits;
template <> struct __cudabridge_surface_bits<1> { unsigned short x; };
template <> struct __cudabridge_surface_bits<2> { unsigned short x; };
template <> struct __cudabridge_surface_bits<4> { unsigned int x; };
template <> struct __cudabridge_surface_bits<8> { unsigned int x, y; };
template <> struct __cudabridge_surface_bits<16> { unsigned int x, y, z, w; };

#define __CUDABRIDGE_SULD(mode, form, coordinates, inputs, values, outputs)                                              \
    asm volatile("suld.b." form mode " " values ", [%[surface], " coordinates "];"                                       \
                 : __CUDABRIDGE_ARGS outputs                                                                             \
                 : [surface] "l"(surfObject), __CUDABRIDGE_ARGS inputs);                                                 \
    break

#define __CUDABRIDGE_SUST(mode, form, coordinates, inputs, values, stored)                                               \
    asm volatile("sust.b." form mode " [%[surface], " coordinates "], " values ";"                                       \
                 :                                                                                                       \
                 : [surface] "l"(surfObject), __CUDABRIDGE_ARGS inputs, __CUDABRIDGE_ARGS stored);                       \
    break

#define __CUDABRIDGE_SURF_SIZE(name, form, parameters, coordinates, inputs, size, values, outputs, stored)               \
    __CUDABRIDGE_SURF_FUNCTION void __cudabridge_##name##read(__cudabridge_surface_bits<size> &v,                        \
        cudaSurfaceObject_t surfObject, __CUDABRIDGE_ARGS parameters, cudaSurfaceBoundaryMode mode)                      \
    {                                                                                                                    \
        switch (mode)                                                                                                    \
        {                                                                                                                \
        case cudaBoundaryModeZero: __CUDABRIDGE_SULD(".zero", form, coordinates, inputs, values, outputs);               \
        case cudaBoundaryModeClamp: __CUDABRIDGE_SULD(".clamp", form, coordinates, inputs, values, outputs);             \
        case cudaBoundaryModeTrap: __CUDABRIDGE_SULD(".trap", form, coordinates, inputs, values, outputs);               \
        }                                                                                                                \
    }                                                                                                                    \
    __CUDABRIDGE_SURF_FUNCTION void __cudabridge_##name##write(__cudabridge_surface_bits<size> v,                        \
        cudaSurfaceObject_t surfObject, __CUDABRIDGE_ARGS parameters, cudaSurfaceBoundaryMode mode)                      \
    {                                                                                                                    \
        switch (mode)                                                                                                    \
        {                                                                                                                \
        case cudaBoundaryModeZero: __CUDABRIDGE_SUST(".zero", form, coordinates, inputs, values, stored);                \
        case cudaBoundaryModeClamp: __CUDABRIDGE_SUST(".clamp", form, coordinates, inputs, values, stored);              \
        case cudaBoundaryModeTrap: __CUDABRIDGE_SUST(".trap", form, coordinates, inputs, values, stored);                \
        }                                                                                                                \
    }

#define __CUDABRIDGE_SURF(name, geometry, parameters, arguments, coordinates, inputs)                                    \
    __CUDABRIDGE_SURF_SIZE(name, geometry ".b8", parameters, coordinates, inputs, 1, "{%[v0]}",                          \
                           ([v0] "=h"(v.x)), ([v0] "h"(v.x)))                                                            \
    __CUDABRIDGE_SURF_SIZE(name, geometry ".b16", parameters, coordinates, inputs, 2, "{%[v0]}",                         \
                           ([v0] "=h"(v.x)), ([v0] "h"(v.x)))                                                            \
    __CUDABRIDGE_SURF_SIZE(name, geometry ".b32", parameters, coordinates, inputs, 4, "{%[v0]}",                         \
                           ([v0] "=r"(v.x)), ([v0] "r"(v.x)))                                                            \
    __CUDABRIDGE_SURF_SIZE(name, geometry ".v2.b32", parameters, coordinates, inputs, 8, "{%[v0], %[v1]}",               \
                           ([v0] "=r"(v.x), [v1] "=r"(v.y)), ([v0] "r"(v.x), [v1] "r"(v.y)))                             \
    __CUDABRIDGE_SURF_SIZE(name, geometry ".v4.b32", parameters, coordinates, inputs, 16, "{%[v0], %[v1], %[v2], %[v3]}", \
                           ([v0] "=r"(v.x), [v1] "=r"(v.y), [v2] "=r"(v.z), [v3] "=r"(v.w)),                             \
                           ([v0] "r"(v.x), [v1] "r"(v.y), [v2] "r"(v.z), [v3] "r"(v.w)))                                 \
    template <class T>                                                                                                   \
    __CUDABRIDGE_SURF_FUNCTION T name##read(cudaSurfaceObject_t surfObject, __CUDABRIDGE_ARGS parameters,                \
                                            cudaSurfaceBoundaryMode boundaryMode = cudaBoundaryModeTrap)                 \
    {                                                                                                                    \
        __cudabridge_surface_bits<sizeof(T)> bits;                                                                       \
        __cudabridge_##name##read(bits, surfObject, __CUDABRIDGE_ARGS arguments, boundaryMode);                          \
        T value;                                                                                                         \
        __builtin_memcpy(&value, &bits, sizeof(T));                                                                      \
        return value;                                                                                                    \
    }                                                                                                                    \
    template <class T>                                                                                                   \
    __CUDABRIDGE_SURF_FUNCTION void name##read(T *data, cudaSurfaceObject_t surfObject, __CUDABRIDGE_ARGS parameters,    \
                                               cudaSurfaceBoundaryMode boundaryMode = cudaBoundaryModeTrap)              \
    {                                                                                                                    \
        *data = name##read<T>(surfObject, __CUDABRIDGE_ARGS arguments, boundaryMode);                                    \
    }                                                                                                                    \
    template <class T>                                                                                                   \
    __CUDABRIDGE_SURF_FUNCTION void name##write(T data, cudaSurfaceObject_t surfObject, __CUDABRIDGE_ARGS parameters,    \
                                                cudaSurfaceBoundaryMode boundaryMode = cudaBoundaryModeTrap)             \
    {                                                                                                                    \
        __cudabridge_surface_bits<sizeof(T)> bits;                                                                       \
        __builtin_memcpy(&bits, &data, sizeof(T));                                                                       \
        __cudabridge_##name##write(bits, surfObject, __CUDABRIDGE_ARGS arguments, boundaryMode);                         \
    }

/* clang-format off */
__CUDABRIDGE_SURF(surf1D,             "1d",  (int x),                         (x),               "{%[x]}",                      ([x] "r"(x)))
__CUDABRIDGE_SURF(surf2D,             "2d",  (int x, int y),                  (x, y),            "{%[x], %[y]}",                ([x] "r"(x), [y] "r"(y)))
__CUDABRIDGE_SURF(surf3D,             "3d",  (int x, int y, int z),           (x, y, z),         "{%[x], %[y], %[z], %[z]}",    ([x] "r"(x), [y] "r"(y), [z] "r"(z)))
__CUDABRIDGE_SURF(surf1DLayered,      "a1d", (int x, int layer),              (x, layer),        "{%[l], %[x]}",                ([x] "r"(x), [l] "r"(layer)))
__CUDABRIDGE_SURF(surf2DLayered,      "a2d", (int x, int y, int layer),       (x, y, layer),     "{%[l], %[x], %[y], %[y]}",    ([x] "r"(x), [y] "r"(y), [l] "r"(layer)))
/* A cubemap is a layered surface of six faces. */
__CUDABRIDGE_SURF(surfCubemap,        "a2d", (int x, int y, int face),        (x, y, face),      "{%[l], %[x], %[y], %[y]}",    ([x] "r"(x), [y] "r"(y), [l] "r"(face)))
__CUDABRIDGE_SURF(surfCubemapLayered, "a2d", (int x, int y, int layerFace),   (x, y, layerFace), "{%[l], %[x], %[y], %[y]}",    ([x] "r"(x), [y] "r"(y), [l] "r"(layerFace)))
/* clang-format on */

#undef __CUDABRIDGE_SURF
#undef __CUDABRIDGE_SURF_SIZE
#undef __CUDABRIDGE_SUST
#undef __CUDABRIDGE_SULD
#undef __CUDABRIDGE_ARGS
#undef __CUDABRIDGE_SURF_FUNCTION
#endif

#endif
