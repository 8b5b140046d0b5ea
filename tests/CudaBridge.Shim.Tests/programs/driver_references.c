// Texture, sampler and surface variables of PTX modules: unified mode through cuTexRef…, independent mode with samplers of the module, surface
// references; in modules that are compiled whole and kernel by kernel; bindings that change between launches; and misuse.
#define CUDA_ENABLE_DEPRECATED
#include "driver_check.h"

#define HEAD ".version 8.0\n.target sm_80\n.address_size 64\n"
#define KERNEL(name, fetch) \
  ".visible .entry " name "(.param .u64 out, .param .f32 at)\n{\n" \
  "  .reg .b32 %r<8>; .reg .f32 %f<9>; .reg .b64 %rd<6>;\n" \
  "  ld.param.u64 %rd2, [out]; ld.param.f32 %f8, [at]; mov.u32 %r1, %tid.x;\n" \
  "  cvt.rn.f32.u32 %f1, %r1; add.f32 %f1, %f1, %f8; mov.f32 %f2, 0f3FC00000;\n" \
  fetch \
  "  mul.wide.u32 %rd3, %r1, 4; add.s64 %rd4, %rd2, %rd3; st.global.f32 [%rd4], %f3; ret;\n}\n"

#define FETCH_LINE KERNEL("read_line", "  tex.1d.v4.f32.s32 {%f3, %f4, %f5, %f6}, [row, {%r1}];\n")
#define FETCH_IMAGE KERNEL("read_image", "  mov.u64 %rd1, image; tex.2d.v4.f32.f32 {%f3, %f4, %f5, %f6}, [%rd1, {%f1, %f2}];\n")
#define FETCH_SAMPLED KERNEL("read_sampled", "  tex.2d.v4.f32.f32 {%f3, %f4, %f5, %f6}, [image, bordered, {%f1, %f2}];\n")
#define WRITE KERNEL("write", "  shl.b32 %r2, %r1, 2; mov.u32 %r3, 1; mov.f32 %f3, 0f40E00000; mov.b32 %r4, %f3;\n  sust.b.2d.b32.trap [canvas, {%r2, %r3}], {%r4};\n")
#define LEVEL KERNEL("read_level", "  mov.f32 %f1, 0f3F000000; tex.level.2d.v4.f32.f32 {%f3, %f4, %f5, %f6}, [pyramid, {%f1, %f1}], %f8;\n")
#define GRADIENT KERNEL("read_gradient", "  mov.f32 %f1, 0f3F000000; mov.f32 %f7, 0f00000000;\n" \
  "  tex.grad.2d.v4.f32.f32 {%f3, %f4, %f5, %f6}, [pyramid, {%f1, %f1}], {%f8, %f7}, {%f7, %f7};\n")

static const char together[] = HEAD
  ".global .texref row;\n.visible .global .texref image;\n.global .surfref canvas;\n"
  ".global .samplerref bordered = { addr_mode_0 = clamp_to_border, addr_mode_1 = clamp_to_edge, filter_mode = linear };\n"
  FETCH_LINE FETCH_IMAGE FETCH_SAMPLED WRITE;

// Five kernels or more are compiled one by one; .tex is the older word for a texture reference.
static const char apart[] = HEAD
  ".tex .u32 row;\n.global .texref image, pyramid;\n.global .surfref canvas;\n.global .u32 ordinary;\n"
  ".global .samplerref bordered = { addr_mode_0 = clamp_to_border, addr_mode_1 = clamp_to_edge, filter_mode = linear };\n"
  FETCH_LINE FETCH_IMAGE FETCH_SAMPLED WRITE LEVEL GRADIENT;

enum { W = 32, H = 4 };

static float out[W];
static CUdeviceptr result;

static void launch(CUmodule module, const char* name, float at) {
  CUfunction f;
  void* arguments[] = {&result, &at};
  CHECK(cuModuleGetFunction(&f, module, name));
  CHECK(cuLaunchKernel(f, 1, 1, 1, W, 1, 1, 0, NULL, arguments, NULL));
}

