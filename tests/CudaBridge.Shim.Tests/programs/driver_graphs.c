// Graphs of the driver API: nodes of every kind, executable graphs and their updates, capture.
#include "driver_check.h"

static const char ptx[] =
  ".version 8.0\n.target sm_80\n.address_size 64\n"
  ".visible .entry add(.param .u64 p, .param .u32 n)\n{\n"
  "  .reg .b32 %r<4>; .reg .b64 %rd<4>;\n"
  "  ld.param.u64 %rd1, [p]; ld.param.u32 %r1, [n]; mov.u32 %r2, %tid.x; mul.wide.u32 %rd2, %r2, 4; add.s64 %rd3, %rd1, %rd2;\n"
  "  ld.global.u32 %r3, [%rd3]; add.s32 %r3, %r3, %r1; st.global.u32 [%rd3], %r3; ret;\n}\n";

enum { N = 32 };
static CUfunction add;
static CUcontext context;
static CUstream stream;
static CUdeviceptr memory;
static unsigned* host;

static void count(void* calls) { ++*(int*)calls; }

static CUDA_KERNEL_NODE_PARAMS kernel_params(void** arguments) {
  CUDA_KERNEL_NODE_PARAMS p = {0};
  p.func = add, p.gridDimX = p.gridDimY = p.gridDimZ = p.blockDimY = p.blockDimZ = 1, p.blockDimX = N, p.kernelParams = arguments;
  return p;
}

static CUDA_MEMCPY3D copy_params(void) {
  CUDA_MEMCPY3D c = {0};
  c.srcMemoryType = CU_MEMORYTYPE_DEVICE, c.srcDevice = memory, c.dstMemoryType = CU_MEMORYTYPE_HOST, c.dstHost = host;
  c.WidthInBytes = N * sizeof(unsigned), c.Height = c.Depth = 1;
  return c;
}

static void run(CUgraphExec exec, unsigned expected) {
  memset(host, 0, N * sizeof(unsigned));
  CHECK(cuGraphLaunch(exec, stream));
  CHECK(cuStreamSynchronize(stream));
  for (int i = 0; i < N; i++) EXPECT(host[i] == expected);
}

static void explicit_nodes(void) {
  CUgraph graph, child;
  CUgraphNode fill, kernel, nested, copy, call, nodes[8];
  CUgraphExec exec;
  CUevent event;
  int calls = 0;
  unsigned three = 3, packed = 7;
  void* arguments[] = {&memory, &three};
  CHECK(cuGraphCreate(&graph, 0));
  CUDA_MEMSET_NODE_PARAMS set = {memory, 0, 5, 4, N, 1};
  CHECK(cuGraphAddMemsetNode(&fill, graph, NULL, 0, &set, context));
  CUDA_KERNEL_NODE_PARAMS k = kernel_params(arguments), read;
  CHECK(cuGraphAddKernelNode(&kernel, graph, &fill, 1, &k));

  // The child takes its arguments packed.
  struct { CUdeviceptr p; unsigned n; } buffer = {memory, packed};
  size_t size = sizeof buffer;
  void* extra[] = {CU_LAUNCH_PARAM_BUFFER_POINTER, &buffer, CU_LAUNCH_PARAM_BUFFER_SIZE, &size, CU_LAUNCH_PARAM_END};
  CHECK(cuGraphCreate(&child, 0));
  k.kernelParams = NULL, k.extra = extra;
  CHECK(cuGraphAddKernelNode(&nodes[0], child, NULL, 0, &k));
  CHECK(cuGraphAddChildGraphNode(&nested, graph, &kernel, 1, child));
  CUDA_MEMCPY3D c = copy_params(), back;
  CHECK(cuGraphAddMemcpyNode(&copy, graph, &nested, 1, &c, context));
  CUDA_HOST_NODE_PARAMS h = {count, &calls};
  CHECK(cuGraphAddHostNode(&call, graph, &copy, 1, &h));
  CHECK(cuEventCreate(&event, CU_EVENT_DEFAULT));
  CHECK(cuGraphAddEventRecordNode(&nodes[1], graph, &call, 1, event));
  CHECK(cuGraphAddEventWaitNode(&nodes[2], graph, &nodes[1], 1, event));

  size_t number = 0;
  CHECK(cuGraphGetNodes(graph, NULL, &number));
  EXPECT(number == 7);
  CHECK(cuGraphKernelNodeGetParams(kernel, &read));
  EXPECT(read.func == add && read.blockDimX == N && *(unsigned*)read.kernelParams[1] == 3);
  CHECK(cuGraphMemcpyNodeGetParams(copy, &back));
  EXPECT(back.srcDevice == memory && back.WidthInBytes == N * sizeof(unsigned));
  CHECK(cuGraphMemcpyNodeSetParams(copy, &back));
  CUgraphNodeType type;
  CHECK(cuGraphNodeGetType(nested, &type));
  EXPECT(type == CU_GRAPH_NODE_TYPE_GRAPH);

  CHECK(cuGraphInstantiateWithFlags(&exec, graph, 0));
  run(exec, 5 + 3 + 7);
  EXPECT(calls == 1);
  CHECK(cuEventQuery(event));
  unsigned ten = 10;
  void* others[] = {&memory, &ten};
  k = kernel_params(others);
  CHECK(cuGraphExecKernelNodeSetParams(exec, kernel, &k));
  run(exec, 5 + 10 + 7);
  set.value = 1;
  CHECK(cuGraphExecMemsetNodeSetParams(exec, fill, &set, context));
  run(exec, 1 + 10 + 7);
  CHECK(cuGraphNodeSetEnabled(exec, kernel, 0));
  run(exec, 1 + 7);
  FAILS(cuGraphExecHostNodeSetParams(exec, kernel, &h), CUDA_ERROR_INVALID_VALUE);
  CUgraphExecUpdateResultInfo info;
  CHECK(cuGraphExecUpdate(exec, graph, &info));
  CHECK(cuGraphNodeSetEnabled(exec, kernel, 1));
  run(exec, 5 + 3 + 7);
  FAILS(cuGraphExecUpdate(exec, child, &info), CUDA_ERROR_GRAPH_EXEC_UPDATE_FAILURE);
  EXPECT(info.result == CU_GRAPH_EXEC_UPDATE_ERROR_TOPOLOGY_CHANGED);
  CHECK(cuGraphDestroy(child));
  CHECK(cuGraphExecDestroy(exec));
  CHECK(cuGraphDestroy(graph));
  CHECK(cuEventDestroy(event));
}

