// What programs write for compute capabilities that lack a function: their own definition, chosen by __CUDA_ARCH__.

// From the C++ Programming Guide, "Atomic Functions"; __CUDA_ARCH__ is 0 for the preprocessor in the host half.
#if __CUDA_ARCH__ < 600
__device__ double atomicAdd(double* address, double val) {
  unsigned long long int* address_as_ull = (unsigned long long int*)address;
  unsigned long long int old = *address_as_ull, assumed;
  do {
    assumed = old;
    old = atomicCAS(address_as_ull, assumed, __double_as_longlong(val + __longlong_as_double(assumed)));
  } while (assumed != old);
  return __longlong_as_double(old);
}
#endif

#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ < 610
static __device__ __forceinline__ int __dp4a(int a, int b, int c) { return a + b + c; }
#endif

__global__ void everywhere(double* d, float* f, int* i) {
  atomicAdd(d, 1.0);
  atomicAdd(d, 2.0f);
  atomicAdd(f, 1.0f);
  i[0] = __dp4a(i[1], i[2], i[3]) + __shfl_down_sync(0xffffffffu, i[4], 1) + __popc(__ballot_sync(__activemask(), i[5]));
#if __CUDA_ARCH__ >= 700
  i[6] = __match_any_sync(__activemask(), i[7]);
  __nanosleep(10);
#endif
  i[7] = __ldg(i + 8) + max(i[9], 2) + __syncthreads_count(i[10]);
}
