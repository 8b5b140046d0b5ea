// Function pointers, virtual calls and lambdas in device code.
#include <vector>
#include "check.h"

typedef float (*Binary)(float, float);
__device__ float add(float a, float b) { return a + b; }
__device__ float multiply(float a, float b) { return a * b; }
__device__ float less(float a, float b) { return a < b ? a : b; }
__device__ Binary operations[] = {add, multiply, less};
__device__ Binary chosen = multiply;

__global__ void table(const float* a, const float* b, float* out) {
  int i = threadIdx.x;
  out[i] = operations[i % 3](a[i], b[i]);
}

__global__ void from_host(Binary f, float* out) { out[threadIdx.x] = f(threadIdx.x, 2.0f); }

struct Shape {
  __device__ virtual float area() const = 0;
  __device__ virtual ~Shape() {}
};
struct Square : Shape {
  float side;
  __device__ Square(float s) : side(s) {}
  __device__ float area() const override { return side * side; }
};
struct Rectangle : Square {
  float height;
  __device__ Rectangle(float s, float h) : Square(s), height(h) {}
  __device__ float area() const override { return side * height; }
};

__global__ void virtual_calls(float* out) {
  int i = threadIdx.x;
  Shape* shape = i % 2 ? static_cast<Shape*>(new Square(i)) : new Rectangle(i, 10);
  out[i] = shape->area();
  delete shape;
}

// A barrier behind an indirect call.
typedef int (*Exchange)(int*, int);
__device__ int left(int* s, int t) { __syncthreads(); return s[(t + 1) % 32]; }
__device__ int right(int* s, int t) { __syncthreads(); return s[(t + 31) % 32]; }
__device__ Exchange exchanges[] = {left, right};

__global__ void indirect_barrier(int* out, int which) {
  __shared__ int s[32];
  s[threadIdx.x] = threadIdx.x * threadIdx.x;
  out[threadIdx.x] = exchanges[which](s, threadIdx.x);
}

template <typename F>
__global__ void apply(int* data, F f) { data[threadIdx.x] = f(threadIdx.x); }

int main() {
  const int n = 33;
  std::vector<float> a(n), b(n), out(n);
  for (int i = 0; i < n; i++) a[i] = i * 0.5f, b[i] = 20.0f - i;
  DeviceArray<float> da(a.data(), n), db(b.data(), n), dout(n);
  table<<<1, n>>>(da, db, dout);
  dout.download(out.data());
  for (int i = 0; i < n; i++) EXPECT(out[i] == (i % 3 == 0 ? a[i] + b[i] : i % 3 == 1 ? a[i] * b[i] : std::min(a[i], b[i])));

  Binary f;
  CUDA(cudaMemcpyFromSymbol(&f, chosen, sizeof f));
  from_host<<<1, n>>>(f, dout);
  dout.download(out.data());
  for (int i = 0; i < n; i++) EXPECT(out[i] == 2.0f * i);

  virtual_calls<<<1, n>>>(dout);
  dout.download(out.data());
  for (int i = 0; i < n; i++) EXPECT(out[i] == (i % 2 ? float(i * i) : i * 10.0f));

  std::vector<int> ints(32);
  DeviceArray<int> d(32);
  for (int which : {0, 1}) {
    indirect_barrier<<<1, 32>>>(d, which);
    CUDA(cudaDeviceSynchronize());
    d.download(ints.data());
    for (int i = 0; i < 32; i++) {
      int from = (i + (which ? 31 : 1)) % 32;
      EXPECT(ints[i] == from * from);
    }
  }
  int factor = 3;
  apply<<<1, 32>>>(d, [=] __device__(int i) { return i * factor + 1; });
  d.download(ints.data());
  for (int i = 0; i < 32; i++) EXPECT(ints[i] == i * 3 + 1);
  return finish("function_pointers");
}
