// The ways to launch: <<<>>>, cudaLaunchKernel, cudaLaunchKernelEx, braced dimensions, large and nested parameters.
#include <vector>
#include "check.h"

struct Inner { char tag; double value; };
struct Big { int head; Inner inner[20]; short tail; };

__global__ void read_parameters(char c, Big big, float3 v, bool flag, const Inner* p, long long l, double* out) {
  out[0] = c, out[1] = big.head, out[2] = big.inner[13].value, out[3] = big.tail;
  out[4] = v.x + v.y * 10 + v.z * 100, out[5] = flag, out[6] = p->value, out[7] = double(l);
  big.inner[0].value = 3;  // a private copy
  out[8] = big.inner[0].value;
}

__global__ void simple(int* out, int value) { out[blockIdx.x * blockDim.x + threadIdx.x] = value; }

int main() {
  Big big = {};
  big.head = 11, big.tail = -5;
  for (int i = 0; i < 20; i++) big.inner[i] = {char(i), i * 1.5};
  Inner inner = {'x', 2.25};
  DeviceArray<Inner> dinner(&inner, 1);
  DeviceArray<double> d(9);
  std::vector<double> out(9);
  read_parameters<<<1, 1>>>('A', big, make_float3(1, 2, 3), true, dinner, 1ll << 50, d);
  d.download(out.data());
  const double expected[] = {65, 11, 19.5, -5, 321, 1, 2.25, double(1ll << 50), 3};
  for (int i = 0; i < 9; i++) EXPECT(out[i] == expected[i]);

  std::vector<int> ints(64);
  DeviceArray<int> di(64);
  auto check = [&](int value) {
    CUDA(cudaDeviceSynchronize());
    di.download(ints.data());
    for (int v : ints) EXPECT(v == value);
  };
  int* pointer = di;
  int value = 5;
  void* arguments[] = {&pointer, &value};
  CUDA(cudaLaunchKernel((const void*)simple, dim3(2), dim3(32), arguments, 0, 0));
  check(5);
  cudaLaunchConfig_t config = {};
  config.gridDim = dim3(4);
  config.blockDim = dim3(16);
  CUDA(cudaLaunchKernelEx(&config, simple, pointer, 6));
  check(6);
  simple<<<{8, 1, 1}, {8, 1, 1}>>>(di, 7);
  check(7);
  void (*kernel)(int*, int) = simple;
  kernel<<<1, 64, 0, cudaStreamPerThread>>>(di, 8);
  check(8);
  return finish("launch_forms");
}
