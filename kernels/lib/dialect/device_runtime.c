// The runtime functions that device code may call (C++ Programming Guide, "CUDA Dynamic Parallelism", API reference), over the target's
// operations cudabridge_launch_*: a launch waits in its grid's list until the grid's own blocks are done. Grids of one list run one after the other, each with
// all that it launches itself, in the order of their launches. So streams and events have nothing left to order.

typedef struct { u32 x, y, z; } launch_shape;

void* cudabridge_launch_buffer(const void* kernel, u64 bytes);
void cudabridge_launch_configure(void* buffer, const void* kernel, u32 grid_x, u32 grid_y, u32 grid_z, u32 block_x, u32 block_y, u32 block_z, u32 shared);
u32 cudabridge_launch_submit(void* buffer, const void* stream);
u32 cudabridge_launch_copy(void* to, const void* from, u64 bytes, const void* stream);
u32 cudabridge_launch_fill(void* to, u32 byte, u64 bytes, const void* stream);
u32 cudabridge_launch_error(u32 reset);
void* malloc(unsigned long bytes);
void free(void* p);

enum { CUDA_SUCCESS = 0, CUDA_ERROR_INVALID_VALUE = 1, CUDA_ERROR_MEMORY_ALLOCATION = 2 };

#define SOME_STREAM ((void*)0x10)
#define SOME_EVENT ((void*)0x10)

// `alignment`: buffers have 64 bytes, the largest that parameters can ask for.
void* cb_dialect_cudaGetParameterBuffer(u64 alignment, u64 size) {
  (void)alignment;
  return cudabridge_launch_buffer(0, size);
}

u32 cb_dialect_cudaLaunchDevice(const void* kernel, void* buffer, launch_shape grid, launch_shape block, u32 shared, const void* stream) {
  cudabridge_launch_configure(buffer, kernel, grid.x, grid.y, grid.z, block.x, block.y, block.z, shared);
  return cudabridge_launch_submit(buffer, stream);
}

void* cb_dialect_cudaGetParameterBufferV2(const void* kernel, launch_shape grid, launch_shape block, u32 shared) {
  void* buffer = cudabridge_launch_buffer(kernel, 0);
  if (buffer) cudabridge_launch_configure(buffer, kernel, grid.x, grid.y, grid.z, block.x, block.y, block.z, shared);
  return buffer;
}

u32 cb_dialect_cudaLaunchDeviceV2(void* buffer, const void* stream) { return buffer ? cudabridge_launch_submit(buffer, stream) : CUDA_ERROR_INVALID_VALUE; }

u32 cb_dialect_cudaGetLastError(void) { return cudabridge_launch_error(1); }
u32 cb_dialect_cudaPeekAtLastError(void) { return cudabridge_launch_error(0); }

// The errors that the functions above and below return.
#define FOR_EACH_ERROR(row)                                                          \
  row(0, "cudaSuccess", "no error")                                                  \
  row(1, "cudaErrorInvalidValue", "invalid argument")                                \
  row(2, "cudaErrorMemoryAllocation", "out of memory")                               \
  row(9, "cudaErrorInvalidConfiguration", "invalid configuration argument")          \
  row(65, "cudaErrorLaunchMaxDepthExceeded", "launch would exceed maximum depth of nested launches") \
  row(98, "cudaErrorInvalidDeviceFunction", "invalid device function")               \
  row(701, "cudaErrorLaunchOutOfResources", "too many resources requested for launch")

#define NAME_OF(code, name, text) if (error == code) return name;
#define TEXT_OF(code, name, text) if (error == code) return text;

const char* cb_dialect_cudaGetErrorName(u32 error) { FOR_EACH_ERROR(NAME_OF) return "unrecognized error code"; }
const char* cb_dialect_cudaGetErrorString(u32 error) { FOR_EACH_ERROR(TEXT_OF) return "unrecognized error code"; }

u32 cb_dialect_cudaStreamCreateWithFlags(void** stream, u32 flags) {
  if (flags != 1) return CUDA_ERROR_INVALID_VALUE;  // cudaStreamNonBlocking is the one kind that device code may create
  *stream = SOME_STREAM;
  return CUDA_SUCCESS;
}

u32 cb_dialect_cudaEventCreateWithFlags(void** event, u32 flags) {
  if (flags != 2) return CUDA_ERROR_INVALID_VALUE;  // cudaEventDisableTiming
  *event = SOME_EVENT;
  return CUDA_SUCCESS;
}

u32 cb_dialect_cudaStreamDestroy(const void* stream) { return stream ? CUDA_SUCCESS : CUDA_ERROR_INVALID_VALUE; }
u32 cb_dialect_cudaEventDestroy(const void* event) { return event ? CUDA_SUCCESS : CUDA_ERROR_INVALID_VALUE; }
u32 cb_dialect_cudaEventRecord(const void* event, const void* stream) { return (void)stream, event ? CUDA_SUCCESS : CUDA_ERROR_INVALID_VALUE; }
u32 cb_dialect_cudaEventRecordWithFlags(const void* event, const void* stream, u32 flags) { return (void)stream, (void)flags, event ? CUDA_SUCCESS : CUDA_ERROR_INVALID_VALUE; }
u32 cb_dialect_cudaStreamWaitEvent(const void* stream, const void* event, u32 flags) { return (void)stream, (void)flags, event ? CUDA_SUCCESS : CUDA_ERROR_INVALID_VALUE; }

// `kind` is a cudaMemcpyKind; all memory is at one address here.
u32 cb_dialect_cudaMemcpyAsync(void* to, const void* from, u64 bytes, u32 kind, const void* stream) { return (void)kind, cudabridge_launch_copy(to, from, bytes, stream); }
u32 cb_dialect_cudaMemsetAsync(void* to, u32 value, u64 bytes, const void* stream) { return cudabridge_launch_fill(to, value, bytes, stream); }

u32 cb_dialect_cudaMalloc(void** memory, u64 bytes) {
  if (!memory) return CUDA_ERROR_INVALID_VALUE;
  *memory = malloc(bytes);
  return *memory || bytes == 0 ? CUDA_SUCCESS : CUDA_ERROR_MEMORY_ALLOCATION;
}

u32 cb_dialect_cudaFree(void* memory) {
  free(memory);
  return CUDA_SUCCESS;
}

u32 cb_dialect_cudaGetDevice(u32* device) {
  *device = 0;
  return CUDA_SUCCESS;
}

u32 cb_dialect_cudaGetDeviceCount(u32* count) {
  *count = 1;
  return CUDA_SUCCESS;
}

// The handle is the address of the value that the graph's node looks at when the kernel has ended.
void cb_dialect_cudaGraphSetConditional(u64 handle, u32 value) { *(volatile u32*)handle = value; }
