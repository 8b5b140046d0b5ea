// Calls that few programs make: events of whole contexts, the error log, old device properties, what arrays are not, clusters, several devices at once, external memory.
#define _GNU_SOURCE
#include "driver_check.h"
#include <cudaProfiler.h>
#include <sys/mman.h>
#include <unistd.h>

static const char ptx[] =
  ".version 8.0\n.target sm_80\n.address_size 64\n"
  ".visible .entry put(.param .u64 p, .param .u32 v)\n{\n"
  "  .reg .b32 %r<3>; .reg .b64 %rd<2>;\n"
  "  ld.param.u64 %rd1, [p]; ld.param.u32 %r1, [v]; st.global.u32 [%rd1], %r1; ret;\n}\n";

static CUcontext context;
static CUfunction put;
static volatile int go;

static void CUDA_CB hold_back(void* unused) {
  while (!go) usleep(100);
}

static void events_of_contexts(void) {
  CUstream a, b, later;
  CUevent event;
  CHECK(cuStreamCreate(&a, CU_STREAM_NON_BLOCKING));
  CHECK(cuStreamCreate(&b, CU_STREAM_DEFAULT));
  CHECK(cuEventCreate(&event, CU_EVENT_DISABLE_TIMING));
  go = 0;
  CHECK(cuLaunchHostFunc(a, hold_back, NULL));
  CHECK(cuCtxRecordEvent(context, event));
  FAILS(cuEventQuery(event), CUDA_ERROR_NOT_READY);
  CHECK(cuStreamQuery(b)); // a mark holds nobody up
  CHECK(cuCtxWaitEvent(context, event));
  CHECK(cuStreamCreate(&later, CU_STREAM_NON_BLOCKING));
  FAILS(cuStreamQuery(b), CUDA_ERROR_NOT_READY);
  FAILS(cuStreamQuery(later), CUDA_ERROR_NOT_READY);
  go = 1;
  CHECK(cuEventSynchronize(event));
  CHECK(cuStreamSynchronize(later));
  CHECK(cuStreamSynchronize(b));
  FAILS(cuCtxRecordEvent(NULL, event), CUDA_ERROR_INVALID_CONTEXT);
  FAILS(cuCtxRecordEvent(context, NULL), CUDA_ERROR_INVALID_HANDLE);
  FAILS(cuCtxWaitEvent((CUcontext)16, event), CUDA_ERROR_INVALID_CONTEXT);
  CHECK(cuStreamBeginCapture(a, CU_STREAM_CAPTURE_MODE_RELAXED));
  FAILS(cuCtxRecordEvent(context, event), CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED);
  CUgraph graph;
  cuStreamEndCapture(a, &graph);
  CHECK(cuStreamDestroy(a));
  CHECK(cuStreamDestroy(b));
  CHECK(cuStreamDestroy(later));
  CHECK(cuEventDestroy(event));
}

static char heard[1000];

static void listen_to(void* data, CUlogLevel level, char* message, size_t length) {
  EXPECT(data == heard && level == CU_LOG_LEVEL_ERROR && strlen(message) == length && length < sizeof heard);
  strcpy(heard, message);
}

static void log_of_errors(void) {
  CUlogsCallbackHandle listener;
  CUlogIterator here, end;
  CUdeviceptr memory;
  char text[2000], path[] = "/tmp/cudabridge-log-XXXXXX";
  size_t size = sizeof text;
  CHECK(cuLogsCurrent(&here, 0));
  CHECK(cuLogsRegisterCallback(listen_to, heard, &listener));
  FAILS(cuMemAlloc(&memory, 0), CUDA_ERROR_INVALID_VALUE);
  EXPECT(strstr(heard, "[cuMemAlloc_v2]") && strstr(heard, "CUDA_ERROR_INVALID_VALUE"));
  CHECK(cuLogsUnregisterCallback(listener));
  FAILS(cuStreamSynchronize((CUstream)0x5555), CUDA_ERROR_INVALID_HANDLE);
  EXPECT(!strstr(heard, "cuStreamSynchronize"));
  end = here;
  CHECK(cuLogsDumpToMemory(&end, text, &size, 0));
  char *first = strstr(text, "cuMemAlloc_v2"), *second = strstr(text, "cuStreamSynchronize");
  EXPECT(first && second && first < second && size == strlen(text) && end == here + 2);
  size = sizeof text;
  CHECK(cuLogsDumpToMemory(&end, text, &size, 0));
  EXPECT(size == 0 && text[0] == 0);
  size = 10; // not enough for one
  end = here;
  CHECK(cuLogsDumpToMemory(&end, text, &size, 0));
  EXPECT(size == 0 && end == here);
  int file = mkstemp(path);
  EXPECT(file >= 0);
  CHECK(cuLogsDumpToFile(&end, path, 0));
  ssize_t length = read(file, text, sizeof text - 1);
  EXPECT(length > 0);
  text[length] = 0;
  EXPECT(strstr(text, "cuMemAlloc_v2") && strstr(text, "cuStreamSynchronize") && end == here + 2);
  close(file);
  unlink(path);
  FAILS(cuLogsDumpToFile(NULL, "/nowhere/at/all", 0), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuLogsCurrent(NULL, 0), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuLogsRegisterCallback(NULL, NULL, &listener), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuLogsUnregisterCallback(listener), CUDA_ERROR_INVALID_VALUE);
}

