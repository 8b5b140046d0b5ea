// Cambricon's runtime as its public documentation gives its shapes.
using cnrtQueue_t = cudaStream_t;
using cnrtNotifier_t = cudaEvent_t;
using cnrtRet_t = cudaError_t;
enum cnrtFunctionType_t { cnrtFuncTypeBlock = 1, cnrtFuncTypeUnion1 = 4 };
struct cnrtDim3_t { unsigned x, y, z; };
enum cnrtDeviceAttr_t { cnrtAttrClusterCount, cnrtAttrMcorePerCluster };
enum cnrtMemTransDir_t { cnrtMemcpyHostToHost, cnrtMemcpyHostToDev, cnrtMemcpyDevToHost, cnrtMemcpyDevToDev, cnrtMemcpyNoDirection };
inline cnrtRet_t cnrtDeviceGetAttribute(int* value, cnrtDeviceAttr_t attribute, int) { return *value = attribute == cnrtAttrClusterCount ? 2 : 4, cudaSuccess; }
inline cnrtRet_t cnrtMalloc(void** pointer, size_t bytes) { return cudaMalloc(pointer, bytes); }
inline cnrtRet_t cnrtHostMalloc(void** pointer, size_t bytes) { return cudaMallocHost(pointer, bytes); }
// The source is no const pointer there.
inline cnrtRet_t cnrtMemcpy(void* to, void* from, size_t bytes, cnrtMemTransDir_t kind) { return cudaMemcpy(to, from, bytes, static_cast<cudaMemcpyKind>(kind)); }
inline cnrtRet_t cnrtMemcpyAsync_V2(void* to, void* from, size_t bytes, cnrtQueue_t queue, cnrtMemTransDir_t kind) { return cudaMemcpyAsync(to, from, bytes, static_cast<cudaMemcpyKind>(kind), queue); }
inline cnrtRet_t cnrtQueueWaitNotifier(cnrtNotifier_t notifier, cnrtQueue_t queue, unsigned flags) { return cudaStreamWaitEvent(queue, notifier, flags); }
inline cnrtRet_t cnrtNotifierElapsedTime(cnrtNotifier_t start, cnrtNotifier_t end, float* ms) { return cudaEventElapsedTime(ms, start, end); }
inline cnrtRet_t cnrtGetDeviceCount(unsigned* count) { return cudaGetDeviceCount(reinterpret_cast<int*>(count)); }
inline cnrtRet_t cnrtPlaceNotifier(cnrtNotifier_t notifier, cnrtQueue_t queue) { return cudaEventRecord(notifier, queue); }
inline cnrtRet_t cnrtMemsetAsync(void* pointer, int value, size_t bytes, cnrtQueue_t queue) { return cudaMemsetAsync(pointer, value, bytes, queue); }
