// A simulation step as a graph: captured from two streams, launched many times, updated in place; and the same work built node by node.
#include <cmath>
#include <vector>
#include "check.h"

// One step of heat flow along a rod; both ends keep their temperature.
__global__ void diffuse(const float* from, float* to, int n, float rate) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  to[i] = i == 0 || i == n - 1 ? from[i] : from[i] + rate * (from[i - 1] - 2 * from[i] + from[i + 1]);
}

__global__ void sum_of(const float* data, int n, float* sum) {
  float mine = 0;
  for (int i = threadIdx.x; i < n; i += blockDim.x) mine += data[i];
  for (int step = 16; step > 0; step /= 2) mine += __shfl_down_sync(0xffffffff, mine, step);
  if (threadIdx.x % 32 == 0) atomicAdd(sum, mine);
}

static std::vector<float> expected(int n, int steps, float rate) {
  std::vector<float> a(n, 0), b(n, 0);
  a[0] = b[0] = 100;
  for (int s = 0; s < steps; s++, a.swap(b))
    for (int i = 1; i < n - 1; i++) b[i] = a[i] + rate * (a[i - 1] - 2 * a[i] + a[i + 1]);
  return a;
}

static void CUDART_CB count(void* at) { ++*static_cast<int*>(at); }

int main() {
  const int n = 10000, launches = 100;
  const float rate = 0.25f;
  std::vector<float> start(n, 0), result(n);
  start[0] = 100;
  DeviceArray<float> a(start.data(), n), b(start.data(), n), sum(1);
  dim3 grid((n + 255) / 256), block(256);

  // Two steps and, beside the second, the sum of what the first one left.
  cudaStream_t stream, side;
  cudaEvent_t fork, join;
  CUDA(cudaStreamCreate(&stream));
  CUDA(cudaStreamCreate(&side));
  CUDA(cudaEventCreateWithFlags(&fork, cudaEventDisableTiming));
  CUDA(cudaEventCreateWithFlags(&join, cudaEventDisableTiming));
  cudaGraph_t graph;
  cudaGraphExec_t exec;
  CUDA(cudaStreamBeginCapture(stream, cudaStreamCaptureModeGlobal));
  diffuse<<<grid, block, 0, stream>>>(a, b, n, rate);
  CUDA(cudaEventRecord(fork, stream));
  CUDA(cudaStreamWaitEvent(side, fork, 0));
  CUDA(cudaMemsetAsync(sum, 0, sizeof(float), side));
  sum_of<<<1, 256, 0, side>>>(b, n, sum);
  diffuse<<<grid, block, 0, stream>>>(b, a, n, rate);
  CUDA(cudaEventRecord(join, side));
  CUDA(cudaStreamWaitEvent(stream, join, 0));
  CUDA(cudaStreamEndCapture(stream, &graph));
  size_t nodes = 0;
  CUDA(cudaGraphGetNodes(graph, nullptr, &nodes));
  EXPECT(nodes == 4);
  CUDA(cudaGraphInstantiate(&exec, graph, 0));
  for (int i = 0; i < launches; i++) CUDA(cudaGraphLaunch(exec, stream));
  CUDA(cudaStreamSynchronize(stream));
  a.download(result.data());
  std::vector<float> wanted = expected(n, 2 * launches, rate);
  for (int i = 0; i < n; i++) EXPECT(std::fabs(result[i] - wanted[i]) < 1e-3f);
  float total = 0, wanted_total = 0;
  CUDA(cudaMemcpy(&total, sum, sizeof total, cudaMemcpyDeviceToHost));
  for (float x : expected(n, 2 * launches - 1, rate)) wanted_total += x;
  EXPECT(std::fabs(total - wanted_total) < 1e-3f * wanted_total);

  // The same from scratch: nodes and edges. The graph that runs takes its new arguments from it.
  float *first = a, *second = b, half = 0.5f;
  int size = n, calls = 0;
  cudaGraph_t built;
  cudaGraphNode_t reset_a, reset_b, step, call;
  CUDA(cudaGraphCreate(&built, 0));
  CUDA(cudaGraphAddMemcpyNode1D(&reset_a, built, nullptr, 0, a, start.data(), n * sizeof(float), cudaMemcpyHostToDevice));
  CUDA(cudaGraphAddMemcpyNode1D(&reset_b, built, nullptr, 0, b, start.data(), n * sizeof(float), cudaMemcpyHostToDevice));
  cudaGraphNode_t both[] = {reset_a, reset_b};
  void* arguments[] = {&first, &second, &size, &half};
  cudaKernelNodeParams kernel = {};
  kernel.func = (void*)diffuse;
  kernel.gridDim = grid;
  kernel.blockDim = block;
  kernel.kernelParams = arguments;
  CUDA(cudaGraphAddKernelNode(&step, built, both, 2, &kernel));
  cudaHostNodeParams host = {};
  host.fn = count;
  host.userData = &calls;
  CUDA(cudaGraphAddHostNode(&call, built, &step, 1, &host));
  cudaGraphExec_t built_exec;
  CUDA(cudaGraphInstantiate(&built_exec, built, 0));
  CUDA(cudaGraphLaunch(built_exec, stream));
  CUDA(cudaStreamSynchronize(stream));
  b.download(result.data());
  EXPECT(result[1] == 50 && calls == 1);
  half = 0.125f;
  CUDA(cudaGraphExecKernelNodeSetParams(built_exec, step, &kernel));
  CUDA(cudaGraphLaunch(built_exec, stream));
  CUDA(cudaStreamSynchronize(stream));
  b.download(result.data());
  EXPECT(result[1] == 12.5f && calls == 2);

  CUDA(cudaGraphExecDestroy(exec));
  CUDA(cudaGraphExecDestroy(built_exec));
  CUDA(cudaGraphDestroy(graph));
  CUDA(cudaGraphDestroy(built));
  return finish("graphs");
}
