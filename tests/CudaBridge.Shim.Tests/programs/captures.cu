// Captures of the runtime API: what they make, how streams join them, and what may not be done meanwhile.
#include <thread>
#include "check.h"

__global__ void add(int* data, int value) { data[threadIdx.x] += value; }

static int *data, *other, *host;
static cudaStream_t stream, second, free_stream;

static void begin(cudaStreamCaptureMode mode = cudaStreamCaptureModeGlobal) { OK(cudaStreamBeginCapture(stream, mode)); }

// Ends a capture that has become invalid.
static void end_invalid() {
  cudaGraph_t graph = (cudaGraph_t)1;
  cudaStreamCaptureStatus status;
  OK(cudaStreamIsCapturing(stream, &status));
  CHECK(status == cudaStreamCaptureStatusInvalidated);
  EXPECT(cudaErrorStreamCaptureInvalidated, cudaMemsetAsync(data, 0, 4, stream));
  EXPECT(cudaErrorStreamCaptureInvalidated, cudaStreamEndCapture(stream, &graph));
  CHECK(graph == nullptr);
  OK(cudaStreamIsCapturing(stream, &status));
  CHECK(status == cudaStreamCaptureStatusNone);
  (void)cudaGetLastError();
}

static void CUDART_CB note(void* at) { ++*static_cast<int*>(at); }
static void CUDART_CB callback(cudaStream_t, cudaError_t, void*) {}

static void straight() {
  cudaGraph_t graph;
  cudaGraphExec_t exec;
  static int calls;
  unsigned long long id = 0;
  cudaStreamCaptureStatus status;
  begin();
  OK(cudaMemsetAsync(data, 0, 32 * sizeof(int), stream));
  add<<<1, 32, 0, stream>>>(data, 2);
  OK(cudaGetLastError());
  OK(cudaLaunchHostFunc(stream, note, &calls));
  OK(cudaMemcpyAsync(host, data, 32 * sizeof(int), cudaMemcpyDeviceToHost, stream));
  const cudaGraphNode_t* dependencies;
  size_t number;
  OK(cudaStreamGetCaptureInfo(stream, &status, &id, &graph, &dependencies, &number));
  CHECK(status == cudaStreamCaptureStatusActive && id != 0 && number == 1);
  cudaGraphNodeType type;
  OK(cudaGraphNodeGetType(dependencies[0], &type));
  CHECK(type == cudaGraphNodeTypeMemcpy);
  OK(cudaStreamEndCapture(stream, &graph));
  CHECK(calls == 0);
  OK(cudaGraphInstantiate(&exec, graph, 0));
  for (int i = 0; i < 3; i++) OK(cudaGraphLaunch(exec, stream));
  OK(cudaStreamSynchronize(stream));
  CHECK(calls == 3 && host[0] == 2 && host[31] == 2);

  // A launch that is captured becomes a child graph.
  cudaGraph_t outer;
  cudaGraphExec_t outer_exec;
  begin();
  OK(cudaGraphLaunch(exec, stream));
  add<<<1, 32, 0, stream>>>(data, 5);
  OK(cudaMemcpyAsync(host, data, 32 * sizeof(int), cudaMemcpyDeviceToHost, stream));
  OK(cudaStreamEndCapture(stream, &outer));
  OK(cudaGraphInstantiate(&outer_exec, outer, 0));
  OK(cudaGraphLaunch(outer_exec, stream));
  OK(cudaStreamSynchronize(stream));
  CHECK(calls == 4 && host[7] == 7);
  OK(cudaGraphExecDestroy(outer_exec));
  OK(cudaGraphDestroy(outer));
  OK(cudaGraphExecDestroy(exec));
  OK(cudaGraphDestroy(graph));
}

