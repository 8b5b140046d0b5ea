/* Built-in vector types. CUDA C++ Programming Guide, "Built-in Vector Types": members x, y, z, w; alignment as its table says:
 * the size of the vector for 2 and 4 elements, at most 16 bytes; the element's own otherwise. */
#if !defined(__VECTOR_TYPES_H__)
#define __VECTOR_TYPES_H__

#include "crt/host_defines.h"

/* clang-format off */
struct __device_builtin__ char1 { signed char x; };
struct __device_builtin__ __align__(2) char2 { signed char x; signed char y; };
struct __device_builtin__ char3 { signed char x; signed char y; signed char z; };
struct __device_builtin__ __align__(4) char4 { signed char x; signed char y; signed char z; signed char w; };

struct __device_builtin__ uchar1 { unsigned char x; };
struct __device_builtin__ __align__(2) uchar2 { unsigned char x; unsigned char y; };
struct __device_builtin__ uchar3 { unsigned char x; unsigned char y; unsigned char z; };
struct __device_builtin__ __align__(4) uchar4 { unsigned char x; unsigned char y; unsigned char z; unsigned char w; };

struct __device_builtin__ short1 { short x; };
struct __device_builtin__ __align__(4) short2 { short x; short y; };
struct __device_builtin__ short3 { short x; short y; short z; };
struct __device_builtin__ __align__(8) short4 { short x; short y; short z; short w; };

struct __device_builtin__ ushort1 { unsigned short x; };
struct __device_builtin__ __align__(4) ushort2 { unsigned short x; unsigned short y; };
struct __device_builtin__ ushort3 { unsigned short x; unsigned short y; unsigned short z; };
struct __device_builtin__ __align__(8) ushort4 { unsigned short x; unsigned short y; unsigned short z; unsigned short w; };

struct __device_builtin__ int1 { int x; };
struct __device_builtin__ __align__(8) int2 { int x; int y; };
struct __device_builtin__ int3 { int x; int y; int z; };
struct __device_builtin__ __align__(16) int4 { int x; int y; int z; int w; };

struct __device_builtin__ uint1 { unsigned int x; };
struct __device_builtin__ __align__(8) uint2 { unsigned int x; unsigned int y; };
struct __device_builtin__ uint3 { unsigned int x; unsigned int y; unsigned int z; };
struct __device_builtin__ __align__(16) uint4 { unsigned int x; unsigned int y; unsigned int z; unsigned int w; };

struct __device_builtin__ long1 { long int x; };
struct __device_builtin__ __align__(2*sizeof(long int)) long2 { long int x; long int y; };
struct __device_builtin__ long3 { long int x; long int y; long int z; };
struct __device_builtin__ __align__(16) long4 { long int x; long int y; long int z; long int w; };

struct __device_builtin__ ulong1 { unsigned long int x; };
struct __device_builtin__ __align__(2*sizeof(long int)) ulong2 { unsigned long int x; unsigned long int y; };
struct __device_builtin__ ulong3 { unsigned long int x; unsigned long int y; unsigned long int z; };
struct __device_builtin__ __align__(16) ulong4 { unsigned long int x; unsigned long int y; unsigned long int z; unsigned long int w; };

struct __device_builtin__ longlong1 { long long int x; };
struct __device_builtin__ __align__(16) longlong2 { long long int x; long long int y; };
struct __device_builtin__ longlong3 { long long int x; long long int y; long long int z; };
struct __device_builtin__ __align__(16) longlong4 { long long int x; long long int y; long long int z; long long int w; };

struct __device_builtin__ ulonglong1 { unsigned long long int x; };
struct __device_builtin__ __align__(16) ulonglong2 { unsigned long long int x; unsigned long long int y; };
struct __device_builtin__ ulonglong3 { unsigned long long int x; unsigned long long int y; unsigned long long int z; };
struct __device_builtin__ __align__(16) ulonglong4 { unsigned long long int x; unsigned long long int y; unsigned long long int z; unsigned long long int w; };

