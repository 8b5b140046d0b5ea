// Conditional graph nodes: a loop whose kernel says when it ends, a branch with another side, a choice among three, and one inside the other;
// by explicit nodes and by capture into a body.
#include <vector>
#include "check.h"

__global__ void set(cudaGraphConditionalHandle handle, unsigned value) { cudaGraphSetConditional(handle, value); }

__global__ void add(int* x, int n) { atomicAdd(x, n); }

// Halves or triples and adds one; goes on until it is one.
__global__ void collatz(unsigned* state, cudaGraphConditionalHandle handle) {
  if (threadIdx.x) return;
  state[0] = state[0] % 2 ? 3 * state[0] + 1 : state[0] / 2;
  state[1]++;
  cudaGraphSetConditional(handle, state[0] != 1);
}

static cudaGraphNode_t kernel(cudaGraph_t graph, void* function, void** arguments, std::vector<cudaGraphNode_t> after = {}) {
  cudaGraphNode_t node;
  cudaGraphNodeParams params = {};
  params.type = cudaGraphNodeTypeKernel;
  params.kernel.func = function;
  params.kernel.gridDim = params.kernel.blockDim = dim3(1);
  params.kernel.kernelParams = arguments;
  CUDA(cudaGraphAddNode(&node, graph, after.data(), after.size(), &params));
  return node;
}

static cudaGraph_t* conditional(cudaGraph_t graph, cudaGraphConditionalHandle handle, cudaGraphConditionalNodeType type, unsigned bodies,
                                std::vector<cudaGraphNode_t> after = {}, cudaGraphNode_t* made = nullptr) {
  cudaGraphNode_t node;
  cudaGraphNodeParams params = {};
  params.type = cudaGraphNodeTypeConditional;
  params.conditional.handle = handle;
  params.conditional.type = type;
  params.conditional.size = bodies;
  CUDA(cudaGraphAddNode(&node, graph, after.data(), after.size(), &params));
  cudaGraphNodeType kind;
  CUDA(cudaGraphNodeGetType(node, &kind));
  EXPECT(kind == cudaGraphNodeTypeConditional);
  if (made) *made = node;
  return params.conditional.phGraph_out;
}

static void loop() {
  cudaGraph_t graph;
  cudaGraphExec_t exec;
  cudaGraphConditionalHandle goes_on;
  DeviceArray<unsigned> state(2);
  unsigned* at = state;
  void* arguments[] = {&at, &goes_on};
  CUDA(cudaGraphCreate(&graph, 0));
  CUDA(cudaGraphConditionalHandleCreate(&goes_on, graph, 1, cudaGraphCondAssignDefault));
  kernel(conditional(graph, goes_on, cudaGraphCondTypeWhile, 1)[0], (void*)collatz, arguments);
  CUDA(cudaGraphInstantiate(&exec, graph, 0));
  CUDA(cudaGraphDestroy(graph));
  for (unsigned start : {27u, 2u, 97u}) {
    unsigned steps = 0, result[2], begin[2] = {start, 0};
    for (unsigned n = start; n != 1; n = n % 2 ? 3 * n + 1 : n / 2) steps++;
    state.upload(begin);
    CUDA(cudaGraphLaunch(exec, 0));
    state.download(result);
    EXPECT(result[0] == 1 && result[1] == steps);
  }
  CUDA(cudaGraphExecDestroy(exec));
}

