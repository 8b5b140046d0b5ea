// Graphs of the runtime API: every kind of node, order and concurrency, updates, clones, memory nodes, user objects.
#include <atomic>
#include <cstring>
#include "check.h"

__global__ void add(int* data, int n, int value) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) data[i] += value;
}

__global__ void scale(int* data, int n, int value) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) data[i] *= value;
}

__device__ int symbol[4] = {1, 2, 3, 4};

static const int n = 1000;
static int* data;
static int* host;

static cudaKernelNodeParams launch(void* kernel, int** where, const int* count, int* value) {
  static void* arguments[16][3];
  static int used;
  void** mine = arguments[used++ % 16];
  mine[0] = where, mine[1] = (void*)count, mine[2] = value;
  cudaKernelNodeParams p = {};
  p.func = kernel, p.gridDim = dim3(4), p.blockDim = dim3(256), p.kernelParams = mine;
  return p;
}

static void expect_all(int value) {
  OK(cudaMemcpy(host, data, n * sizeof(int), cudaMemcpyDeviceToHost));
  for (int i = 0; i < n; i++)
    if (host[i] != value) printf("element %d is %d, not %d\n", i, host[i], value), exit(1);
}

static std::atomic<int> calls;
static void CUDART_CB count(void* by) { calls += *static_cast<int*>(by); }