static void run(CUmodule module, const char* name, float at) {
  launch(module, name, at);
  CHECK(cuMemcpyDtoH(out, result, sizeof out));
}

static CUarray image_of(float rows[H][W], unsigned flags) {
  CUarray array;
  CUDA_ARRAY3D_DESCRIPTOR shape = {W, H, 0, CU_AD_FORMAT_FLOAT, 1, flags};
  CUDA_MEMCPY2D copy;
  CHECK(cuArray3DCreate(&array, &shape));
  memset(&copy, 0, sizeof copy);
  copy.srcMemoryType = CU_MEMORYTYPE_HOST, copy.srcHost = rows, copy.srcPitch = W * 4;
  copy.dstMemoryType = CU_MEMORYTYPE_ARRAY, copy.dstArray = array;
  copy.WidthInBytes = W * 4, copy.Height = H;
  CHECK(cuMemcpy2D(&copy));
  return array;
}

static void bind_and_read(const char* text) {
  CUmodule module;
  CUtexref row, image;
  CUsurfref canvas;
  CUdeviceptr memory, other;
  float numbers[W], rows[H][W];
  size_t offset = 9;
  for (int i = 0; i < W; i++) numbers[i] = i * 3.0f;
  for (int y = 0; y < H; y++)
    for (int x = 0; x < W; x++) rows[y][x] = x + 100.0f * y;
  CHECK(cuModuleLoadData(&module, text));
  CHECK(cuModuleGetTexRef(&row, module, "row"));
  CHECK(cuModuleGetTexRef(&image, module, "image"));
  CHECK(cuModuleGetSurfRef(&canvas, module, "canvas"));
  run(module, "read_line", 0);
  for (int i = 0; i < W; i++) EXPECT(out[i] == 0);  // nothing is bound

  CHECK(cuMemAlloc(&memory, sizeof numbers));
  CHECK(cuMemAlloc(&other, sizeof numbers));
  CHECK(cuMemcpyHtoD(memory, numbers, sizeof numbers));
  CHECK(cuMemsetD32(other, 0x3F800000, W));
  CHECK(cuTexRefSetFormat(row, CU_AD_FORMAT_FLOAT, 1));
  CHECK(cuTexRefSetAddress(&offset, row, memory, sizeof numbers));
  EXPECT(offset == 0);
  run(module, "read_line", 0);
  for (int i = 0; i < W; i++) EXPECT(out[i] == i * 3.0f);
  // The launch before the next binding has its own.
  launch(module, "read_line", 0);
  CHECK(cuTexRefSetAddress(&offset, row, other, sizeof numbers));
  CHECK(cuMemcpyDtoH(out, result, sizeof out));
  for (int i = 0; i < W; i++) EXPECT(out[i] == i * 3.0f);
  run(module, "read_line", 0);
  for (int i = 0; i < W; i++) EXPECT(out[i] == 1);

  CUarray array = image_of(rows, CUDA_ARRAY3D_SURFACE_LDST), bound;
  CHECK(cuTexRefSetArray(image, array, CU_TRSA_OVERRIDE_FORMAT));
  run(module, "read_image", 0.5f);
  for (int i = 0; i < W; i++) EXPECT(out[i] == i + 100);
  CHECK(cuTexRefSetFilterMode(image, CU_TR_FILTER_MODE_LINEAR));
  CHECK(cuTexRefSetAddressMode(image, 0, CU_TR_ADDRESS_MODE_BORDER));
  float border[4] = {-1000, 0, 0, 0};
  CHECK(cuTexRefSetBorderColor(image, border));
  run(module, "read_image", 1.0f);
  for (int i = 0; i < W - 1; i++) EXPECT(out[i] == i + 100.5f);
  EXPECT(out[W - 1] == (W - 1 + 100 - 1000) / 2.0f);
  // A sampler of the module stands in for what the reference says.
  run(module, "read_sampled", 0.0f);
  EXPECT(out[0] == 50);
  for (int i = 1; i < W; i++) EXPECT(out[i] == i - 0.5f + 100);

  CHECK(cuSurfRefSetArray(canvas, array, 0));
  CHECK(cuSurfRefGetArray(&bound, canvas));
  EXPECT(bound == array);
  run(module, "write", 0);
  CHECK(cuTexRefSetFilterMode(image, CU_TR_FILTER_MODE_POINT));
  run(module, "read_image", 0.5f);
  for (int i = 0; i < W; i++) EXPECT(out[i] == 7);
  CHECK(cuTexRefGetArray(&bound, image));
  EXPECT(bound == array);
  CHECK(cuModuleUnload(module));
  FAILS(cuTexRefGetArray(&bound, image), CUDA_ERROR_INVALID_HANDLE);
  CHECK(cuArrayDestroy(array));
  CHECK(cuMemFree(memory));
  CHECK(cuMemFree(other));
}

