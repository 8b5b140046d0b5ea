// Runs one row of driver_misuses.inc and prints the error; without a name prints the names of all rows.
#include <cuda.h>
#include <stdio.h>
#include <string.h>

static const char ptx[] =
    ".version 8.0\n.target sm_80\n.address_size 64\n"
    ".visible .entry k(.param .u64 p) { .reg .b64 %rd1; ld.param.u64 %rd1, [p]; st.global.u32 [%rd1], 7; ret; }\n";

static CUdevice device;
static CUcontext context, mine, dead_context, bogus_context = (CUcontext)12;
static CUmodule module, loaded, bogus_module = (CUmodule)12;
static CUfunction function, kernel, bogus_function = (CUfunction)12;
static CUstream stream, bogus_stream = (CUstream)12;
static CUevent event, bogus_event = (CUevent)12;
static CUarray array, bogus_array = (CUarray)12;
static CUlinkState link;
static CUgraph graph;
static CUgraphNode node;
static CUgraphConditionalHandle condition;
static CUtexObject object;
static CUdeviceptr pointer, memory;
static CUDA_MEMCPY2D rows;
static CUDA_ARRAY_DESCRIPTOR no_format = {16, 16, (CUarray_format)0x77, 1};
static CUDA_RESOURCE_DESC unaligned;
static CUDA_TEXTURE_DESC sampling;
static char text[64], big[4096];
static const char* string;
static void* address;
static int number;
static size_t size;
static float milliseconds;
static void* arguments[] = {&memory};

static void prepare(void) {
  cuInit(0);
  cuCtxCreate(&dead_context, 0, 0);
  cuCtxDestroy(dead_context);
  cuCtxCreate(&mine, 0, 0);
  cuModuleLoadData(&loaded, ptx);
  cuModuleGetFunction(&kernel, loaded, "k");
  cuMemAlloc(&memory, 256);
  cuGraphCreate(&graph, 0);
  unaligned.resType = CU_RESOURCE_TYPE_LINEAR;
  unaligned.res.linear.devPtr = memory + 4;
  unaligned.res.linear.format = CU_AD_FORMAT_FLOAT;
  unaligned.res.linear.numChannels = 1;
  unaligned.res.linear.sizeInBytes = 64;
}

// The device is as good as before.
static int works(void) {
  int back = 0;
  CUdeviceptr place;
  void* values[] = {&place};
  cuCtxSetCurrent(mine);
  return cuMemAlloc(&place, 4) == CUDA_SUCCESS && cuLaunchKernel(kernel, 1, 1, 1, 1, 1, 1, 0, NULL, values, NULL) == CUDA_SUCCESS &&
         cuMemcpyDtoH(&back, place, 4) == CUDA_SUCCESS && back == 7;
}

int main(int count, char** names) {
#define MISUSE(name, call, error)                     \
  if (count < 2) puts(#name);                         \
  else if (!strcmp(names[1], #name)) {                \
    prepare();                                        \
    CUresult result = call;                           \
    const char* said = "no name";                     \
    cuGetErrorName(result, &said);                    \
    puts(said);                                       \
    return works() ? 0 : 1;                           \
  }
#include "driver_misuses.inc"
  return count < 2 ? 0 : 2;
}
