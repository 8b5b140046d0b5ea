// Memory pools that another process uses: the pool's descriptor over a socket, pointers as 64 bytes.
#include "check.h"
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { Count = 3, Elements = 300000 };

static void send_descriptor(int peer, int descriptor) {
  char byte = 'd', control[CMSG_SPACE(sizeof(int))] = {0};
  struct iovec bytes = {&byte, 1};
  struct msghdr message = {.msg_iov = &bytes, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
  struct cmsghdr* head = CMSG_FIRSTHDR(&message);
  head->cmsg_level = SOL_SOCKET;
  head->cmsg_type = SCM_RIGHTS;
  head->cmsg_len = CMSG_LEN(sizeof(int));
  memcpy(CMSG_DATA(head), &descriptor, sizeof descriptor);
  CHECK(sendmsg(peer, &message, 0) == 1);
}

static int receive_descriptor(int peer) {
  int descriptor;
  char byte, control[CMSG_SPACE(sizeof(int))];
  struct iovec bytes = {&byte, 1};
  struct msghdr message = {.msg_iov = &bytes, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
  CHECK(recvmsg(peer, &message, 0) == 1);
  memcpy(&descriptor, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof descriptor);
  return descriptor;
}

static void expect_all(const int* memory, int value) {
  static int host[Elements];
  OK(cudaMemcpy(host, memory, sizeof host, cudaMemcpyDeviceToHost));
  for (int i = 0; i < Elements; i++) CHECK(host[i] == value);
}

static int importer(int peer) {
  int descriptor = receive_descriptor(peer), *memory[Count], *other;
  struct cudaMemPoolPtrExportData pointers[Count], forged;
  cudaMemPool_t pool, own;
  cudaStream_t stream;
  OK(cudaMemPoolImportFromShareableHandle(&pool, (void*)(size_t)descriptor, cudaMemHandleTypePosixFileDescriptor, 0));
  CHECK(close(descriptor) == 0);
  CHECK(read(peer, pointers, sizeof pointers) == sizeof pointers);
  for (int i = 0; i < Count; i++) {
    OK(cudaMemPoolImportPointer((void**)&memory[i], pool, &pointers[i]));
    expect_all(memory[i], 0x01010101 * (i + 1));
  }
  OK(cudaStreamCreate(&stream));
  OK(cudaMemsetAsync(memory[1], 9, Elements * sizeof(int), stream));
  OK(cudaStreamSynchronize(stream));

  // "Imported memory pools do not support creating new allocations."
  EXPECT(cudaErrorInvalidValue, cudaMallocFromPoolAsync((void**)&other, 64, pool, stream));
  EXPECT(cudaErrorInvalidValue, cudaDeviceSetMemPool(0, pool));
  EXPECT(cudaErrorInvalidValue, cudaMemPoolExportToShareableHandle(&descriptor, pool, cudaMemHandleTypePosixFileDescriptor, 0));
  EXPECT(cudaErrorInvalidValue, cudaMemPoolExportPointer(&forged, memory[0]));
  OK(cudaDeviceGetDefaultMemPool(&own, 0));
  EXPECT(cudaErrorInvalidValue, cudaMemPoolImportPointer((void**)&other, own, &pointers[0]));
  memset(&forged, 5, sizeof forged);
  EXPECT(cudaErrorInvalidValue, cudaMemPoolImportPointer((void**)&other, pool, &forged));
  EXPECT(cudaErrorInvalidValue, cudaMemPoolImportFromShareableHandle(&own, (void*)(size_t)peer, cudaMemHandleTypePosixFileDescriptor, 0));
  EXPECT(cudaErrorInvalidValue, cudaIpcCloseMemHandle(memory[0]));

  OK(cudaFreeAsync(memory[0], stream));
  OK(cudaFree(memory[1]));
  OK(cudaStreamSynchronize(stream));
  EXPECT(cudaErrorInvalidValue, cudaFree(memory[0]));
  OK(cudaMemPoolDestroy(pool));
  expect_all(memory[2], 0x03030303);
  OK(cudaFree(memory[2]));
  CHECK(write(peer, "x", 1) == 1);
  return 0;
}

int main(int count, char** words) {
  if (count == 2) return importer(atoi(words[1]));
  int ends[2], descriptor, status, handle_types = 0, *memory[Count], *again, *plain;
  char number[16], byte;
  struct cudaMemPoolPtrExportData pointers[Count], none;
  struct cudaMemPoolProps properties = {0};
  cudaMemPool_t pool, private_pool;
  CHECK(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
  pid_t process = fork();
  if (process == 0) {
    snprintf(number, sizeof number, "%d", ends[1]);
    execl("/proc/self/exe", "sharing", number, NULL);
    _exit(9);
  }
  OK(cudaDeviceGetAttribute(&handle_types, cudaDevAttrMemoryPoolSupportedHandleTypes, 0));
  CHECK(handle_types == cudaMemHandleTypePosixFileDescriptor);
  properties.allocType = cudaMemAllocationTypePinned;
  properties.location.type = cudaMemLocationTypeDevice;
  OK(cudaMemPoolCreate(&private_pool, &properties));
  properties.handleTypes = cudaMemHandleTypeWin32;
  EXPECT(cudaErrorNotSupported, cudaMemPoolCreate(&pool, &properties));
  properties.handleTypes = cudaMemHandleTypePosixFileDescriptor;
  OK(cudaMemPoolCreate(&pool, &properties));
  for (int i = 0; i < Count; i++) {
    OK(cudaMallocFromPoolAsync((void**)&memory[i], Elements * sizeof(int), pool, 0));
    OK(cudaMemsetAsync(memory[i], i + 1, Elements * sizeof(int), 0));
    OK(cudaMemPoolExportPointer(&pointers[i], memory[i]));
  }
  OK(cudaStreamSynchronize(0));
  OK(cudaMallocFromPoolAsync((void**)&plain, 64, private_pool, 0));
  EXPECT(cudaErrorInvalidValue, cudaMemPoolExportPointer(&none, plain));
  EXPECT(cudaErrorInvalidValue, cudaMemPoolExportPointer(&none, memory[0] + 1));
  EXPECT(cudaErrorInvalidValue, cudaMemPoolExportToShareableHandle(&descriptor, private_pool, cudaMemHandleTypePosixFileDescriptor, 0));
  EXPECT(cudaErrorInvalidValue, cudaMemPoolExportToShareableHandle(&descriptor, pool, cudaMemHandleTypePosixFileDescriptor, 1));
  EXPECT(cudaErrorInvalidValue, cudaMemPoolExportToShareableHandle(NULL, pool, cudaMemHandleTypePosixFileDescriptor, 0));
  EXPECT(cudaErrorInvalidValue, cudaMemPoolExportToShareableHandle(&descriptor, pool, cudaMemHandleTypeWin32, 0));
  OK(cudaMemPoolExportToShareableHandle(&descriptor, pool, cudaMemHandleTypePosixFileDescriptor, 0));
  send_descriptor(ends[0], descriptor);
  CHECK(close(descriptor) == 0);
  CHECK(write(ends[0], pointers, sizeof pointers) == sizeof pointers);
  close(ends[1]);
  CHECK(read(ends[0], &byte, 1) == 1);
  CHECK(waitpid(process, &status, 0) == process && status == 0);
  expect_all(memory[0], 0x01010101);
  expect_all(memory[1], 0x09090909);
  expect_all(memory[2], 0x03030303);

  // The pool's memory is used again, and its pages go back to the system and come again zeroed or used, but never another's.
  for (int i = 0; i < Count; i++) OK(cudaFreeAsync(memory[i], 0));
  OK(cudaStreamSynchronize(0));
  OK(cudaMemPoolTrimTo(pool, 0));
  OK(cudaMallocFromPoolAsync((void**)&again, Elements * sizeof(int), pool, 0));
  OK(cudaMemset(again, 4, Elements * sizeof(int)));
  expect_all(again, 0x04040404);
  OK(cudaMemPoolDestroy(pool));
  expect_all(again, 0x04040404);
  OK(cudaFree(again));
  OK(cudaFree(plain));
  OK(cudaMemPoolDestroy(private_pool));
  puts("ok");
  return 0;
}
