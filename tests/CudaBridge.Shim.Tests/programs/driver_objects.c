// Linking, libraries, pools, arrays and copies of all shapes, textures from PTX, pointer attributes, occupancy, host functions, and the runtime API
// in the same process.
#include <cuda_runtime_api.h>
#include "driver_check.h"

static const char caller[] =
  ".version 8.0\n.target sm_80\n.address_size 64\n"
  ".extern .func (.param .b32 r) square(.param .b32 a);\n"
  ".visible .entry apply(.param .u64 p)\n{\n"
  "  .reg .b32 %r<4>; .reg .b64 %rd<2>; .param .b32 a; .param .b32 r;\n"
  "  ld.param.u64 %rd1, [p]; ld.global.u32 %r1, [%rd1];\n"
  "  st.param.b32 [a], %r1; call.uni (r), square, (a); ld.param.b32 %r2, [r]; st.global.u32 [%rd1], %r2; ret;\n}\n";

static const char callee[] =
  ".version 8.0\n.target sm_80\n.address_size 64\n"
  ".visible .func (.param .b32 r) square(.param .b32 a)\n{\n  .reg .b32 %r<3>;\n"
  "  ld.param.b32 %r1, [a]; mul.lo.u32 %r2, %r1, %r1; st.param.b32 [r], %r2; ret;\n}\n";

static const char texture[] =
  ".version 8.0\n.target sm_80\n.address_size 64\n"
  ".visible .entry read(.param .u64 object, .param .u64 out)\n{\n"
  "  .reg .b32 %r<8>; .reg .f32 %f<6>; .reg .b64 %rd<6>;\n"
  "  ld.param.u64 %rd1, [object]; ld.param.u64 %rd2, [out]; mov.u32 %r1, %tid.x;\n"
  "  cvt.rn.f32.u32 %f1, %r1; mov.f32 %f2, 0f3FC00000;\n"
  "  tex.2d.v4.u32.f32 {%r2, %r3, %r4, %r5}, [%rd1, {%f1, %f2}];\n"
  "  mul.wide.u32 %rd3, %r1, 4; add.s64 %rd4, %rd2, %rd3; st.global.u32 [%rd4], %r2; ret;\n}\n";

static void link_and_launch(void) {
  CUlinkState state;
  CUmodule module;
  CUfunction function;
  CUdeviceptr p;
  void* image;
  size_t size;
  unsigned value = 12;
  void* arguments[] = {&p};
  CHECK(cuLinkCreate(0, NULL, NULL, &state));
  CHECK(cuLinkAddData(state, CU_JIT_INPUT_PTX, (void*)caller, sizeof caller, "caller", 0, NULL, NULL));
  CHECK(cuLinkAddData(state, CU_JIT_INPUT_PTX, (void*)callee, sizeof callee, "callee", 0, NULL, NULL));
  CHECK(cuLinkComplete(state, &image, &size));
  EXPECT(size > 0);
  CHECK(cuModuleLoadData(&module, image));
  CHECK(cuLinkDestroy(state));
  CHECK(cuModuleGetFunction(&function, module, "apply"));
  CHECK(cuMemAlloc(&p, 4));
  CHECK(cuMemcpyHtoD(p, &value, 4));
  CHECK(cuLaunchCooperativeKernel(function, 1, 1, 1, 1, 1, 1, 0, NULL, arguments));
  CHECK(cuMemcpyDtoH(&value, p, 4));
  EXPECT(value == 144);
  CUmodule owner;
  CHECK(cuFuncGetModule(&owner, function));
  EXPECT(owner == module);
  CHECK(cuMemFree(p));
  CHECK(cuModuleUnload(module));
}

