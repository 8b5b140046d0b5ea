/* Included after cuda_runtime.h when the source asks for an architecture older than sm_80: from here on __CUDA_ARCH__ is that one, so
   that the source takes the path its author tested. Our headers and clang's have been read with sm_80's, whose operations we have. */
#if defined(__CUDA_ARCH__) && defined(__CUDABRIDGE_ARCH__)
#undef __CUDA_ARCH__
#define __CUDA_ARCH__ __CUDABRIDGE_ARCH__
#endif
