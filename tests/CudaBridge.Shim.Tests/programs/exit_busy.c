// exit() from a second thread while streams are busy: the process ends at once with its own code.
// exit code: 7
#include <pthread.h>
#include <unistd.h>
#include "check.h"

static void slow(void* unused) {
  (void)unused;
  usleep(20000);
}

static void* leave(void* unused) {
  usleep(50000);
  puts("ok");
  exit(7);
  return unused;
}

int main(void) {
  pthread_t thread;
  cudaStream_t stream;
  OK(cudaStreamCreate(&stream));
  for (int i = 0; i < 1000; i++) OK(cudaLaunchHostFunc(stream, slow, NULL));
  CHECK(pthread_create(&thread, NULL, leave, NULL) == 0);
  cudaDeviceSynchronize();
  return 1;
}
