// AscendCL's runtime and the SIMT interface of Ascend C, as their documentation gives their shapes.
using aclError = int;
using aclrtStream = cudaStream_t;
using aclrtEvent = cudaEvent_t;
constexpr aclError ACL_SUCCESS = 0;
enum aclrtMemcpyKind { ACL_MEMCPY_HOST_TO_HOST, ACL_MEMCPY_HOST_TO_DEVICE, ACL_MEMCPY_DEVICE_TO_HOST, ACL_MEMCPY_DEVICE_TO_DEVICE, ACL_MEMCPY_DEFAULT };
enum aclrtMemMallocPolicy { ACL_MEM_MALLOC_HUGE_FIRST };
enum aclrtLastErrLevel { ACL_RT_THREAD_LEVEL };
enum aclrtMemAttr { ACL_HBM_MEM };
constexpr unsigned ACL_EVENT_TIME_LINE = 8;
namespace cudabridge_check {
inline bool& open() {
  static bool is_open = false;
  return is_open;
}
// Every call before aclInit fails, as on the device.
inline aclError code(cudaError_t error) { return open() ? static_cast<aclError>(error) : 100000; }
}  // namespace cudabridge_check
inline aclError aclInit(const char*) {
  if (cudabridge_check::open()) return 100002;
  cudabridge_check::open() = true;
  return ACL_SUCCESS;
}
inline aclError aclFinalize() {
  cudabridge_check::open() = false;
  return ACL_SUCCESS;
}
inline const char* aclGetRecentErrMsg() { return nullptr; }
inline aclError aclrtSetDevice(int device) { return cudabridge_check::code(cudaSetDevice(device)); }
inline aclError aclrtGetDevice(int* device) { return cudabridge_check::code(cudaGetDevice(device)); }
inline aclError aclrtGetDeviceCount(unsigned* count) { return cudabridge_check::code(cudaGetDeviceCount(reinterpret_cast<int*>(count))); }
inline aclError aclrtMalloc(void** pointer, size_t bytes, aclrtMemMallocPolicy) { return cudabridge_check::code(cudaMalloc(pointer, bytes)); }
inline aclError aclrtFree(void* pointer) { return cudabridge_check::code(cudaFree(pointer)); }
inline aclError aclrtMallocHost(void** pointer, size_t bytes) { return cudabridge_check::code(cudaMallocHost(pointer, bytes)); }
inline aclError aclrtFreeHost(void* pointer) { return cudabridge_check::code(cudaFreeHost(pointer)); }
inline aclError aclrtMemcpy(void* to, size_t room, const void* from, size_t bytes, aclrtMemcpyKind kind) {
  return room < bytes ? 100000 : cudabridge_check::code(cudaMemcpy(to, from, bytes, static_cast<cudaMemcpyKind>(kind)));
}
inline aclError aclrtMemcpyAsync(void* to, size_t room, const void* from, size_t bytes, aclrtMemcpyKind kind, aclrtStream stream) {
  return room < bytes ? 100000 : cudabridge_check::code(cudaMemcpyAsync(to, from, bytes, static_cast<cudaMemcpyKind>(kind), stream));
}
inline aclError aclrtMemset(void* pointer, size_t room, int value, size_t bytes) {
  return room < bytes ? 100000 : cudabridge_check::code(cudaMemset(pointer, value, bytes));
}
inline aclError aclrtMemsetAsync(void* pointer, size_t room, int value, size_t bytes, aclrtStream stream) {
  return room < bytes ? 100000 : cudabridge_check::code(cudaMemsetAsync(pointer, value, bytes, stream));
}
inline aclError aclrtCreateStream(aclrtStream* stream) { return cudabridge_check::code(cudaStreamCreate(stream)); }
inline aclError aclrtCreateStreamWithConfig(aclrtStream* stream, unsigned priority, unsigned) {
  return cudabridge_check::code(cudaStreamCreateWithPriority(stream, cudaStreamDefault, static_cast<int>(priority)));
}
inline aclError aclrtDestroyStream(aclrtStream stream) { return cudabridge_check::code(cudaStreamDestroy(stream)); }
inline aclError aclrtSynchronizeStream(aclrtStream stream) { return cudabridge_check::code(cudaStreamSynchronize(stream)); }
inline aclError aclrtStreamWaitEvent(aclrtStream stream, aclrtEvent event) { return cudabridge_check::code(cudaStreamWaitEvent(stream, event, 0)); }
inline aclError aclrtSynchronizeDevice() { return cudabridge_check::code(cudaDeviceSynchronize()); }
inline aclError aclrtCreateEvent(aclrtEvent* event) { return cudabridge_check::code(cudaEventCreateWithFlags(event, cudaEventDisableTiming)); }
inline aclError aclrtCreateEventWithFlag(aclrtEvent* event, unsigned) { return cudabridge_check::code(cudaEventCreate(event)); }
inline aclError aclrtRecordEvent(aclrtEvent event, aclrtStream stream) { return cudabridge_check::code(cudaEventRecord(event, stream)); }
inline aclError aclrtSynchronizeEvent(aclrtEvent event) { return cudabridge_check::code(cudaEventSynchronize(event)); }
inline aclError aclrtEventElapsedTime(float* milliseconds, aclrtEvent start, aclrtEvent end) { return cudabridge_check::code(cudaEventElapsedTime(milliseconds, start, end)); }
inline aclError aclrtDestroyEvent(aclrtEvent event) { return cudabridge_check::code(cudaEventDestroy(event)); }
inline aclError aclrtLaunchHostFunc(aclrtStream stream, void (*function)(void*), void* argument) { return cudabridge_check::code(cudaLaunchHostFunc(stream, function, argument)); }
inline aclError aclrtGetLastError(aclrtLastErrLevel) { return cudabridge_check::code(cudaGetLastError()); }
inline aclError aclrtPeekAtLastError(aclrtLastErrLevel) { return cudabridge_check::code(cudaPeekAtLastError()); }
inline aclError aclrtGetMemInfo(aclrtMemAttr, size_t* free, size_t* total) { return cudabridge_check::code(cudaMemGetInfo(free, total)); }
#ifdef __CUDACC__
__device__ inline unsigned asc_ballot(int predicate) { return __ballot_sync(__activemask(), predicate); }
__device__ inline int asc_any(int predicate) { return __any_sync(__activemask(), predicate); }
__device__ inline int asc_all(int predicate) { return __all_sync(__activemask(), predicate); }
template <typename T>
__device__ inline T asc_shfl(T value, int lane, int width) { return __shfl_sync(__activemask(), value, lane, width); }
template <typename T>
__device__ inline T asc_shfl_up(T value, unsigned delta, int width) { return __shfl_up_sync(__activemask(), value, delta, width); }
template <typename T>
__device__ inline T asc_shfl_down(T value, unsigned delta, int width) { return __shfl_down_sync(__activemask(), value, delta, width); }
template <typename T>
__device__ inline T asc_shfl_xor(T value, int mask, int width) { return __shfl_xor_sync(__activemask(), value, mask, width); }
template <typename T>
__device__ inline T asc_reduce_add(T value) { return __reduce_add_sync(__activemask(), value); }
template <typename T>
__device__ inline T asc_reduce_max(T value) { return __reduce_max_sync(__activemask(), value); }
template <typename T>
__device__ inline T asc_reduce_min(T value) { return __reduce_min_sync(__activemask(), value); }
#endif
