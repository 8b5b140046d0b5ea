// test: diagnostics
template <typename T, int N> __global__ void too_much(T* out)
{
  __shared__ T buffer[N];
  buffer[threadIdx.x] = out[threadIdx.x];
  __syncthreads();
  out[threadIdx.x] = buffer[N - 1 - threadIdx.x];
}

template __global__ void too_much<float, 12288>(float*);
template __global__ void too_much<float, 12289>(float*);

// expect:
// error: CB2005: shared_limit.cu: kernel void too_much<float, 12289>(float*) uses too much shared data (0xc004 bytes, 0xc000 max); use dynamic shared memory (extern __shared__) for more than 48 KB
