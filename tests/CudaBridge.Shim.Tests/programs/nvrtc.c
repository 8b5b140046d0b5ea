// NVRTC from source to launch: options, headers in memory, name expressions, the log, PTX and image, and the codes of what goes wrong.
#include <cuda.h>
#include <nvrtc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NVRTC(call) do { nvrtcResult r_ = (call); if (r_) { printf("%d: %s = %s\n", __LINE__, #call, nvrtcGetErrorString(r_)); exit(1); } } while (0)
#define FAILS(call, code) do { nvrtcResult r_ = (call); if (r_ != (code)) { printf("%d: %s = %s\n", __LINE__, #call, nvrtcGetErrorString(r_)); exit(1); } } while (0)
#define CHECK(call) do { CUresult r_ = (call); if (r_) { printf("%d: %s = %d\n", __LINE__, #call, r_); exit(1); } } while (0)
#define EXPECT(condition) do { if (!(condition)) { printf("%d: expected %s\n", __LINE__, #condition); exit(1); } } while (0)

static const char source[] =
    "#include \"math/triple.h\"\n"
    "namespace deep {\n"
    "template <class T> __global__ void scale(T* data, T* more, int n) {\n"
    "  int i = blockIdx.x * blockDim.x + threadIdx.x;\n"
    "  if (i < n) data[i] = triple(data[i]) + OFFSET + more[0];\n"
    "}\n"
    "__device__ int counter = 5;\n"
    "}\n"
    "extern \"C\" __global__ void count(int* out) { *out = deep::counter; }\n";

static char* log_of(nvrtcProgram program) {
  size_t size;
  NVRTC(nvrtcGetProgramLogSize(program, &size));
  char* text = malloc(size);
  NVRTC(nvrtcGetProgramLog(program, text));
  EXPECT(size == strlen(text) + 1);
  return text;
}

static void launch(const char* ptx, const char* scale, const char* integers, const char* counter) {
  CUcontext context;
  CUmodule module;
  CUfunction function;
  CHECK(cuInit(0));
  CHECK(cuCtxCreate(&context, 0, 0));
  CHECK(cuModuleLoadData(&module, ptx));
  float host[100], more = 0.5f;
  CUdeviceptr data, extra, variable;
  size_t bytes;
  int n = 100, number = 0;
  for (int i = 0; i < n; i++) host[i] = (float)i;
  CHECK(cuMemAlloc(&data, sizeof host));
  CHECK(cuMemAlloc(&extra, sizeof more));
  CHECK(cuMemcpyHtoD(data, host, sizeof host));
  CHECK(cuMemcpyHtoD(extra, &more, sizeof more));
  void* arguments[] = {&data, &extra, &n};
  CHECK(cuModuleGetFunction(&function, module, scale));
  CHECK(cuLaunchKernel(function, 4, 1, 1, 32, 1, 1, 0, NULL, arguments, NULL));
  CHECK(cuMemcpyDtoH(host, data, sizeof host));
  for (int i = 0; i < n; i++) EXPECT(host[i] == 3.0f * i + 4 + 0.5f);
  CHECK(cuModuleGetFunction(&function, module, integers));
  CHECK(cuModuleGetGlobal(&variable, &bytes, module, counter));
  EXPECT(bytes == 4);
  CHECK(cuMemsetD32(variable, 77, 1));
  CHECK(cuModuleGetFunction(&function, module, "count"));
  void* out[] = {&data};
  CHECK(cuLaunchKernel(function, 1, 1, 1, 1, 1, 1, 0, NULL, out, NULL));
  CHECK(cuMemcpyDtoH(&number, data, sizeof number));
  EXPECT(number == 77);
  CHECK(cuModuleUnload(module));
  CHECK(cuCtxDestroy(context));
}

