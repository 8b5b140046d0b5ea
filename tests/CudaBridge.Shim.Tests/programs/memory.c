// Memory of every kind, copies of every shape, and what the runtime says about pointers. A small program, also run under valgrind.
#include <string.h>
#include "check.h"

static struct cudaExtent extent(size_t width, size_t height, size_t depth) { return (struct cudaExtent){width, height, depth}; }

static void linear(void) {
  char text[32] = "the quick brown fox", back[32] = "";
  void *a, *b;
  OK(cudaMalloc(&a, sizeof text));
  OK(cudaMalloc(&b, sizeof text));
  CHECK(((size_t)a & 255) == 0);
  OK(cudaMemcpy(a, text, sizeof text, cudaMemcpyHostToDevice));
  OK(cudaMemcpy(b, a, sizeof text, cudaMemcpyDefault));
  OK(cudaMemset((char*)b + 4, 'Q', 1));
  OK(cudaMemcpy(back, b, sizeof text, cudaMemcpyDeviceToHost));
  CHECK(!strcmp(back, "the Quick brown fox"));
  OK(cudaMemcpy(back, text, 0, cudaMemcpyHostToHost));

  struct cudaPointerAttributes attributes;
  OK(cudaPointerGetAttributes(&attributes, (char*)a + 5));
  CHECK(attributes.type == cudaMemoryTypeDevice && attributes.device == 0 && attributes.devicePointer == (char*)a + 5);
  OK(cudaPointerGetAttributes(&attributes, text));
  CHECK(attributes.type == cudaMemoryTypeUnregistered);
  OK(cudaFree(a));
  OK(cudaFree(b));
  OK(cudaFree(NULL));
  OK(cudaFreeHost(NULL));
}

static void pitched(void) {
  enum { WIDTH = 13, HEIGHT = 5, DEPTH = 3 };
  unsigned char from[DEPTH][HEIGHT][WIDTH], to[DEPTH][HEIGHT][WIDTH];
  struct cudaPitchedPtr device;
  for (int i = 0; i < DEPTH * HEIGHT * WIDTH; i++) ((unsigned char*)from)[i] = (unsigned char)(i * 3);
  memset(to, 0, sizeof to);
  OK(cudaMalloc3D(&device, extent(WIDTH, HEIGHT, DEPTH)));
  CHECK(device.pitch >= WIDTH && device.xsize == WIDTH && device.ysize == HEIGHT);
  struct cudaMemcpy3DParms in = {0}, out = {0};
  in.srcPtr = (struct cudaPitchedPtr){from, WIDTH, WIDTH, HEIGHT};
  in.dstPtr = device;
  in.extent = extent(WIDTH, HEIGHT, DEPTH);
  in.kind = cudaMemcpyHostToDevice;
  OK(cudaMemcpy3D(&in));
  OK(cudaMemset2D((char*)device.ptr + 1, device.pitch, 9, 2, HEIGHT));
  out.srcPtr = device;
  out.dstPtr = (struct cudaPitchedPtr){to, WIDTH, WIDTH, HEIGHT};
  out.extent = in.extent;
  out.kind = cudaMemcpyDeviceToHost;
  OK(cudaMemcpy3D(&out));
  CHECK(to[2][4][12] == from[2][4][12] && to[0][4][2] == 9 && to[0][4][3] == from[0][4][3] && to[1][0][1] == from[1][0][1]);
  OK(cudaFree(device.ptr));
}

static void arrays(void) {
  struct cudaChannelFormatDesc format = cudaCreateChannelDesc(32, 32, 0, 0, cudaChannelFormatKindFloat), found;
  struct cudaExtent size;
  unsigned flags;
  float from[4][6], to[4][6] = {0};
  cudaArray_t array;
  for (int i = 0; i < 24; i++) ((float*)from)[i] = (float)i;
  OK(cudaMallocArray(&array, &format, 3, 4, 0));
  OK(cudaArrayGetInfo(&found, &size, &flags, array));
  CHECK(found.x == 32 && found.y == 32 && found.z == 0 && found.f == cudaChannelFormatKindFloat && size.width == 3 && size.height == 4);
  OK(cudaMemcpy2DToArray(array, 0, 0, from, sizeof from[0], sizeof from[0], 4, cudaMemcpyHostToDevice));
  OK(cudaMemcpy2DFromArray(to, sizeof to[0], array, 0, 0, sizeof to[0], 4, cudaMemcpyDeviceToHost));
  CHECK(!memcmp(from, to, sizeof from));
  OK(cudaFreeArray(array));
  OK(cudaFreeArray(NULL));
}

