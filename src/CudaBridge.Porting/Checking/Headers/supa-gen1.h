// SUPA of the first generation: the stream comes before the direction, arguments after the stream, and the driver gives the runtime's errors.
inline cudaError_t suMemcpyAsync(void* to, const void* from, size_t bytes, cudaStream_t stream, cudaMemcpyKind kind = cudaMemcpyDefault) {
  return cudaMemcpyAsync(to, from, bytes, kind, stream);
}
inline cudaError_t suMemcpy2DAsync(void* to, size_t to_pitch, const void* from, size_t from_pitch, size_t width, size_t height, cudaStream_t stream, cudaMemcpyKind kind) {
  return cudaMemcpy2DAsync(to, to_pitch, from, from_pitch, width, height, kind, stream);
}
template <typename T>
inline cudaError_t suMallocHost(T** pointer, size_t bytes) { return cudaMallocHost(pointer, bytes); }
// Blocks that fit on the device are there together, as on hardware, and may wait for each other.
inline cudaError_t suLaunchKernelSingleDevice(const void* kernel, dim3 grid, dim3 block, unsigned shared, cudaStream_t stream, void** arguments) {
  const cudaError_t together = cudaLaunchCooperativeKernel(kernel, grid, block, arguments, shared, stream);
  return together == cudaErrorCooperativeLaunchTooLarge ? cudaLaunchKernel(kernel, grid, block, arguments, shared, stream) : together;
}
inline cudaError_t suTaskGraphInstantiate(cudaGraphExec_t* executable, cudaGraph_t graph, cudaGraphNode_t*, char*, size_t) { return cudaGraphInstantiate(executable, graph); }
inline cudaError_t suTaskGraphExecUpdate(cudaGraphExec_t executable, cudaGraph_t graph, cudaGraphNode_t* error, cudaGraphExecUpdateResult* result) {
  cudaGraphExecUpdateResultInfo info = {};
  const cudaError_t code = cudaGraphExecUpdate(executable, graph, &info);
  if (error) *error = info.errorNode;
  if (result) *result = info.result;
  return code;
}
template <typename Attribute>
inline cudaError_t sudrvDeviceGetAttribute(int* value, Attribute attribute, int device) { return (cudaError_t)cuDeviceGetAttribute(value, (CUdevice_attribute)attribute, device); }
inline cudaError_t sudrvContextCreate(CUcontext* context, unsigned flags, CUdevice device) { return (cudaError_t)cuCtxCreate(context, nullptr, flags, device); }
inline cudaError_t sudrvMallocHost(void** pointer, size_t bytes, unsigned flags = 0) { return (cudaError_t)cuMemHostAlloc(pointer, bytes, flags); }
// Memory of the host, too.
inline cudaError_t sudrvFree(CUdeviceptr pointer) {
  const CUresult error = cuMemFree(pointer);
  return (cudaError_t)(error == CUDA_ERROR_INVALID_VALUE ? cuMemFreeHost((void*)pointer) : error);
}
inline cudaError_t sudrvGetErrorString(cudaError_t error, const char** text) { return (cudaError_t)cuGetErrorString((CUresult)error, text); }
inline cudaError_t sudrvGetErrorName(cudaError_t error, const char** text) { return (cudaError_t)cuGetErrorName((CUresult)error, text); }
