// Memory and events of other processes: this program starts itself again as the one that opens handles and as the one that ends too early.
#include "driver_check.h"
#include <pthread.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { Small = 1000, Large = 3 << 20 }; // elements of 4 bytes

static const char ptx[] =
  ".version 8.0\n.target sm_80\n.address_size 64\n"
  ".visible .entry add(.param .u64 p, .param .u32 n, .param .u32 what)\n{\n"
  "  .reg .b32 %r<9>; .reg .b64 %rd<4>; .reg .pred %p;\n"
  "  ld.param.u64 %rd1, [p]; ld.param.u32 %r1, [n]; ld.param.u32 %r7, [what];\n"
  "  mov.u32 %r2, %ctaid.x; mov.u32 %r3, %ntid.x; mov.u32 %r4, %tid.x; mad.lo.u32 %r5, %r2, %r3, %r4;\n"
  "  setp.ge.u32 %p, %r5, %r1; @%p ret;\n"
  "  mul.wide.u32 %rd2, %r5, 4; add.s64 %rd3, %rd1, %rd2; ld.global.u32 %r6, [%rd3]; add.u32 %r8, %r6, %r7; st.global.u32 [%rd3], %r8; ret;\n}\n";

typedef struct {
  CUipcMemHandle small, neighbour, large, freed;
  CUipcEventHandle filled, answered;
} Offer;

static CUfunction add;
static CUcontext context;

static void start(void) {
  CUmodule module;
  CHECK(cuInit(0));
  CHECK(cuCtxCreate(&context, 0, 0));
  CHECK(cuModuleLoadData(&module, ptx));
  CHECK(cuModuleGetFunction(&add, module, "add"));
}

static void add_to(CUdeviceptr memory, unsigned count, unsigned what, CUstream stream) {
  void* arguments[] = {&memory, &count, &what};
  CHECK(cuLaunchKernel(add, (count + 255) / 256, 1, 1, 256, 1, 1, 0, stream, arguments, NULL));
}

static void expect_all(CUdeviceptr memory, unsigned count, unsigned value) {
  unsigned* host = malloc(count * 4);
  CHECK(cuMemcpyDtoH(host, memory, count * 4));
  for (unsigned i = 0; i < count; i++)
    if (host[i] != value) {
      printf("element %u is %u, not %u\n", i, host[i], value);
      exit(1);
    }
  free(host);
}

static void put(int peer, const void* bytes, size_t count) { EXPECT(write(peer, bytes, count) == (ssize_t)count); }

static void take(int peer, void* bytes, size_t count) {
  for (size_t done = 0; done < count;) {
    ssize_t now = read(peer, (char*)bytes + done, count - done);
    EXPECT(now > 0);
    done += now;
  }
}

static void meet(int peer) {
  char c = 'x';
  put(peer, &c, 1);
  take(peer, &c, 1);
}