static void host_and_managed(void) {
  static _Alignas(4096) char own[4096];
  char *pinned, *mapped;
  int* managed;
  unsigned flags;
  OK(cudaHostAlloc((void**)&pinned, 100, cudaHostAllocMapped));
  OK(cudaHostGetDevicePointer((void**)&mapped, pinned, 0));
  OK(cudaHostGetFlags(&flags, pinned));
  CHECK(flags & cudaHostAllocMapped);
  OK(cudaMemset(mapped, 5, 100));
  OK(cudaDeviceSynchronize());
  CHECK(pinned[99] == 5);
  OK(cudaFreeHost(pinned));

  OK(cudaHostRegister(own, sizeof own, cudaHostRegisterDefault));
  OK(cudaHostGetDevicePointer((void**)&mapped, own + 10, 0));
  OK(cudaHostUnregister(own));

  OK(cudaMallocManaged((void**)&managed, 4096, cudaMemAttachGlobal));
  OK(cudaMemPrefetchAsync(managed, 4096, 0, 0));
  OK(cudaMemAdvise(managed, 4096, cudaMemAdviseSetPreferredLocation, cudaCpuDeviceId));
  managed[0] = 1;
  OK(cudaMemset(managed + 1, 0, 4));
  OK(cudaDeviceSynchronize());
  CHECK(managed[0] == 1 && managed[1] == 0);
  OK(cudaFree(managed));
}

static void attached(void) {
  char* managed;
  cudaStream_t stream;
  OK(cudaMallocManaged((void**)&managed, 1000, cudaMemAttachHost));
  OK(cudaStreamCreate(&stream));
  // The length is 0 or that of the whole allocation.
  OK(cudaStreamAttachMemAsync(stream, managed, 0, cudaMemAttachSingle));
  OK(cudaStreamAttachMemAsync(stream, managed, 1000, cudaMemAttachHost));
  OK(cudaStreamAttachMemAsync(0, managed, 0, cudaMemAttachGlobal));
  OK(cudaStreamSynchronize(stream));
  OK(cudaStreamDestroy(stream));
  OK(cudaFree(managed));
}

static void pools(void) {
  cudaMemPool_t pool, current;
  unsigned long long threshold = 1 << 20, used = 0;
  void* memory;
  struct cudaMemPoolProps properties = {0};
  properties.allocType = cudaMemAllocationTypePinned;
  properties.location.type = cudaMemLocationTypeDevice;
  OK(cudaMemPoolCreate(&pool, &properties));
  OK(cudaMemPoolSetAttribute(pool, cudaMemPoolAttrReleaseThreshold, &threshold));
  OK(cudaMallocFromPoolAsync(&memory, 1000, pool, 0));
  OK(cudaMemPoolGetAttribute(pool, cudaMemPoolAttrUsedMemCurrent, &used));
  CHECK(used >= 1000);
  OK(cudaFreeAsync(memory, 0));
  OK(cudaStreamSynchronize(0));
  OK(cudaMemPoolTrimTo(pool, 0));
  OK(cudaDeviceSetMemPool(0, pool));
  OK(cudaDeviceGetMemPool(&current, 0));
  CHECK(current == pool);
  OK(cudaDeviceGetDefaultMemPool(&current, 0));
  OK(cudaDeviceSetMemPool(0, current));
  OK(cudaMemPoolDestroy(pool));
}

int main(void) {
  linear();
  pitched();
  arrays();
  host_and_managed();
  attached();
  pools();
  OK(cudaGetLastError());
  puts("ok");
  return 0;
}
