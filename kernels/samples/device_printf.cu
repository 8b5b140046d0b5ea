// printf in kernels: what comes out is what the C library would print. The program reads its own output back.
#include <string>
#include <unistd.h>
#include "check.h"

__global__ void print(int base) {
  if (threadIdx.x == 2)
    printf("%d|%5u|%-4d|%+i|%x|%#X|%c|%s|%%|%lld|%llu|%.3f|%e|%g|%8.2f|%p\n", base, 7u, 3, 4, 255, 255, 'z', "text", 1ll << 40, ~0ull, 3.14159, 12345.678,
           0.0001, 2.5, (void*)0x1234);
}

__global__ void every_thread() { printf("thread %d of block %d\n", threadIdx.x, blockIdx.x); }

static std::string captured(void (*run)()) {
  std::fflush(stdout);
  FILE* file = std::tmpfile();
  int saved = dup(1);
  dup2(fileno(file), 1);
  run();
  std::fflush(stdout);
  dup2(saved, 1);
  close(saved);
  std::string text(std::ftell(file) >= 0 ? lseek(fileno(file), 0, SEEK_END) : 0, 0);
  lseek(fileno(file), 0, SEEK_SET);
  if (read(fileno(file), &text[0], text.size()) != (ssize_t)text.size()) text.clear();
  std::fclose(file);
  return text;
}

int main() {
  std::string line = captured([] {
    print<<<1, 32>>>(-12);
    CUDA(cudaDeviceSynchronize());
  });
  char expected[300];
  std::snprintf(expected, sizeof expected, "%d|%5u|%-4d|%+i|%x|%#X|%c|%s|%%|%lld|%llu|%.3f|%e|%g|%8.2f|%p\n", -12, 7u, 3, 4, 255, 255, 'z', "text", 1ll << 40,
                ~0ull, 3.14159, 12345.678, 0.0001, 2.5, (void*)0x1234);
  EXPECT(line == expected);

  std::string all = captured([] {
    std::printf("before\n");
    every_thread<<<4, 8>>>();
    std::printf("launched\n");  // device output appears when the host synchronises, so after this line
    CUDA(cudaDeviceSynchronize());
    std::printf("after\n");
  });
  EXPECT(all.find("before\nlaunched\nthread") == 0);
  EXPECT(all.size() > 6 && all.rfind("after\n") == all.size() - 6);
  for (int b = 0; b < 4; b++)
    for (int t = 0; t < 8; t++) EXPECT(all.find("thread " + std::to_string(t) + " of block " + std::to_string(b) + "\n") != std::string::npos);
  return finish("device_printf");
}
