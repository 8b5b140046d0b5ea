/* NVTX names for objects of the CUDA driver. */
#ifndef NVTOOLSEXT_CUDA_H_
#define NVTOOLSEXT_CUDA_H_

#include "nvToolsExt.h"
/* The handles of cuda.h: CUdevice, CUcontext, CUstream, CUevent. */
struct CUctx_st;
struct CUstream_st;
struct CUevent_st;

#define NVTX_RESOURCE_CLASS_CUDA 4
typedef enum nvtxResourceCUDAType_t {
  NVTX_RESOURCE_TYPE_CUDA_DEVICE = NVTX_RESOURCE_MAKE_TYPE(CUDA, 1),
  NVTX_RESOURCE_TYPE_CUDA_CONTEXT = NVTX_RESOURCE_MAKE_TYPE(CUDA, 2),
  NVTX_RESOURCE_TYPE_CUDA_STREAM = NVTX_RESOURCE_MAKE_TYPE(CUDA, 3),
  NVTX_RESOURCE_TYPE_CUDA_EVENT = NVTX_RESOURCE_MAKE_TYPE(CUDA, 4)
} nvtxResourceCUDAType_t;

CUDABRIDGE_NVTX2(void, nvtxNameCuDeviceA, int, const char*, CUDABRIDGE_NOTHING)
CUDABRIDGE_NVTX2(void, nvtxNameCuDeviceW, int, const wchar_t*, CUDABRIDGE_NOTHING)
CUDABRIDGE_NVTX2(void, nvtxNameCuContextA, struct CUctx_st*, const char*, CUDABRIDGE_NOTHING)
CUDABRIDGE_NVTX2(void, nvtxNameCuContextW, struct CUctx_st*, const wchar_t*, CUDABRIDGE_NOTHING)
CUDABRIDGE_NVTX2(void, nvtxNameCuStreamA, struct CUstream_st*, const char*, CUDABRIDGE_NOTHING)
CUDABRIDGE_NVTX2(void, nvtxNameCuStreamW, struct CUstream_st*, const wchar_t*, CUDABRIDGE_NOTHING)
CUDABRIDGE_NVTX2(void, nvtxNameCuEventA, struct CUevent_st*, const char*, CUDABRIDGE_NOTHING)
CUDABRIDGE_NVTX2(void, nvtxNameCuEventW, struct CUevent_st*, const wchar_t*, CUDABRIDGE_NOTHING)

#if defined(UNICODE)
#define nvtxNameCuDevice nvtxNameCuDeviceW
#define nvtxNameCuContext nvtxNameCuContextW
#define nvtxNameCuStream nvtxNameCuStreamW
#define nvtxNameCuEvent nvtxNameCuEventW
#else
#define nvtxNameCuDevice nvtxNameCuDeviceA
#define nvtxNameCuContext nvtxNameCuContextA
#define nvtxNameCuStream nvtxNameCuStreamA
#define nvtxNameCuEvent nvtxNameCuEventA
#endif

#endif