static void forked() {
  cudaGraph_t graph;
  cudaGraphExec_t exec;
  cudaEvent_t fork, join;
  OK(cudaEventCreateWithFlags(&fork, cudaEventDisableTiming));
  OK(cudaEventCreateWithFlags(&join, cudaEventDisableTiming));
  OK(cudaMemset(data, 0, 128));
  OK(cudaMemset(other, 0, 128));
  begin();
  add<<<1, 32, 0, stream>>>(data, 1);
  OK(cudaEventRecord(fork, stream));
  OK(cudaStreamWaitEvent(second, fork, 0));
  cudaStreamCaptureStatus status;
  OK(cudaStreamIsCapturing(second, &status));
  CHECK(status == cudaStreamCaptureStatusActive);
  add<<<1, 32, 0, second>>>(other, 10);
  add<<<1, 32, 0, stream>>>(data, 100);
  OK(cudaEventRecord(join, second));
  OK(cudaStreamWaitEvent(stream, join, 0));
  OK(cudaMemcpyAsync(host, other, 128, cudaMemcpyDeviceToHost, stream));
  EXPECT(cudaErrorStreamCaptureUnmatched, cudaStreamEndCapture(second, &graph));
  OK(cudaStreamEndCapture(stream, &graph));
  size_t nodes = 0, edges = 0;
  OK(cudaGraphGetNodes(graph, nullptr, &nodes));
  OK(cudaGraphGetEdges(graph, nullptr, nullptr, &edges));
  CHECK(nodes == 4 && edges == 4);
  OK(cudaGraphInstantiate(&exec, graph, 0));
  for (int i = 1; i <= 20; i++) {
    OK(cudaGraphLaunch(exec, stream));
    OK(cudaStreamSynchronize(stream));
    CHECK(host[3] == 10 * i);
  }
  OK(cudaMemcpy(host, data, 128, cudaMemcpyDeviceToHost));
  CHECK(host[0] == 20 * 101);
  EXPECT(cudaErrorCapturedEvent, cudaEventQuery(join));
  OK(cudaGraphExecDestroy(exec));
  OK(cudaGraphDestroy(graph));

  // Work that nobody waits for.
  begin();
  OK(cudaEventRecord(fork, stream));
  OK(cudaStreamWaitEvent(second, fork, 0));
  add<<<1, 32, 0, second>>>(other, 10);
  EXPECT(cudaErrorStreamCaptureUnjoined, cudaStreamEndCapture(stream, &graph));
  CHECK(graph == nullptr);
  OK(cudaStreamIsCapturing(second, &status));
  CHECK(status == cudaStreamCaptureStatusNone);
  (void)cudaGetLastError();

  // Two captures cannot meet.
  begin();
  OK(cudaStreamBeginCapture(second, cudaStreamCaptureModeGlobal));
  add<<<1, 32, 0, second>>>(other, 10);
  OK(cudaEventRecord(join, second));
  EXPECT(cudaErrorStreamCaptureMerge, cudaStreamWaitEvent(stream, join, 0));
  EXPECT(cudaErrorStreamCaptureInvalidated, cudaStreamEndCapture(second, &graph));
  end_invalid();

  // What is not captured cannot be waited for.
  OK(cudaEventRecord(fork, free_stream));
  begin();
  EXPECT(cudaErrorStreamCaptureIsolation, cudaStreamWaitEvent(stream, fork, 0));
  end_invalid();
  OK(cudaEventDestroy(fork));
  OK(cudaEventDestroy(join));
}

