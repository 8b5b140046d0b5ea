// Memory that host and device share: managed allocations, managed variables, mapped host memory.
#include "check.h"

__managed__ int shared_counter = 5;
__managed__ float shared_table[4] = {1, 2, 3, 4};

struct Node { int value; Node* next; };

__global__ void work(Node* list, int* mapped) {
  int sum = 0;
  for (Node* n = list; n; n = n->next) sum += n->value;
  mapped[threadIdx.x] = sum + threadIdx.x;
  atomicAdd(&shared_counter, 1);
  if (threadIdx.x < 4) shared_table[threadIdx.x] *= 10;
}

int main() {
  EXPECT(shared_counter == 5 && shared_table[3] == 4);
  shared_counter = 100;
  Node* nodes;
  CUDA(cudaMallocManaged(&nodes, 10 * sizeof(Node)));
  for (int i = 0; i < 10; i++) nodes[i] = {i, i < 9 ? &nodes[i + 1] : nullptr};
  int *host, *mapped;
  CUDA(cudaHostAlloc(&host, 32 * sizeof(int), cudaHostAllocMapped));
  CUDA(cudaHostGetDevicePointer(&mapped, host, 0));
  work<<<1, 32>>>(nodes, mapped);
  CUDA(cudaDeviceSynchronize());
  for (int i = 0; i < 32; i++) EXPECT(host[i] == 45 + i);
  EXPECT(shared_counter == 132);
  for (int i = 0; i < 4; i++) EXPECT(shared_table[i] == 10.0f * (i + 1));

  cudaPointerAttributes attributes;
  CUDA(cudaPointerGetAttributes(&attributes, nodes));
  EXPECT(attributes.type == cudaMemoryTypeManaged);
  CUDA(cudaPointerGetAttributes(&attributes, host));
  EXPECT(attributes.type == cudaMemoryTypeHost);
  CUDA(cudaFree(nodes));
  CUDA(cudaFreeHost(host));
  return finish("managed_memory");
}