static void branches() {
  cudaGraph_t graph;
  cudaGraphExec_t exec;
  cudaStream_t stream;
  cudaGraphConditionalHandle is_set, choice, inner;
  DeviceArray<int> counts(8);
  int* c = counts;
  CUDA(cudaStreamCreate(&stream));
  for (unsigned value = 0; value < 4; value++) {
    counts.clear();
    CUDA(cudaGraphCreate(&graph, 0));
    CUDA(cudaGraphConditionalHandleCreate(&is_set, graph, 7, 0));
    CUDA(cudaGraphConditionalHandleCreate(&choice, graph, 9, 0));
    void* set_it[] = {&is_set, &value};
    void* choose[] = {&choice, &value};
    cudaGraphNode_t before = kernel(graph, (void*)set, set_it), chosen = kernel(graph, (void*)set, choose, {before}), branch;
    cudaGraph_t* sides = conditional(graph, is_set, cudaGraphCondTypeIf, 2, {chosen}, &branch);
    int places[8], one = 1;
    int* p[8];
    for (int i = 0; i < 8; i++) p[i] = c + i, places[i] = 1;
    void* yes[] = {&p[0], &places[0]};
    void* no[] = {&p[1], &places[1]};
    kernel(sides[0], (void*)add, yes);
    kernel(sides[1], (void*)add, no);
    // Inside the first: three times, by capture.
    CUDA(cudaGraphConditionalHandleCreate(&inner, sides[0], 1, cudaGraphCondAssignDefault));
    cudaGraph_t body = conditional(sides[0], inner, cudaGraphCondTypeIf, 1)[0];
    CUDA(cudaStreamBeginCaptureToGraph(stream, body, nullptr, nullptr, 0, cudaStreamCaptureModeGlobal));
    for (int i = 0; i < 3; i++) add<<<1, 1, 0, stream>>>(p[5], one);
    CUDA(cudaMemsetAsync(p[6], 1, 4, stream));
    cudaGraph_t captured;
    CUDA(cudaStreamEndCapture(stream, &captured));
    EXPECT(captured == body);
    cudaGraph_t* cases = conditional(graph, choice, cudaGraphCondTypeSwitch, 3, {branch});
    for (int i = 0; i < 3; i++) {
      void* arguments[] = {&p[2 + i], &places[2 + i]};
      kernel(cases[i], (void*)add, arguments);
    }
    CUDA(cudaGraphInstantiate(&exec, graph, 0));
    for (int launch = 0; launch < 2; launch++) CUDA(cudaGraphLaunch(exec, stream));
    CUDA(cudaStreamSynchronize(stream));
    int found[8];
    counts.download(found);
    EXPECT(found[0] == (value ? 2 : 0) && found[1] == (value ? 0 : 2));
    for (unsigned i = 0; i < 3; i++) EXPECT(found[2 + i] == (value == i ? 2 : 0));
    EXPECT(found[5] == (value ? 6 : 0) && found[6] == (value ? 0x01010101 : 0));
    CUDA(cudaGraphExecDestroy(exec));
    CUDA(cudaGraphDestroy(graph));
  }
  CUDA(cudaStreamDestroy(stream));
}

static void misuse() {
  cudaGraph_t graph, other, copy;
  cudaGraphNode_t node;
  cudaGraphConditionalHandle handle;
  cudaGraphNodeParams params = {};
  CUDA(cudaGraphCreate(&graph, 0));
  CUDA(cudaGraphCreate(&other, 0));
  EXPECT(cudaGraphConditionalHandleCreate(nullptr, graph, 0, 0) == cudaErrorInvalidValue);
  EXPECT(cudaGraphConditionalHandleCreate(&handle, graph, 0, 2) == cudaErrorInvalidValue);
  CUDA(cudaGraphConditionalHandleCreate(&handle, graph, 0, 0));
  params.type = cudaGraphNodeTypeConditional;
  params.conditional.handle = handle;
  params.conditional.type = cudaGraphCondTypeWhile;
  params.conditional.size = 2;
  EXPECT(cudaGraphAddNode(&node, graph, nullptr, 0, &params) == cudaErrorInvalidValue);  // a loop has one body
  params.conditional.size = 1;
  EXPECT(cudaGraphAddNode(&node, other, nullptr, 0, &params) == cudaErrorInvalidValue);  // another graph's condition
  CUDA(cudaGraphAddNode(&node, graph, nullptr, 0, &params));
  EXPECT(cudaGraphAddNode(&node, graph, nullptr, 0, &params) == cudaErrorInvalidValue);  // a node has it
  EXPECT(cudaGraphClone(&copy, graph) == cudaErrorNotSupported);
  EXPECT(cudaGraphDestroy(params.conditional.phGraph_out[0]) == cudaErrorInvalidValue);
  cudaHostNodeParams host = {[](void*) {}, nullptr};
  cudaGraphExec_t exec;
  CUDA(cudaGraphAddHostNode(&node, params.conditional.phGraph_out[0], nullptr, 0, &host));
  EXPECT(cudaGraphInstantiate(&exec, graph, 0) == cudaErrorNotSupported);  // bodies run on the device
  CUDA(cudaGraphDestroy(graph));
  params.conditional.handle = handle;
  EXPECT(cudaGraphAddNode(&node, other, nullptr, 0, &params) == cudaErrorInvalidValue);  // it went with its graph
  CUDA(cudaGraphDestroy(other));
}

int main() {
  loop();
  branches();
  misuse();
  return finish("conditional_graphs");
}
