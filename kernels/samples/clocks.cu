// clock, clock64, globaltimer and nanosleep move forward; a kernel's own time agrees with the host's.
#include <chrono>
#include <vector>
#include "check.h"

__global__ void measure(long long* cycles, unsigned long long* ns, unsigned* short_cycles, int loops) {
  long long start = clock64();
  clock_t short_start = clock();
  unsigned long long before, after;
  asm volatile("mov.u64 %0, %%globaltimer;" : "=l"(before));
  for (int i = 0; i < loops; i++) __nanosleep(100000);
  asm volatile("mov.u64 %0, %%globaltimer;" : "=l"(after));
  cycles[threadIdx.x] = clock64() - start;
  short_cycles[threadIdx.x] = (unsigned)(clock() - short_start);
  ns[threadIdx.x] = after - before;
}

int main() {
  DeviceArray<long long> dc(1);
  DeviceArray<unsigned long long> dn(1);
  DeviceArray<unsigned> ds(1);
  long long cycles;
  unsigned long long ns;
  unsigned short_cycles;
  auto start = std::chrono::steady_clock::now();
  measure<<<1, 1>>>(dc, dn, ds, 100);
  CUDA(cudaDeviceSynchronize());
  double host_ns = std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count();
  dc.download(&cycles), dn.download(&ns), ds.download(&short_cycles);
  int khz;
  CUDA(cudaDeviceGetAttribute(&khz, cudaDevAttrClockRate, 0));
  double device_ns = cycles * 1e6 / khz;
  EXPECT(ns > 5e6 && ns < host_ns);  // 100 sleeps of 0.1 ms; nanosleep may take anything from 0 to twice its argument
  EXPECT(device_ns > ns * 0.9 && device_ns < host_ns * 1.1);
  EXPECT(short_cycles > 0);
  return finish("clocks");
}