// memset 3, add 4, scale 10: 70; the copy back and the host function behind.
static void explicit_nodes() {
  cudaGraph_t graph;
  cudaGraphExec_t exec;
  cudaGraphNode_t fill, plus, times, back, call, join;
  int four = 4, ten = 10, one = 1;
  OK(cudaGraphCreate(&graph, 0));
  cudaMemsetParams set = {};
  set.dst = data, set.value = 0, set.elementSize = 4, set.width = n, set.height = 1;
  OK(cudaGraphAddMemsetNode(&fill, graph, nullptr, 0, &set));
  set.value = 3;
  OK(cudaGraphMemsetNodeSetParams(fill, &set));
  cudaKernelNodeParams k = launch((void*)add, &data, &n, &four);
  OK(cudaGraphAddKernelNode(&plus, graph, &fill, 1, &k));
  k = launch((void*)scale, &data, &n, &ten);
  OK(cudaGraphAddKernelNode(&times, graph, nullptr, 0, &k));
  OK(cudaGraphAddDependencies(graph, &plus, &times, 1));
  EXPECT(cudaErrorInvalidValue, cudaGraphAddDependencies(graph, &plus, &times, 1));
  OK(cudaGraphAddMemcpyNode1D(&back, graph, &times, 1, host, data, n * sizeof(int), cudaMemcpyDeviceToHost));
  cudaHostNodeParams h = {};
  h.fn = count, h.userData = &one;
  OK(cudaGraphAddHostNode(&call, graph, &back, 1, &h));
  OK(cudaGraphAddEmptyNode(&join, graph, &call, 1));

  size_t number = 0;
  OK(cudaGraphGetNodes(graph, nullptr, &number));
  CHECK(number == 6);
  cudaGraphNode_t nodes[8], from[8], to[8];
  number = 8;
  OK(cudaGraphGetNodes(graph, nodes, &number));
  CHECK(number == 6 && nodes[0] == fill && nodes[5] == join && nodes[6] == nullptr);
  number = 8;
  OK(cudaGraphGetEdges(graph, from, to, &number));
  CHECK(number == 5 && from[0] == fill && to[0] == plus);
  number = 8;
  OK(cudaGraphGetRootNodes(graph, nodes, &number));
  CHECK(number == 1 && nodes[0] == fill);
  number = 8;
  OK(cudaGraphNodeGetDependencies(times, nodes, &number));
  CHECK(number == 1 && nodes[0] == plus);
  number = 8;
  OK(cudaGraphNodeGetDependentNodes(times, nodes, &number));
  CHECK(number == 1 && nodes[0] == back);
  cudaGraphNodeType type;
  OK(cudaGraphNodeGetType(call, &type));
  CHECK(type == cudaGraphNodeTypeHost);
  cudaKernelNodeParams read;
  OK(cudaGraphKernelNodeGetParams(plus, &read));
  CHECK(read.func == (void*)add && read.gridDim.x == 4 && read.blockDim.x == 256 && *(int*)read.kernelParams[2] == 4);
  cudaMemcpy3DParms copy;
  OK(cudaGraphMemcpyNodeGetParams(back, &copy));
  CHECK(copy.srcPtr.ptr == data && copy.dstPtr.ptr == host && copy.extent.width == n * sizeof(int));
  OK(cudaGraphMemcpyNodeSetParams(back, &copy));

  OK(cudaGraphInstantiate(&exec, graph, 0));
  cudaStream_t stream;
  OK(cudaStreamCreate(&stream));
  for (int i = 0; i < 50; i++) OK(cudaGraphLaunch(exec, stream));
  OK(cudaStreamSynchronize(stream));
  CHECK(calls == 50);
  for (int i = 0; i < n; i++) CHECK(host[i] == 70);

  // Later launches see the change, queued ones do not; a node that is switched off does nothing.
  int five = 5;
  OK(cudaGraphUpload(exec, stream));
  k = launch((void*)add, &data, &n, &five);
  OK(cudaGraphExecKernelNodeSetParams(exec, plus, &k));
  OK(cudaGraphLaunch(exec, stream));
  OK(cudaStreamSynchronize(stream));
  expect_all(80);
  unsigned enabled = 7;
  OK(cudaGraphNodeSetEnabled(exec, times, 0));
  OK(cudaGraphNodeGetEnabled(exec, times, &enabled));
  CHECK(enabled == 0);
  OK(cudaGraphLaunch(exec, stream));
  OK(cudaStreamSynchronize(stream));
  expect_all(8);
  OK(cudaGraphNodeSetEnabled(exec, times, 1));
  EXPECT(cudaErrorInvalidValue, cudaGraphNodeSetEnabled(exec, call, 0));

  // Clones live on their own.
  cudaGraph_t clone;
  cudaGraphNode_t twin;
  cudaGraphExec_t second;
  OK(cudaGraphClone(&clone, graph));
  OK(cudaGraphNodeFindInClone(&twin, plus, clone));
  int two = 2;
  k = launch((void*)add, &data, &n, &two);
  OK(cudaGraphKernelNodeSetParams(twin, &k));
  cudaGraphExecUpdateResultInfo info;
  OK(cudaGraphExecUpdate(exec, clone, &info));
  CHECK(info.result == cudaGraphExecUpdateSuccess);
  OK(cudaGraphLaunch(exec, stream));
  OK(cudaStreamSynchronize(stream));
  expect_all(50);
  OK(cudaGraphDestroyNode(twin));
  EXPECT(cudaErrorGraphExecUpdateFailure, cudaGraphExecUpdate(exec, clone, &info));
  CHECK(info.result == cudaGraphExecUpdateErrorTopologyChanged);
  EXPECT(cudaErrorInvalidValue, cudaGraphNodeGetType(twin, &type));
  OK(cudaGraphDestroy(clone));

  // Nodes that wait in a circle.
  OK(cudaGraphAddDependencies(graph, &join, &fill, 1));
  EXPECT(cudaErrorInvalidValue, cudaGraphInstantiate(&second, graph, 0));
  OK(cudaGraphRemoveDependencies(graph, &join, &fill, 1));
  EXPECT(cudaErrorInvalidValue, cudaGraphRemoveDependencies(graph, &join, &fill, 1));

  // A graph may go before what was made from it.
  OK(cudaGraphDestroy(graph));
  OK(cudaGraphLaunch(exec, stream));
  OK(cudaGraphExecDestroy(exec));
  OK(cudaStreamSynchronize(stream));
  expect_all(50);
  OK(cudaStreamDestroy(stream));
}

// Two branches, a child graph with branches of its own, and events: out[0] = ((1 + 2) * 3) + (5 * 7).
__global__ void set(int* at, int value) { *at = value; }
__global__ void add_from(int* at, const int* other) { *at += *other; }

