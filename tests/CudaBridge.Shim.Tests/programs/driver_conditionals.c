// Conditional graph nodes through the driver API, with a kernel from PTX that calls the device runtime's function by its name.
#include "driver_check.h"

static const char text[] =
  ".version 8.0\n.target sm_80\n.address_size 64\n"
  ".extern .func cudaGraphSetConditional(.param .b64 handle, .param .b32 value);\n"
  ".visible .entry count_down(.param .u64 p, .param .u64 handle)\n{\n"
  "  .reg .b32 %r<4>; .reg .b64 %rd<4>; .param .b64 h; .param .b32 v;\n"
  "  ld.param.u64 %rd1, [p]; ld.param.u64 %rd2, [handle];\n"
  "  ld.global.u32 %r1, [%rd1]; sub.u32 %r1, %r1, 1; st.global.u32 [%rd1], %r1;\n"
  "  ld.global.u32 %r2, [%rd1+4]; add.u32 %r2, %r2, 1; st.global.u32 [%rd1+4], %r2;\n"
  "  st.param.b64 [h], %rd2; st.param.b32 [v], %r1;\n"
  "  call.uni cudaGraphSetConditional, (h, v);\n  ret;\n}\n";

int main(void) {
  CUcontext context;
  CUmodule module;
  CUfunction function;
  CUgraph graph, body;
  CUgraphExec exec;
  CUgraphNode node;
  CUgraphNodeType type;
  CUgraphConditionalHandle handle;
  CUgraphNodeParams params;
  CUdeviceptr memory;
  unsigned numbers[2];
  CHECK(cuInit(0));
  CHECK(cuCtxCreate(&context, 0, 0));
  CHECK(cuModuleLoadData(&module, text));
  CHECK(cuModuleGetFunction(&function, module, "count_down"));
  CHECK(cuMemAlloc(&memory, sizeof numbers));
  CHECK(cuGraphCreate(&graph, 0));
  FAILS(cuGraphConditionalHandleCreate(NULL, graph, context, 1, 0), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuGraphConditionalHandleCreate(&handle, NULL, context, 1, 0), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuGraphConditionalHandleCreate(&handle, graph, context, 1, 4), CUDA_ERROR_INVALID_VALUE);
  CHECK(cuGraphConditionalHandleCreate(&handle, graph, context, 1, CU_GRAPH_COND_ASSIGN_DEFAULT));
  memset(&params, 0, sizeof params);
  params.type = CU_GRAPH_NODE_TYPE_CONDITIONAL;
  params.conditional.handle = handle + 8;
  params.conditional.type = CU_GRAPH_COND_TYPE_WHILE;
  params.conditional.size = 1;
  params.conditional.ctx = context;
  FAILS(cuGraphAddNode(&node, graph, NULL, 0, &params), CUDA_ERROR_INVALID_VALUE);
  params.conditional.handle = handle;
  CHECK(cuGraphAddNode(&node, graph, NULL, 0, &params));
  CHECK(cuGraphNodeGetType(node, &type));
  EXPECT(type == CU_GRAPH_NODE_TYPE_CONDITIONAL);
  body = params.conditional.phGraph_out[0];
  memset(&params, 0, sizeof params);
  void* arguments[] = {&memory, &handle};
  params.type = CU_GRAPH_NODE_TYPE_KERNEL;
  params.kernel.func = function;
  params.kernel.gridDimX = params.kernel.gridDimY = params.kernel.gridDimZ = 1;
  params.kernel.blockDimX = params.kernel.blockDimY = params.kernel.blockDimZ = 1;
  params.kernel.kernelParams = arguments;
  CHECK(cuGraphAddNode(&node, body, NULL, 0, &params));
  CHECK(cuGraphInstantiate(&exec, graph, 0));
  for (unsigned n = 1; n < 50; n += 7) {
    unsigned begin[2] = {n, 0};
    CHECK(cuMemcpyHtoD(memory, begin, sizeof begin));
    CHECK(cuGraphLaunch(exec, NULL));
    CHECK(cuMemcpyDtoH(numbers, memory, sizeof numbers));
    EXPECT(numbers[0] == 0 && numbers[1] == n);
  }
  CHECK(cuGraphExecDestroy(exec));
  CHECK(cuGraphDestroy(graph));
  puts("ok");
  return 0;
}
