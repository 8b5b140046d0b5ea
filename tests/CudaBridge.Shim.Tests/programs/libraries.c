// cudaLibrary*: a module that the program loads when it runs, through the runtime API alone.
#include <cuda_runtime_api.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OK(call) do { cudaError_t e_ = (call); if (e_ != cudaSuccess) { printf("%d: %s: %s\n", __LINE__, #call, cudaGetErrorName(e_)); exit(1); } } while (0)
#define FAILS(call, code) do { cudaError_t e_ = (call); if (e_ != (code)) { printf("%d: %s: %s\n", __LINE__, #call, cudaGetErrorName(e_)); exit(1); } } while (0)
#define CHECK(condition) do { if (!(condition)) { printf("%d: not %s\n", __LINE__, #condition); exit(1); } } while (0)

static const char ptx[] =
  ".version 8.0\n.target sm_80\n.address_size 64\n"
  ".visible .global .align 4 .u32 step = 5;\n"
  ".visible .entry add(.param .u64 p, .param .u32 n)\n{\n"
  "  .reg .b32 %r<5>; .reg .b64 %rd<4>; .reg .b32 %t;\n"
  "  ld.param.u64 %rd1, [p]; ld.param.u32 %r1, [n]; mov.u32 %t, %tid.x; mul.wide.u32 %rd2, %t, 4; add.u64 %rd3, %rd1, %rd2;\n"
  "  ld.global.u32 %r2, [step]; mad.lo.u32 %r3, %t, %r2, %r1; st.global.u32 [%rd3], %r3; ret;\n}\n"
  ".visible .entry other() { ret; }\n";

static void check_kernel(cudaLibrary_t library) {
  cudaKernel_t kernel, all[3] = {0, 0, 0};
  unsigned count = 0, *out, n = 100, step = 7, host[8];
  size_t bytes = 0;
  void *arguments[] = {&out, &n}, *variable;
  OK(cudaLibraryGetKernel(&kernel, library, "add"));
  FAILS(cudaLibraryGetKernel(&kernel, library, "none"), cudaErrorSymbolNotFound);
  OK(cudaLibraryGetKernelCount(&count, library));
  CHECK(count == 2);
  OK(cudaLibraryEnumerateKernels(all, 3, library));
  CHECK(all[2] == NULL && (all[0] == kernel) != (all[1] == kernel));
  OK(cudaMalloc((void**)&out, sizeof host));
  OK(cudaLaunchKernel((const void*)kernel, (dim3){1, 1, 1}, (dim3){8, 1, 1}, arguments, 0, 0));
  OK(cudaMemcpy(host, out, sizeof host, cudaMemcpyDeviceToHost));
  for (unsigned i = 0; i < 8; i++) CHECK(host[i] == 100 + 5 * i);
  OK(cudaLibraryGetGlobal(&variable, &bytes, library, "step"));
  CHECK(bytes == 4);
  OK(cudaMemcpy(variable, &step, 4, cudaMemcpyHostToDevice));
  OK(cudaLaunchKernel((const void*)kernel, (dim3){1, 1, 1}, (dim3){8, 1, 1}, arguments, 0, 0));
  OK(cudaMemcpy(host, out, sizeof host, cudaMemcpyDeviceToHost));
  for (unsigned i = 0; i < 8; i++) CHECK(host[i] == 100 + 7 * i);
  FAILS(cudaLibraryGetGlobal(&variable, &bytes, library, "none"), cudaErrorSymbolNotFound);
  FAILS(cudaLibraryGetManaged(&variable, &bytes, library, "step"), cudaErrorSymbolNotFound);
  struct cudaFuncAttributes attributes;
  OK(cudaKernelSetAttributeForDevice(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, 4096, 0));
  OK(cudaFuncGetAttributes(&attributes, (const void*)kernel));
  CHECK(attributes.maxDynamicSharedSizeBytes == 4096);
  FAILS(cudaKernelSetAttributeForDevice(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, 4096, 1), cudaErrorInvalidDevice);
  OK(cudaFree(out));
}

int main(void) {
  cudaLibrary_t library, second;
  OK(cudaLibraryLoadData(&library, ptx, NULL, NULL, 0, NULL, NULL, 0));
  check_kernel(library);
  // Each has variables of its own.
  OK(cudaLibraryLoadData(&second, ptx, NULL, NULL, 0, NULL, NULL, 0));
  check_kernel(second);
  OK(cudaLibraryUnload(library));
  FAILS(cudaLibraryUnload(library), cudaErrorInvalidResourceHandle);
  OK(cudaLibraryUnload(second));

  char path[] = "/tmp/cudabridge-library-XXXXXX";
  int file = mkstemp(path);
  CHECK(file >= 0);
  FILE* stream = fdopen(file, "w");
  fputs(ptx, stream);
  fclose(stream);
  OK(cudaLibraryLoadFromFile(&library, path, NULL, NULL, 0, NULL, NULL, 0));
  check_kernel(library);
  OK(cudaLibraryUnload(library));
  remove(path);
  FAILS(cudaLibraryLoadFromFile(&library, path, NULL, NULL, 0, NULL, NULL, 0), cudaErrorFileNotFound);
  FAILS(cudaLibraryLoadData(&library, "not PTX", NULL, NULL, 0, NULL, NULL, 0), cudaErrorInvalidKernelImage);
  FAILS(cudaLibraryLoadData(&library, NULL, NULL, NULL, 0, NULL, NULL, 0), cudaErrorInvalidValue);
  (void)cudaGetLastError();
  puts("ok");
  return 0;
}
