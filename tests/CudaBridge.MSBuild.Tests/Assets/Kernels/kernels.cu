// Every kernel checks on the device what its generated method passed, and writes 1 when it is right.
#include <cooperative_groups.h>
#include <cuda_bf16.h>
#include <cuda_fp16.h>

enum class Mode : unsigned char { Off, Fast = 200 };
enum Level { Low = -5, High = 70000 };
struct Padded { char tag; double value; short tail; };
struct Nested { bool flag; Padded inner; float4 colour; };
struct Arrays { short sizes[3]; float matrix[2][3]; Padded two[2]; };
struct Base { int id; };
struct Derived : Base { float weight; };
struct Either { int kind; union { int i; float f; }; struct { unsigned char r, g; } pair; };
struct alignas(32) Wide { int a; };
struct Linked { Linked* next; const float* data; int* count; };
template <typename T, int N> struct Vec { T v[N]; };
struct Keywords { int object; float in; Mode mode; };

__global__ void scalars_bool(bool yes, bool no, int* ok) { *ok = yes && !no; }
__global__ void scalars_8(char c, signed char s, unsigned char u, int* ok) { *ok = c == -7 && s == -128 && u == 255; }
__global__ void scalars_16(short s, unsigned short u, char16_t w, int* ok) { *ok = s == -32768 && u == 65535 && w == u'\u00e4'; }
__global__ void scalars_32(int i, unsigned u, char32_t w, int* ok) { *ok = i == -2147483647 && u == 4294967295u && w == U'\U0001F600'; }
__global__ void scalars_64(long l, unsigned long ul, long long ll, unsigned long long ull, int* ok) {
  *ok = l == -1L && ul == ~0UL && ll == -(1LL << 62) && ull == 1ULL << 63;
}
__global__ void scalars_128(__int128 i, unsigned __int128 u, int* ok) { *ok = i == -(__int128(1) << 100) && u == (unsigned __int128)(1) << 127; }
__global__ void scalars_size(size_t n, ptrdiff_t d, int* ok) { *ok = n == size_t(1) << 40 && d == -9; }
__global__ void scalars_float(float f, double d, int* ok) { *ok = f == 0.1f && d == 0.1; }
__global__ void scalars_half(__half h, __nv_bfloat16 b, __half2 two, int* ok) {
  *ok = __half2float(h) == 1.5f && __bfloat162float(b) == -2.5f && __low2float(two) == 1.0f && __high2float(two) == 2.0f;
}
__global__ void order_of_small_and_large(char a, double b, char c, int d, char e, long f, int* ok) {
  *ok = a == 1 && b == 2 && c == 3 && d == 4 && e == 5 && f == 6;
}
__global__ void vectors_1_2(char1 a, short2 b, double2 c, ulonglong2 d, int* ok) {
  *ok = a.x == 1 && b.x == 2 && b.y == 3 && c.x == 4 && c.y == 5 && d.x == 6 && d.y == 7;
}
__global__ void vectors_3(uchar3 a, float3 b, int3 c, char tail, int* ok) {
  *ok = a.x == 1 && a.z == 3 && b.y == 5 && b.z == 6 && c.x == 7 && c.z == 9 && tail == 10;
}
__global__ void vectors_4(uchar4 a, char between, float4 b, int4 c, longlong4 d, int* ok) {
  *ok = a.w == 4 && between == 5 && b.x == 6 && b.w == 9 && c.y == 11 && d.w == 16;
}
__global__ void dimensions(dim3 d, int* ok) { *ok = d.x == 3 && d.y == 4 && d.z == 5; }
__global__ void enums(Mode m, Level low, Level high, int* ok) { *ok = m == Mode::Fast && low == Low && high == High; }
__global__ void structs_padded(Padded p, char after, int* ok) { *ok = p.tag == 'x' && p.value == 2.5 && p.tail == -3 && after == 9; }
__global__ void structs_nested(char before, Nested n, int* ok) {
  *ok = before == 1 && n.flag && n.inner.tag == 'y' && n.inner.value == 4 && n.colour.x == 5 && n.colour.w == 8;
}
__global__ void structs_arrays(Arrays a, int* ok) {
  *ok = a.sizes[0] == 1 && a.sizes[2] == 3 && a.matrix[0][2] == 4 && a.matrix[1][0] == 5 && a.two[1].value == 6 && a.two[1].tail == 7;
}
__global__ void structs_derived(Derived d, int* ok) { *ok = d.id == 11 && d.weight == 0.5f; }
__global__ void structs_union(Either e, int* ok) { *ok = e.kind == 1 && e.f == 1.0f && e.i == 0x3f800000 && e.pair.g == 77; }
__global__ void structs_aligned(int before, Wide w, int* ok) { *ok = before == 1 && w.a == 2; }
__global__ void structs_template(Vec<float, 3> v, Vec<Padded, 2> p, int* ok) { *ok = v.v[2] == 3 && p.v[1].tail == 4; }
__global__ void structs_pointers(Linked l, int* ok) { *ok = l.next == nullptr && l.data[1] == 2.0f && ++*l.count == 42; }
__global__ void structs_keywords(Keywords k, int params, int* ok) { *ok = k.object == 1 && k.in == 2 && k.mode == Mode::Fast && params == 3; }
__global__ void pointers(const float* __restrict__ in, float* out, const void* raw, int** table, int* ok) {
  *out = in[1] * 2;
  *ok = in[0] == 1.0f && ((const int*)raw)[0] == 0x3f800000 && table[0] == ok && table[1] == nullptr;
}
__global__ void pointers_to_structs(const Padded* in, Nested* out, int* ok) {
  out->inner = in[1];
  *ok = in[1].tail == 8;
}
namespace outer { namespace inner {
__global__ void in_namespace(int x, int* ok) { *ok = x == 5; }
} }
namespace { __global__ void unnamed_namespace(int x, int* ok) { *ok = x == 6; } }
extern "C" __global__ void with_c_name(int x, int* ok) { *ok = x == 7; }
__global__ void overloaded(int x, int* ok) { *ok = x == 1; }
__global__ void overloaded(float x, int* ok) { *ok = x == 1.5f ? 2 : 0; }
template <typename T> __global__ void generic(T x, int* ok) { *ok = sizeof(T) == 8 && x == T(3); }
template <typename T, int N> __global__ void generic_value(T x, int* ok) { *ok = N == 7 && x == T(4); }
template __global__ void generic<double>(double, int*);
__global__ void dynamic_shared(int n, int* ok) {
  extern __shared__ int shared[];
  shared[threadIdx.x] = threadIdx.x;
  __syncthreads();
  if (threadIdx.x == 0) *ok = shared[n - 1] == n - 1 && blockDim.x == n;
}
__global__ void whole_grid(int* counter, int* ok) {
  atomicAdd(counter, 1);
  cooperative_groups::this_grid().sync();
  if (threadIdx.x == 0 && blockIdx.x == 0) *ok = *counter == gridDim.x * blockDim.x;
}
__global__ void shape(int grid, int block, int stream, int* ok) { *ok = grid == gridDim.x && block == blockDim.y && stream == 3; }

/// Adds <two> vectors & stores the sum.
/// @param n how many
__global__ void documented(int n, float, int* ok) { *ok = n == 1; }

__constant__ float weights[4];
__device__ int calls;

__global__ void variables(float sum, int* ok) {
  *ok = weights[0] + weights[1] + weights[2] + weights[3] == sum;
  calls++;
}
