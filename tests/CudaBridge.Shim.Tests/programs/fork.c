// A child of a process that has not used CUDA may use it; a child of one that has gets an error from every call and ends as it likes.
#include <sys/wait.h>
#include <unistd.h>
#include "check.h"

static int exit_code_of(pid_t child) {
  int status = 0;
  CHECK(waitpid(child, &status, 0) == child);
  CHECK(WIFEXITED(status));
  return WEXITSTATUS(status);
}

static void use_the_device(void) {
  int back = 0;
  void* memory;
  cudaStream_t stream;
  OK(cudaMalloc(&memory, sizeof back));
  OK(cudaStreamCreate(&stream));
  OK(cudaMemsetAsync(memory, 1, sizeof back, stream));
  OK(cudaMemcpyAsync(&back, memory, sizeof back, cudaMemcpyDeviceToHost, stream));
  OK(cudaStreamSynchronize(stream));
  CHECK(back == 0x01010101);
}

int main(void) {
  int version;
  OK(cudaRuntimeGetVersion(&version));  // the library runs, but there is no context yet
  pid_t child = fork();
  if (child == 0) {
    use_the_device();
    exit(42);
  }
  CHECK(exit_code_of(child) == 42);

  use_the_device();
  child = fork();
  if (child == 0) {
    void* memory;
    EXPECT(cudaErrorInitializationError, cudaMalloc(&memory, 4));
    EXPECT(cudaErrorInitializationError, cudaDeviceSynchronize());
    EXPECT(cudaErrorInitializationError, cudaGetLastError());
    exit(43);
  }
  CHECK(exit_code_of(child) == 43);
  use_the_device();
  puts("ok");
  return 0;
}
