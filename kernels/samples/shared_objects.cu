// Shared variables of classes with constructors, which do not run; here a barrier whose threads wait by polling, as libcu++ has it.
#include <vector>
#include "check.h"

#pragma nv_diag_suppress static_var_with_dynamic_init

class Barrier {
 public:
  __device__ Barrier() : word_(~0ull) {}
  __device__ ~Barrier() { word_ = 0; }

  __device__ void expect(unsigned threads) { asm volatile("mbarrier.init.shared.b64 [%0], %1;" : : "r"(address()), "r"(threads) : "memory"); }

  __device__ unsigned long long arrive() {
    unsigned long long state;
    asm volatile("mbarrier.arrive.shared.b64 %0, [%1];" : "=l"(state) : "r"(address()) : "memory");
    return state;
  }

  // Polls a while, then more and more seldom.
  __device__ void wait(unsigned long long state) {
    long long start = clock64();
    for (int polls = 0; !is_over(state);) {
      if (polls < 16) {
        polls++;
        continue;
      }
      long long waited = clock64() - start;
      if (waited > 1 << 20) __nanosleep(1000000);
      else if (waited > 1 << 10) __nanosleep(1000);
    }
  }

 private:
  __device__ unsigned address() const { return static_cast<unsigned>(__cvta_generic_to_shared(&word_)); }

  __device__ bool is_over(unsigned long long state) const {
    if (!__isShared(&word_)) return *static_cast<volatile const unsigned long long*>(&word_) != state;
    unsigned over;
    asm volatile("{ .reg .pred %p; mbarrier.test_wait.shared.b64 %p, [%1], %2; selp.u32 %0, 1, 0, %p; }" : "=r"(over) : "r"(address()), "l"(state) : "memory");
    return over != 0;
  }

  unsigned long long word_;
};

__global__ void reverse(int* data) {
  __shared__ Barrier written, phases[2];
  __shared__ int copy[256];
  if (threadIdx.x == 0) {
    written.expect(blockDim.x);
    for (Barrier& phase : phases) phase.expect(blockDim.x);
  }
  __syncthreads();
  int* block = data + blockIdx.x * blockDim.x;
  for (Barrier& phase : phases) {
    copy[threadIdx.x] = block[threadIdx.x];
    written.wait(written.arrive());
    block[threadIdx.x] = copy[blockDim.x - 1 - threadIdx.x] + 1;
    phase.wait(phase.arrive());
  }
}

int main() {
  const int threads = 256, blocks = 6;
  std::vector<int> host(threads * blocks);
  for (int i = 0; i < threads * blocks; i++) host[i] = 7 * i;
  DeviceArray<int> data(host.data(), host.size());
  reverse<<<blocks, threads>>>(data);
  CUDA(cudaDeviceSynchronize());
  std::vector<int> result(host.size());
  data.download(result.data());
  for (int i = 0; i < threads * blocks; i++) EXPECT(result[i] == host[i] + 2);
  return finish("shared_objects");
}