static void branches() {
  cudaGraph_t graph, child;
  cudaGraphNode_t a, b, c, d, inner;
  cudaGraphExec_t exec;
  int* cells;
  OK(cudaMalloc(&cells, 4 * sizeof(int)));
  int* second = cells + 1;
  const int single = 1;
  int one = 1, two = 2, three = 3, five = 5, seven = 7;
  OK(cudaGraphCreate(&child, 0));
  cudaKernelNodeParams k = launch((void*)add, &cells, &single, &two);
  OK(cudaGraphAddKernelNode(&inner, child, nullptr, 0, &k));
  k = launch((void*)scale, &cells, &single, &three);
  OK(cudaGraphAddKernelNode(&a, child, &inner, 1, &k));

  OK(cudaGraphCreate(&graph, 0));
  void* first_cell[] = {&cells, &one};
  cudaKernelNodeParams s = {};
  s.func = (void*)set, s.gridDim = dim3(1), s.blockDim = dim3(1), s.kernelParams = first_cell;
  OK(cudaGraphAddKernelNode(&a, graph, nullptr, 0, &s));
  OK(cudaGraphAddChildGraphNode(&b, graph, &a, 1, child));
  void* second_cell[] = {&second, &five};
  s.kernelParams = second_cell;
  OK(cudaGraphAddKernelNode(&c, graph, nullptr, 0, &s));
  k = launch((void*)scale, &second, &single, &seven);
  OK(cudaGraphAddKernelNode(&d, graph, &c, 1, &k));
  cudaGraphNode_t both[] = {b, d}, sum, record, wait;
  void* two_cells[] = {&cells, &second};
  s.func = (void*)add_from, s.kernelParams = two_cells;
  OK(cudaGraphAddKernelNode(&sum, graph, both, 2, &s));
  cudaEvent_t event;
  OK(cudaEventCreate(&event));
  OK(cudaGraphAddEventRecordNode(&record, graph, &sum, 1, event));
  OK(cudaGraphAddEventWaitNode(&wait, graph, &record, 1, event));
  cudaEvent_t same = nullptr;
  OK(cudaGraphEventRecordNodeGetEvent(record, &same));
  CHECK(same == event);
  cudaGraph_t embedded;
  OK(cudaGraphChildGraphNodeGetGraph(b, &embedded));
  CHECK(embedded != child);
  EXPECT(cudaErrorInvalidValue, cudaGraphDestroy(embedded));

  cudaGraphInstantiateParams p = {};
  OK(cudaGraphInstantiateWithParams(&exec, graph, &p));
  CHECK(p.result_out == cudaGraphInstantiateSuccess);
  cudaStream_t stream, other;
  OK(cudaStreamCreate(&stream));
  OK(cudaStreamCreate(&other));
  int result = 0;
  for (int i = 0; i < 200; i++) {
    OK(cudaGraphLaunch(exec, i % 3 == 0 ? other : stream));
    if (i % 20 != 0) continue;
    OK(cudaStreamSynchronize(stream));
    OK(cudaStreamSynchronize(other));
    OK(cudaEventQuery(event));
    OK(cudaMemcpy(&result, cells, sizeof result, cudaMemcpyDeviceToHost));
    CHECK(result == 44);
  }
  int four = 4;
  k = launch((void*)add, &cells, &single, &four);
  cudaGraphNode_t in_child;
  size_t number = 1;
  OK(cudaGraphGetNodes(embedded, &in_child, &number));
  OK(cudaGraphExecKernelNodeSetParams(exec, in_child, &k));
  OK(cudaGraphLaunch(exec, stream));
  OK(cudaMemcpy(&result, cells, sizeof result, cudaMemcpyDeviceToHost));
  CHECK(result == (1 + 4) * 3 + 35);
  OK(cudaGraphExecChildGraphNodeSetParams(exec, b, child));
  OK(cudaGraphLaunch(exec, stream));
  OK(cudaMemcpy(&result, cells, sizeof result, cudaMemcpyDeviceToHost));
  CHECK(result == 44);
  char path[] = "/tmp/cudabridge-graph-XXXXXX", line[64] = "";
  int file = mkstemp(path);
  CHECK(file >= 0);
  OK(cudaGraphDebugDotPrint(graph, path, cudaGraphDebugDotFlagsVerbose));
  FILE* dot = fopen(path, "r");
  CHECK(dot && fgets(line, sizeof line, dot) && !strcmp(line, "digraph dot {\n"));
  fclose(dot);
  remove(path);
  OK(cudaGraphExecDestroy(exec));
  OK(cudaGraphDestroy(graph));
  OK(cudaGraphDestroy(child));
  OK(cudaEventDestroy(event));
  OK(cudaStreamDestroy(stream));
  OK(cudaStreamDestroy(other));
  OK(cudaFree(cells));
}