static void async_callback(CUasyncNotificationInfo* info, void* data, CUasyncCallbackHandle handle) {}

static void device(void) {
  CUdevprop properties;
  CUasyncCallbackHandle handle;
  CUexecAffinityParam affinity;
  int value;
  CHECK(cuDeviceGetProperties(&properties, 0));
  EXPECT(properties.maxThreadsPerBlock == 1024 && properties.maxThreadsDim[2] == 64 && properties.maxGridSize[1] == 65535 && properties.SIMDWidth == 32);
  CHECK(cuDeviceGetAttribute(&value, CU_DEVICE_ATTRIBUTE_CLOCK_RATE, 0));
  EXPECT(properties.clockRate == value);
  CHECK(cuDeviceGetAttribute(&value, CU_DEVICE_ATTRIBUTE_TEXTURE_ALIGNMENT, 0));
  EXPECT(properties.textureAlign == value);
  FAILS(cuDeviceGetProperties(&properties, 1), CUDA_ERROR_INVALID_DEVICE);
  FAILS(cuDeviceGetProperties(NULL, 0), CUDA_ERROR_INVALID_VALUE);
  CHECK(cuDeviceRegisterAsyncNotification(0, async_callback, NULL, &handle));
  CHECK(cuDeviceUnregisterAsyncNotification(0, handle));
  FAILS(cuDeviceUnregisterAsyncNotification(0, handle), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuDeviceRegisterAsyncNotification(0, NULL, NULL, &handle), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuCtxGetExecAffinity(&affinity, CU_EXEC_AFFINITY_TYPE_SM_COUNT), CUDA_ERROR_UNSUPPORTED_EXEC_AFFINITY);
  FAILS(cuCtxGetExecAffinity(&affinity, (CUexecAffinityType)3), CUDA_ERROR_INVALID_VALUE);
}

static void arrays(void) {
  CUarray array, plane;
  CUmipmappedArray mipmap;
  CUDA_ARRAY_DESCRIPTOR shape = {8, 8, CU_AD_FORMAT_FLOAT, 1};
  CUDA_ARRAY3D_DESCRIPTOR levels = {8, 8, 0, CU_AD_FORMAT_FLOAT, 1, 0};
  CUDA_ARRAY_MEMORY_REQUIREMENTS requirements;
  CUDA_ARRAY_SPARSE_PROPERTIES sparse;
  CUDA_RESOURCE_DESC resource = {CU_RESOURCE_TYPE_ARRAY};
  CUDA_TEXTURE_DESC how = {{CU_TR_ADDRESS_MODE_CLAMP}};
  CUDA_RESOURCE_VIEW_DESC view;
  CUtexObject texture;
  CHECK(cuArrayCreate(&array, &shape));
  CHECK(cuMipmappedArrayCreate(&mipmap, &levels, 2));
  FAILS(cuArrayGetMemoryRequirements(&requirements, array, 0), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuMipmappedArrayGetMemoryRequirements(&requirements, mipmap, 0), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuArrayGetMemoryRequirements(&requirements, array, 1), CUDA_ERROR_INVALID_DEVICE);
  FAILS(cuArrayGetSparseProperties(&sparse, array), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuMipmappedArrayGetSparseProperties(&sparse, mipmap), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuArrayGetPlane(&plane, array, 0), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuArrayGetPlane(&plane, (CUarray)16, 0), CUDA_ERROR_INVALID_HANDLE);
  resource.res.array.hArray = array;
  CHECK(cuTexObjectCreate(&texture, &resource, &how, NULL));
  FAILS(cuTexObjectGetResourceViewDesc(&view, texture), CUDA_ERROR_INVALID_VALUE);
  CHECK(cuTexObjectDestroy(texture));
  CHECK(cuArrayDestroy(array));
  CHECK(cuMipmappedArrayDestroy(mipmap));
}

