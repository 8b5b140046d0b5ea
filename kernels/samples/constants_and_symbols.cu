// __constant__ and __device__ variables: initial values, copies by symbol, addresses, arrays, structs, templates.
#include <vector>
#include "check.h"

struct Settings { int scale; float offset; double weights[3]; };

__constant__ Settings settings = {2, 0.5f, {1, 2, 3}};
__constant__ float coefficients[16];
__device__ int counter = 40;
__device__ int results[64];
static __device__ const char text[] = "constant text";

// A value that is all type, as libraries pass to their functions: nothing reads the variable.
template <int N> struct Constant { static constexpr int value = N; };
template <int N> inline constexpr __device__ Constant<N> constant_v{};
template <class C> __device__ int value_of(C) { return C::value; }

template <int N> __device__ int start = N;
__device__ int unused_otherwise;

__global__ void add(int* out) { *out = value_of(constant_v<7>) + start<9>; }

__global__ void use(double* out) {
  int i = threadIdx.x;
  out[i] = settings.scale * i + settings.offset + settings.weights[i % 3] + coefficients[i % 16];
  atomicAdd(&counter, 1);
  results[i] = text[i % 13];
}

int main() {
  const int n = 64;
  std::vector<double> out(n);
  std::vector<float> c(16);
  for (int i = 0; i < 16; i++) c[i] = i / 8.0f;
  DeviceArray<double> d(n);
  CUDA(cudaMemcpyToSymbol(coefficients, c.data(), sizeof(float) * 16));
  use<<<1, n>>>(d);
  d.download(out.data());
  for (int i = 0; i < n; i++) EXPECT(out[i] == 2 * i + 0.5 + (i % 3 + 1) + c[i % 16]);

  Settings changed = {5, -1.0f, {10, 20, 30}};
  CUDA(cudaMemcpyToSymbol(settings, &changed, sizeof changed));
  float one = 100;
  CUDA(cudaMemcpyToSymbol(coefficients, &one, sizeof one, 3 * sizeof(float)));
  use<<<1, n>>>(d);
  d.download(out.data());
  for (int i = 0; i < n; i++) EXPECT(out[i] == 5 * i - 1.0 + (i % 3 + 1) * 10 + (i % 16 == 3 ? 100.0 : c[i % 16]));

  int value = 0, letters[64];
  CUDA(cudaMemcpyFromSymbol(&value, counter, sizeof value));
  EXPECT(value == 40 + 2 * n);
  void* address;
  size_t size;
  CUDA(cudaGetSymbolAddress(&address, results));
  CUDA(cudaGetSymbolSize(&size, results));
  EXPECT(size == sizeof letters);
  CUDA(cudaMemcpy(letters, address, size, cudaMemcpyDeviceToHost));
  for (int i = 0; i < 64; i++) EXPECT(letters[i] == "constant text"[i % 13]);

  DeviceArray<int> sum(1);
  add<<<1, 1>>>(sum);
  sum.download(&value);
  EXPECT(value == 7 + 9);
  int ninety = 90;
  CUDA(cudaMemcpyToSymbol(start<9>, &ninety, sizeof ninety));
  add<<<1, 1>>>(sum);
  sum.download(&value);
  EXPECT(value == 7 + 90);
  CUDA(cudaMemcpyToSymbol(unused_otherwise, &ninety, sizeof ninety));
  CUDA(cudaMemcpyFromSymbol(&value, unused_otherwise, sizeof value));
  EXPECT(value == 90);
  return finish("constants_and_symbols");
}
