// The driver API from cuInit to the end: modules of PTX text, functions, variables, launches in each form, streams, events.
#include "driver_check.h"

static const char* const ptx =
  ".version 8.0\n.target sm_80\n.address_size 64\n"
  ".visible .global .align 4 .u32 factor = 3;\n"
  ".visible .const .align 4 .u32 offsets[2] = {10, 20};\n"
  ".visible .entry scale(.param .u64 data, .param .u32 n)\n{\n"
  "  .reg .b32 %r<8>; .reg .b64 %rd<4>; .reg .pred %p;\n"
  "  ld.param.u64 %rd1, [data]; ld.param.u32 %r1, [n];\n"
  "  mov.u32 %r2, %ctaid.x; mov.u32 %r3, %ntid.x; mov.u32 %r4, %tid.x; mad.lo.u32 %r2, %r2, %r3, %r4;\n"
  "  setp.ge.u32 %p, %r2, %r1; @%p ret;\n"
  "  mad.wide.u32 %rd1, %r2, 4, %rd1; ld.global.u32 %r5, [%rd1];\n"
  "  ld.global.u32 %r6, [factor]; ld.const.u32 %r7, [offsets+4];\n"
  "  mad.lo.u32 %r5, %r5, %r6, %r7; st.global.u32 [%rd1], %r5; ret;\n}\n";