static void mipmap(void) {
  CUmodule module;
  CUtexref pyramid;
  CUmipmappedArray mipmap, bound;
  CUDA_ARRAY3D_DESCRIPTOR shape = {W, W, 0, CU_AD_FORMAT_FLOAT, 1, 0};
  CHECK(cuMipmappedArrayCreate(&mipmap, &shape, 99));
  for (unsigned l = 0; l < 6; l++) {
    CUarray level;
    CUDA_ARRAY_DESCRIPTOR size;
    float line[W];
    CHECK(cuMipmappedArrayGetLevel(&level, mipmap, l));
    CHECK(cuArrayGetDescriptor(&size, level));
    EXPECT(size.Width == W >> l && size.Height == W >> l);
    for (int i = 0; i < W; i++) line[i] = (float)l;
    for (unsigned y = 0; y < W >> l; y++) {
      CUDA_MEMCPY2D copy;
      memset(&copy, 0, sizeof copy);
      copy.srcMemoryType = CU_MEMORYTYPE_HOST, copy.srcHost = line;
      copy.dstMemoryType = CU_MEMORYTYPE_ARRAY, copy.dstArray = level, copy.dstY = y;
      copy.WidthInBytes = (W >> l) * 4, copy.Height = 1;
      CHECK(cuMemcpy2D(&copy));
    }
    FAILS(cuArrayDestroy(level), CUDA_ERROR_INVALID_VALUE);
  }
  CUarray level;
  FAILS(cuMipmappedArrayGetLevel(&level, mipmap, 6), CUDA_ERROR_INVALID_VALUE);
  CHECK(cuModuleLoadData(&module, apart));
  CHECK(cuModuleGetTexRef(&pyramid, module, "pyramid"));
  CHECK(cuTexRefSetMipmappedArray(pyramid, mipmap, CU_TRSA_OVERRIDE_FORMAT));
  CHECK(cuTexRefGetMipmappedArray(&bound, pyramid));
  EXPECT(bound == mipmap);
  CHECK(cuTexRefSetFlags(pyramid, CU_TRSF_NORMALIZED_COORDINATES));
  CHECK(cuTexRefSetMipmapLevelClamp(pyramid, 0, 4));
  const float asked[] = {-2, 0, 0.4f, 0.6f, 2, 3.5f, 9}, nearest[] = {0, 0, 0, 1, 2, 4, 4}, linear[] = {0, 0, 102 / 256.0f, 154 / 256.0f, 2, 3.5f, 4};
  for (int i = 0; i < 7; i++) {
    CHECK(cuTexRefSetMipmapFilterMode(pyramid, CU_TR_FILTER_MODE_POINT));
    run(module, "read_level", asked[i]);
    EXPECT(out[0] == nearest[i] && out[W - 1] == nearest[i]);
    CHECK(cuTexRefSetMipmapFilterMode(pyramid, CU_TR_FILTER_MODE_LINEAR));
    run(module, "read_level", asked[i]);
    EXPECT(out[0] == linear[i] && out[W - 1] == linear[i]);
  }
  CHECK(cuTexRefSetMipmapLevelBias(pyramid, 1));
  run(module, "read_level", 1.5f);
  EXPECT(out[0] == 2.5f);
  CHECK(cuTexRefSetMipmapLevelBias(pyramid, 0));
  run(module, "read_gradient", 4.0f / W);  // a step of four texels
  EXPECT(out[0] == 2);
  run(module, "read_gradient", 0);
  EXPECT(out[0] == 0);
  CHECK(cuModuleUnload(module));
  CHECK(cuMipmappedArrayDestroy(mipmap));
  FAILS(cuMipmappedArrayDestroy(mipmap), CUDA_ERROR_INVALID_HANDLE);
}

