// The parameters of a context that CUDA 13 has, for drivers whose contexts take none: a context of no special kind. Goes with sources that cudabridge has ported.
// gives cudabridge::ContextParameters
#ifndef CUDABRIDGE_DRIVER_H
#define CUDABRIDGE_DRIVER_H

namespace cudabridge {

struct ContextParameters {
  void* execAffinityParams;
  int numExecAffinityParams;
  void* cigParams;
};

}  // namespace cudabridge

#endif
