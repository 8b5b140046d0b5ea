// SUPA of the first generation: the stream comes before the direction.
inline cudaError_t suMemcpyAsync(void* to, const void* from, size_t bytes, cudaStream_t stream, cudaMemcpyKind kind = cudaMemcpyDefault) {
  return cudaMemcpyAsync(to, from, bytes, kind, stream);
}
template <typename T>
inline cudaError_t suMallocHost(T** pointer, size_t bytes) { return cudaMallocHost(pointer, bytes); }
