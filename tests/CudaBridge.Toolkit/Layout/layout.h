/* Sizes, offsets and values that the ABI of CUDA 12.8 fixes on 64-bit Linux; compiled as C99 and as C++. */
#include <cuda.h>
#include <cuda_runtime_api.h>
#include <stddef.h>

#if defined(__cplusplus)
#define CHECK(name, condition) static_assert(condition, #name)
#else
#define CHECK(name, condition) typedef char check_##name[(condition) ? 1 : -1]
#endif
#define SIZE(type, bytes) CHECK(type, sizeof(struct type) == (bytes))
#define OFFSET(type, member, bytes) CHECK(type##_##member, offsetof(struct type, member) == (bytes))
#define VALUE(name, value) CHECK(name, (name) == (value))

SIZE(cudaDeviceProp, 1032);
OFFSET(cudaDeviceProp, uuid, 256);
OFFSET(cudaDeviceProp, totalGlobalMem, 288);
OFFSET(cudaDeviceProp, warpSize, 308);
OFFSET(cudaDeviceProp, maxThreadsPerBlock, 320);
OFFSET(cudaDeviceProp, totalConstMem, 352);
OFFSET(cudaDeviceProp, major, 360);
OFFSET(cudaDeviceProp, multiProcessorCount, 388);
OFFSET(cudaDeviceProp, surfaceAlignment, 568);
OFFSET(cudaDeviceProp, sharedMemPerMultiprocessor, 640);
OFFSET(cudaDeviceProp, cooperativeLaunch, 688);
OFFSET(cudaDeviceProp, sharedMemPerBlockOptin, 696);
OFFSET(cudaDeviceProp, reservedSharedMemPerBlock, 720);
OFFSET(cudaDeviceProp, unifiedFunctionPointers, 776);

SIZE(cudaChannelFormatDesc, 20);
SIZE(cudaPitchedPtr, 32);
SIZE(cudaExtent, 24);
SIZE(cudaPos, 24);
SIZE(cudaMemcpy3DParms, 160);
OFFSET(cudaMemcpy3DParms, dstArray, 64);
OFFSET(cudaMemcpy3DParms, kind, 152);
SIZE(cudaMemcpy3DPeerParms, 168);
SIZE(cudaFuncAttributes, 144);
OFFSET(cudaFuncAttributes, maxThreadsPerBlock, 24);
OFFSET(cudaFuncAttributes, maxDynamicSharedSizeBytes, 44);
SIZE(cudaPointerAttributes, 24);
SIZE(cudaResourceDesc, 64);
SIZE(cudaTextureDesc, 72);
SIZE(cudaResourceViewDesc, 48);
SIZE(cudaLaunchAttribute_st, 72);
SIZE(cudaLaunchConfig_st, 56);
SIZE(cudaLaunchParams, 56);
SIZE(cudaMemLocation, 8);
SIZE(cudaMemPoolProps, 88);
SIZE(cudaMemAccessDesc, 12);
SIZE(cudaMemPoolPtrExportData, 64);
SIZE(cudaMemAllocNodeParams, 120);
SIZE(cudaMemsetParams, 40);
SIZE(cudaMemcpyNodeParams, 176);
SIZE(cudaKernelNodeParams, 56);
SIZE(cudaHostNodeParams, 16);
SIZE(cudaGraphNodeParams, 256);
SIZE(cudaAccessPolicyWindow, 32);
SIZE(cudaExternalMemoryHandleDesc, 40);
SIZE(cudaExternalSemaphoreHandleDesc, 32);
SIZE(cudaExternalSemaphoreSignalParams, 144);
SIZE(cudaExternalSemaphoreWaitParams, 144);
SIZE(cudaIpcMemHandle_st, 64);
SIZE(cudaGraphKernelNodeUpdate, 40);
CHECK(launch_attribute_value, sizeof(cudaLaunchAttributeValue) == 64);
CHECK(uuid, sizeof(cudaUUID_t) == 16);
CHECK(dim3_size, sizeof(dim3) == 12);

CHECK(CUDA_MEMCPY2D_size, sizeof(CUDA_MEMCPY2D) == 128);
CHECK(CUDA_MEMCPY3D_size, sizeof(CUDA_MEMCPY3D) == 200);
CHECK(CUDA_ARRAY3D_DESCRIPTOR_size, sizeof(CUDA_ARRAY3D_DESCRIPTOR) == 40);
CHECK(CUDA_RESOURCE_DESC_size, sizeof(CUDA_RESOURCE_DESC) == 144);
CHECK(CUDA_TEXTURE_DESC_size, sizeof(CUDA_TEXTURE_DESC) == 104);
CHECK(CUlaunchConfig_size, sizeof(CUlaunchConfig) == 56);
CHECK(CUgraphNodeParams_size, sizeof(CUgraphNodeParams) == sizeof(struct cudaGraphNodeParams));
CHECK(CUDA_KERNEL_NODE_PARAMS_size, sizeof(CUDA_KERNEL_NODE_PARAMS) == 72);
CHECK(CUDA_MEMSET_NODE_PARAMS_size, sizeof(CUDA_MEMSET_NODE_PARAMS) == sizeof(struct cudaMemsetParams));
CHECK(CUmemAllocationProp_size, sizeof(CUmemAllocationProp) == 32);
CHECK(CUmemAccessDesc_size, sizeof(CUmemAccessDesc) == sizeof(struct cudaMemAccessDesc));
CHECK(CUstreamBatchMemOpParams_size, sizeof(CUstreamBatchMemOpParams) == 48);
CHECK(CUtensorMap_size, sizeof(CUtensorMap) == 128);
CHECK(CUdevResource_size, sizeof(CUdevResource) == 144);
CHECK(CUlaunchAttribute_size, sizeof(CUlaunchAttribute) == sizeof(cudaLaunchAttribute));
CHECK(CUDA_EXTERNAL_MEMORY_HANDLE_DESC_size, sizeof(CUDA_EXTERNAL_MEMORY_HANDLE_DESC) == 104);
CHECK(CUmemPoolProps_size, sizeof(CUmemPoolProps) == sizeof(struct cudaMemPoolProps));

VALUE(cudaErrorInvalidDeviceFunction, 98);
VALUE(cudaErrorLaunchOutOfResources, 701);
VALUE(cudaErrorInvalidClusterSize, 912);
VALUE(cudaErrorStreamCaptureWrongThread, 908);
VALUE(cudaFuncAttributeMax, 16);
VALUE(cudaDevAttrMaxSharedMemoryPerBlockOptin, 97);
VALUE(cudaDevAttrCooperativeLaunch, 95);
VALUE(cudaDevAttrMemoryPoolsSupported, 115);
VALUE(cudaDevAttrComputeCapabilityMajor, 75);
VALUE(cudaMemAdviseSetAccessedBy, 5);
VALUE(cudaGraphNodeTypeConditional, 13);
VALUE(cudaGraphNodeTypeCount, 14);
VALUE(CUDA_ERROR_NOT_SUPPORTED, (int)cudaErrorNotSupported);
VALUE(CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR, (int)cudaDevAttrComputeCapabilityMajor);
VALUE(CU_DEVICE_ATTRIBUTE_MAXIMUM_TEXTURE2D_WIDTH, (int)cudaDevAttrMaxTexture2DWidth);