// A branch of host functions beside a branch of kernels; each branch keeps its order, and the join waits for both.
static std::atomic<int> order;
static void CUDART_CB in_order(void* expected) {
  if (order++ != *static_cast<int*>(expected)) order = -1000;
}

static void wide() {
  enum { Branches = 6, Length = 5 };
  cudaGraph_t graph;
  cudaGraphExec_t exec;
  static int places[Length] = {0, 1, 2, 3, 4};
  static int ones = 1;
  cudaGraphNode_t ends[Branches], node;
  OK(cudaGraphCreate(&graph, 0));
  int* part[Branches];
  static const int slice = 100;
  for (int b = 0; b < Branches; b++) {
    part[b] = data + b * slice;
    for (int i = 0; i < Length; i++) {
      if (b == 0) {
        cudaHostNodeParams h = {};
        h.fn = in_order, h.userData = &places[i];
        OK(cudaGraphAddHostNode(&node, graph, &ends[b], i > 0, &h));
      } else {
        cudaKernelNodeParams k = launch((void*)add, &part[b], &slice, &ones);
        OK(cudaGraphAddKernelNode(&node, graph, &ends[b], i > 0, &k));
      }
      ends[b] = node;
    }
  }
  int* first = data;
  static int thousand = 1000;
  cudaKernelNodeParams k = launch((void*)scale, &first, &n, &thousand);
  OK(cudaGraphAddKernelNode(&node, graph, ends, Branches, &k));
  OK(cudaGraphInstantiateWithFlags(&exec, graph, 0));
  for (int round = 0; round < 20; round++) {
    OK(cudaMemset(data, 0, n * sizeof(int)));
    order = 0;
    OK(cudaGraphLaunch(exec, nullptr));
    OK(cudaDeviceSynchronize());
    CHECK(order == Length);
    OK(cudaMemcpy(host, data, n * sizeof(int), cudaMemcpyDeviceToHost));
    for (int b = 1; b < Branches; b++)
      for (int i = 0; i < slice; i++) CHECK(host[b * slice + i] == Length * 1000);
  }
  OK(cudaGraphExecDestroy(exec));
  OK(cudaGraphDestroy(graph));
}

