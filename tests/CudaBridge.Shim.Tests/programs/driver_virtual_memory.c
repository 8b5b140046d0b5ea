// Virtual memory management: an array that grows at one address, memory seen twice, access, exported memory, and misuse.
#include "driver_check.h"
#include <unistd.h>

static const char ptx[] =
  ".version 8.0\n.target sm_80\n.address_size 64\n"
  ".visible .entry fill(.param .u64 p, .param .u32 n)\n{\n"
  "  .reg .b32 %r<7>; .reg .b64 %rd<4>; .reg .pred %p;\n"
  "  ld.param.u64 %rd1, [p]; ld.param.u32 %r1, [n];\n"
  "  mov.u32 %r2, %ctaid.x; mov.u32 %r3, %ntid.x; mov.u32 %r4, %tid.x; mad.lo.u32 %r5, %r2, %r3, %r4;\n"
  "  setp.ge.u32 %p, %r5, %r1; @%p ret;\n"
  "  mul.wide.u32 %rd2, %r5, 4; add.s64 %rd3, %rd1, %rd2; st.global.u32 [%rd3], %r5; ret;\n}\n";

static size_t unit;
static CUmemAllocationProp properties;
static CUmemAccessDesc both;

static void map(CUdeviceptr at, size_t size, CUmemGenericAllocationHandle memory) {
  CHECK(cuMemMap(at, size, 0, memory, 0));
  CHECK(cuMemSetAccess(at, size, &both, 1));
}

static void growing_array(CUfunction fill) {
  CUdeviceptr base;
  CUmemGenericAllocationHandle memory[3];
  unsigned back[2];
  CHECK(cuMemAddressReserve(&base, 8 * unit, 0, 0, 0));
  EXPECT(base % unit == 0);
  for (int i = 0; i < 3; i++) {
    CHECK(cuMemCreate(&memory[i], unit, &properties, 0));
    map(base + i * unit, unit, memory[i]);
    CHECK(cuMemRelease(memory[i]));
    unsigned n = (unsigned)((i + 1) * unit / 4);
    void* arguments[] = {&base, &n};
    CHECK(cuLaunchKernel(fill, (n + 255) / 256, 1, 1, 256, 1, 1, 0, NULL, arguments, NULL));
    CHECK(cuMemcpyDtoH(&back[0], base + (size_t)(n - 1) * 4, 4));
    EXPECT(back[0] == n - 1);
  }
  // A copy across two pieces, and one that leaves what is mapped.
  CHECK(cuMemcpyDtoH(back, base + unit - 4, 8));
  EXPECT(back[0] == unit / 4 - 1 && back[1] == unit / 4);
  FAILS(cuMemcpyDtoH(back, base + 3 * unit - 4, 8), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuMemsetD8(base + 4 * unit, 1, 16), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuMemFree(base), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuMemAddressFree(base, 8 * unit), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuMemUnmap(base, unit / 2), CUDA_ERROR_INVALID_VALUE);
  CHECK(cuMemUnmap(base, 3 * unit));
  FAILS(cuMemcpyDtoH(back, base, 4), CUDA_ERROR_INVALID_VALUE);
  CHECK(cuMemAddressFree(base, 8 * unit));
}