// Starts this program again in a role; the socket to it.
static int spawn(const char* role, pid_t* process) {
  int ends[2];
  char number[16];
  EXPECT(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
  fflush(stdout);
  *process = fork();
  if (*process == 0) {
    close(ends[0]);
    snprintf(number, sizeof number, "%d", ends[1]);
    execl("/proc/self/exe", "sharing", role, number, NULL);
    _exit(9);
  }
  close(ends[1]);
  return ends[0];
}

static void CUDA_CB hold_back(void* peer) {
  char c;
  take(*(int*)peer, &c, 1);
}

static int importer(int peer) {
  Offer offer;
  CUdeviceptr small, again, neighbour, large, other;
  CUevent filled, answered;
  CUstream stream;
  unsigned first;
  start();
  take(peer, &offer, sizeof offer);
  CHECK(cuIpcOpenMemHandle(&small, offer.small, CU_IPC_MEM_LAZY_ENABLE_PEER_ACCESS));
  CHECK(cuIpcOpenMemHandle(&neighbour, offer.neighbour, CU_IPC_MEM_LAZY_ENABLE_PEER_ACCESS));
  CHECK(cuIpcOpenMemHandle(&again, offer.small, CU_IPC_MEM_LAZY_ENABLE_PEER_ACCESS));
  CHECK(cuIpcOpenMemHandle(&large, offer.large, CU_IPC_MEM_LAZY_ENABLE_PEER_ACCESS));
  EXPECT(again == small && neighbour != small);
  expect_all(small, Small, 5);
  expect_all(neighbour, Small, 6);
  CUdeviceptr base;
  size_t size;
  CHECK(cuMemGetAddressRange(&base, &size, small + 40));
  EXPECT(base == small && size == Small * 4);
  FAILS(cuMemFree(small), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuMemcpyDtoH(&first, small + Small * 4, 4), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuIpcOpenMemHandle(&other, offer.freed, CU_IPC_MEM_LAZY_ENABLE_PEER_ACCESS), CUDA_ERROR_INVALID_HANDLE);
  FAILS(cuIpcOpenMemHandle(&other, offer.small, 0), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuIpcGetMemHandle(&offer.freed, small), CUDA_ERROR_INVALID_VALUE);
  offer.neighbour.reserved[1] ^= 1;
  FAILS(cuIpcOpenMemHandle(&other, offer.neighbour, CU_IPC_MEM_LAZY_ENABLE_PEER_ACCESS), CUDA_ERROR_INVALID_VALUE);

  // The other process holds its kernel back until this one has seen that the event is not complete.
  CHECK(cuIpcOpenEventHandle(&filled, offer.filled));
  CHECK(cuIpcOpenEventHandle(&answered, offer.answered));
  CHECK(cuStreamCreate(&stream, CU_STREAM_NON_BLOCKING));
  FAILS(cuEventQuery(filled), CUDA_ERROR_NOT_READY);
  CHECK(cuStreamWaitEvent(stream, filled, 0));
  add_to(large, Large, 100, stream);
  CHECK(cuEventRecord(answered, stream));
  FAILS(cuStreamQuery(stream), CUDA_ERROR_NOT_READY);
  FAILS(cuEventQuery(answered), CUDA_ERROR_NOT_READY);
  put(peer, "x", 1);
  CHECK(cuEventSynchronize(filled));
  CHECK(cuStreamSynchronize(stream));
  CHECK(cuEventQuery(answered));
  float time;
  FAILS(cuEventElapsedTime(&time, filled, answered), CUDA_ERROR_INVALID_HANDLE);
  expect_all(large, Large, 8 + 100);

  // Closing one of two leaves the memory; the neighbour shares its pages.
  CHECK(cuIpcCloseMemHandle(small));
  expect_all(small, Small, 5);
  CHECK(cuIpcCloseMemHandle(small));
  FAILS(cuIpcCloseMemHandle(small), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuMemsetD8(small, 0, 4), CUDA_ERROR_INVALID_VALUE);
  expect_all(neighbour, Small, 6);
  add_to(neighbour, Small, 1, NULL);
  CHECK(cuCtxSynchronize());
  meet(peer);

  expect_all(large, Large, 108);
  CHECK(cuIpcCloseMemHandle(large));
  CHECK(cuEventDestroy(filled));
  CHECK(cuEventDestroy(answered));
  return 0;
}

// Ends with a record that will never be complete.
static int leaver(int peer) {
  Offer offer;
  CUdeviceptr memory;
  CUevent event;
  CUstream stream;
  start();
  CHECK(cuMemAlloc(&memory, Small * 4));
  CHECK(cuIpcGetMemHandle(&offer.small, memory));
  CHECK(cuEventCreate(&event, CU_EVENT_INTERPROCESS | CU_EVENT_DISABLE_TIMING));
  CHECK(cuIpcGetEventHandle(&offer.filled, event));
  CHECK(cuStreamCreate(&stream, CU_STREAM_NON_BLOCKING));
  CHECK(cuLaunchHostFunc(stream, hold_back, &peer));
  CHECK(cuEventRecord(event, stream));
  put(peer, &offer, sizeof offer);
  pause();
  return 0;
}

static void with_another(void) {
  Offer offer;
  CUdeviceptr small, neighbour, large, freed;
  CUevent filled, answered;
  pid_t process;
  int status, peer = spawn("importer", &process);
  CHECK(cuMemAlloc(&small, Small * 4));
  CHECK(cuMemAlloc(&neighbour, Small * 4));
  CHECK(cuMemAlloc(&large, (size_t)Large * 4));
  CHECK(cuMemAlloc(&freed, (size_t)Large * 4));
  CHECK(cuMemsetD32(small, 5, Small));
  CHECK(cuMemsetD32(neighbour, 6, Small));
  CHECK(cuMemsetD32(large, 7, Large));
  CHECK(cuEventCreate(&filled, CU_EVENT_INTERPROCESS | CU_EVENT_DISABLE_TIMING));
  CHECK(cuEventCreate(&answered, CU_EVENT_INTERPROCESS | CU_EVENT_DISABLE_TIMING));
  CHECK(cuIpcGetMemHandle(&offer.small, small));
  CHECK(cuIpcGetMemHandle(&offer.neighbour, neighbour));
  CHECK(cuIpcGetMemHandle(&offer.large, large));
  CHECK(cuIpcGetMemHandle(&offer.freed, freed));
  CHECK(cuMemFree(freed));
  CHECK(cuIpcGetEventHandle(&offer.filled, filled));
  CHECK(cuIpcGetEventHandle(&offer.answered, answered));
  CHECK(cuLaunchHostFunc(NULL, hold_back, &peer));
  add_to(large, Large, 1, NULL);
  CHECK(cuEventRecord(filled, NULL));
  put(peer, &offer, sizeof offer);
  CHECK(cuEventSynchronize(filled)); // the host function has read its byte
  meet(peer);
  CHECK(cuEventSynchronize(answered));
  expect_all(large, Large, 108);
  expect_all(neighbour, Small, 7);
  CHECK(cuMemFree(large));
  CHECK(cuMemFree(small));
  CHECK(cuMemFree(neighbour));
  EXPECT(waitpid(process, &status, 0) == process && status == 0);
  CHECK(cuEventDestroy(filled));
  CHECK(cuEventDestroy(answered));
  close(peer);
}

static void with_one_that_ends(void) {
  Offer offer;
  CUdeviceptr memory, again;
  CUevent event;
  pid_t process;
  int peer = spawn("leaver", &process);
  take(peer, &offer, sizeof offer);
  CHECK(cuIpcOpenMemHandle(&memory, offer.small, CU_IPC_MEM_LAZY_ENABLE_PEER_ACCESS));
  CHECK(cuIpcOpenEventHandle(&event, offer.filled));
  FAILS(cuEventQuery(event), CUDA_ERROR_NOT_READY);
  kill(process, SIGKILL);
  CHECK(cuEventSynchronize(event)); // a process that has ended, though nobody has asked how, completes nothing
  EXPECT(waitpid(process, NULL, 0) == process);
  CHECK(cuMemsetD32(memory, 3, Small));
  expect_all(memory, Small, 3);
  FAILS(cuIpcOpenMemHandle(&again, offer.small, CU_IPC_MEM_LAZY_ENABLE_PEER_ACCESS), CUDA_ERROR_INVALID_HANDLE);
  FAILS(cuIpcOpenEventHandle(&event, offer.filled), CUDA_ERROR_INVALID_HANDLE);
  CHECK(cuIpcCloseMemHandle(memory));
  close(peer);
}

typedef struct {
  CUdeviceptr memory;
  volatile int stop;
  unsigned launches;
} Busy;

static void* keep_busy(void* argument) {
  Busy* busy = argument;
  CUstream stream;
  CHECK(cuCtxSetCurrent(context));
  CHECK(cuStreamCreate(&stream, CU_STREAM_NON_BLOCKING));
  for (; !busy->stop || busy->launches < 10; busy->launches++) add_to(busy->memory, 1 << 16, 1, stream);
  CHECK(cuStreamSynchronize(stream));
  CHECK(cuStreamDestroy(stream));
  return NULL;
}

// Handles of memory that kernels are at work on: nothing they write is lost. One piece has neighbours, the others pages of their own. All are there before the
// first handle is asked for, since what is allocated later is made to be shared.
static void under_work(void) {
  enum { Rounds = 6 };
  CUdeviceptr memory[Rounds];
  for (int i = 0; i < Rounds; i++) CHECK(cuMemAlloc(&memory[i], i == 0 ? 512 << 10 : 4 << 20));
  for (int i = 0; i < Rounds; i++) {
    Busy busy = {memory[i], 0, 0};
    pthread_t thread;
    CUipcMemHandle handle;
    CHECK(cuMemsetD32(memory[i], 0, 1 << 16));
    CHECK(cuCtxSynchronize());
    EXPECT(pthread_create(&thread, NULL, keep_busy, &busy) == 0);
    usleep(2000);
    CHECK(cuIpcGetMemHandle(&handle, memory[i]));
    usleep(1000);
    busy.stop = 1;
    EXPECT(pthread_join(thread, NULL) == 0);
    expect_all(memory[i], 1 << 16, busy.launches);
  }
  for (int i = 0; i < Rounds; i++) CHECK(cuMemFree(memory[i]));
}

static void misuse(void) {
  CUipcMemHandle handle;
  CUipcEventHandle event_handle;
  CUdeviceptr memory, managed, opened;
  void* host;
  CUevent event, opened_event;
  unsigned capable = 7;
  CHECK(cuMemAlloc(&memory, 64));
  CHECK(cuMemAllocManaged(&managed, 64, CU_MEM_ATTACH_GLOBAL));
  CHECK(cuMemAllocHost(&host, 64));
  FAILS(cuIpcGetMemHandle(NULL, memory), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuIpcGetMemHandle(&handle, 0), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuIpcGetMemHandle(&handle, managed), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuIpcGetMemHandle(&handle, (CUdeviceptr)host), CUDA_ERROR_INVALID_VALUE);
  CHECK(cuIpcGetMemHandle(&handle, memory));
  CHECK(cuPointerGetAttribute(&capable, CU_POINTER_ATTRIBUTE_IS_LEGACY_CUDA_IPC_CAPABLE, memory));
  EXPECT(capable == 1);
  CHECK(cuPointerGetAttribute(&capable, CU_POINTER_ATTRIBUTE_IS_LEGACY_CUDA_IPC_CAPABLE, managed));
  EXPECT(capable == 0);
  FAILS(cuIpcOpenMemHandle(&opened, handle, CU_IPC_MEM_LAZY_ENABLE_PEER_ACCESS), CUDA_ERROR_INVALID_CONTEXT); // its own
  FAILS(cuIpcOpenMemHandle(NULL, handle, CU_IPC_MEM_LAZY_ENABLE_PEER_ACCESS), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuIpcCloseMemHandle(memory), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuIpcCloseMemHandle(0), CUDA_ERROR_INVALID_VALUE);
  memset(&handle, 0, sizeof handle);
  FAILS(cuIpcOpenMemHandle(&opened, handle, CU_IPC_MEM_LAZY_ENABLE_PEER_ACCESS), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuEventCreate(&event, CU_EVENT_INTERPROCESS), CUDA_ERROR_INVALID_VALUE);
  CHECK(cuEventCreate(&event, CU_EVENT_DISABLE_TIMING));
  FAILS(cuIpcGetEventHandle(&event_handle, event), CUDA_ERROR_INVALID_HANDLE);
  CHECK(cuEventDestroy(event));
  FAILS(cuIpcGetEventHandle(&event_handle, event), CUDA_ERROR_INVALID_HANDLE);
  CHECK(cuEventCreate(&event, CU_EVENT_DISABLE_TIMING | CU_EVENT_INTERPROCESS));
  CHECK(cuEventQuery(event));
  CHECK(cuEventSynchronize(event));
  for (int i = 0; i < 1000; i++) {
    add_to(memory, 16, 1, NULL);
    CHECK(cuEventRecord(event, NULL));
  }
  CHECK(cuEventSynchronize(event));
  FAILS(cuIpcGetEventHandle(NULL, event), CUDA_ERROR_INVALID_VALUE);
  CHECK(cuIpcGetEventHandle(&event_handle, event));
  FAILS(cuIpcOpenEventHandle(&opened_event, event_handle), CUDA_ERROR_INVALID_CONTEXT);
  memset(&event_handle, 1, sizeof event_handle);
  FAILS(cuIpcOpenEventHandle(&opened_event, event_handle), CUDA_ERROR_INVALID_VALUE);
  CHECK(cuEventDestroy(event));
  CHECK(cuMemFree(memory));
  CHECK(cuMemFree(managed));
  CHECK(cuMemFreeHost(host));
}

int main(int count, char** words) {
  int supported = 0;
  if (count == 3) return strcmp(words[1], "importer") == 0 ? importer(atoi(words[2])) : leaver(atoi(words[2]));
  start();
  CHECK(cuDeviceGetAttribute(&supported, CU_DEVICE_ATTRIBUTE_IPC_EVENT_SUPPORTED, 0));
  EXPECT(supported == 1);
  under_work();
  with_another();
  with_one_that_ends();
  misuse();
  puts("ok");
  return 0;
}
