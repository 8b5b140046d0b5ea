// cuStreamWaitValue, cuStreamWriteValue: a stream waits for a word that the host, or another stream, writes.
#include "driver_check.h"
#include <unistd.h>

static void check_between_streams(CUstream first, CUstream second, CUdeviceptr words, volatile unsigned* host) {
  host[0] = 0, host[2] = 0;
  // The second stream's write waits for the first's, which waits for the host.
  CHECK(cuStreamWaitValue32(first, words, 7, CU_STREAM_WAIT_VALUE_GEQ));
  CHECK(cuStreamWriteValue64(first, words + 8, 0x100000005ull, 0));
  CHECK(cuStreamWaitValue64(second, words + 8, 0x100000005ull, CU_STREAM_WAIT_VALUE_EQ));
  CHECK(cuStreamWriteValue32(second, words + 4, 99, 0));
  usleep(20000);
  FAILS(cuStreamQuery(first), CUDA_ERROR_NOT_READY);
  FAILS(cuStreamQuery(second), CUDA_ERROR_NOT_READY);
  EXPECT(host[1] != 99);
  host[0] = 8;
  CHECK(cuStreamSynchronize(second));
  EXPECT(host[1] == 99 && host[2] == 5 && host[3] == 1);
  CHECK(cuStreamSynchronize(first));
}

// Each condition with a word that meets it at once, after one that does not.
static void check_conditions(CUstream stream, CUdeviceptr words, volatile unsigned* host) {
  static const struct { unsigned flags, value, no, yes; } rows[] = {
    {CU_STREAM_WAIT_VALUE_GEQ, 5, 4, 5}, {CU_STREAM_WAIT_VALUE_GEQ, 0xfffffffeu, 0xfffffffdu, 1},  // the difference has a sign
    {CU_STREAM_WAIT_VALUE_EQ, 5, 6, 5}, {CU_STREAM_WAIT_VALUE_AND, 6, 9, 4},
    {CU_STREAM_WAIT_VALUE_NOR, 0xfffffff0u, 0xfu, 0x7u}, {CU_STREAM_WAIT_VALUE_EQ | CU_STREAM_WAIT_VALUE_FLUSH, 1, 0, 1},
  };
  for (unsigned i = 0; i < sizeof rows / sizeof *rows; i++)
    for (int wide = 0; wide < 2; wide++) {
      if (wide && rows[i].value > 0x80000000u) continue;
      host[0] = rows[i].no, host[1] = 0;
      if (wide) CHECK(cuStreamWaitValue64(stream, words, rows[i].value, rows[i].flags));
      else CHECK(cuStreamWaitValue32(stream, words, rows[i].value, rows[i].flags));
      usleep(5000);
      FAILS(cuStreamQuery(stream), CUDA_ERROR_NOT_READY);
      host[0] = rows[i].yes;
      CHECK(cuStreamSynchronize(stream));
    }
}

int main(void) {
  CUcontext context;
  CUstream first, second;
  CUdeviceptr words, apart;
  unsigned* host;
  CHECK(cuInit(0));
  CHECK(cuCtxCreate(&context, 0, 0));
  CHECK(cuStreamCreate(&first, CU_STREAM_NON_BLOCKING));
  CHECK(cuStreamCreate(&second, CU_STREAM_NON_BLOCKING));
  CHECK(cuMemHostAlloc((void**)&host, 64, CU_MEMHOSTALLOC_DEVICEMAP));
  CHECK(cuMemHostGetDevicePointer(&words, host, 0));
  memset(host, 0, 64);
  check_between_streams(first, second, words, host);
  check_conditions(first, words, host);

  // Device memory, too.
  unsigned long long got = 0;
  CHECK(cuMemAlloc(&apart, 16));
  CHECK(cuStreamWriteValue64(first, apart + 8, ~1ull, CU_STREAM_WRITE_VALUE_NO_MEMORY_BARRIER));
  CHECK(cuStreamWaitValue64(first, apart + 8, ~1ull, CU_STREAM_WAIT_VALUE_EQ));
  CHECK(cuStreamSynchronize(first));
  CHECK(cuMemcpyDtoH(&got, apart + 8, 8));
  EXPECT(got == ~1ull);

  FAILS(cuStreamWaitValue32(first, 0, 1, 0), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuStreamWaitValue32(first, words + 2, 1, 0), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuStreamWaitValue64(first, words + 4, 1, 0), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuStreamWriteValue64(first, words + 4, 1, 0), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuStreamWaitValue32(first, words, 1, 9), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuStreamWaitValue32(first, (CUdeviceptr)&got & ~7ull, 1, 0), CUDA_ERROR_INVALID_VALUE);
  CHECK(cuMemFreeHost(host));
  CHECK(cuCtxDestroy(context));
  puts("ok");
  return 0;
}