static void seen_twice(void) {
  CUdeviceptr first, second;
  CUmemGenericAllocationHandle memory, again, imported;
  unsigned value = 0;
  unsigned long long access = 0;
  size_t before, after, total;
  int file = -1;
  CHECK(cuMemGetInfo(&before, &total));
  CHECK(cuMemCreate(&memory, 2 * unit, &properties, 0));
  CHECK(cuMemGetInfo(&after, &total));
  EXPECT(before - after == 2 * unit);
  CHECK(cuMemAddressReserve(&first, 2 * unit, 4 * unit, 0, 0));
  EXPECT(first % (4 * unit) == 0);
  CHECK(cuMemAddressReserve(&second, 4 * unit, 0, 0, 0));
  map(first, 2 * unit, memory);
  CHECK(cuMemExportToShareableHandle(&file, memory, CU_MEM_HANDLE_TYPE_POSIX_FILE_DESCRIPTOR, 0));
  CHECK(cuMemImportFromShareableHandle(&imported, (void*)(size_t)file, CU_MEM_HANDLE_TYPE_POSIX_FILE_DESCRIPTOR));
  close(file);
  map(second, 2 * unit, imported);
  CHECK(cuMemsetD32(first + unit, 77, 1));
  CHECK(cuMemcpyDtoH(&value, second + unit, 4));
  EXPECT(value == 77);
  CHECK(cuMemGetAccess(&access, &both.location, first));
  EXPECT(access == CU_MEM_ACCESS_FLAGS_PROT_READWRITE);
  CHECK(cuMemRetainAllocationHandle(&again, (void*)first));
  EXPECT(again == memory);
  CHECK(cuMemRelease(again));
  FAILS(cuMemMap(first, 2 * unit, 0, memory, 0), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuMemMap(second + 2 * unit, 2 * unit, unit, memory, 0), CUDA_ERROR_INVALID_VALUE);
  CHECK(cuMemRelease(memory));
  CHECK(cuMemRelease(imported));
  FAILS(cuMemRelease(memory), CUDA_ERROR_INVALID_VALUE);
  CHECK(cuMemcpyDtoH(&value, first + unit, 4));
  EXPECT(value == 77);
  CHECK(cuMemUnmap(first, 2 * unit));
  CHECK(cuMemUnmap(second, 2 * unit));
  CHECK(cuMemAddressFree(first, 2 * unit));
  CHECK(cuMemAddressFree(second, 4 * unit));
  CHECK(cuMemGetInfo(&after, &total));
  EXPECT(before == after);
}

static void misuse(void) {
  CUdeviceptr at;
  CUmemGenericAllocationHandle memory;
  CUmemAllocationProp none = {0};
  FAILS(cuMemCreate(&memory, unit + 1, &properties, 0), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuMemCreate(&memory, unit, &none, 0), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuMemCreate(&memory, (size_t)1 << 50, &properties, 0), CUDA_ERROR_OUT_OF_MEMORY);
  FAILS(cuMemAddressReserve(&at, 100, 0, 0, 0), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuMemAddressReserve(&at, unit, 3, 0, 0), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuMemAddressFree(0x1000, unit), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuMemUnmap(0x1000, unit), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuMemSetAccess(0x1000, unit, &both, 1), CUDA_ERROR_INVALID_VALUE);
  CHECK(cuMemAddressReserve(&at, unit, 0, 0, 0));
  FAILS(cuMemSetAccess(at, unit, &both, 1), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuMemMap(at, unit, 0, 12345, 0), CUDA_ERROR_INVALID_VALUE);
  CHECK(cuMemAddressFree(at, unit));
}

int main(void) {
  CUcontext context;
  CUmodule module;
  CUfunction fill;
  int supported = 0;
  CHECK(cuInit(0));
  CHECK(cuCtxCreate(&context, 0, 0));
  CHECK(cuDeviceGetAttribute(&supported, CU_DEVICE_ATTRIBUTE_VIRTUAL_MEMORY_MANAGEMENT_SUPPORTED, 0));
  EXPECT(supported == 1);
  CHECK(cuModuleLoadData(&module, ptx));
  CHECK(cuModuleGetFunction(&fill, module, "fill"));
  properties.type = CU_MEM_ALLOCATION_TYPE_PINNED;
  properties.location.type = both.location.type = CU_MEM_LOCATION_TYPE_DEVICE;
  both.flags = CU_MEM_ACCESS_FLAGS_PROT_READWRITE;
  CHECK(cuMemGetAllocationGranularity(&unit, &properties, CU_MEM_ALLOC_GRANULARITY_MINIMUM));
  growing_array(fill);
  seen_twice();
  misuse();
  puts("ok");
  return 0;
}
