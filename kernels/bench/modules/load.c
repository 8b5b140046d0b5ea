// load FILE KERNEL: loads a module of PTX and launches one of its kernels. Prints seconds of loading, seconds from there to the end of the first launch,
// seconds of a second launch, the kibibytes by which the process's largest size has grown, and seconds of processor time that the first two took.
#include <cuda.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define CHECK(call) if ((call) != CUDA_SUCCESS) return fprintf(stderr, "load: %s failed\n", #call), 1

enum { N = 1024 };

static double clock_of(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

static double now(void) { return clock_of(CLOCK_MONOTONIC); }

static double work(void) { return clock_of(CLOCK_PROCESS_CPUTIME_ID); }

static long largest(void) {
  char line[256];
  long size = 0;
  FILE* status = fopen("/proc/self/status", "r");
  while (status && fgets(line, sizeof line, status)) sscanf(line, "VmHWM: %ld", &size);
  if (status) fclose(status);
  return size;
}

static char* text_of(const char* path) {
  FILE* file = fopen(path, "rb");
  if (!file || fseek(file, 0, SEEK_END)) return NULL;
  long size = ftell(file);
  char* text = calloc(size + 1, 1);
  rewind(file);
  if (fread(text, 1, size, file) != (size_t)size) return NULL;
  fclose(file);
  return text;
}

int main(int count, char** arguments) {
  CUcontext context;
  CUmodule module;
  CUfunction function;
  CUdeviceptr in, out;
  int n = N;
  void* parameters[] = {&in, &out, &n};
  char* text = count == 3 ? text_of(arguments[1]) : NULL;
  if (!text) return fprintf(stderr, "load FILE KERNEL\n"), 2;
  CHECK(cuInit(0));
  CHECK(cuCtxCreate(&context, 0, 0));
  CHECK(cuMemAlloc(&in, N * sizeof(float)));
  CHECK(cuMemAlloc(&out, N * sizeof(float)));
  CHECK(cuMemsetD32(in, 0x3f800000, N));
  long before = largest();
  double start = now(), start_work = work();
  CHECK(cuModuleLoadData(&module, text));
  double loaded = now(), loaded_work = work();
  CHECK(cuModuleGetFunction(&function, module, arguments[2]));
  CHECK(cuLaunchKernel(function, N / 128, 1, 1, 128, 1, 1, 0, NULL, parameters, NULL));
  CHECK(cuCtxSynchronize());
  double launched = now(), launched_work = work();
  CHECK(cuLaunchKernel(function, N / 128, 1, 1, 128, 1, 1, 0, NULL, parameters, NULL));
  CHECK(cuCtxSynchronize());
  printf("%.6f %.6f %.6f %ld %.6f %.6f\n", loaded - start, launched - loaded, now() - launched, largest() - before, loaded_work - start_work, launched_work - loaded_work);
  return 0;
}
