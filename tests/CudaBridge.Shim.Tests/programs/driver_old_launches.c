// Launches as CUDA 3 made them: cuFuncSetBlockShape, cuParamSet*, cuLaunchGrid.
#include "driver_check.h"

static const char ptx[] =
  ".version 8.0\n.target sm_80\n.address_size 64\n"
  ".extern .shared .align 4 .b8 room[];\n"
  ".visible .entry work(.param .u64 p, .param .u32 n, .param .f32 f, .param .align 8 .b8 pair[16])\n{\n"
  "  .reg .b32 %r<16>; .reg .f32 %f<4>; .reg .b64 %rd<6>;\n"
  "  ld.param.u64 %rd1, [p]; ld.param.u32 %r1, [n]; ld.param.f32 %f1, [f]; ld.param.u64 %rd2, [pair+8];\n"
  "  mov.u32 %r2, %tid.x; mov.u32 %r3, %tid.y; mov.u32 %r4, %ntid.x; mov.u32 %r5, %ctaid.x; mov.u32 %r6, %ctaid.y; mov.u32 %r7, %nctaid.x; mov.u32 %r8, %ntid.y;\n"
  "  mad.lo.u32 %r9, %r6, %r7, %r5; mul.lo.u32 %r10, %r4, %r8; mad.lo.u32 %r11, %r3, %r4, %r2; mad.lo.u32 %r12, %r9, %r10, %r11;\n"
  "  mul.wide.u32 %rd3, %r12, 4; add.u64 %rd4, %rd1, %rd3;\n"
  "  cvt.rzi.u32.f32 %r13, %f1; mad.lo.u32 %r14, %r12, %r1, %r13; cvt.u32.u64 %r15, %rd2; add.u32 %r14, %r14, %r15;\n"
  "  mov.u32 %r15, %dynamic_smem_size; add.u32 %r14, %r14, %r15;\n"
  "  st.global.u32 [%rd4], %r14; ret;\n}\n";

int main(void) {
  CUcontext context;
  CUmodule module;
  CUfunction work;
  CUdeviceptr out;
  CUstream stream;
  unsigned host[48];
  unsigned long long pair[2] = {0, 1000};
  CHECK(cuInit(0));
  CHECK(cuCtxCreate(&context, 0, 0));
  CHECK(cuModuleLoadData(&module, ptx));
  CHECK(cuModuleGetFunction(&work, module, "work"));
  CHECK(cuMemAlloc(&out, sizeof host));
  CHECK(cuMemsetD8(out, 0, sizeof host));

  CHECK(cuFuncSetBlockShape(work, 4, 2, 1));
  CHECK(cuFuncSetSharedSize(work, 256));
  CHECK(cuParamSetSize(work, 32));
  CHECK(cuParamSetv(work, 0, &out, sizeof out));
  CHECK(cuParamSeti(work, 8, 3));
  CHECK(cuParamSetf(work, 12, 20.5f));
  CHECK(cuParamSetv(work, 16, pair, sizeof pair));
  CHECK(cuLaunchGrid(work, 3, 2));
  CHECK(cuMemcpyDtoH(host, out, sizeof host));
  for (unsigned i = 0; i < 48; i++) EXPECT(host[i] == 3 * i + 20 + 1000 + 256);

  // What a launch has taken does not change with what is set afterwards; what is not set anew stays.
  CHECK(cuStreamCreate(&stream, CU_STREAM_NON_BLOCKING));
  CHECK(cuMemsetD8(out, 0, sizeof host));
  CHECK(cuLaunchGridAsync(work, 2, 1, stream));
  CHECK(cuParamSeti(work, 8, 5));
  CHECK(cuStreamSynchronize(stream));
  CHECK(cuMemcpyDtoH(host, out, sizeof host));
  for (unsigned i = 0; i < 48; i++) EXPECT(host[i] == (i < 16 ? 3 * i + 1276 : 0));
  CHECK(cuLaunch(work));
  CHECK(cuMemcpyDtoH(host, out, sizeof host));
  for (unsigned i = 0; i < 48; i++) EXPECT(host[i] == (i < 8 ? 5 * i + 1276 : i < 16 ? 3 * i + 1276 : 0));

  FAILS(cuParamSetSize(work, 16) == CUDA_SUCCESS ? cuLaunch(work) : CUDA_SUCCESS, CUDA_ERROR_INVALID_VALUE);
  FAILS(cuFuncSetBlockShape(work, 0, 1, 1), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuFuncSetBlockShape(work, 2048, 1, 1), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuParamSetv(work, 4090, pair, 16), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuParamSetv(work, 0, NULL, 4), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuLaunchGrid(work, 0, 1), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuLaunch((CUfunction)out), CUDA_ERROR_INVALID_HANDLE);
  CHECK(cuCtxDestroy(context));
  puts("ok");
  return 0;
}
