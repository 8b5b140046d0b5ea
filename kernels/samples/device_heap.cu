// malloc, free, new and delete in kernels; the heap's limit.
#include <vector>
#include "check.h"

struct List {
  int value;
  List* next;
  __device__ List(int v, List* n) : value(v), next(n) {}
};

__device__ List* lists[64];

__global__ void build() {
  int t = threadIdx.x;
  List* head = nullptr;
  for (int i = 0; i <= t; i++) head = new List(i, head);
  lists[t] = head;  // lives on after the kernel
}

__global__ void consume(int* sums) {
  int t = threadIdx.x, sum = 0;
  for (List* l = lists[t]; l;) {
    sum += l->value;
    List* next = l->next;
    delete l;
    l = next;
  }
  sums[t] = sum;
}

__global__ void per_block(int* out) {
  __shared__ int* data;
  if (threadIdx.x == 0) data = (int*)malloc(blockDim.x * sizeof(int));
  __syncthreads();
  data[threadIdx.x] = threadIdx.x * 2;
  __syncthreads();
  out[blockIdx.x * blockDim.x + threadIdx.x] = data[blockDim.x - 1 - threadIdx.x];
  __syncthreads();
  if (threadIdx.x == 0) free(data);
}

__device__ void* volatile kept;  // an allocation that nobody looks at may be optimised away

__global__ void too_much(int* refused) {
  void* p = malloc(size_t(64) << 20);
  kept = p;
  *refused = p == nullptr;
  free(p);
}

int main() {
  std::vector<int> out(64 * 4);
  DeviceArray<int> d(64 * 4);
  build<<<1, 64>>>();
  consume<<<1, 64>>>(d);
  d.download(out.data());
  for (int t = 0; t < 64; t++) EXPECT(out[t] == t * (t + 1) / 2);

  per_block<<<4, 64>>>(d);
  d.download(out.data());
  for (int i = 0; i < 256; i++) EXPECT(out[i] == (63 - i % 64) * 2);

  size_t limit;
  CUDA(cudaDeviceGetLimit(&limit, cudaLimitMallocHeapSize));
  EXPECT(limit == size_t(8) << 20);
  too_much<<<1, 1>>>(d);
  d.download(out.data());
  EXPECT(out[0] == 1);
  return finish("device_heap");
}
