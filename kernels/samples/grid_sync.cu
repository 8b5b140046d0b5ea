// A cooperative launch: all blocks of the grid meet at a barrier, several times.
#include <cooperative_groups.h>
#include <vector>
#include "check.h"

namespace cg = cooperative_groups;

// Each round every element becomes the sum of its two neighbours, which other blocks own.
__global__ void ring(unsigned* a, unsigned* b, int n, int rounds) {
  cg::grid_group grid = cg::this_grid();
  unsigned long long threads = grid.size();
  for (int r = 0; r < rounds; r++) {
    for (unsigned long long i = grid.thread_rank(); i < n; i += threads) b[i] = a[(i + 1) % n] + a[(i + n - 1) % n];
    grid.sync();
    unsigned* swap = a;
    a = b;
    b = swap;
  }
}

int main() {
  const int n = 3000, rounds = 7;
  std::vector<unsigned> a(n), b(n), out(n);
  for (int i = 0; i < n; i++) a[i] = i * 2654435761u;
  DeviceArray<unsigned> da(a.data(), n), db(n);

  int blocks_per_core = 0, threads = 128;
  cudaDeviceProp device;
  CUDA(cudaGetDeviceProperties(&device, 0));
  EXPECT(device.cooperativeLaunch);
  CUDA(cudaOccupancyMaxActiveBlocksPerMultiprocessor(&blocks_per_core, ring, threads, 0));
  int blocks = blocks_per_core * device.multiProcessorCount;
  unsigned *pa = da, *pb = db;
  int elements = n, times = rounds;
  void* arguments[] = {&pa, &pb, &elements, &times};
  CUDA(cudaLaunchCooperativeKernel(ring, dim3(blocks), dim3(threads), arguments, 0, 0));
  CUDA(cudaDeviceSynchronize());
  db.download(out.data());
  for (int r = 0; r < rounds; r++) {
    for (int i = 0; i < n; i++) b[i] = a[(i + 1) % n] + a[(i + n - 1) % n];
    std::swap(a, b);
  }
  EXPECT(out == a);

  EXPECT(cudaLaunchCooperativeKernel(ring, dim3(blocks + 1), dim3(threads), arguments, 0, 0) == cudaErrorCooperativeLaunchTooLarge);
  cudaGetLastError();
  return finish("grid_sync");
}
