// Threads load, launch and unload modules at once, and destroy contexts under running work. Seconds to run: the first argument or CUDABRIDGE_TEST_SECONDS, else 2.
#include "driver_check.h"
#include <pthread.h>
#include <time.h>

// One module of two kernels and a variable of its own; a kernel that takes its time.
static const char ptx[] =
  ".version 8.0\n.target sm_80\n.address_size 64\n"
  ".visible .global .align 4 .u32 total = 5;\n"
  ".visible .entry add(.param .u64 p, .param .u32 n)\n{\n"
  "  .reg .b32 %r<4>; .reg .b64 %rd<2>;\n"
  "  ld.param.u64 %rd1, [p]; ld.param.u32 %r1, [n]; atom.global.add.u32 %r2, [total], %r1; add.u32 %r3, %r2, %r1; st.global.u32 [%rd1], %r3; ret;\n}\n"
  ".visible .entry slow(.param .u64 p)\n{\n"
  "  .reg .b32 %r<3>; .reg .b64 %rd<2>; .reg .pred %p;\n"
  "  ld.param.u64 %rd1, [p]; mov.u32 %r1, 0;\nagain:\n"
  "  ld.volatile.global.u32 %r2, [%rd1]; add.u32 %r2, %r2, 1; st.volatile.global.u32 [%rd1], %r2;\n"
  "  add.u32 %r1, %r1, 1; setp.lt.u32 %p, %r1, 100000; @%p bra again; ret;\n}\n";

enum { SLOW = 100000 };
static double limit = 2;
static struct timespec start;

static int time_is_over(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec - start.tv_sec + (now.tv_nsec - start.tv_nsec) * 1e-9 > limit;
}

static void* worker(void* unused) {
  CUcontext context, gone;
  long rounds = 0;
  CHECK(cuCtxCreate(&context, 0, 0));
  do {
    CUmodule module, other;
    CUfunction add, slow;
    CUdeviceptr out;
    CUstream stream;
    unsigned n = 3, result = 0;
    void *arguments[] = {&out, &n}, *single[] = {&out};
    CHECK(cuModuleLoadData(&module, ptx));
    CHECK(cuModuleLoadData(&other, ptx));
    CHECK(cuModuleGetFunction(&add, module, "add"));
    CHECK(cuModuleGetFunction(&slow, other, "slow"));
    CHECK(cuStreamCreate(&stream, CU_STREAM_NON_BLOCKING));
    CHECK(cuMemAlloc(&out, 4));
    // Each module has a variable of its own: 5 + 3 + 3.
    for (int i = 0; i < 2; i++) CHECK(cuLaunchKernel(add, 1, 1, 1, 1, 1, 1, 0, stream, arguments, NULL));
    CHECK(cuStreamSynchronize(stream));
    CHECK(cuMemcpyDtoH(&result, out, 4));
    EXPECT(result == 11);

    // A context goes while a kernel runs: the call waits, the work is done, handles of the context are none afterwards.
    CHECK(cuMemsetD32(out, 0, 1));
    CHECK(cuCtxCreate(&gone, 0, 0));
    CHECK(cuLaunchKernel(slow, 1, 1, 1, 1, 1, 1, 0, stream, single, NULL));
    CHECK(cuCtxDestroy(gone));
    FAILS(cuCtxSetCurrent(gone), CUDA_ERROR_INVALID_CONTEXT);
    CHECK(cuCtxSetCurrent(context));
    // So does unloading what a kernel runs from.
    CHECK(cuModuleUnload(other));
    FAILS(cuLaunchKernel(slow, 1, 1, 1, 1, 1, 1, 0, stream, single, NULL), CUDA_ERROR_INVALID_HANDLE);
    CHECK(cuStreamSynchronize(stream));
    CHECK(cuMemcpyDtoH(&result, out, 4));
    EXPECT(result == SLOW);
    CHECK(cuModuleUnload(module));
    FAILS(cuModuleUnload(module), CUDA_ERROR_INVALID_HANDLE);
    CHECK(cuStreamDestroy(stream));
    CHECK(cuMemFree(out));
    rounds++;
  } while (!time_is_over());
  CHECK(cuCtxDestroy(context));
  return (void*)rounds;
}

int main(int count, char** arguments) {
  enum { THREADS = 2 };
  pthread_t threads[THREADS];
  long rounds = 0;
  const char* seconds = count > 1 ? arguments[1] : getenv("CUDABRIDGE_TEST_SECONDS");
  if (seconds) limit = atof(seconds);
  CHECK(cuInit(0));
  clock_gettime(CLOCK_MONOTONIC, &start);
  for (int i = 0; i < THREADS; i++) EXPECT(pthread_create(&threads[i], NULL, worker, NULL) == 0);
  for (int i = 0; i < THREADS; i++) {
    void* mine;
    EXPECT(pthread_join(threads[i], &mine) == 0);
    EXPECT(mine != NULL);
    rounds += (long)mine;
  }
  if (seconds) printf("%ld rounds of %d threads in %.0f s\n", rounds, (int)THREADS, limit);
  puts("ok");
  return 0;
}