int main(void) {
  int count, version, major, minor;
  CUdevice device;
  CUcontext context, current;
  char name[16];
  FAILS(cuDeviceGetCount(&count), CUDA_ERROR_NOT_INITIALIZED);
  FAILS(cuInit(1), CUDA_ERROR_INVALID_VALUE);
  CHECK(cuInit(0));
  CHECK(cuDriverGetVersion(&version));
  EXPECT(version >= 12000);
  CHECK(cuDeviceGetCount(&count));
  EXPECT(count == 1);
  CHECK(cuDeviceGet(&device, 0));
  FAILS(cuDeviceGet(&device, 1), CUDA_ERROR_INVALID_DEVICE);
  CHECK(cuDeviceGetName(name, sizeof name, device));
  EXPECT(strlen(name) == sizeof name - 1);
  CHECK(cuDeviceGetAttribute(&major, CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR, device));
  CHECK(cuDeviceGetAttribute(&minor, CU_DEVICE_ATTRIBUTE_WARP_SIZE, device));
  EXPECT(major == 8 && minor == 32);
  FAILS(cuDeviceGetAttribute(&minor, 9999, device), CUDA_ERROR_INVALID_VALUE);

  CUdeviceptr memory;
  FAILS(cuMemAlloc(&memory, 4), CUDA_ERROR_INVALID_CONTEXT);
  CHECK(cuCtxCreate(&context, 0, device));
  CHECK(cuCtxGetCurrent(&current));
  EXPECT(current == context);
  CHECK(cuCtxPopCurrent(&current));
  EXPECT(current == context);
  CHECK(cuCtxGetCurrent(&current));
  CHECK(cuCtxPushCurrent(context));
  FAILS(cuCtxPushCurrent((CUcontext)12), CUDA_ERROR_INVALID_CONTEXT);

  CUmodule module, broken;
  CUfunction scale;
  char log[512] = "";
  CUjit_option options[] = {CU_JIT_ERROR_LOG_BUFFER, CU_JIT_ERROR_LOG_BUFFER_SIZE_BYTES};
  void* values[] = {log, (void*)sizeof log};
  FAILS(cuModuleLoadDataEx(&broken, ".version 8.0\n.target sm_80\n.address_size 64\n.entry k() { ad.u32 a, b, c; }", 2, options, values), CUDA_ERROR_INVALID_PTX);
  EXPECT(strstr(log, "4:14") && strstr(log, "the nearest is 'add'"));
  FAILS(cuModuleLoadData(&broken, "neither this nor that"), CUDA_ERROR_INVALID_IMAGE);
  FAILS(cuModuleLoad(&broken, "/nonexistent.ptx"), CUDA_ERROR_FILE_NOT_FOUND);
  CHECK(cuModuleLoadData(&module, ptx));
  FAILS(cuModuleGetFunction(&scale, module, "nothing"), CUDA_ERROR_NOT_FOUND);
  CHECK(cuModuleGetFunction(&scale, module, "scale"));
  CUdeviceptr factor;
  size_t bytes;
  CHECK(cuModuleGetGlobal(&factor, &bytes, module, "factor"));
  EXPECT(bytes == 4);
  FAILS(cuModuleGetGlobal(&factor, &bytes, module, "nothing"), CUDA_ERROR_NOT_FOUND);

  enum { N = 1000 };
  unsigned host[N], back[N], n = N, five = 5;
  for (unsigned i = 0; i < N; i++) host[i] = i;
  FAILS(cuMemAlloc(&memory, 0), CUDA_ERROR_INVALID_VALUE);
  CHECK(cuMemAlloc(&memory, sizeof host));
  CHECK(cuMemcpyHtoD(memory, host, sizeof host));
  void* arguments[] = {&memory, &n};
  CHECK(cuLaunchKernel(scale, (N + 127) / 128, 1, 1, 128, 1, 1, 0, 0, arguments, 0));
  CHECK(cuCtxSynchronize());
  CHECK(cuMemcpyDtoH(back, memory, sizeof back));
  for (unsigned i = 0; i < N; i++) EXPECT(back[i] == i * 3 + 20);

  CUstream stream;
  CUevent before, after;
  float milliseconds;
  CHECK(cuStreamCreate(&stream, CU_STREAM_NON_BLOCKING));
  CHECK(cuEventCreate(&before, CU_EVENT_DEFAULT));
  CHECK(cuEventCreate(&after, CU_EVENT_DEFAULT));
  CHECK(cuMemcpyHtoD(factor, &five, 4));
  struct { CUdeviceptr data; unsigned n; } packed = {memory, N};
  size_t size = sizeof packed;
  void* extra[] = {CU_LAUNCH_PARAM_BUFFER_POINTER, &packed, CU_LAUNCH_PARAM_BUFFER_SIZE, &size, CU_LAUNCH_PARAM_END};
  CHECK(cuMemcpyHtoDAsync(memory, host, sizeof host, stream));
  CHECK(cuEventRecord(before, stream));
  CHECK(cuLaunchKernel(scale, (N + 31) / 32, 1, 1, 32, 1, 1, 0, stream, 0, extra));
  CHECK(cuEventRecord(after, stream));
  CHECK(cuMemcpyDtoHAsync(back, memory, sizeof back, stream));
  CHECK(cuStreamSynchronize(stream));
  CHECK(cuEventElapsedTime(&milliseconds, before, after));
  EXPECT(milliseconds >= 0);
  for (unsigned i = 0; i < N; i++) EXPECT(back[i] == i * 5 + 20);

  CUlaunchConfig config = {.gridDimX = 1, .gridDimY = 1, .gridDimZ = 1, .blockDimX = 8, .blockDimY = 1, .blockDimZ = 1, .hStream = stream};
  CHECK(cuMemsetD32(memory, 7, N));
  CHECK(cuLaunchKernelEx(&config, scale, arguments, 0));
  CHECK(cuStreamSynchronize(stream));
  CHECK(cuMemcpyDtoH(back, memory, sizeof back));
  EXPECT(back[7] == 55 && back[8] == 7);
  FAILS(cuLaunchKernel(scale, 0, 1, 1, 32, 1, 1, 0, 0, arguments, 0), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuLaunchKernel((CUfunction)12, 1, 1, 1, 32, 1, 1, 0, 0, arguments, 0), CUDA_ERROR_INVALID_HANDLE);
  FAILS(cuStreamQuery((CUstream)12), CUDA_ERROR_INVALID_HANDLE);

  CUresult (*allocate)(CUdeviceptr*, size_t) = 0;
  CUdriverProcAddressQueryResult status;
  CUdeviceptr more;
  CHECK(cuGetProcAddress("cuMemAlloc", (void**)&allocate, 12080, CU_GET_PROC_ADDRESS_DEFAULT, &status));
  CHECK(allocate(&more, 64));
  FAILS(cuGetProcAddress("cuNothing", (void**)&allocate, 12080, CU_GET_PROC_ADDRESS_DEFAULT, &status), CUDA_ERROR_NOT_FOUND);
  EXPECT(status == CU_GET_PROC_ADDRESS_SYMBOL_NOT_FOUND);
  const char* text;
  CHECK(cuGetErrorName(CUDA_ERROR_INVALID_PTX, &text));
  EXPECT(!strcmp(text, "CUDA_ERROR_INVALID_PTX"));
  FAILS(cuGetErrorName((CUresult)12345, &text), CUDA_ERROR_INVALID_VALUE);

  CHECK(cuMemFree(more));
  CHECK(cuMemFree(memory));
  CHECK(cuEventDestroy(before));
  CHECK(cuEventDestroy(after));
  CHECK(cuStreamDestroy(stream));
  CHECK(cuModuleUnload(module));
  FAILS(cuModuleUnload(module), CUDA_ERROR_INVALID_HANDLE);
  CHECK(cuCtxDestroy(context));
  FAILS(cuCtxDestroy(context), CUDA_ERROR_INVALID_CONTEXT);
  puts("ok");
  return 0;
}