int main(void) {
  int major, minor, architectures, list[64];
  NVRTC(nvrtcVersion(&major, &minor));
  EXPECT(major == 12);
  NVRTC(nvrtcGetNumSupportedArchs(&architectures));
  EXPECT(architectures > 0 && architectures < 64);
  NVRTC(nvrtcGetSupportedArchs(list));
  FAILS(nvrtcVersion(NULL, &minor), NVRTC_ERROR_INVALID_INPUT);
  EXPECT(!strcmp(nvrtcGetErrorString(NVRTC_ERROR_COMPILATION), "NVRTC_ERROR_COMPILATION"));

  nvrtcProgram program;
  const char* headers[] = {"template <class T> __device__ T triple(T x) { return x + x + x; }\n"};
  const char* names[] = {"math/triple.h"};
  const char* options[] = {"--gpu-architecture=compute_80", "-DOFFSET=4", "--std=c++17", "-default-device"};
  const char *floats, *integers, *counter;
  size_t size;
  NVRTC(nvrtcCreateProgram(&program, source, "scale.cu", 1, headers, names));
  NVRTC(nvrtcAddNameExpression(program, "deep::scale<float>"));
  NVRTC(nvrtcAddNameExpression(program, "&deep::scale<int>"));
  NVRTC(nvrtcAddNameExpression(program, "&deep::counter"));
  FAILS(nvrtcGetLoweredName(program, "deep::scale<float>", &floats), NVRTC_ERROR_NO_LOWERED_NAMES_BEFORE_COMPILATION);
  NVRTC(nvrtcCompileProgram(program, 4, options));
  FAILS(nvrtcAddNameExpression(program, "deep::scale<double>"), NVRTC_ERROR_NO_NAME_EXPRESSIONS_AFTER_COMPILATION);
  NVRTC(nvrtcGetLoweredName(program, "deep::scale<float>", &floats));
  NVRTC(nvrtcGetLoweredName(program, "&deep::scale<int>", &integers));
  NVRTC(nvrtcGetLoweredName(program, "&deep::counter", &counter));
  FAILS(nvrtcGetLoweredName(program, "deep::other", &counter), NVRTC_ERROR_NAME_EXPRESSION_NOT_VALID);
  EXPECT(!strcmp(floats, "_ZN4deep5scaleIfEEvPT_S2_i") && !strcmp(counter, "_ZN4deep7counterE"));
  NVRTC(nvrtcGetPTXSize(program, &size));
  char* ptx = malloc(size);
  NVRTC(nvrtcGetPTX(program, ptx));
  EXPECT(strlen(ptx) + 1 == size && strstr(ptx, ".version") && strstr(ptx, floats) && !strstr(ptx, "cudabridge_name"));
  NVRTC(nvrtcGetCUBINSize(program, &size));
  EXPECT(size == 0);
  launch(ptx, floats, integers, counter);
  NVRTC(nvrtcDestroyProgram(&program));
  EXPECT(!program);
  FAILS(nvrtcDestroyProgram(&program), NVRTC_ERROR_INVALID_PROGRAM);
  FAILS(nvrtcCompileProgram(program, 0, NULL), NVRTC_ERROR_INVALID_PROGRAM);

  // A real architecture gives an image as well.
  const char* real[] = {"-arch=sm_86"};
  NVRTC(nvrtcCreateProgram(&program, "extern \"C\" __global__ void k(int* p) { *p = __CUDA_ARCH__; }", NULL, 0, NULL, NULL));
  NVRTC(nvrtcCompileProgram(program, 1, real));
  NVRTC(nvrtcGetCUBINSize(program, &size));
  EXPECT(size > 0);
  char* image = malloc(size);
  NVRTC(nvrtcGetCUBIN(program, image));
  CUcontext context;
  CUmodule module;
  CUfunction function;
  CUdeviceptr place;
  int architecture = 0;
  void* arguments[] = {&place};
  CHECK(cuCtxCreate(&context, 0, 0));
  CHECK(cuModuleLoadData(&module, image));
  CHECK(cuModuleGetFunction(&function, module, "k"));
  CHECK(cuMemAlloc(&place, 4));
  CHECK(cuLaunchKernel(function, 1, 1, 1, 1, 1, 1, 0, NULL, arguments, NULL));
  CHECK(cuMemcpyDtoH(&architecture, place, 4));
  EXPECT(architecture == 860);
  NVRTC(nvrtcDestroyProgram(&program));

  // What goes wrong is in the log, at its place.
  NVRTC(nvrtcCreateProgram(&program, "__global__ void k(int* p) {\n  *p = nothing;\n}\n", "wrong.cu", 0, NULL, NULL));
  FAILS(nvrtcCompileProgram(program, 0, NULL), NVRTC_ERROR_COMPILATION);
  EXPECT(strstr(log_of(program), "wrong.cu:2:8: error:"));
  NVRTC(nvrtcGetPTXSize(program, &size));
  EXPECT(size == 0);
  const char* unknown[] = {"--no-such-option"};
  FAILS(nvrtcCompileProgram(program, 1, unknown), NVRTC_ERROR_INVALID_OPTION);
  NVRTC(nvrtcDestroyProgram(&program));
  FAILS(nvrtcCreateProgram(NULL, "", "", 0, NULL, NULL), NVRTC_ERROR_INVALID_INPUT);
  puts("ok");
  return 0;
}
