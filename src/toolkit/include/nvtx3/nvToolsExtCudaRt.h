/* NVTX names for objects of the CUDA runtime. */
#ifndef NVTOOLSEXT_CUDART_H_
#define NVTOOLSEXT_CUDART_H_

#include "nvToolsExt.h"
#include "../driver_types.h"

#define NVTX_RESOURCE_CLASS_CUDART 5
typedef enum nvtxResourceCUDARTType_t {
  NVTX_RESOURCE_TYPE_CUDART_DEVICE = NVTX_RESOURCE_MAKE_TYPE(CUDART, 0),
  NVTX_RESOURCE_TYPE_CUDART_STREAM = NVTX_RESOURCE_MAKE_TYPE(CUDART, 1),
  NVTX_RESOURCE_TYPE_CUDART_EVENT = NVTX_RESOURCE_MAKE_TYPE(CUDART, 2)
} nvtxResourceCUDARTType_t;

CUDABRIDGE_NVTX2(void, nvtxNameCudaDeviceA, int, const char*, CUDABRIDGE_NOTHING)
CUDABRIDGE_NVTX2(void, nvtxNameCudaDeviceW, int, const wchar_t*, CUDABRIDGE_NOTHING)
CUDABRIDGE_NVTX2(void, nvtxNameCudaStreamA, cudaStream_t, const char*, CUDABRIDGE_NOTHING)
CUDABRIDGE_NVTX2(void, nvtxNameCudaStreamW, cudaStream_t, const wchar_t*, CUDABRIDGE_NOTHING)
CUDABRIDGE_NVTX2(void, nvtxNameCudaEventA, cudaEvent_t, const char*, CUDABRIDGE_NOTHING)
CUDABRIDGE_NVTX2(void, nvtxNameCudaEventW, cudaEvent_t, const wchar_t*, CUDABRIDGE_NOTHING)

#if defined(UNICODE)
#define nvtxNameCudaDevice nvtxNameCudaDeviceW
#define nvtxNameCudaStream nvtxNameCudaStreamW
#define nvtxNameCudaEvent nvtxNameCudaEventW
#else
#define nvtxNameCudaDevice nvtxNameCudaDeviceA
#define nvtxNameCudaStream nvtxNameCudaStreamA
#define nvtxNameCudaEvent nvtxNameCudaEventA
#endif

#endif
