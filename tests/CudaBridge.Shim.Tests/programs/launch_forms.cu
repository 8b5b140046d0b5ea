// The ways to start a kernel that compilers and libraries use besides <<<>>>: by symbol, by handle, with attributes and events.
#include <cstring>
#include "check.h"

__global__ void add(int* where, int what) { atomicAdd(where, what); }

int main() {
  int* sum;
  int what = 1;
  void* arguments[] = {&sum, &what};
  OK(cudaMallocManaged(&sum, sizeof *sum));
  *sum = 0;

  OK(cudaLaunchKernel((void*)add, dim3(2), dim3(32), arguments, 0, 0));

  cudaKernel_t kernel;
  OK(cudaGetKernel(&kernel, add));
  OK(cudaLaunchKernel((void*)kernel, dim3(1), dim3(1), arguments, 0, 0));

  cudaStream_t stream;
  cudaEvent_t done;
  cudaLaunchAttribute attributes[3] = {};
  OK(cudaStreamCreate(&stream));
  OK(cudaEventCreate(&done));
  attributes[0].id = cudaLaunchAttributePriority;
  attributes[0].val.priority = -1;
  attributes[1].id = cudaLaunchAttributeCooperative;
  attributes[1].val.cooperative = 1;
  attributes[2].id = cudaLaunchAttributeLaunchCompletionEvent;
  attributes[2].val.launchCompletionEvent.event = done;
  cudaLaunchConfig_t config = {dim3(1), dim3(35), 0, stream, attributes, 3};
  OK(cudaLaunchKernelEx(&config, add, sum, 1));
  OK(cudaEventSynchronize(done));
  OK(cudaDeviceSynchronize());
  CHECK(*sum == 100);

  const char* name;
  size_t offset, size;
  cudaFuncAttributes facts;
  OK(cudaFuncGetName(&name, (void*)add));
  CHECK(!strcmp(name, "_Z3addPii"));
  OK(cudaFuncGetParamInfo((void*)add, 1, &offset, &size));
  CHECK(offset == 8 && size == 4);
  OK(cudaFuncGetAttributes(&facts, (void*)add));
  CHECK(facts.maxThreadsPerBlock == 1024 && facts.sharedSizeBytes == 0 && facts.binaryVersion == 80 && facts.ptxVersion >= 70);
  puts("ok");
  return 0;
}
