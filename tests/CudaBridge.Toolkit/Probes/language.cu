// C++ Programming Guide, "C++ Language Extensions": specifiers, built-in variables and types, dim3, launches, lambdas, templates.
#include <type_traits>
#include "keep.inc"

__device__ int device_variable = 3;
__constant__ float constant_array[4] = {1, 2, 3, 4};
__managed__ int managed_variable = 5;
extern __shared__ float dynamic_shared[];

__device__ __noinline__ int not_inlined(int x) { return x + 1; }
__device__ __forceinline__ int inlined(int x) { return x + 2; }
static __host__ __device__ inline int both(int x) { return x; }
__device__ __inline_hint__ int hinted(int x) { return x; }
struct __align__(16) aligned { float x; };
static_assert(alignof(aligned) == 16, "__align__");

__global__ void __launch_bounds__(256, 2) bounded(int* __restrict__ p) {
  __shared__ int tile[32];
  tile[threadIdx.x & 31] = not_inlined(inlined(both(hinted(p[blockIdx.x]))));
  __syncthreads();
  p[threadIdx.x + blockDim.x * blockIdx.x] = tile[0] + device_variable + managed_variable + (int)constant_array[1] + (int)dynamic_shared[0] + warpSize;
}

struct parameters { int n; float scale; };
__global__ void grid_constant(const __grid_constant__ parameters p, float* out) { out[0] = p.n * p.scale; }
__global__ void __maxnreg__(32) limited(int* p) { *p = 1; }

__device__ dim3 as_dim3() { return threadIdx; }
__device__ uint3 as_uint3() { const uint3 b = blockIdx; const dim3 d = blockDim; const dim3 g = gridDim; return make_uint3(b.x, d.y, g.z); }

__global__ void recursive(int depth, int* out) { if (depth > 0) out[depth] = depth; }

template <class F> __global__ void apply(F f, int n, float* out) {
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x) out[i] = f(i);
}

template <class... Ts> __global__ void variadic(int* out, Ts... values) { out[0] = sizeof...(values); }

typedef int (*operation)(int);
__device__ int twice(int x) { return 2 * x; }
__device__ operation table[] = {twice, not_inlined};
__global__ void indirect(int* p, int which) { *p = table[which](*p); }

#define VECTOR(type, element, align1, align2, align3, align4)                                                                                     \
  static_assert(sizeof(type##1) == sizeof(element) && alignof(type##1) == align1, #type "1");                                                     \
  static_assert(sizeof(type##2) == 2 * sizeof(element) && alignof(type##2) == align2, #type "2");                                                 \
  static_assert(sizeof(type##3) == 3 * sizeof(element) && alignof(type##3) == align3, #type "3");                                                 \
  static_assert(sizeof(type##4) == 4 * sizeof(element) && alignof(type##4) == align4, #type "4");                                                 \
  static_assert(std::is_trivial<type##4>::value && std::is_same<decltype(type##4::w), element>::value, #type);                                    \
  __host__ __device__ inline type##4 make(element v, type##3* three, type##2* two, type##1* one) {                                                \
    *one = make_##type##1(v); *two = make_##type##2(v, v); *three = make_##type##3(v, v, v); return make_##type##4(v, v, v, v);                   \
  }
VECTOR(char, signed char, 1, 2, 1, 4)
VECTOR(uchar, unsigned char, 1, 2, 1, 4)
VECTOR(short, short, 2, 4, 2, 8)
VECTOR(ushort, unsigned short, 2, 4, 2, 8)
VECTOR(int, int, 4, 8, 4, 16)
VECTOR(uint, unsigned int, 4, 8, 4, 16)
VECTOR(long, long, 8, 16, 8, 16)
VECTOR(ulong, unsigned long, 8, 16, 8, 16)
VECTOR(longlong, long long, 8, 16, 8, 16)
VECTOR(ulonglong, unsigned long long, 8, 16, 8, 16)
VECTOR(float, float, 4, 8, 4, 16)
VECTOR(double, double, 8, 16, 8, 16)

static_assert(sizeof(dim3) == 12 && alignof(dim3) == 4, "dim3");
#if __cplusplus >= 201402L
static_assert(dim3(2).x == 2 && dim3(2).y == 1 && dim3(2, 3).z == 1, "dim3");
#endif

static_assert(CUDART_VERSION == 12080 && CUDA_VERSION == 12080, "version");
#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ != 800
#error "compute capability 8.0 was asked for"
#endif

int main() {
  int* p = nullptr;
  float* q = nullptr;
  cudaStream_t stream = 0;
  managed_variable = 2;
  bounded<<<1, 32>>>(p);
  bounded<<<dim3(1, 2), dim3(3, 4, 5), 64, stream>>>(p);
  grid_constant<<<1, 1>>>(parameters{1, 2.0f}, q);
  limited<<<1, 1>>>(p);
  apply<<<1, 32>>>([] __device__(int i) { return (float)i; }, 10, q);
  const float scale = 3;
  apply<<<1, 32>>>([=] __host__ __device__(int i) { return scale * i; }, 10, q);
  variadic<<<1, 1>>>(p, 1, 2.0, 'c');
  indirect<<<1, 1>>>(p, 0);
  recursive<<<1, 1>>>(3, p);
  return managed_variable;
}