static void settings(void) {
  CUtexref t;
  CUfilter_mode filter;
  CUaddress_mode mode;
  CUarray_format format;
  CUdeviceptr memory, address;
  int number;
  unsigned flags;
  float low, high, color[4] = {1, 2, 3, 4};
  CHECK(cuTexRefCreate(&t));
  CHECK(cuTexRefSetFormat(t, CU_AD_FORMAT_UNSIGNED_INT8, 4));
  CHECK(cuTexRefGetFormat(&format, &number, t));
  EXPECT(format == CU_AD_FORMAT_UNSIGNED_INT8 && number == 4);
  CHECK(cuTexRefSetAddressMode(t, 1, CU_TR_ADDRESS_MODE_MIRROR));
  CHECK(cuTexRefGetAddressMode(&mode, t, 1));
  EXPECT(mode == CU_TR_ADDRESS_MODE_MIRROR);
  CHECK(cuTexRefSetFilterMode(t, CU_TR_FILTER_MODE_LINEAR));
  CHECK(cuTexRefGetFilterMode(&filter, t));
  EXPECT(filter == CU_TR_FILTER_MODE_LINEAR);
  CHECK(cuTexRefSetMipmapFilterMode(t, CU_TR_FILTER_MODE_LINEAR));
  CHECK(cuTexRefGetMipmapFilterMode(&filter, t));
  EXPECT(filter == CU_TR_FILTER_MODE_LINEAR);
  CHECK(cuTexRefSetMipmapLevelBias(t, 0.5f));
  CHECK(cuTexRefGetMipmapLevelBias(&low, t));
  EXPECT(low == 0.5f);
  CHECK(cuTexRefSetMipmapLevelClamp(t, 1, 3));
  CHECK(cuTexRefGetMipmapLevelClamp(&low, &high, t));
  EXPECT(low == 1 && high == 3);
  CHECK(cuTexRefSetMaxAnisotropy(t, 8));
  CHECK(cuTexRefGetMaxAnisotropy(&number, t));
  EXPECT(number == 8);
  CHECK(cuTexRefSetBorderColor(t, color));
  memset(color, 0, sizeof color);
  CHECK(cuTexRefGetBorderColor(color, t));
  EXPECT(color[0] == 1 && color[3] == 4);
  CHECK(cuTexRefSetFlags(t, CU_TRSF_READ_AS_INTEGER | CU_TRSF_NORMALIZED_COORDINATES));
  CHECK(cuTexRefGetFlags(&flags, t));
  EXPECT(flags == (CU_TRSF_READ_AS_INTEGER | CU_TRSF_NORMALIZED_COORDINATES));
  CHECK(cuMemAlloc(&memory, 4096));
  FAILS(cuTexRefGetAddress(&address, t), CUDA_ERROR_INVALID_VALUE);
  CHECK(cuTexRefSetAddress(NULL, t, memory, 4096));
  CHECK(cuTexRefGetAddress(&address, t));
  EXPECT(address == memory);
  CUDA_ARRAY_DESCRIPTOR rows = {16, 8, CU_AD_FORMAT_FLOAT, 1};
  CHECK(cuTexRefSetAddress2D(t, &rows, memory, 64));
  FAILS(cuTexRefSetAddress2D(t, &rows, memory, 48), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuTexRefSetAddress2D(t, &rows, memory + 4, 64), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuTexRefSetAddress2D(t, NULL, memory, 64), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuTexRefSetAddress(NULL, t, memory + 4, 64), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuTexRefSetAddress(NULL, t, 0x1000, 64), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuTexRefSetFormat(t, CU_AD_FORMAT_FLOAT, 3), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuTexRefSetFormat(t, (CUarray_format)0x77, 1), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuTexRefSetAddressMode(t, 3, CU_TR_ADDRESS_MODE_CLAMP), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuTexRefSetAddressMode(t, 0, (CUaddress_mode)4), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuTexRefSetFilterMode(t, (CUfilter_mode)2), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuTexRefSetFlags(t, 0x8000), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuTexRefSetBorderColor(t, NULL), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuTexRefSetArray(t, (CUarray)0x1234, CU_TRSA_OVERRIDE_FORMAT), CUDA_ERROR_INVALID_HANDLE);
  FAILS(cuTexRefGetArray(NULL, t), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuTexRefGetFlags(NULL, t), CUDA_ERROR_INVALID_VALUE);
  CHECK(cuTexRefDestroy(t));
  FAILS(cuTexRefDestroy(t), CUDA_ERROR_INVALID_HANDLE);
  FAILS(cuTexRefCreate(NULL), CUDA_ERROR_INVALID_VALUE);
  CHECK(cuMemFree(memory));
}