struct __device_builtin__ float1 { float x; };
struct __device_builtin__ __align__(8) float2 { float x; float y; };
struct __device_builtin__ float3 { float x; float y; float z; };
struct __device_builtin__ __align__(16) float4 { float x; float y; float z; float w; };

struct __device_builtin__ double1 { double x; };
struct __device_builtin__ __align__(16) double2 { double x; double y; };
struct __device_builtin__ double3 { double x; double y; double z; };
struct __device_builtin__ __align__(16) double4 { double x; double y; double z; double w; };

typedef __device_builtin__ struct char1 char1; typedef __device_builtin__ struct char2 char2; typedef __device_builtin__ struct char3 char3; typedef __device_builtin__ struct char4 char4;
typedef __device_builtin__ struct uchar1 uchar1; typedef __device_builtin__ struct uchar2 uchar2; typedef __device_builtin__ struct uchar3 uchar3; typedef __device_builtin__ struct uchar4 uchar4;
typedef __device_builtin__ struct short1 short1; typedef __device_builtin__ struct short2 short2; typedef __device_builtin__ struct short3 short3; typedef __device_builtin__ struct short4 short4;
typedef __device_builtin__ struct ushort1 ushort1; typedef __device_builtin__ struct ushort2 ushort2; typedef __device_builtin__ struct ushort3 ushort3; typedef __device_builtin__ struct ushort4 ushort4;
typedef __device_builtin__ struct int1 int1; typedef __device_builtin__ struct int2 int2; typedef __device_builtin__ struct int3 int3; typedef __device_builtin__ struct int4 int4;
typedef __device_builtin__ struct uint1 uint1; typedef __device_builtin__ struct uint2 uint2; typedef __device_builtin__ struct uint3 uint3; typedef __device_builtin__ struct uint4 uint4;
typedef __device_builtin__ struct long1 long1; typedef __device_builtin__ struct long2 long2; typedef __device_builtin__ struct long3 long3; typedef __device_builtin__ struct long4 long4;
typedef __device_builtin__ struct ulong1 ulong1; typedef __device_builtin__ struct ulong2 ulong2; typedef __device_builtin__ struct ulong3 ulong3; typedef __device_builtin__ struct ulong4 ulong4;
typedef __device_builtin__ struct longlong1 longlong1; typedef __device_builtin__ struct longlong2 longlong2; typedef __device_builtin__ struct longlong3 longlong3; typedef __device_builtin__ struct longlong4 longlong4;
typedef __device_builtin__ struct ulonglong1 ulonglong1; typedef __device_builtin__ struct ulonglong2 ulonglong2; typedef __device_builtin__ struct ulonglong3 ulonglong3; typedef __device_builtin__ struct ulonglong4 ulonglong4;
typedef __device_builtin__ struct float1 float1; typedef __device_builtin__ struct float2 float2; typedef __device_builtin__ struct float3 float3; typedef __device_builtin__ struct float4 float4;
typedef __device_builtin__ struct double1 double1; typedef __device_builtin__ struct double2 double2; typedef __device_builtin__ struct double3 double3; typedef __device_builtin__ struct double4 double4;
/* clang-format on */

#if defined(__cplusplus) && __cplusplus >= 201103L
#define __CUDABRIDGE_CONSTEXPR constexpr
#else
#define __CUDABRIDGE_CONSTEXPR
#endif

/* Extent of a grid or a block. Components not given are 1. */
struct __device_builtin__ dim3
{
    unsigned int x, y, z;
#if defined(__cplusplus)
    __host__ __device__ __CUDABRIDGE_CONSTEXPR dim3(unsigned int vx = 1, unsigned int vy = 1, unsigned int vz = 1) : x(vx), y(vy), z(vz) {}
    __host__ __device__ __CUDABRIDGE_CONSTEXPR dim3(uint3 v) : x(v.x), y(v.y), z(v.z) {}
#if __cplusplus >= 201103L
    __host__ __device__ constexpr operator uint3() const { return uint3{x, y, z}; }
#else
    __host__ __device__ operator uint3() const { uint3 v; v.x = x; v.y = y; v.z = z; return v; }
#endif
#endif
};

typedef __device_builtin__ struct dim3 dim3;

#endif
