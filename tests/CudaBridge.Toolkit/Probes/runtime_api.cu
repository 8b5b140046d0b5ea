// CUDA Runtime API, "C++ API Routines", and what device code may call of the runtime.
#include <cuda_profiler_api.h>
#include <cuda_runtime.h>
#include "keep.inc"

__device__ float symbol[16];
__constant__ int constant_symbol;
__global__ void kernel(float* p, int n, double d) { p[n] = d; }
template <class T> __global__ void templated(T* p) { *p = 0; }

struct shared_size { __host__ __device__ size_t operator()(int block) const { return block * sizeof(float); } };

cudaError_t memory(cudaStream_t stream, cudaMemPool_t pool) {
  float* p;
  void* v;
  size_t pitch;
  cudaMalloc(&p, 4); cudaMalloc(&v, 4); cudaMalloc((void**)&p, 4); cudaMallocHost(&p, 4); cudaMallocHost(&v, 4); cudaMallocHost(&p, 4, cudaHostAllocMapped);
  cudaHostAlloc(&p, 4, cudaHostAllocDefault); cudaHostGetDevicePointer(&p, v, 0); cudaMallocManaged(&p, 4); cudaMallocManaged(&v, 4, cudaMemAttachHost);
  cudaMallocPitch(&p, &pitch, 4, 4); cudaMallocAsync(&p, 4, stream); cudaMallocAsync(&v, 4, stream); cudaMallocAsync(&p, 4, pool, stream);
  cudaMallocFromPoolAsync(&p, 4, pool, stream); cudaFreeAsync(p, stream); cudaStreamAttachMemAsync(stream, p); cudaFree(p); cudaFreeHost(v);
  cudaMemPrefetchAsync(p, 4, 0); cudaMemPrefetchAsync(p, 4, 0, stream); cudaMemPrefetchAsync(p, 4, cudaMemLocation{cudaMemLocationTypeDevice, 0}, 0, stream);
  cudaMemAdvise(p, 4, cudaMemAdviseSetReadMostly, 0); cudaMemAdvise(p, 4, cudaMemAdviseSetReadMostly, cudaMemLocation{cudaMemLocationTypeHost, 0});
  cudaMemcpy3DParms copy = {};
  copy.srcPtr = make_cudaPitchedPtr(p, 4, 4, 4);
  copy.dstPos = make_cudaPos(0, 0, 0);
  copy.extent = make_cudaExtent(4, 4, 4);
  cudaMemcpy3D(&copy);
  return cudaGetLastError();
}

cudaError_t symbols(float* p, cudaStream_t stream) {
  void* address;
  size_t size;
  cudaMemcpyToSymbol(symbol, p, 4); cudaMemcpyToSymbol(constant_symbol, p, 4, 0, cudaMemcpyHostToDevice); cudaMemcpyToSymbolAsync(symbol, p, 4, 0, cudaMemcpyHostToDevice, stream);
  cudaMemcpyFromSymbol(p, symbol, 4); cudaMemcpyFromSymbol(p, constant_symbol, 4, 0, cudaMemcpyDeviceToHost); cudaMemcpyFromSymbolAsync(p, symbol, 4, 0, cudaMemcpyDeviceToHost, stream);
  cudaGetSymbolAddress(&address, symbol);
  return cudaGetSymbolSize(&size, symbol);
}

cudaError_t launches(float* p, cudaStream_t stream) {
  int n = 1, blocks, block;
  double d = 2;
  void* args[] = {&p, &n, &d};
  cudaLaunchKernel(kernel, dim3(1), dim3(32), args); cudaLaunchKernel((const void*)kernel, dim3(1), dim3(32), args, 0, stream);
  cudaLaunchKernel(kernel, 1, 32, args, 0, stream); cudaLaunchCooperativeKernel(kernel, dim3(1), dim3(32), args); cudaLaunchCooperativeKernel((void*)kernel, 1, 32, args, 0, stream);
  cudaLaunchConfig_t config = {};
  cudaLaunchAttribute attribute = {};
  attribute.id = cudaLaunchAttributeCooperative;
  attribute.val.cooperative = 1;
  config.gridDim = 1;
  config.blockDim = 32;
  config.attrs = &attribute;
  config.numAttrs = 1;
  cudaLaunchKernelEx(&config, kernel, p, n, 2.0f);
  cudaFuncAttributes attributes;
  cudaFuncGetAttributes(&attributes, kernel); cudaFuncGetAttributes(&attributes, (const void*)kernel); cudaFuncGetAttributes(&attributes, templated<int>);
  cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, 65536); cudaFuncSetAttribute(templated<float>, cudaFuncAttributePreferredSharedMemoryCarveout, 50);
  cudaFuncSetCacheConfig(kernel, cudaFuncCachePreferL1);
  cudaOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, kernel, 128, 0); cudaOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(&blocks, kernel, 128, 0, cudaOccupancyDefault);
  cudaOccupancyMaxPotentialBlockSize(&blocks, &block, kernel); cudaOccupancyMaxPotentialBlockSize(&blocks, &block, (void*)kernel, 0, 256);
  cudaOccupancyMaxPotentialBlockSizeWithFlags(&blocks, &block, kernel, 0, 0, cudaOccupancyDefault);
  cudaOccupancyMaxPotentialBlockSizeVariableSMem(&blocks, &block, kernel, shared_size()); cudaOccupancyMaxPotentialBlockSizeVariableSMem(&blocks, &block, kernel, [](int b) { return (size_t)b; });
  size_t shared;
  cudaOccupancyAvailableDynamicSMemPerBlock(&shared, kernel, 2, 128);
  cudaEvent_t event;
  cudaEventCreate(&event); cudaEventCreate(&event, cudaEventDisableTiming); cudaEventRecord(event); cudaStreamWaitEvent(stream, event);
  cudaProfilerStart(); cudaProfilerStop();
  cudaDeviceProp properties;
  return cudaGetDeviceProperties(&properties, 0);
}

cudaError_t channels(cudaArray_t* array) {
  cudaChannelFormatDesc desc = cudaCreateChannelDesc<float>();
  desc = cudaCreateChannelDesc<uchar4>(); desc = cudaCreateChannelDesc<short2>(); desc = cudaCreateChannelDesc<int1>(); desc = cudaCreateChannelDesc<char>();
  desc = cudaCreateChannelDesc(32, 0, 0, 0, cudaChannelFormatKindFloat); desc = cudaCreateChannelDescHalf4();
  return cudaMallocArray(array, &desc, 4, 4);
}

// On the device: queries of the runtime and the grid barrier. Later stages decide which of them exist.
__global__ void device_runtime(int* out) {
  const unsigned long long grid = cudaCGGetIntrinsicHandle(cudaCGScopeGrid);
  unsigned threads, grids, rank, gridRank;
  cudaCGGetSize(&threads, &grids, grid); cudaCGGetRank(&rank, &gridRank, grid); cudaCGSynchronize(grid, 0);
  int device, value;
  cudaGetDevice(&device); cudaGetDeviceCount(&value); cudaDeviceGetAttribute(&value, cudaDevAttrWarpSize, device);
  out[0] = cudaGetLastError() + cudaPeekAtLastError() + value + (cudaGetErrorString(cudaSuccess) != nullptr);
  cudaGridDependencySynchronize(); cudaTriggerProgrammaticLaunchCompletion();
}

__host__ __device__ bool succeeded(cudaError_t e) { return e == cudaSuccess || cudaGetErrorString(e) == nullptr; }