static void misuse(void) {
  CUmodule module;
  CUtexref t;
  CUsurfref s;
  CUfunction f;
  CUdeviceptr global;
  size_t size;
  CUDA_ARRAY3D_DESCRIPTOR shape = {W, H, 0, CU_AD_FORMAT_FLOAT, 1, 0};
  CUarray plain;
  CHECK(cuArray3DCreate(&plain, &shape));
  CHECK(cuModuleLoadData(&module, apart));
  FAILS(cuModuleGetTexRef(&t, module, "ordinary"), CUDA_ERROR_NOT_FOUND);
  FAILS(cuModuleGetTexRef(&t, module, "canvas"), CUDA_ERROR_NOT_FOUND);
  FAILS(cuModuleGetTexRef(NULL, module, "image"), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuModuleGetTexRef(&t, (CUmodule)0x99, "image"), CUDA_ERROR_INVALID_HANDLE);
  FAILS(cuModuleGetSurfRef(&s, module, "image"), CUDA_ERROR_NOT_FOUND);
  FAILS(cuModuleGetGlobal(&global, &size, module, "image"), CUDA_ERROR_NOT_FOUND);
  CHECK(cuModuleGetTexRef(&t, module, "image"));
  CHECK(cuModuleGetSurfRef(&s, module, "canvas"));
  CHECK(cuModuleGetFunction(&f, module, "read_image"));
  FAILS(cuTexRefSetArray(t, plain, 0), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuSurfRefSetArray(s, plain, 0), CUDA_ERROR_INVALID_VALUE);  // not made for surfaces
  FAILS(cuSurfRefSetArray(s, plain, 1), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuSurfRefSetArray((CUsurfref)t, plain, 0), CUDA_ERROR_INVALID_HANDLE);
  FAILS(cuTexRefDestroy(t), CUDA_ERROR_INVALID_VALUE);
  CHECK(cuParamSetTexRef(f, CU_PARAM_TR_DEFAULT, t));
  FAILS(cuParamSetTexRef(f, 3, t), CUDA_ERROR_INVALID_VALUE);
  CHECK(cuModuleUnload(module));
  CHECK(cuArrayDestroy(plain));
  FAILS(cuModuleLoadData(&module, HEAD ".global .samplerref s = { addr_mode_0 = sideways };\n.visible .entry k() { ret; }\n"), CUDA_ERROR_INVALID_PTX);
}

int main(void) {
  CUcontext context;
  CHECK(cuInit(0));
  CHECK(cuCtxCreate(&context, 0, 0));
  CHECK(cuMemAlloc(&result, sizeof out));
  bind_and_read(together);
  bind_and_read(apart);
  mipmap();
  settings();
  misuse();
  CHECK(cuMemFree(result));
  puts("ok");
  return 0;
}