static void symbols_and_memory() {
  cudaGraph_t graph;
  cudaGraphExec_t exec;
  cudaGraphNode_t in, out, allocate, fill, copy, release;
  int values[2] = {50, 60}, got[4] = {0, 0, 0, 0}, filled[4] = {0, 0, 0, 0};
  OK(cudaGraphCreate(&graph, 0));
  OK(cudaGraphAddMemcpyNodeToSymbol(&in, graph, nullptr, 0, symbol, values, sizeof values, sizeof(int), cudaMemcpyHostToDevice));
  OK(cudaGraphAddMemcpyNodeFromSymbol(&out, graph, &in, 1, got, symbol, sizeof got, 0, cudaMemcpyDeviceToHost));
  EXPECT(cudaErrorInvalidValue, cudaGraphAddMemcpyNodeFromSymbol(&out, graph, &in, 1, got, symbol, sizeof got, 4, cudaMemcpyDeviceToHost));
  cudaMemAllocNodeParams a = {};
  a.bytesize = sizeof filled;
  a.poolProps.allocType = cudaMemAllocationTypePinned;
  a.poolProps.location.type = cudaMemLocationTypeDevice;
  OK(cudaGraphAddMemAllocNode(&allocate, graph, nullptr, 0, &a));
  CHECK(a.dptr != nullptr);
  cudaMemsetParams set = {};
  set.dst = a.dptr, set.value = 0x01010101, set.elementSize = 4, set.width = 4, set.height = 1;
  OK(cudaGraphAddMemsetNode(&fill, graph, &allocate, 1, &set));
  OK(cudaGraphAddMemcpyNode1D(&copy, graph, &fill, 1, filled, a.dptr, sizeof filled, cudaMemcpyDeviceToHost));
  OK(cudaGraphInstantiate(&exec, graph, 0));
  OK(cudaGraphLaunch(exec, nullptr));
  OK(cudaStreamSynchronize(nullptr));
  CHECK(got[0] == 1 && got[1] == 50 && got[2] == 60 && got[3] == 4 && filled[3] == 0x01010101);
  unsigned long long used = 0;
  OK(cudaDeviceGetGraphMemAttribute(0, cudaGraphMemAttrUsedMemCurrent, &used));
  CHECK(used == sizeof filled);
  EXPECT(cudaErrorInvalidValue, cudaGraphLaunch(exec, nullptr));
  OK(cudaFreeAsync(a.dptr, nullptr));
  EXPECT(cudaErrorInvalidValue, cudaFree(a.dptr));
  OK(cudaGraphLaunch(exec, nullptr));
  OK(cudaFree(a.dptr));
  OK(cudaGraphExecDestroy(exec));
  OK(cudaGraphInstantiate(&exec, graph, cudaGraphInstantiateFlagAutoFreeOnLaunch));
  OK(cudaGraphLaunch(exec, nullptr));
  OK(cudaGraphLaunch(exec, nullptr));
  OK(cudaStreamSynchronize(nullptr));
  OK(cudaFree(a.dptr));
  OK(cudaGraphExecDestroy(exec));
  OK(cudaGraphAddMemFreeNode(&release, graph, &copy, 1, a.dptr));
  void* freed = nullptr;
  OK(cudaGraphMemFreeNodeGetParams(release, &freed));
  CHECK(freed == a.dptr);
  OK(cudaGraphInstantiate(&exec, graph, 0));
  for (int i = 0; i < 3; i++) OK(cudaGraphLaunch(exec, nullptr));
  OK(cudaDeviceSynchronize());
  cudaGraph_t clone;
  EXPECT(cudaErrorNotSupported, cudaGraphClone(&clone, graph));
  OK(cudaGraphExecDestroy(exec));
  OK(cudaGraphDestroy(graph));
  OK(cudaDeviceSynchronize());
  OK(cudaDeviceGetGraphMemAttribute(0, cudaGraphMemAttrReservedMemCurrent, &used));
  CHECK(used == 0);
}

static int destroyed;
static void CUDART_CB destroy(void* at) { ++*static_cast<int*>(at); }

static void user_objects() {
  cudaGraph_t graph;
  cudaGraphExec_t exec;
  cudaUserObject_t object;
  OK(cudaGraphCreate(&graph, 0));
  OK(cudaUserObjectCreate(&object, &destroyed, destroy, 1, cudaUserObjectNoDestructorSync));
  OK(cudaGraphRetainUserObject(graph, object, 1, cudaGraphUserObjectMove));
  OK(cudaGraphInstantiate(&exec, graph, 0));
  OK(cudaGraphDestroy(graph));
  CHECK(destroyed == 0);
  OK(cudaGraphExecDestroy(exec));
  CHECK(destroyed == 1);
}

int main() {
  OK(cudaMalloc(&data, n * sizeof(int)));
  OK(cudaMallocHost(&host, n * sizeof(int)));
  explicit_nodes();
  branches();
  wide();
  symbols_and_memory();
  user_objects();
  puts("ok");
  return 0;
}