static void array_and_texture(void) {
  enum { W = 24, H = 5 };
  unsigned char host[H][W], back[H][W];
  unsigned texels[W];
  CUarray array;
  CUDA_ARRAY_DESCRIPTOR description = {W, H, CU_AD_FORMAT_UNSIGNED_INT8, 1}, found;
  CUlibrary library;
  CUkernel kernel;
  CUfunction function;
  CUtexObject object;
  CUdeviceptr out, pitched;
  size_t pitch, offset, size;
  const char* name;
  for (int i = 0; i < W * H; i++) host[i / W][i % W] = (unsigned char)(i * 7);
  CHECK(cuArrayCreate(&array, &description));
  CHECK(cuArrayGetDescriptor(&found, array));
  EXPECT(found.Width == W && found.Height == H && found.Format == CU_AD_FORMAT_UNSIGNED_INT8 && found.NumChannels == 1);
  CUDA_MEMCPY2D copy = {.srcMemoryType = CU_MEMORYTYPE_HOST, .srcHost = host, .srcPitch = W, .dstMemoryType = CU_MEMORYTYPE_ARRAY, .dstArray = array, .WidthInBytes = W, .Height = H};
  CHECK(cuMemcpy2D(&copy));
  CHECK(cuMemAllocPitch(&pitched, &pitch, W, H, 4));
  CUDA_MEMCPY3D solid = {.srcMemoryType = CU_MEMORYTYPE_ARRAY, .srcArray = array, .srcXInBytes = 4, .srcY = 1, .dstMemoryType = CU_MEMORYTYPE_DEVICE, .dstDevice = pitched,
    .dstPitch = pitch, .dstHeight = H, .WidthInBytes = W - 4, .Height = H - 1, .Depth = 1};
  CHECK(cuMemcpy3D(&solid));
  CUDA_MEMCPY2D out_copy = {.srcMemoryType = CU_MEMORYTYPE_DEVICE, .srcDevice = pitched, .srcPitch = pitch, .dstMemoryType = CU_MEMORYTYPE_HOST, .dstHost = back, .dstPitch = W,
    .WidthInBytes = W - 4, .Height = H - 1};
  CHECK(cuMemcpy2DAsync(&out_copy, NULL));
  CHECK(cuStreamSynchronize(NULL));
  for (int y = 0; y < H - 1; y++) EXPECT(!memcmp(back[y], host[y + 1] + 4, W - 4));
  CHECK(cuMemcpyAtoH(back, array, 3, W));
  EXPECT(!memcmp(back, host[0] + 3, W));

  CUDA_RESOURCE_DESC resource;
  CUDA_TEXTURE_DESC sampling;
  memset(&resource, 0, sizeof resource);
  memset(&sampling, 0, sizeof sampling);
  resource.resType = CU_RESOURCE_TYPE_ARRAY;
  resource.res.array.hArray = array;
  sampling.addressMode[0] = sampling.addressMode[1] = CU_TR_ADDRESS_MODE_CLAMP;
  sampling.flags = CU_TRSF_READ_AS_INTEGER;
  CHECK(cuTexObjectCreate(&object, &resource, &sampling, NULL));
  CHECK(cuLibraryLoadData(&library, texture, NULL, NULL, 0, NULL, NULL, 0));
  CHECK(cuLibraryGetKernel(&kernel, library, "read"));
  CHECK(cuKernelGetName(&name, kernel));
  EXPECT(!strcmp(name, "read"));
  CHECK(cuKernelGetParamInfo(kernel, 1, &offset, &size));
  EXPECT(offset == 8 && size == 8);
  CHECK(cuKernelGetFunction(&function, kernel));
  CHECK(cuMemAlloc(&out, sizeof texels));
  void* arguments[] = {&object, &out};
  CHECK(cuLaunchKernel(function, 1, 1, 1, W, 1, 1, 0, NULL, arguments, NULL));
  CHECK(cuTexObjectDestroy(object));
  CHECK(cuMemcpyDtoH(texels, out, sizeof texels));
  for (int i = 0; i < W; i++) EXPECT(texels[i] == host[1][i]);
  int blocks, grid, threads;
  CHECK(cuOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, function, 128, 0));
  CHECK(cuOccupancyMaxPotentialBlockSize(&grid, &threads, function, NULL, 0, 0));
  EXPECT(blocks > 0 && grid > 0 && threads % 32 == 0);
  CHECK(cuLibraryUnload(library));
  CHECK(cuMemFree(out));
  CHECK(cuMemFree(pitched));
  CHECK(cuArrayDestroy(array));
}

