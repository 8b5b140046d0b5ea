// test: diagnostics
// options: -O2
// A variable that no file defines is an error where code reads it, not where a reference to it is passed and forgotten.
extern __device__ int ignored, missing;

__device__ int first(int a, const int&) { return a; }

__global__ void forgets(int* d) { d[0] = first(1, ignored); }

__global__ void reads(int* d) { d[0] = missing; }

// A built-in variable converts to a vector by a call that takes its address.
__global__ void converts(uint3* d) { uint3 i = threadIdx; dim3 n = gridDim; d[i.x] = n; }

// expect:
// error: CB2002: undefined_variable.cu: undefined device symbol missing; define it, or link the file that defines it (nvcc -dc, then link all objects)