static void launches(void) {
  CUlaunchAttribute wide = {CU_LAUNCH_ATTRIBUTE_CLUSTER_DIMENSION};
  CUlaunchConfig config = {4, 1, 1, 64, 1, 1};
  CUDA_LAUNCH_PARAMS several = {put, 1, 1, 1, 1, 1, 1};
  CUdeviceptr memory;
  unsigned value = 6, back = 0;
  void* arguments[] = {&memory, &value};
  int clusters, size, blocks, processors;
  CHECK(cuDeviceGetAttribute(&processors, CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT, 0));
  CHECK(cuOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, put, 64, 0));
  CHECK(cuOccupancyMaxActiveClusters(&clusters, put, &config));
  CHECK(cuOccupancyMaxPotentialClusterSize(&size, put, &config));
  EXPECT(clusters == blocks * processors && size == 1);
  wide.value.clusterDim.x = 2, wide.value.clusterDim.y = wide.value.clusterDim.z = 1;
  config.attrs = &wide, config.numAttrs = 1;
  FAILS(cuOccupancyMaxActiveClusters(&clusters, put, &config), CUDA_ERROR_NOT_SUPPORTED);
  FAILS(cuOccupancyMaxActiveClusters(&clusters, put, NULL), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuOccupancyMaxPotentialClusterSize(NULL, put, &config), CUDA_ERROR_INVALID_VALUE);

  CHECK(cuMemAlloc(&memory, 4));
  several.kernelParams = arguments;
  FAILS(cuLaunchCooperativeKernelMultiDevice(&several, 1, 0), CUDA_ERROR_INVALID_HANDLE); // no default stream
  CHECK(cuStreamCreate(&several.hStream, CU_STREAM_NON_BLOCKING));
  CHECK(cuLaunchCooperativeKernelMultiDevice(&several, 1, 0));
  CHECK(cuStreamSynchronize(several.hStream));
  CHECK(cuMemcpyDtoH(&back, memory, 4));
  EXPECT(back == 6);
  FAILS(cuLaunchCooperativeKernelMultiDevice(&several, 0, 0), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuLaunchCooperativeKernelMultiDevice(&several, 2, 0), CUDA_ERROR_INVALID_DEVICE);
  CHECK(cuStreamDestroy(several.hStream));
  CHECK(cuMemFree(memory));
}

static void memory_of_others(void) {
  enum { Bytes = 20000 };
  int file = memfd_create("other", 0), spare = dup(file);
  EXPECT(ftruncate(file, Bytes) == 0);
  unsigned char* bytes = mmap(NULL, Bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  CUDA_EXTERNAL_MEMORY_HANDLE_DESC what = {CU_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_FD};
  CUDA_EXTERNAL_MEMORY_BUFFER_DESC part = {5000, 10000, 0};
  CUexternalMemory memory;
  CUdeviceptr buffer;
  unsigned value = 77;
  void* arguments[] = {&buffer, &value};
  for (int i = 0; i < Bytes; i++) bytes[i] = i % 251;
  what.handle.fd = file;
  what.size = Bytes + 1;
  FAILS(cuImportExternalMemory(&memory, &what), CUDA_ERROR_INVALID_VALUE);
  what.size = Bytes;
  what.type = CU_EXTERNAL_MEMORY_HANDLE_TYPE_D3D12_HEAP;
  FAILS(cuImportExternalMemory(&memory, &what), CUDA_ERROR_NOT_SUPPORTED);
  what.type = CU_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_FD;
  CHECK(cuImportExternalMemory(&memory, &what));
  EXPECT(lseek(file, 0, SEEK_CUR) == -1); // the library's now
  CHECK(cuExternalMemoryGetMappedBuffer(&buffer, memory, &part));
  unsigned char back[100];
  CHECK(cuMemcpyDtoH(back, buffer, sizeof back));
  for (int i = 0; i < 100; i++) EXPECT(back[i] == (5000 + i) % 251);
  CHECK(cuLaunchKernel(put, 1, 1, 1, 1, 1, 1, 0, NULL, arguments, NULL));
  CHECK(cuCtxSynchronize());
  EXPECT(*(unsigned*)(bytes + 5000) == 77);
  FAILS(cuMemcpyDtoH(back, buffer + 9950, 100), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuIpcCloseMemHandle(buffer), CUDA_ERROR_INVALID_VALUE);
  part.size = Bytes;
  FAILS(cuExternalMemoryGetMappedBuffer(&buffer, memory, &part), CUDA_ERROR_INVALID_VALUE);
  CHECK(cuDestroyExternalMemory(memory));
  FAILS(cuDestroyExternalMemory(memory), CUDA_ERROR_INVALID_HANDLE);
  CHECK(cuMemFree(buffer));
  FAILS(cuMemFree(buffer), CUDA_ERROR_INVALID_VALUE);
  EXPECT(*(unsigned*)(bytes + 5000) == 77);
  munmap(bytes, Bytes);
  close(spare);
}

int main(void) {
  CUmodule module;
  CHECK(cuInit(0));
  CHECK(cuCtxCreate(&context, 0, 0));
  CHECK(cuModuleLoadData(&module, ptx));
  CHECK(cuModuleGetFunction(&put, module, "put"));
  events_of_contexts();
  log_of_errors();
  device();
  arrays();
  launches();
  memory_of_others();
  FAILS(cuProfilerInitialize("a", "b", 0), CUDA_ERROR_PROFILER_DISABLED);
  FAILS(cuProfilerInitialize(NULL, "b", 0), CUDA_ERROR_INVALID_VALUE);
  puts("ok");
  return 0;
}
