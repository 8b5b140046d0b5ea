/* Texture object functions. C++ Programming Guide, "Texture Functions". Each is one PTX tex or tld4 instruction; the form that takes a
 * pointer stores the result there. Sparse arrays do not exist here, so every texel is resident. */
#if !defined(__TEXTURE_INDIRECT_FUNCTIONS_H__)
#define __TEXTURE_INDIRECT_FUNCTIONS_H__

#include "crt/host_defines.h"
#include "texture_types.h"
#include "vector_types.h"

#if defined(__CUDABRIDGE_DEVICE_COMPILER__)

#define __CUDABRIDGE_TEX_FUNCTION static __device__ __forceinline__
#define __CUDABRIDGE_ARGS(...) __VA_ARGS__

/* How a type is fetched: always four components of int, unsigned int or float. */
template <class T> struct __cudabridge_texel
{
    typedef decltype(T::x) element;
    typedef typename __cudabridge_texel<element>::fetched fetched;
    template <int n> struct count {};
    __CUDABRIDGE_TEX_FUNCTION T from(fetched v) { return from(v, count<sizeof(T) / sizeof(element)>()); }
    __CUDABRIDGE_TEX_FUNCTION T from(fetched v, count<1>) { return T{(element)v.x}; }
    __CUDABRIDGE_TEX_FUNCTION T from(fetched v, count<2>) { return T{(element)v.x, (element)v.y}; }
    __CUDABRIDGE_TEX_FUNCTION T from(fetched v, count<3>) { return T{(element)v.x, (element)v.y, (element)v.z}; }
    __CUDABRIDGE_TEX_FUNCTION T from(fetched v, count<4>) { return T{(element)v.x, (element)v.y, (element)v.z, (element)v.w}; }
};

#define __CUDABRIDGE_TEXEL(type, vector)                                                                                 \
    template <> struct __cudabridge_texel<type>                                                                          \
    {                                                                                                                    \
        typedef vector fetched;                                                                                          \
        __CUDABRIDGE_TEX_FUNCTION type from(fetched v) { return (type)v.x; }                                             \
    };

__CUDABRIDGE_TEXEL(char, int4)
__CUDABRIDGE_TEXEL(signed char, int4)
__CUDABRIDGE_TEXEL(short, int4)
__CUDABRIDGE_TEXEL(int, int4)
__CUDABRIDGE_TEXEL(unsigned char, uint4)
__CUDABRIDGE_TEXEL(unsigned short, uint4)
__CUDABRIDGE_TEXEL(unsigned int, uint4)
__CUDABRIDGE_TEXEL(float, float4)

/* The instruction for one of the three result types. */
#define __CUDABRIDGE_TEX_ASM(name, vector, constraint, opcode, operands, parameters, ...)                                \
    __CUDABRIDGE_TEX_FUNCTION vector name(vector *, cudaTextureObject_t texObject, __CUDABRIDGE_ARGS parameters)         \
    {                                                                                                                    \
        vector v;                                                                                                        \
        asm(opcode " {%0, %1, %2, %3}, [%4, " operands ";"                                                               \
            : "=" constraint(v.x), "=" constraint(v.y), "=" constraint(v.z), "=" constraint(v.w)                         \
            : "l"(texObject), __VA_ARGS__);                                                                              \
        return v;                                                                                                        \
    }

#define __CUDABRIDGE_TEX_ALL(name, opcode, coordinate, operands, parameters, ...)                                        \
    __CUDABRIDGE_TEX_ASM(name, int4, "r", opcode ".v4.s32." coordinate, operands, parameters, __VA_ARGS__)               \
    __CUDABRIDGE_TEX_ASM(name, uint4, "r", opcode ".v4.u32." coordinate, operands, parameters, __VA_ARGS__)              \
    __CUDABRIDGE_TEX_ASM(name, float4, "f", opcode ".v4.f32." coordinate, operands, parameters, __VA_ARGS__)

