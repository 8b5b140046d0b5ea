// Makes the call that argv[1] names and checks its error, that the thread remembers it once, and that the device works afterwards.
#include <cuda_runtime_api.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *device, *pinned, *managed, *pointer, *big;
static _Alignas(4096) char pageable[4096];
static cudaStream_t stream, dead_stream, new_stream, bogus_stream = (cudaStream_t)0x1234567890;
static cudaEvent_t event, dead_event, untimed, new_event, bogus_event = (cudaEvent_t)0x1234567890;
static cudaArray_t array, new_array, bogus_array = (cudaArray_t)0x1234567890;
static cudaMemPool_t new_pool, bogus_pool = (cudaMemPool_t)0x1234567890;
static struct cudaMemPoolProps pool_properties;  // all zero: of no kind
static struct cudaChannelFormatDesc floats = {32, 0, 0, 0, cudaChannelFormatKindFloat}, odd_channels = {7, 3, 0, 0, cudaChannelFormatKindFloat}, desc;
static struct cudaDeviceProp properties;
static struct cudaPitchedPtr pitched;
static struct cudaMemcpy3DParms box;
static struct cudaFuncAttributes attributes;
static cudaIpcMemHandle_t ipc;
static cudaGraph_t graph;
static cudaGraphNode_t node;
static cudaGraphExec_t exec;
static cudaGraphConditionalHandle condition;
static cudaUserObject_t object;
static struct cudaHostNodeParams no_function;
static struct cudaMemsetParams no_fill;
static dim3 one = {1, 1, 1};
static void* arguments[1];
static int number;
static unsigned flags;
static size_t size;
static float milliseconds;

static void destroy(void* nothing) { (void)nothing; }

static struct cudaExtent extent(size_t width, size_t height, size_t depth) { return (struct cudaExtent){width, height, depth}; }

#define MISUSE(name, call, error) \
  static cudaError_t name(void) { return (call); }
#include "misuses.inc"
#undef MISUSE

static const struct {
  const char* name;
  cudaError_t (*call)(void);
  cudaError_t expected;
} misuses[] = {
#define MISUSE(name, call, error) {#name, name, error},
#include "misuses.inc"
#undef MISUSE
};

static void need(cudaError_t error, const char* what) {
  if (error == cudaSuccess) return;
  printf("%s: %s\n", what, cudaGetErrorName(error));
  exit(2);
}
#define NEED(call) need(call, #call)

static void prepare(void) {
  NEED(cudaMalloc(&device, 1024));
  NEED(cudaGraphCreate(&graph, 0));
  NEED(cudaMallocHost(&pinned, 1024));
  NEED(cudaMallocManaged(&managed, 1024, cudaMemAttachGlobal));
  NEED(cudaStreamCreate(&stream));
  NEED(cudaStreamCreate(&dead_stream));
  NEED(cudaStreamDestroy(dead_stream));
  NEED(cudaEventCreate(&event));
  NEED(cudaEventCreate(&dead_event));
  NEED(cudaEventDestroy(dead_event));
  NEED(cudaEventCreateWithFlags(&untimed, cudaEventDisableTiming));
  NEED(cudaEventRecord(untimed, 0));
  NEED(cudaMallocArray(&array, &floats, 16, 16, 0));
  box.extent = extent(1, 1, 1);
  big = malloc(1 << 20);
  NEED(cudaDeviceSynchronize());
  NEED(cudaGetLastError());
}

static int check_afterwards(cudaError_t expected) {
  char byte = 0;
  if (cudaPeekAtLastError() != expected) return printf("cudaPeekAtLastError: %s\n", cudaGetErrorName(cudaPeekAtLastError()));
  if (cudaGetLastError() != expected) return printf("cudaGetLastError did not return what cudaPeekAtLastError did\n");
  if (cudaGetLastError() != cudaSuccess) return printf("cudaGetLastError did not clear the error\n");
  NEED(cudaMemset(device, 42, 1024));
  NEED(cudaMemcpy(&byte, (char*)device + 1023, 1, cudaMemcpyDeviceToHost));
  return byte == 42 ? 0 : printf("the device does not work any more\n");
}

int main(int argc, char** argv) {
  for (size_t i = 0; i < sizeof misuses / sizeof misuses[0]; i++) {
    if (argc != 2) {
      printf("%s\n", misuses[i].name);
    } else if (!strcmp(argv[1], misuses[i].name)) {
      prepare();
      cudaError_t error = misuses[i].call();
      printf("%s\n", cudaGetErrorName(error));
      return error == misuses[i].expected ? check_afterwards(error) : 1;
    }
  }
  return argc == 2 ? 3 : 0;
}
