// cudaMemAdvise, cudaMemPrefetchAsync and what cudaMemRangeGetAttribute tells of them.
#include <cuda_runtime_api.h>
#include <stdio.h>
#include <stdlib.h>

#define OK(call) do { cudaError_t e_ = (call); if (e_ != cudaSuccess) { printf("%d: %s: %s\n", __LINE__, #call, cudaGetErrorName(e_)); exit(1); } } while (0)
#define INVALID(call) do { cudaError_t e_ = (call); if (e_ != cudaErrorInvalidValue) { printf("%d: %s: %s\n", __LINE__, #call, cudaGetErrorName(e_)); exit(1); } } while (0)
#define CHECK(condition) do { if (!(condition)) { printf("%d: not %s\n", __LINE__, #condition); exit(1); } } while (0)

enum { PAGE = 65536, PAGES = 8 };
static char* memory;

static int one(enum cudaMemRangeAttribute attribute, int first, int pages) {
  int value = 77;
  OK(cudaMemRangeGetAttribute(&value, sizeof value, attribute, memory + first * PAGE, (size_t)pages * PAGE));
  return value;
}

int main(void) {
  OK(cudaMallocManaged((void**)&memory, PAGES * PAGE, cudaMemAttachGlobal));
  CHECK(one(cudaMemRangeAttributeReadMostly, 0, PAGES) == 0);
  CHECK(one(cudaMemRangeAttributePreferredLocation, 0, PAGES) == cudaInvalidDeviceId);
  CHECK(one(cudaMemRangeAttributeLastPrefetchLocation, 0, PAGES) == cudaInvalidDeviceId);

  // A property of a range holds if it holds for all of its pages.
  OK(cudaMemAdvise(memory + 2 * PAGE, 3 * PAGE, cudaMemAdviseSetReadMostly, 0));
  CHECK(one(cudaMemRangeAttributeReadMostly, 2, 3) == 1 && one(cudaMemRangeAttributeReadMostly, 3, 1) == 1);
  CHECK(one(cudaMemRangeAttributeReadMostly, 1, 2) == 0 && one(cudaMemRangeAttributeReadMostly, 4, 2) == 0 && one(cudaMemRangeAttributeReadMostly, 5, 3) == 0);
  OK(cudaMemAdvise(memory + 3 * PAGE, PAGE, cudaMemAdviseUnsetReadMostly, 0));
  CHECK(one(cudaMemRangeAttributeReadMostly, 2, 1) == 1 && one(cudaMemRangeAttributeReadMostly, 3, 1) == 0 && one(cudaMemRangeAttributeReadMostly, 4, 1) == 1);

  OK(cudaMemAdvise(memory, 4 * PAGE, cudaMemAdviseSetPreferredLocation, 0));
  OK(cudaMemAdvise(memory + 4 * PAGE, 4 * PAGE, cudaMemAdviseSetPreferredLocation, cudaCpuDeviceId));
  CHECK(one(cudaMemRangeAttributePreferredLocation, 0, 4) == 0 && one(cudaMemRangeAttributePreferredLocation, 4, 4) == cudaCpuDeviceId);
  CHECK(one(cudaMemRangeAttributePreferredLocation, 3, 2) == cudaInvalidDeviceId);
  CHECK(one(cudaMemRangeAttributePreferredLocationType, 0, 2) == cudaMemLocationTypeDevice && one(cudaMemRangeAttributePreferredLocationId, 0, 2) == 0);
  CHECK(one(cudaMemRangeAttributePreferredLocationType, 5, 2) == cudaMemLocationTypeHost && one(cudaMemRangeAttributePreferredLocationType, 3, 2) == cudaMemLocationTypeInvalid);
  CHECK(one(cudaMemRangeAttributeReadMostly, 2, 1) == 1);  // other advice stays
  OK(cudaMemAdvise(memory, PAGES * PAGE, cudaMemAdviseUnsetPreferredLocation, 0));
  CHECK(one(cudaMemRangeAttributePreferredLocation, 0, 1) == cudaInvalidDeviceId);

  int by[3] = {5, 5, 5};
  OK(cudaMemAdvise(memory, 2 * PAGE, cudaMemAdviseSetAccessedBy, 0));
  OK(cudaMemAdvise(memory, PAGE, cudaMemAdviseSetAccessedBy, cudaCpuDeviceId));
  OK(cudaMemRangeGetAttribute(by, sizeof by, cudaMemRangeAttributeAccessedBy, memory, PAGE));
  CHECK(by[0] + by[1] == 0 + cudaCpuDeviceId && by[0] * by[1] == 0 && by[2] == cudaInvalidDeviceId);
  OK(cudaMemRangeGetAttribute(by, sizeof by, cudaMemRangeAttributeAccessedBy, memory, 2 * PAGE));
  CHECK(by[0] == 0 && by[1] == cudaInvalidDeviceId && by[2] == cudaInvalidDeviceId);
  OK(cudaMemAdvise(memory, 2 * PAGE, cudaMemAdviseUnsetAccessedBy, 0));

  OK(cudaMemPrefetchAsync(memory, 2 * PAGE, 0, 0));
  OK(cudaMemPrefetchAsync(memory + PAGE, PAGE, cudaCpuDeviceId, 0));
  OK(cudaDeviceSynchronize());
  CHECK(one(cudaMemRangeAttributeLastPrefetchLocation, 0, 1) == 0 && one(cudaMemRangeAttributeLastPrefetchLocation, 1, 1) == cudaCpuDeviceId);
  CHECK(one(cudaMemRangeAttributeLastPrefetchLocation, 0, 2) == cudaInvalidDeviceId);

  int most = 5, device = 5;
  void* data[] = {&most, &device, by};
  size_t sizes[] = {4, 4, sizeof by};
  enum cudaMemRangeAttribute attributes[] = {cudaMemRangeAttributeReadMostly, cudaMemRangeAttributeLastPrefetchLocation, cudaMemRangeAttributeAccessedBy};
  OK(cudaMemRangeGetAttributes(data, sizes, attributes, 3, memory, PAGE));
  CHECK(most == 0 && device == 0 && by[0] == cudaCpuDeviceId && by[1] == cudaInvalidDeviceId);

  INVALID(cudaMemRangeGetAttribute(&most, 2, cudaMemRangeAttributeReadMostly, memory, PAGE));
  INVALID(cudaMemRangeGetAttribute(by, 6, cudaMemRangeAttributeAccessedBy, memory, PAGE));
  INVALID(cudaMemRangeGetAttribute(NULL, 4, cudaMemRangeAttributeReadMostly, memory, PAGE));
  INVALID(cudaMemRangeGetAttribute(&most, 4, (enum cudaMemRangeAttribute)99, memory, PAGE));
  INVALID(cudaMemRangeGetAttribute(&most, 4, cudaMemRangeAttributeReadMostly, memory, (size_t)(PAGES + 1) * PAGE));
  INVALID(cudaMemRangeGetAttributes(data, sizes, attributes, 0, memory, PAGE));
  void* device_only;
  OK(cudaMalloc(&device_only, PAGE));
  INVALID(cudaMemRangeGetAttribute(&most, 4, cudaMemRangeAttributeReadMostly, device_only, PAGE));
  OK(cudaFree(device_only));
  // Advice ends with its memory.
  OK(cudaMemAdvise(memory, PAGES * PAGE, cudaMemAdviseSetReadMostly, 0));
  OK(cudaFree(memory));
  OK(cudaMallocManaged((void**)&memory, PAGES * PAGE, cudaMemAttachGlobal));
  CHECK(one(cudaMemRangeAttributeReadMostly, 0, PAGES) == 0);
  (void)cudaGetLastError();
  puts("ok");
  return 0;
}