static void pointers(void) {
  CUdeviceptr p, start;
  size_t size;
  unsigned kind, managed;
  void *host, *pool_memory;
  CUmemoryPool pool;
  CUcontext owner, current;
  CHECK(cuMemAlloc(&p, 1000));
  CUpointer_attribute wanted[] = {CU_POINTER_ATTRIBUTE_MEMORY_TYPE, CU_POINTER_ATTRIBUTE_RANGE_START_ADDR, CU_POINTER_ATTRIBUTE_RANGE_SIZE, CU_POINTER_ATTRIBUTE_IS_MANAGED, CU_POINTER_ATTRIBUTE_CONTEXT};
  void* results[] = {&kind, &start, &size, &managed, &owner};
  CHECK(cuPointerGetAttributes(5, wanted, results, p + 10));
  CHECK(cuCtxGetCurrent(&current));
  EXPECT(kind == CU_MEMORYTYPE_DEVICE && start == p && size == 1000 && !managed && owner == current);
  CHECK(cuPointerGetAttributes(5, wanted, results, (CUdeviceptr)(size_t)&pool));
  EXPECT(kind == 0 && start == 0);
  CHECK(cuMemHostAlloc(&host, 64, 0));
  CHECK(cuPointerGetAttribute(&kind, CU_POINTER_ATTRIBUTE_MEMORY_TYPE, (CUdeviceptr)(size_t)host));
  EXPECT(kind == CU_MEMORYTYPE_HOST);
  CHECK(cuMemFreeHost(host));
  CHECK(cuDeviceGetDefaultMemPool(&pool, 0));
  CHECK(cuMemAllocFromPoolAsync((CUdeviceptr*)&pool_memory, 256, pool, NULL));
  CHECK(cuMemFreeAsync((CUdeviceptr)(size_t)pool_memory, NULL));
  CHECK(cuMemFree(p));
}

static void CUDA_CB note(void* data) { *(int*)data = 1; }

static void both_apis(void) {
  void* memory;
  int noted = 0, value = 0;
  CUstream stream;
  CUcontext before, primary, after;
  CHECK(cuCtxGetCurrent(&before));
  CHECK(cuDevicePrimaryCtxRetain(&primary, 0));
  CHECK(cuCtxPushCurrent(primary));
  EXPECT(cudaMalloc(&memory, 64) == cudaSuccess);
  CHECK(cuStreamCreate(&stream, CU_STREAM_NON_BLOCKING));
  CHECK(cuMemsetD32Async((CUdeviceptr)(size_t)memory, 99, 16, stream));
  CHECK(cuLaunchHostFunc(stream, note, &noted));
  EXPECT(cudaStreamSynchronize((cudaStream_t)stream) == cudaSuccess);
  EXPECT(noted == 1);
  EXPECT(cudaMemcpy(&value, memory, 4, cudaMemcpyDeviceToHost) == cudaSuccess && value == 99);
  CHECK(cuMemFree((CUdeviceptr)(size_t)memory));
  EXPECT(cudaStreamDestroy((cudaStream_t)stream) == cudaSuccess);
  CHECK(cuCtxPopCurrent(&after));
  EXPECT(after == primary && before != primary);
  CHECK(cuDevicePrimaryCtxRelease(0));
}

int main(void) {
  CUcontext context;
  CHECK(cuInit(0));
  CHECK(cuCtxCreate(&context, 0, 0));
  link_and_launch();
  array_and_texture();
  pointers();
  both_apis();
  CHECK(cuCtxDestroy(context));
  puts("ok");
  return 0;
}
