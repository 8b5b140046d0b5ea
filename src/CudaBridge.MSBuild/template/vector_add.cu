/// Adds two vectors: sum[i] = a[i] + b[i].
/// @param n how many elements
__global__ void vector_add(int n, const float* a, const float* b, float* sum) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) sum[i] = a[i] + b[i];
}
