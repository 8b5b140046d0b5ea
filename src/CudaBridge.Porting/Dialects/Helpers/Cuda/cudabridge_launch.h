// Launches that runtimes lack. A configuration without attributes is an ordinary launch; so is a cooperative one of a grid that the device holds at once.
// Goes with sources that cudabridge has ported.
// gives cudabridge::LaunchConfig
// gives cudabridge::launch_kernel_ex
// gives cudabridge::launch_cooperative
#ifndef CUDABRIDGE_LAUNCH_H
#define CUDABRIDGE_LAUNCH_H
#include <cuda_runtime.h>

namespace cudabridge {

struct LaunchConfig {
  dim3 gridDim, blockDim;
  size_t dynamicSmemBytes;
  cudaStream_t stream;
  void* attrs;
  unsigned numAttrs;
};

template <typename... Parameters, typename... Arguments>
inline cudaError_t launch_kernel_ex(const LaunchConfig* config, void (*kernel)(Parameters...), Arguments&&... arguments) {
  if (config->numAttrs != 0) return cudaErrorNotSupported;
  kernel<<<config->gridDim, config->blockDim, config->dynamicSmemBytes, config->stream>>>((Parameters)arguments...);
  return cudaPeekAtLastError();
}

// Blocks that fit come onto the device together once what runs there has ended: two such grids at once, or one beside a kernel that waits for it, may wait for ever.
inline cudaError_t launch_cooperative(const void* kernel, dim3 grid, dim3 block, void** arguments, size_t shared = 0, cudaStream_t stream = 0) {
  int device = 0, multiprocessors = 0, blocks = 0;
  cudaError_t error = cudaGetDevice(&device);
  if (error == cudaSuccess) error = cudaDeviceGetAttribute(&multiprocessors, cudaDevAttrMultiProcessorCount, device);
  if (error == cudaSuccess) error = cudaOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, kernel, (int)(block.x * block.y * block.z), shared);
  if (error != cudaSuccess) return error;
  if ((unsigned long long)grid.x * grid.y * grid.z > (unsigned long long)blocks * multiprocessors) return cudaErrorCooperativeLaunchTooLarge;
  return cudaLaunchKernel(kernel, grid, block, arguments, shared, stream);
}
template <typename... Parameters>
inline cudaError_t launch_cooperative(void (*kernel)(Parameters...), dim3 grid, dim3 block, void** arguments, size_t shared = 0, cudaStream_t stream = 0) {
  return launch_cooperative((const void*)kernel, grid, block, arguments, shared, stream);
}

}  // namespace cudabridge

#endif
