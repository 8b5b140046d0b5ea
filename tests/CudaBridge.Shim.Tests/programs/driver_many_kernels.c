// A module of 300 kernels: each is compiled when it is first used, all see the same variables, and a kernel that cannot be compiled is no
// trouble to the others.
#include "driver_check.h"

enum { KERNELS = 300 };

static char* many(void) {
  char* text = malloc(KERNELS * 700 + 4000);
  char* at = text + sprintf(text,
    ".version 8.0\n.target sm_80\n.address_size 64\n"
    ".visible .global .align 4 .u32 total = 5;\n"
    ".global .align 8 .u64 where = total;\n"  // seen by no host, and an address
    ".visible .const .align 4 .u32 step = 1;\n"
    ".func (.reg .u32 r) twice(.reg .u32 a)\n{\n  add.u32 r, a, a;\n  ret;\n}\n");
  for (int i = 0; i < KERNELS; i++)
    at += sprintf(at,
      ".visible .entry k%d(.param .u64 out)\n{\n  .reg .b32 %%r<6>; .reg .b64 %%rd<4>;\n"
      "  ld.param.u64 %%rd1, [out]; ld.global.u64 %%rd2, [where]; ld.const.u32 %%r1, [step];\n"
      "  atom.global.add.u32 %%r2, [%%rd2], %%r1; ld.global.u32 %%r3, [total];\n"
      "  call (%%r4), twice, (%%r3); add.u32 %%r4, %%r4, %d; st.global.u32 [%%rd1], %%r4; ret;\n}\n", i, i);
  at += sprintf(at, ".visible .entry bad(.param .u64 out)\n{\n  .reg .b32 %%r<2>;\n  mov.u32 %%r1, %%nothing;\n  ret;\n}\n");
  return text;
}

int main(void) {
  CUcontext context;
  CUmodule module;
  CUfunction function;
  CUdeviceptr out, total, step;
  size_t bytes;
  unsigned count, result, two = 2;
  CUfunctionLoadingState state;
  void* arguments[] = {&out};
  CHECK(cuInit(0));
  CHECK(cuCtxCreate(&context, 0, 0));
  CHECK(cuMemAlloc(&out, 4));
  CHECK(cuModuleLoadData(&module, many()));
  CHECK(cuModuleGetFunctionCount(&count, module));
  EXPECT(count == KERNELS + 1);
  CHECK(cuModuleGetGlobal(&total, &bytes, module, "total"));
  CHECK(cuModuleGetGlobal(&step, &bytes, module, "step"));
  for (int i = 0; i < KERNELS; i += 150) {
    char name[16];
    sprintf(name, "k%d", i);
    CHECK(cuModuleGetFunction(&function, module, name));
    CHECK(cuFuncIsLoaded(&state, function));
    EXPECT(state == CU_FUNCTION_LOADING_STATE_UNLOADED);
    CHECK(cuLaunchKernel(function, 1, 1, 1, 1, 1, 1, 0, NULL, arguments, NULL));
    CHECK(cuMemcpyDtoH(&result, out, 4));
    EXPECT(result == 2u * (i == 0 ? 6 : 8) + i);
    CHECK(cuFuncIsLoaded(&state, function));
    EXPECT(state == CU_FUNCTION_LOADING_STATE_LOADED);
    CHECK(cuMemcpyHtoD(step, &two, 4));
  }
  CHECK(cuMemcpyDtoH(&result, total, 4));
  EXPECT(result == 8);
  CHECK(cuModuleGetFunction(&function, module, "bad"));
  FAILS(cuLaunchKernel(function, 1, 1, 1, 1, 1, 1, 0, NULL, arguments, NULL), CUDA_ERROR_INVALID_PTX);
  CHECK(cuModuleGetFunction(&function, module, "k0"));
  CHECK(cuLaunchKernel(function, 1, 1, 1, 1, 1, 1, 0, NULL, arguments, NULL));
  CHECK(cuCtxSynchronize());
  CHECK(cuModuleUnload(module));
  CHECK(cuCtxDestroy(context));
  puts("ok");
  return 0;
}