/* The functions of the guide around it. */
#define __CUDABRIDGE_TEX(name, opcode, coordinate, operands, parameters, arguments, ...)                                 \
    __CUDABRIDGE_TEX_ALL(__cudabridge_##name, opcode, coordinate, operands, parameters, __VA_ARGS__)                     \
    template <class T> __CUDABRIDGE_TEX_FUNCTION T name(cudaTextureObject_t texObject, __CUDABRIDGE_ARGS parameters)     \
    {                                                                                                                    \
        typedef typename __cudabridge_texel<T>::fetched fetched;                                                         \
        return __cudabridge_texel<T>::from(__cudabridge_##name((fetched *)0, texObject, __CUDABRIDGE_ARGS arguments));   \
    }                                                                                                                    \
    template <class T>                                                                                                   \
    __CUDABRIDGE_TEX_FUNCTION void name(T *ptr, cudaTextureObject_t texObject, __CUDABRIDGE_ARGS parameters)             \
    {                                                                                                                    \
        *ptr = name<T>(texObject, __CUDABRIDGE_ARGS arguments);                                                          \
    }

/* The same with a residency flag. */
#define __CUDABRIDGE_TEX_SPARSE(name, opcode, coordinate, operands, parameters, arguments, ...)                          \
    __CUDABRIDGE_TEX(name, opcode, coordinate, operands, parameters, arguments, __VA_ARGS__)                             \
    template <class T>                                                                                                   \
    __CUDABRIDGE_TEX_FUNCTION T name(cudaTextureObject_t texObject, __CUDABRIDGE_ARGS parameters, bool *isResident)      \
    {                                                                                                                    \
        *isResident = true;                                                                                              \
        return name<T>(texObject, __CUDABRIDGE_ARGS arguments);                                                          \
    }

/* clang-format off */
__CUDABRIDGE_TEX(tex1Dfetch,            "tex.1d",         "s32", "{%5}]",             (int x),                              (x),           "r"(x))
__CUDABRIDGE_TEX(tex1D,                 "tex.1d",         "f32", "{%5}]",             (float x),                            (x),           "f"(x))
__CUDABRIDGE_TEX(tex1DLayered,          "tex.a1d",        "f32", "{%5, %6}]",         (float x, int layer),                 (x, layer),    "r"(layer), "f"(x))
__CUDABRIDGE_TEX_SPARSE(tex2D,          "tex.2d",         "f32", "{%5, %6}]",         (float x, float y),                   (x, y),        "f"(x), "f"(y))
__CUDABRIDGE_TEX_SPARSE(tex2DLayered,   "tex.a2d",        "f32", "{%5, %6, %7, %7}]", (float x, float y, int layer),        (x, y, layer), "r"(layer), "f"(x), "f"(y))
__CUDABRIDGE_TEX_SPARSE(tex3D,          "tex.3d",         "f32", "{%5, %6, %7, %7}]", (float x, float y, float z),          (x, y, z),     "f"(x), "f"(y), "f"(z))
__CUDABRIDGE_TEX(texCubemap,            "tex.cube",       "f32", "{%5, %6, %7, %7}]", (float x, float y, float z),          (x, y, z),     "f"(x), "f"(y), "f"(z))
__CUDABRIDGE_TEX(texCubemapLayered,     "tex.acube",      "f32", "{%5, %6, %7, %8}]", (float x, float y, float z, int layer), (x, y, z, layer), "r"(layer), "f"(x), "f"(y), "f"(z))

__CUDABRIDGE_TEX(tex1DLod,              "tex.level.1d",   "f32", "{%5}], %6",             (float x, float level),                        (x, level),           "f"(x), "f"(level))
__CUDABRIDGE_TEX(tex1DLayeredLod,       "tex.level.a1d",  "f32", "{%5, %6}], %7",         (float x, int layer, float level),             (x, layer, level),    "r"(layer), "f"(x), "f"(level))
__CUDABRIDGE_TEX_SPARSE(tex2DLod,       "tex.level.2d",   "f32", "{%5, %6}], %7",         (float x, float y, float level),               (x, y, level),        "f"(x), "f"(y), "f"(level))
__CUDABRIDGE_TEX_SPARSE(tex2DLayeredLod,"tex.level.a2d",  "f32", "{%5, %6, %7, %7}], %8", (float x, float y, int layer, float level),    (x, y, layer, level), "r"(layer), "f"(x), "f"(y), "f"(level))
__CUDABRIDGE_TEX_SPARSE(tex3DLod,       "tex.level.3d",   "f32", "{%5, %6, %7, %7}], %8", (float x, float y, float z, float level),      (x, y, z, level),     "f"(x), "f"(y), "f"(z), "f"(level))
__CUDABRIDGE_TEX(texCubemapLod,         "tex.level.cube", "f32", "{%5, %6, %7, %7}], %8", (float x, float y, float z, float level),      (x, y, z, level),     "f"(x), "f"(y), "f"(z), "f"(level))
__CUDABRIDGE_TEX(texCubemapLayeredLod,  "tex.level.acube","f32", "{%5, %6, %7, %8}], %9", (float x, float y, float z, int layer, float level), (x, y, z, layer, level), "r"(layer), "f"(x), "f"(y), "f"(z), "f"(level))

__CUDABRIDGE_TEX(tex1DGrad,              "tex.grad.1d",  "f32", "{%5}], {%6}, {%7}",     (float x, float dPdx, float dPdy),            (x, dPdx, dPdy),        "f"(x), "f"(dPdx), "f"(dPdy))
__CUDABRIDGE_TEX(tex1DLayeredGrad,       "tex.grad.a1d", "f32", "{%5, %6}], {%7}, {%8}", (float x, int layer, float dPdx, float dPdy), (x, layer, dPdx, dPdy), "r"(layer), "f"(x), "f"(dPdx), "f"(dPdy))
__CUDABRIDGE_TEX_SPARSE(tex2DGrad,       "tex.grad.2d",  "f32", "{%5, %6}], {%7, %8}, {%9, %10}", (float x, float y, float2 dPdx, float2 dPdy), (x, y, dPdx, dPdy),
                        "f"(x), "f"(y), "f"(dPdx.x), "f"(dPdx.y), "f"(dPdy.x), "f"(dPdy.y))
__CUDABRIDGE_TEX_SPARSE(tex2DLayeredGrad,"tex.grad.a2d", "f32", "{%5, %6, %7, %7}], {%8, %9}, {%10, %11}", (float x, float y, int layer, float2 dPdx, float2 dPdy), (x, y, layer, dPdx, dPdy),
                        "r"(layer), "f"(x), "f"(y), "f"(dPdx.x), "f"(dPdx.y), "f"(dPdy.x), "f"(dPdy.y))
__CUDABRIDGE_TEX_SPARSE(tex3DGrad,       "tex.grad.3d",  "f32", "{%5, %6, %7, %7}], {%8, %9, %10, %10}, {%11, %12, %13, %13}", (float x, float y, float z, float4 dPdx, float4 dPdy), (x, y, z, dPdx, dPdy),
                        "f"(x), "f"(y), "f"(z), "f"(dPdx.x), "f"(dPdx.y), "f"(dPdx.z), "f"(dPdy.x), "f"(dPdy.y), "f"(dPdy.z))
__CUDABRIDGE_TEX(texCubemapGrad,         "tex.grad.cube","f32", "{%5, %6, %7, %7}], {%8, %9, %10, %10}, {%11, %12, %13, %13}", (float x, float y, float z, float4 dPdx, float4 dPdy), (x, y, z, dPdx, dPdy),
                 "f"(x), "f"(y), "f"(z), "f"(dPdx.x), "f"(dPdx.y), "f"(dPdx.z), "f"(dPdy.x), "f"(dPdy.y), "f"(dPdy.z))
__CUDABRIDGE_TEX(texCubemapLayeredGrad,  "tex.grad.acube","f32","{%5, %6, %7, %8}], {%9, %10, %11, %11}, {%12, %13, %14, %14}", (float x, float y, float z, int layer, float4 dPdx, float4 dPdy), (x, y, z, layer, dPdx, dPdy),
                 "r"(layer), "f"(x), "f"(y), "f"(z), "f"(dPdx.x), "f"(dPdx.y), "f"(dPdx.z), "f"(dPdy.x), "f"(dPdy.y), "f"(dPdy.z))

/* One component of the four texels of a bilinear footprint. */
__CUDABRIDGE_TEX_ALL(__cudabridge_gather_r, "tld4.r.2d", "f32", "{%5, %6}]", (float x, float y), "f"(x), "f"(y))
__CUDABRIDGE_TEX_ALL(__cudabridge_gather_g, "tld4.g.2d", "f32", "{%5, %6}]", (float x, float y), "f"(x), "f"(y))
__CUDABRIDGE_TEX_ALL(__cudabridge_gather_b, "tld4.b.2d", "f32", "{%5, %6}]", (float x, float y), "f"(x), "f"(y))
__CUDABRIDGE_TEX_ALL(__cudabridge_gather_a, "tld4.a.2d", "f32", "{%5, %6}]", (float x, float y), "f"(x), "f"(y))
/* clang-format on */

template <class T> __CUDABRIDGE_TEX_FUNCTION T tex2Dgather(cudaTextureObject_t texObject, float x, float y, int comp = 0)
{
    typedef typename __cudabridge_texel<T>::fetched fetched;
    fetched *const type = 0;
    return __cudabridge_texel<T>::from(comp == 0   ? __cudabridge_gather_r(type, texObject, x, y)
                                       : comp == 1 ? __cudabridge_gather_g(type, texObject, x, y)
                                       : comp == 2 ? __cudabridge_gather_b(type, texObject, x, y)
                                                   : __cudabridge_gather_a(type, texObject, x, y));
}

template <class T>
__CUDABRIDGE_TEX_FUNCTION T tex2Dgather(cudaTextureObject_t texObject, float x, float y, bool *isResident, int comp = 0)
{
    *isResident = true;
    return tex2Dgather<T>(texObject, x, y, comp);
}

template <class T>
__CUDABRIDGE_TEX_FUNCTION void tex2Dgather(T *ptr, cudaTextureObject_t texObject, float x, float y, int comp = 0)
{
    *ptr = tex2Dgather<T>(texObject, x, y, comp);
}

#undef __CUDABRIDGE_TEX_SPARSE
#undef __CUDABRIDGE_TEX
#undef __CUDABRIDGE_TEX_ALL
#undef __CUDABRIDGE_TEX_ASM
#undef __CUDABRIDGE_TEXEL
#undef __CUDABRIDGE_ARGS
#undef __CUDABRIDGE_TEX_FUNCTION
#endif

#endif
