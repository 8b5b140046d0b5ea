// Many operations in one call: waits and writes of words (cuStreamBatchMemOp, in graphs too) and copies (cuMemcpyBatchAsync, cuMemcpy3DBatchAsync); copies between arrays.
#include "driver_check.h"
#include <unistd.h>

static CUstream stream;
static CUdeviceptr words;
static volatile unsigned* host;

static CUstreamBatchMemOpParams wait32(CUdeviceptr at, unsigned value) {
  CUstreamBatchMemOpParams p = {0};
  p.waitValue.operation = CU_STREAM_MEM_OP_WAIT_VALUE_32, p.waitValue.address = at, p.waitValue.value = value, p.waitValue.flags = CU_STREAM_WAIT_VALUE_EQ;
  return p;
}

static CUstreamBatchMemOpParams write32(CUdeviceptr at, unsigned value) {
  CUstreamBatchMemOpParams p = {0};
  p.writeValue.operation = CU_STREAM_MEM_OP_WRITE_VALUE_32, p.writeValue.address = at, p.writeValue.value = value;
  return p;
}

static CUstreamBatchMemOpParams write64(CUdeviceptr at, unsigned long long value) {
  CUstreamBatchMemOpParams p = {0};
  p.writeValue.operation = CU_STREAM_MEM_OP_WRITE_VALUE_64, p.writeValue.address = at, p.writeValue.value64 = value;
  return p;
}

static CUstreamBatchMemOpParams barrier(void) {
  CUstreamBatchMemOpParams p = {0};
  p.memoryBarrier.operation = CU_STREAM_MEM_OP_BARRIER, p.memoryBarrier.flags = CU_STREAM_MEMORY_BARRIER_TYPE_GPU;
  return p;
}

static void in_a_stream(void) {
  CUstreamBatchMemOpParams batch[] = {write32(words, 1), wait32(words + 4, 5), barrier(), write64(words + 8, 0x700000006ull), write32(words, 2)};
  memset((void*)host, 0, 64);
  CHECK(cuStreamBatchMemOp(stream, 5, batch, 0));
  while (host[0] != 1) usleep(100);
  usleep(5000);
  FAILS(cuStreamQuery(stream), CUDA_ERROR_NOT_READY);
  EXPECT(host[0] == 1 && host[2] == 0);
  host[1] = 5;
  CHECK(cuStreamSynchronize(stream));
  EXPECT(host[0] == 2 && host[2] == 6 && host[3] == 7);

  FAILS(cuStreamBatchMemOp(stream, 0, batch, 0), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuStreamBatchMemOp(stream, 256, batch, 0), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuStreamBatchMemOp(stream, 1, NULL, 0), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuStreamBatchMemOp(stream, 1, batch, 1), CUDA_ERROR_INVALID_VALUE);
  batch[0].writeValue.address = words + 2; // a part of two words
  FAILS(cuStreamBatchMemOp(stream, 1, batch, 0), CUDA_ERROR_INVALID_VALUE);
  batch[0] = write64(words + 60, 1); // beyond the end
  FAILS(cuStreamBatchMemOp(stream, 1, batch, 0), CUDA_ERROR_INVALID_VALUE);
  batch[0] = barrier();
  batch[0].operation = (CUstreamBatchMemOpType)9;
  FAILS(cuStreamBatchMemOp(stream, 1, batch, 0), CUDA_ERROR_INVALID_VALUE);
}

