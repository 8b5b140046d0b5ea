// What kernels use besides arithmetic: variables of the module, calls through pointers, allocation, template instances; each checked on the host.
#include <cmath>
#include <cstdio>
#include <cstring>

struct Settings { int scale; float weights[3]; };

__constant__ Settings settings = {2, {1, 2, 3}};
__device__ int counter = 40;
__device__ const char text[] = "constant text";
__device__ int numbers[4] = {1, 2, 3, 4};
__device__ int* chosen = numbers + 1;

__global__ void use_variables(float* out) {
  int i = threadIdx.x;
  out[i] = settings.scale * i + settings.weights[i % 3] + text[i % 13] + chosen[i % 2];
  atomicAdd(&counter, 1);
}

typedef float (*Binary)(float, float);
__device__ float add(float a, float b) { return a + b; }
__device__ float multiply(float a, float b) { return a * b; }
__device__ Binary operations[] = {add, multiply};

__global__ void call(float* out) {
  int i = threadIdx.x;
  out[i] = operations[i % 2](i, 3.0f);
}

__global__ void allocate(int* out) {
  int* own = (int*)malloc(4 * sizeof(int));
  for (int k = 0; k < 4; k++) own[k] = threadIdx.x + k;
  out[threadIdx.x] = own[0] + own[3];
  free(own);
}

template <int N> __global__ void fill(int* out) { out[threadIdx.x] = N; }

__global__ void checked(const int* in) {
  if (in[threadIdx.x] < 0) __trap();
}

// Where the cores have no double it is emulated, to the last bit.
__global__ void in_double(double* out, double first) {
  double sum = first;
  for (int k = 1; k <= threadIdx.x; k++) sum += sqrt((double)k) / (k + 0.1) - (float)(sum * 1e-3);
  out[threadIdx.x] = sum < 2 ? -sum : sum;
}

int failures = 0;

void expect(const char* what, int at, double value, double right) {
  if (value == right) return;
  if (failures++ < 5) std::printf("%s[%d] = %g, not %g\n", what, at, value, right);
}

int main() {
  const int n = 64;
  float *d, out[n];
  int *di, ints[n];
  cudaMalloc((void**)&d, sizeof out);
  cudaMalloc((void**)&di, sizeof ints);

  Settings changed = {5, {10, 20, 30}};
  cudaMemcpyToSymbol(settings, &changed, sizeof changed);
  use_variables<<<1, n>>>(d);
  cudaMemcpy(out, d, sizeof out, cudaMemcpyDeviceToHost);
  for (int i = 0; i < n; i++) expect("use_variables", i, out[i], 5 * i + (i % 3 + 1) * 10 + "constant text"[i % 13] + 2 + i % 2);
  int value = 0;
  cudaMemcpyFromSymbol(&value, counter, sizeof value);
  expect("counter", 0, value, 40 + n);

  call<<<1, n>>>(d);
  cudaMemcpy(out, d, sizeof out, cudaMemcpyDeviceToHost);
  for (int i = 0; i < n; i++) expect("call", i, out[i], i % 2 ? i * 3.0f : i + 3.0f);

  allocate<<<1, n>>>(di);
  cudaMemcpy(ints, di, sizeof ints, cudaMemcpyDeviceToHost);
  for (int i = 0; i < n; i++) expect("allocate", i, ints[i], 2 * i + 3);
  checked<<<1, n>>>(di);

  double *dd, doubles[n];
  cudaMalloc((void**)&dd, sizeof doubles);
  in_double<<<1, n>>>(dd, 0.25);
  cudaMemcpy(doubles, dd, sizeof doubles, cudaMemcpyDeviceToHost);
  for (int i = 0; i < n; i++) {
    double sum = 0.25;
    for (int k = 1; k <= i; k++) sum += std::sqrt((double)k) / (k + 0.1) - (float)(sum * 1e-3);
    expect("in_double", i, doubles[i], sum < 2 ? -sum : sum);
  }

  fill<3><<<1, n>>>(di);
  cudaMemcpy(ints, di, sizeof ints, cudaMemcpyDeviceToHost);
  expect("fill<3>", n - 1, ints[n - 1], 3);
  fill<4><<<1, n>>>(di);
  cudaMemcpy(ints, di, sizeof ints, cudaMemcpyDeviceToHost);
  expect("fill<4>", n - 1, ints[n - 1], 4);

  std::printf("features: %s\n", failures == 0 ? "ok" : "FAILED");
  return failures != 0;
}
