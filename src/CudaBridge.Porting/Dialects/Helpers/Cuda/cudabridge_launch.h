// cudaLaunchKernelEx for runtimes that lack it: a configuration without attributes is an ordinary launch. Goes with sources that cudabridge has ported.
// gives cudabridge::LaunchConfig
// gives cudabridge::launch_kernel_ex
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

}  // namespace cudabridge

#endif
