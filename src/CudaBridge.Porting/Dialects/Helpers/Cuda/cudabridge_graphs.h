// What graphs lack where the makers' structures and constants are not public. A copy is captured from a stream into a graph of its own, which becomes a child of
// the program's: the node is one of a child graph, and its parameters stay what they were. An update says whether it succeeded, not why it did not.
// Goes with sources that cudabridge has ported.
// gives cudabridge::GraphUpdateResult
// gives cudabridge::GraphUpdateSuccess
// gives cudabridge::GraphUpdateError
// gives cudabridge::graph_update_said
// gives cudabridge::graph_add_memcpy
// gives cudabridge::graph_add_memcpy_1d
#ifndef CUDABRIDGE_GRAPHS_H
#define CUDABRIDGE_GRAPHS_H
#include <cuda_runtime.h>

namespace cudabridge {

struct copy_rows {
  char* target;
  size_t target_pitch;
  const char* source;
  size_t source_pitch, width, height;  // bytes, rows
};

// `slices` copies of rows, one after the other.
inline cudaError_t graph_add_copies(cudaGraphNode_t* node, cudaGraph_t graph, const cudaGraphNode_t* dependencies, size_t count, copy_rows rows, size_t slices, size_t target_slice,
                                    size_t source_slice, cudaMemcpyKind kind) {
  cudaStream_t stream;
  cudaError_t error = cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking);
  if (error != cudaSuccess) return error;
  cudaGraph_t copies = 0;
  error = cudaStreamBeginCapture(stream, cudaStreamCaptureModeThreadLocal);
  for (size_t slice = 0; slice < slices && error == cudaSuccess; slice++) {
    char* const target = rows.target + slice * target_slice;
    const char* const source = rows.source + slice * source_slice;
    if (rows.height == 1) error = cudaMemcpyAsync(target, source, rows.width, kind, stream);
    else error = cudaMemcpy2DAsync(target, rows.target_pitch, source, rows.source_pitch, rows.width, rows.height, kind, stream);
  }
  const cudaError_t ended = cudaStreamEndCapture(stream, &copies);
  if (error == cudaSuccess) error = ended;
  if (error == cudaSuccess) error = cudaGraphAddChildGraphNode(node, graph, dependencies, count, copies);
  if (ended == cudaSuccess) cudaGraphDestroy(copies);
  cudaStreamDestroy(stream);
  return error;
}

inline cudaError_t graph_add_memcpy_1d(cudaGraphNode_t* node, cudaGraph_t graph, const cudaGraphNode_t* dependencies, size_t count, void* to, const void* from, size_t bytes, cudaMemcpyKind kind) {
  const copy_rows rows = {(char*)to, bytes, (const char*)from, bytes, bytes, 1};
  return graph_add_copies(node, graph, dependencies, count, rows, 1, 0, 0, kind);
}

inline cudaError_t graph_add_memcpy(cudaGraphNode_t* node, cudaGraph_t graph, const cudaGraphNode_t* dependencies, size_t count, const cudaMemcpy3DParms* copy) {
  const copy_sides sides = sides_of(*copy);
  const size_t height = at_least_one(copy->extent.height), depth = at_least_one(copy->extent.depth);
  const copy_rows rows = {sides.target, sides.target_pitch, sides.source, sides.source_pitch, sides.width, height};
  return graph_add_copies(node, graph, dependencies, count, rows, depth, sides.target_slice, sides.source_slice, copy->kind);
}

enum GraphUpdateResult { GraphUpdateSuccess, GraphUpdateError };

// Takes the place of a pointer to a result in the maker's type.
struct maker_result {
  template <typename T>
  operator T*() const {
    static T result;
    return &result;
  }
};
inline cudaError_t graph_update_said(GraphUpdateResult* result, cudaError_t error) {
  if (result) *result = error == cudaSuccess ? GraphUpdateSuccess : GraphUpdateError;
  return error;
}

}  // namespace cudabridge

#endif