static void generic_nodes(void) {
  CUgraph graph;
  CUgraphNode allocate, fill, copy, release;
  CUgraphExec exec;
  CUgraphNodeParams p = {0};
  CHECK(cuGraphCreate(&graph, 0));
  p.type = CU_GRAPH_NODE_TYPE_MEM_ALLOC;
  p.alloc.bytesize = N * sizeof(unsigned);
  p.alloc.poolProps.allocType = CU_MEM_ALLOCATION_TYPE_PINNED;
  p.alloc.poolProps.location.type = CU_MEM_LOCATION_TYPE_DEVICE;
  CHECK(cuGraphAddNode(&allocate, graph, NULL, 0, &p));
  CUdeviceptr scratch = p.alloc.dptr;
  EXPECT(scratch != 0);
  memset(&p, 0, sizeof p);
  p.type = CU_GRAPH_NODE_TYPE_MEMSET;
  p.memset.dst = scratch, p.memset.value = 77, p.memset.elementSize = 4, p.memset.width = N, p.memset.height = 1;
  CHECK(cuGraphAddNode(&fill, graph, &allocate, 1, &p));
  memset(&p, 0, sizeof p);
  p.type = CU_GRAPH_NODE_TYPE_MEMCPY;
  p.memcpy.copyParams = copy_params();
  p.memcpy.copyParams.srcDevice = scratch;
  CHECK(cuGraphAddNode(&copy, graph, &fill, 1, &p));
  CHECK(cuGraphAddMemFreeNode(&release, graph, &copy, 1, scratch));
  CHECK(cuGraphInstantiateWithFlags(&exec, graph, 0));
  run(exec, 77);
  run(exec, 77);
  memset(&p, 0, sizeof p);
  p.type = CU_GRAPH_NODE_TYPE_CONDITIONAL;
  FAILS(cuGraphAddNode(&fill, graph, NULL, 0, &p), CUDA_ERROR_INVALID_VALUE);
  CHECK(cuGraphExecDestroy(exec));
  CHECK(cuGraphDestroy(graph));
}

static void capture(void) {
  CUgraph graph;
  CUgraphExec exec;
  CUstreamCaptureStatus status;
  unsigned four = 4;
  void* arguments[] = {&memory, &four};
  CHECK(cuStreamBeginCapture(stream, CU_STREAM_CAPTURE_MODE_GLOBAL));
  CHECK(cuStreamIsCapturing(stream, &status));
  EXPECT(status == CU_STREAM_CAPTURE_STATUS_ACTIVE);
  CHECK(cuMemsetD32Async(memory, 9, N, stream));
  CHECK(cuLaunchKernel(add, 1, 1, 1, N, 1, 1, 0, stream, arguments, NULL));
  CHECK(cuMemcpyDtoHAsync(host, memory, N * sizeof(unsigned), stream));
  CHECK(cuStreamEndCapture(stream, &graph));
  CHECK(cuGraphInstantiateWithFlags(&exec, graph, 0));
  run(exec, 13);
  CHECK(cuGraphExecDestroy(exec));
  CHECK(cuGraphDestroy(graph));
  CHECK(cuStreamBeginCapture(stream, CU_STREAM_CAPTURE_MODE_GLOBAL));
  FAILS(cuStreamSynchronize(stream), CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED);
  FAILS(cuMemsetD32Async(memory, 9, N, stream), CUDA_ERROR_STREAM_CAPTURE_INVALIDATED);
  FAILS(cuStreamEndCapture(stream, &graph), CUDA_ERROR_STREAM_CAPTURE_INVALIDATED);
}

int main(void) {
  CUmodule module;
  CHECK(cuInit(0));
  CUgraph early;
  FAILS(cuGraphCreate(&early, 0), CUDA_ERROR_INVALID_CONTEXT);
  CHECK(cuCtxCreate(&context, 0, 0));
  CHECK(cuModuleLoadData(&module, ptx));
  CHECK(cuModuleGetFunction(&add, module, "add"));
  CHECK(cuMemAlloc(&memory, N * sizeof(unsigned)));
  CHECK(cuMemAllocHost((void**)&host, N * sizeof(unsigned)));
  CHECK(cuStreamCreate(&stream, CU_STREAM_NON_BLOCKING));
  explicit_nodes();
  generic_nodes();
  capture();
  puts("ok");
  return 0;
}