static void prohibited() {
  cudaGraph_t graph;
  cudaEvent_t event;
  void* memory;
  OK(cudaEventCreate(&event));
  EXPECT(cudaErrorStreamCaptureUnsupported, cudaStreamBeginCapture(nullptr, cudaStreamCaptureModeGlobal));
  EXPECT(cudaErrorIllegalState, cudaStreamEndCapture(stream, &graph));
  begin();
  EXPECT(cudaErrorIllegalState, cudaStreamBeginCapture(stream, cudaStreamCaptureModeGlobal));
  EXPECT(cudaErrorStreamCaptureUnsupported, cudaStreamSynchronize(stream));
  end_invalid();
  begin();
  EXPECT(cudaErrorStreamCaptureUnsupported, cudaStreamQuery(stream));
  end_invalid();
  begin();
  EXPECT(cudaErrorStreamCaptureUnsupported, cudaDeviceSynchronize());
  end_invalid();
  begin();
  EXPECT(cudaErrorStreamCaptureUnsupported, cudaMalloc(&memory, 16));
  end_invalid();
  begin();
  EXPECT(cudaErrorStreamCaptureUnsupported, cudaStreamAddCallback(stream, callback, nullptr, 0));
  end_invalid();
  begin();
  OK(cudaEventRecord(event, stream));
  EXPECT(cudaErrorCapturedEvent, cudaEventSynchronize(event));
  end_invalid();
  begin();
  EXPECT(cudaErrorStreamCaptureImplicit, cudaMemsetAsync(data, 0, 4, nullptr));
  end_invalid();
  begin();
  EXPECT(cudaErrorStreamCaptureImplicit, cudaMemcpy(host, data, 4, cudaMemcpyDeviceToHost));
  end_invalid();
  // A stream that does not block with the default stream leaves it alone.
  OK(cudaStreamBeginCapture(free_stream, cudaStreamCaptureModeRelaxed));
  OK(cudaMemsetAsync(data, 0, 4, nullptr));
  OK(cudaMalloc(&memory, 16));
  OK(cudaFree(memory));
  OK(cudaStreamEndCapture(free_stream, &graph));
  OK(cudaGraphDestroy(graph));
  // Modes: another thread's global capture forbids what its own relaxed or local one does not.
  begin(cudaStreamCaptureModeThreadLocal);
  std::thread([] { void* p; OK(cudaMalloc(&p, 16)); OK(cudaFree(p)); cudaGraph_t g; EXPECT(cudaErrorStreamCaptureWrongThread, cudaStreamEndCapture(stream, &g)); }).join();
  cudaStreamCaptureMode mode = cudaStreamCaptureModeRelaxed;
  OK(cudaThreadExchangeStreamCaptureMode(&mode));
  OK(cudaMalloc(&memory, 16));
  OK(cudaThreadExchangeStreamCaptureMode(&mode));
  CHECK(mode == cudaStreamCaptureModeRelaxed);
  EXPECT(cudaErrorStreamCaptureUnsupported, cudaFree(memory));
  end_invalid();
  OK(cudaFree(memory));
  begin();
  std::thread([] { void* p; EXPECT(cudaErrorStreamCaptureUnsupported, cudaMalloc(&p, 16)); }).join();
  end_invalid();
  OK(cudaEventDestroy(event));
}

static void stream_ordered_memory() {
  cudaGraph_t graph;
  cudaGraphExec_t exec;
  int* scratch;
  begin();
  OK(cudaMallocAsync(&scratch, 32 * sizeof(int), stream));
  OK(cudaMemsetAsync(scratch, 0, 32 * sizeof(int), stream));
  add<<<1, 32, 0, stream>>>(scratch, 9);
  OK(cudaMemcpyAsync(host, scratch, 32 * sizeof(int), cudaMemcpyDeviceToHost, stream));
  OK(cudaFreeAsync(scratch, stream));
  OK(cudaStreamEndCapture(stream, &graph));
  OK(cudaGraphInstantiate(&exec, graph, 0));
  for (int i = 0; i < 3; i++) OK(cudaGraphLaunch(exec, stream));
  OK(cudaStreamSynchronize(stream));
  CHECK(host[31] == 9);
  OK(cudaGraphExecDestroy(exec));
  OK(cudaGraphDestroy(graph));
}

static void into_a_graph() {
  cudaGraph_t graph, same;
  cudaGraphNode_t root, node;
  OK(cudaGraphCreate(&graph, 0));
  OK(cudaGraphAddEmptyNode(&root, graph, nullptr, 0));
  OK(cudaStreamBeginCaptureToGraph(stream, graph, &root, nullptr, 1, cudaStreamCaptureModeGlobal));
  add<<<1, 32, 0, stream>>>(data, 1);
  OK(cudaGraphAddEmptyNode(&node, graph, nullptr, 0));
  OK(cudaStreamUpdateCaptureDependencies(stream, &node, 1, cudaStreamAddCaptureDependencies));
  add<<<1, 32, 0, stream>>>(data, 1);
  OK(cudaStreamEndCapture(stream, &same));
  CHECK(same == graph);
  size_t edges = 0;
  OK(cudaGraphGetEdges(graph, nullptr, nullptr, &edges));
  CHECK(edges == 3);
  OK(cudaGraphDestroy(graph));
}

int main() {
  OK(cudaMalloc(&data, 128));
  OK(cudaMalloc(&other, 128));
  OK(cudaMallocHost(&host, 128));
  OK(cudaStreamCreate(&stream));
  OK(cudaStreamCreate(&second));
  OK(cudaStreamCreateWithFlags(&free_stream, cudaStreamNonBlocking));
  straight();
  forked();
  prohibited();
  stream_ordered_memory();
  into_a_graph();
  puts("ok");
  return 0;
}
