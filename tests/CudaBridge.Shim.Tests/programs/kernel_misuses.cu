// As misuses.c, for what needs a kernel or a device variable.
#include <cstdio>
#include <cstring>

__device__ int variable[4];
__global__ void empty() {}
__global__ void store(int* where, int what) { *where = what; }
__global__ void __launch_bounds__(64) bounded() {}

static cudaStream_t dead_stream;
static cudaLaunchConfig_t config = {dim3(1), dim3(1), 0, 0, nullptr, 0};
static void* none[1];
static void* pointer;
static size_t size;
static int number;

static cudaError_t launch(dim3 grid, dim3 block, size_t shared = 0, cudaStream_t stream = 0) {
  return cudaLaunchKernel((void*)empty, grid, block, none, shared, stream);
}

static cudaError_t with_attribute(cudaLaunchAttributeID id) {
  cudaLaunchAttribute attribute = {};
  attribute.id = id;
  attribute.val.clusterDim.x = 2;
  attribute.val.clusterDim.y = attribute.val.clusterDim.z = 1;
  config.attrs = &attribute;
  config.numAttrs = 1;
  return cudaLaunchKernelExC(&config, (void*)empty, none);
}

static const struct {
  const char* name;
  cudaError_t (*call)();
  cudaError_t expected;
} misuses[] = {
#define MISUSE(name, call, error) {#name, []() -> cudaError_t { return (call); }, error},
#include "kernel_misuses.inc"
#undef MISUSE
};

// A kernel still runs and writes.
static int check_afterwards() {
  int* memory;
  int back = 0;
  cudaGetLastError();
  if (cudaMalloc(&memory, sizeof back) != cudaSuccess) return puts("cudaMalloc fails afterwards"), 1;
  store<<<1, 1>>>(memory, 42);
  cudaError_t error = cudaMemcpy(&back, memory, sizeof back, cudaMemcpyDeviceToHost);
  return error == cudaSuccess && back == 42 ? 0 : (printf("kernels do not run any more: %s, %d\n", cudaGetErrorName(error), back), 1);
}

int main(int argc, char** argv) {
  for (const auto& misuse : misuses) {
    if (argc != 2) {
      puts(misuse.name);
    } else if (!strcmp(argv[1], misuse.name)) {
      cudaStreamCreate(&dead_stream);
      cudaStreamDestroy(dead_stream);
      cudaError_t error = misuse.call();
      puts(cudaGetErrorName(error));
      return error == misuse.expected ? check_afterwards() : 1;
    }
  }
  return argc == 2 ? 3 : 0;
}
