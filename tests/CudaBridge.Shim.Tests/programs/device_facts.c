// cudaDeviceProp, the attributes and the other questions about the device agree with one another.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stddef.h>
#include <string.h>
#include "check.h"

static int attribute(enum cudaDeviceAttr which) {
  int value = -1;
  OK(cudaDeviceGetAttribute(&value, which, 0));
  return value;
}

// CUDA 11's struct is shorter: the function that programs of its time call must not write beyond it.
static void check_older_function(const struct cudaDeviceProp* p) {
  enum { OLD_SIZE = offsetof(struct cudaDeviceProp, hostRegisterSupported) };
  unsigned char bytes[sizeof *p];
  cudaError_t (*older)(void*, int) = (cudaError_t(*)(void*, int))dlsym(RTLD_DEFAULT, "cudaGetDeviceProperties");
  CHECK(older != NULL);
  memset(bytes, 0xAA, sizeof bytes);
  OK(older(bytes, 0));
  CHECK(!memcmp(bytes, p, OLD_SIZE));
  for (size_t i = OLD_SIZE; i < sizeof bytes; i++) CHECK(bytes[i] == 0xAA);
}

int main(void) {
  struct cudaDeviceProp p;
  int count, device, least, greatest;
  size_t available, total;
  char id[32];

  OK(cudaGetDeviceCount(&count));
  CHECK(count == 1);
  memset(&p, 0xAA, sizeof p);
  OK(cudaGetDeviceProperties(&p, 0));
  CHECK(strlen(p.name) > 0 && strlen(p.name) < sizeof p.name);
  CHECK(p.major == attribute(cudaDevAttrComputeCapabilityMajor) && p.minor == attribute(cudaDevAttrComputeCapabilityMinor));
  CHECK(p.warpSize == 32 && p.maxThreadsPerBlock == 1024);
  CHECK(p.maxThreadsDim[0] == 1024 && p.maxThreadsDim[1] == 1024 && p.maxThreadsDim[2] == 64);
  CHECK(p.maxGridSize[0] == 2147483647 && p.maxGridSize[1] == 65535 && p.maxGridSize[2] == 65535);
  CHECK(p.multiProcessorCount == attribute(cudaDevAttrMultiProcessorCount) && p.multiProcessorCount > 0);
  CHECK((int)p.sharedMemPerBlock == attribute(cudaDevAttrMaxSharedMemoryPerBlock) && p.sharedMemPerBlock >= 48 * 1024);
  CHECK(p.unifiedAddressing == 1 && p.managedMemory == 1 && p.canMapHostMemory == 1 && p.cooperativeLaunch == 1);
  CHECK(p.ipcEventSupported == attribute(cudaDevAttrIpcEventSupport) && p.clusterLaunch == attribute(cudaDevAttrClusterLaunch));

  check_older_function(&p);

  OK(cudaMemGetInfo(&available, &total));
  CHECK(total == p.totalGlobalMem && available <= total && available > 0);
  OK(cudaDeviceGetPCIBusId(id, sizeof id, 0));
  device = 99;
  OK(cudaDeviceGetByPCIBusId(&device, id));
  CHECK(device == 0);
  OK(cudaDeviceGetStreamPriorityRange(&least, &greatest));
  CHECK(least >= greatest);
  OK(cudaDeviceGetStreamPriorityRange(NULL, NULL));
  device = 99;
  OK(cudaChooseDevice(&device, &p));
  CHECK(device == 0);
  puts("ok");
  return 0;
}