static void in_a_graph(void) {
  CUstreamBatchMemOpParams first[] = {wait32(words, 1), write32(words + 4, 10)}, second[] = {write32(words + 4, 20)};
  CUDA_BATCH_MEM_OP_NODE_PARAMS params = {NULL, 2, first, 0}, read;
  CUgraph graph, captured;
  CUgraphExec exec;
  CUgraphNode node, nodes[4];
  CUgraphNodeType type;
  CUgraphNodeParams any = {CU_GRAPH_NODE_TYPE_BATCH_MEM_OP};
  size_t count = 4;
  memset((void*)host, 0, 64);
  CHECK(cuGraphCreate(&graph, 0));
  CHECK(cuGraphAddBatchMemOpNode(&node, graph, NULL, 0, &params));
  any.memOp = params;
  any.memOp.count = 1, any.memOp.paramArray = second;
  CHECK(cuGraphAddNode(&nodes[0], graph, &node, 1, &any));
  CHECK(cuGraphNodeGetType(node, &type));
  EXPECT(type == CU_GRAPH_NODE_TYPE_BATCH_MEM_OP);
  CHECK(cuGraphBatchMemOpNodeGetParams(node, &read));
  EXPECT(read.count == 2 && memcmp(read.paramArray, first, sizeof first) == 0);
  CHECK(cuGraphInstantiate(&exec, graph, 0));
  CHECK(cuGraphLaunch(exec, stream));
  usleep(5000);
  FAILS(cuStreamQuery(stream), CUDA_ERROR_NOT_READY);
  EXPECT(host[1] == 0);
  host[0] = 1;
  CHECK(cuStreamSynchronize(stream));
  EXPECT(host[1] == 20);

  second[0] = write32(words + 4, 30);
  params.count = 1, params.paramArray = second;
  CHECK(cuGraphExecBatchMemOpNodeSetParams(exec, nodes[0], &params));
  CHECK(cuGraphLaunch(exec, stream));
  CHECK(cuStreamSynchronize(stream));
  EXPECT(host[1] == 30);
  CHECK(cuGraphBatchMemOpNodeSetParams(node, &params));
  CHECK(cuGraphBatchMemOpNodeGetParams(node, &read));
  EXPECT(read.count == 1 && read.paramArray->writeValue.value == 30);
  FAILS(cuGraphAddBatchMemOpNode(&node, graph, NULL, 0, NULL), CUDA_ERROR_INVALID_VALUE);
  params.count = 0;
  FAILS(cuGraphBatchMemOpNodeSetParams(node, &params), CUDA_ERROR_INVALID_VALUE);
  CHECK(cuGraphExecDestroy(exec));
  CHECK(cuGraphDestroy(graph));

  // A stream that is captured makes such nodes.
  CHECK(cuStreamBeginCapture(stream, CU_STREAM_CAPTURE_MODE_GLOBAL));
  CHECK(cuStreamWriteValue32(stream, words, 40, 0));
  CHECK(cuStreamWriteValue64(stream, words + 8, 50, 0));
  CHECK(cuStreamEndCapture(stream, &captured));
  CHECK(cuGraphGetNodes(captured, nodes, &count));
  EXPECT(count == 2 && host[0] == 1);
  CHECK(cuGraphNodeGetType(nodes[0], &type));
  EXPECT(type == CU_GRAPH_NODE_TYPE_BATCH_MEM_OP);
  CHECK(cuGraphInstantiate(&exec, captured, 0));
  CHECK(cuGraphLaunch(exec, stream));
  CHECK(cuStreamSynchronize(stream));
  EXPECT(host[0] == 40 && host[2] == 50);
  CHECK(cuGraphExecDestroy(exec));
  CHECK(cuGraphDestroy(captured));
}

static void copies(void) {
  enum { Count = 3, Bytes = 4096 };
  CUdeviceptr targets[Count], sources[Count];
  size_t sizes[Count] = {Bytes, 100, 1}, indices[2] = {0, 2}, failed = 5;
  unsigned char* back = malloc(Bytes);
  CUmemcpyAttributes attributes[2] = {{CU_MEMCPY_SRC_ACCESS_ORDER_STREAM}, {CU_MEMCPY_SRC_ACCESS_ORDER_ANY}};
  for (int i = 0; i < Count; i++) {
    CHECK(cuMemAlloc(&targets[i], Bytes));
    CHECK(cuMemAlloc(&sources[i], Bytes));
    CHECK(cuMemsetD8(targets[i], 0, Bytes));
    CHECK(cuMemsetD8(sources[i], 'a' + i, Bytes));
  }
  CHECK(cuCtxSynchronize());
  CHECK(cuMemcpyBatchAsync(targets, sources, sizes, Count, attributes, indices, 2, &failed, stream));
  CHECK(cuStreamSynchronize(stream));
  EXPECT(failed == (size_t)-1);
  for (int i = 0; i < Count; i++) {
    CHECK(cuMemcpyDtoH(back, targets[i], Bytes));
    for (size_t j = 0; j < Bytes; j++) EXPECT(back[j] == (j < sizes[i] ? 'a' + i : 0));
  }
  sizes[1] = Bytes + 1;
  FAILS(cuMemcpyBatchAsync(targets, sources, sizes, Count, attributes, indices, 2, &failed, stream), CUDA_ERROR_INVALID_VALUE);
  EXPECT(failed == 1);
  sizes[1] = 100;
  FAILS(cuMemcpyBatchAsync(targets, sources, sizes, Count, attributes, indices, 2, &failed, NULL), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuMemcpyBatchAsync(targets, sources, sizes, 0, attributes, indices, 2, &failed, stream), CUDA_ERROR_INVALID_VALUE);
  attributes[1].srcAccessOrder = CU_MEMCPY_SRC_ACCESS_ORDER_INVALID;
  FAILS(cuMemcpyBatchAsync(targets, sources, sizes, Count, attributes, indices, 2, &failed, stream), CUDA_ERROR_INVALID_VALUE);
  for (int i = 0; i < Count; i++) {
    CHECK(cuMemFree(targets[i]));
    CHECK(cuMemFree(sources[i]));
  }
  free(back);
}

