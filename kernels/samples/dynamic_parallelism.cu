// Kernels that launch kernels: recursion, order within a stream, tail launches, copies, and launches that fail.
// nvcc -rdc=true
#include <algorithm>
#include <vector>
#include "check.h"

// ---- Quicksort: each grid partitions its part and launches two more for what is left -------------------------------------------

__global__ void insertion_sort(int* data, int count) {
  for (int i = 1; i < count; i++) {
    int moved = data[i], at = i;
    for (; at > 0 && data[at - 1] > moved; at--) data[at] = data[at - 1];
    data[at] = moved;
  }
}

__global__ void quicksort(int* data, int count, int depth) {
  if (count <= 32 || depth == 20) {
    insertion_sort<<<1, 1>>>(data, count);
    return;
  }
  int pivot = data[count / 2], low = 0, high = count - 1;
  while (low <= high) {
    while (data[low] < pivot) low++;
    while (data[high] > pivot) high--;
    if (low > high) break;
    int swapped = data[low];
    data[low++] = data[high];
    data[high--] = swapped;
  }
  cudaStream_t stream;
  cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking);
  if (high > 0) quicksort<<<1, 1, 0, stream>>>(data, high + 1, depth + 1);
  if (low < count - 1) quicksort<<<1, 1>>>(data + low, count - low, depth + 1);
  cudaStreamDestroy(stream);
}

// ---- Order ---------------------------------------------------------------------------------------------------------------------

struct Step {
  float factor;
  double offset;
  char name;
};

__global__ void apply(long long* values, Step step) { values[threadIdx.x] = (long long)(values[threadIdx.x] * step.factor + step.offset); }

__global__ void reduce(const long long* values, int count, long long* sum) {
  __shared__ long long part[128];
  long long mine = 0;
  for (int i = threadIdx.x; i < count; i += blockDim.x) mine += values[i];
  part[threadIdx.x] = mine;
  __syncthreads();
  for (int half = blockDim.x / 2; half > 0; half /= 2) {
    if (threadIdx.x < half) part[threadIdx.x] += part[threadIdx.x + half];
    __syncthreads();
  }
  if (threadIdx.x == 0) *sum = part[0];
}

// The sum is launched first and comes last. Every block's steps run in their order, and after what the block wrote.
__global__ void in_order(long long* values, long long* sum, int width) {
  long long* mine = values + blockIdx.x * width;
  mine[threadIdx.x] = threadIdx.x;
  __syncthreads();
  if (blockIdx.x == 0 && threadIdx.x == 0) reduce<<<1, 128, 0, cudaStreamTailLaunch>>>(values, width * gridDim.x, sum);
  if (threadIdx.x == 0) {
    apply<<<1, width>>>(mine, Step{2.0f, 3.0, 'a'});
    apply<<<1, width>>>(mine, Step{5.0f, double(blockIdx.x), 'b'});
  }
}

// ---- Copies --------------------------------------------------------------------------------------------------------------------

__global__ void copies(unsigned char* to, const unsigned char* from, size_t bytes) {
  cudaMemsetAsync(to, 0x5a, bytes, 0);
  cudaMemcpyAsync(to, from, bytes / 2, cudaMemcpyDeviceToDevice, 0);
}

// ---- Errors --------------------------------------------------------------------------------------------------------------------

__global__ void nothing() {}
__global__ void __launch_bounds__(64) few() {}

__global__ void mistakes(int* errors) {
  nothing<<<1, 2048>>>();
  errors[0] = cudaPeekAtLastError();
  errors[1] = cudaGetLastError();
  errors[2] = cudaGetLastError();
  nothing<<<0, 1>>>();
  errors[3] = cudaGetLastError();
  few<<<1, 128>>>();
  errors[4] = cudaGetLastError();
  nothing<<<1, 1024>>>();
  errors[5] = cudaGetLastError();
}

__global__ void descend(int* deepest, int* error, int depth) {
  *deepest = depth;
  descend<<<1, 1>>>(deepest, error, depth + 1);
  if (cudaError_t problem = cudaGetLastError()) *error = problem;
}

int main() {
  const int n = 5000;
  std::vector<int> data(n);
  unsigned random = 1;
  for (int& value : data) value = int((random = random * 1664525 + 1013904223) >> 8) % 1000;
  DeviceArray<int> sorted(data.data(), n);
  quicksort<<<1, 1>>>(sorted, n, 0);
  CUDA(cudaGetLastError());
  CUDA(cudaDeviceSynchronize());
  std::sort(data.begin(), data.end());
  std::vector<int> result(n);
  sorted.download(result.data());
  EXPECT(result == data);

  const int blocks = 50, width = 40;
  DeviceArray<long long> values(blocks * width), sum(1);
  in_order<<<blocks, width>>>(values, sum, width);
  CUDA(cudaGetLastError());
  long long got, expected = 0;
  sum.download(&got);
  for (int b = 0; b < blocks; b++)
    for (int t = 0; t < width; t++) expected += (t * 2 + 3) * 5 + b;
  EXPECT(got == expected);

  const size_t bytes = 1000001;
  std::vector<unsigned char> bytes_in(bytes), bytes_out(bytes);
  for (size_t i = 0; i < bytes; i++) bytes_in[i] = (unsigned char)(i * 7);
  DeviceArray<unsigned char> from(bytes_in.data(), bytes), to(bytes);
  copies<<<1, 1>>>(to, from, bytes);
  CUDA(cudaGetLastError());
  to.download(bytes_out.data());
  for (size_t i = 0; i < bytes; i++) EXPECT(bytes_out[i] == (i < bytes / 2 ? bytes_in[i] : 0x5a));

  int errors[6];
  DeviceArray<int> device_errors(6);
  mistakes<<<1, 1>>>(device_errors);
  CUDA(cudaGetLastError());
  device_errors.download(errors);
  EXPECT(errors[0] == cudaErrorInvalidConfiguration && errors[1] == cudaErrorInvalidConfiguration && errors[2] == cudaSuccess);
  EXPECT(errors[3] == cudaErrorInvalidConfiguration && errors[4] == cudaErrorLaunchOutOfResources && errors[5] == cudaSuccess);

  device_errors.clear();
  descend<<<1, 1>>>(device_errors, device_errors + 1, 0);
  CUDA(cudaGetLastError());
  device_errors.download(errors);
  EXPECT(errors[0] == 24 && errors[1] == cudaErrorLaunchMaxDepthExceeded);
  return finish("dynamic_parallelism");
}