// An 8 x 4 array of two shorts an element, filled from rows of 10 elements, and a part of it read back.
static void boxes(void) {
  enum { Width = 8, Height = 4, Row = 10 };
  CUarray array, line, other;
  CUDA_ARRAY3D_DESCRIPTOR shape = {Width, Height, 0, CU_AD_FORMAT_SIGNED_INT16, 2, 0};
  CUDA_ARRAY_DESCRIPTOR row = {Width, 0, CU_AD_FORMAT_SIGNED_INT16, 2}, bytes = {Width, 0, CU_AD_FORMAT_UNSIGNED_INT8, 1};
  unsigned in[Height][Row], out[2][3], cells[Width];
  CUDA_MEMCPY3D_BATCH_OP copies[2] = {0};
  size_t failed = 7;
  for (int y = 0; y < Height; y++)
    for (int x = 0; x < Row; x++) in[y][x] = y * 100 + x;
  CHECK(cuArray3DCreate(&array, &shape));
  copies[0].src.type = CU_MEMCPY_OPERAND_TYPE_POINTER, copies[0].src.op.ptr.ptr = (CUdeviceptr)in, copies[0].src.op.ptr.rowLength = Row;
  copies[0].dst.type = CU_MEMCPY_OPERAND_TYPE_ARRAY, copies[0].dst.op.array.array = array;
  copies[0].extent.width = Width, copies[0].extent.height = Height, copies[0].extent.depth = 1, copies[0].srcAccessOrder = CU_MEMCPY_SRC_ACCESS_ORDER_STREAM;
  copies[1].src.type = CU_MEMCPY_OPERAND_TYPE_ARRAY, copies[1].src.op.array.array = array, copies[1].src.op.array.offset.x = 4, copies[1].src.op.array.offset.y = 1;
  copies[1].dst.type = CU_MEMCPY_OPERAND_TYPE_POINTER, copies[1].dst.op.ptr.ptr = (CUdeviceptr)out;
  copies[1].extent.width = 3, copies[1].extent.height = 2, copies[1].extent.depth = 1, copies[1].srcAccessOrder = CU_MEMCPY_SRC_ACCESS_ORDER_ANY;
  CHECK(cuMemcpy3DBatchAsync(2, copies, &failed, 0, stream));
  CHECK(cuStreamSynchronize(stream));
  EXPECT(failed == (size_t)-1);
  for (int y = 0; y < 2; y++)
    for (int x = 0; x < 3; x++) EXPECT(out[y][x] == (y + 1) * 100u + x + 4);
  copies[1].src.op.array.offset.x = 6; // beyond the right edge
  FAILS(cuMemcpy3DBatchAsync(2, copies, &failed, 0, stream), CUDA_ERROR_INVALID_VALUE);
  EXPECT(failed == 1);
  FAILS(cuMemcpy3DBatchAsync(2, copies, &failed, 1, stream), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuMemcpy3DBatchAsync(0, copies, &failed, 0, stream), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuMemcpy3DBatchAsync(1, NULL, &failed, 0, stream), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuMemcpy3DBatchAsync(1, copies, &failed, 0, NULL), CUDA_ERROR_INVALID_VALUE);
  copies[0].src.op.ptr.rowLength = Width - 1;
  FAILS(cuMemcpy3DBatchAsync(1, copies, &failed, 0, stream), CUDA_ERROR_INVALID_VALUE);

  CHECK(cuArrayCreate(&line, &row));
  CHECK(cuArrayCreate(&other, &bytes));
  CHECK(cuMemcpyHtoA(line, 0, in[3], sizeof cells));
  CHECK(cuMemcpyAtoA(line, 4, line, 16, 8));
  CHECK(cuMemcpyAtoH(cells, line, 0, sizeof cells));
  for (int x = 0; x < Width; x++) EXPECT(cells[x] == 300u + (x == 1 ? 4 : x == 2 ? 5 : x));
  FAILS(cuMemcpyAtoA(line, 2, line, 16, 8), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuMemcpyAtoA(line, 28, line, 0, 8), CUDA_ERROR_INVALID_VALUE);
  FAILS(cuMemcpyAtoA(other, 0, line, 0, 8), CUDA_ERROR_INVALID_VALUE);
  CHECK(cuArrayDestroy(array));
  CHECK(cuArrayDestroy(line));
  CHECK(cuArrayDestroy(other));
}

int main(void) {
  CUcontext context;
  CHECK(cuInit(0));
  CHECK(cuCtxCreate(&context, 0, 0));
  CHECK(cuStreamCreate(&stream, CU_STREAM_NON_BLOCKING));
  CHECK(cuMemHostAlloc((void**)&host, 64, CU_MEMHOSTALLOC_DEVICEMAP));
  CHECK(cuMemHostGetDevicePointer(&words, (void*)host, 0));
  in_a_stream();
  in_a_graph();
  copies();
  boxes();
  CHECK(cuCtxDestroy(context));
  puts("ok");
  return 0;
}
