// Every construct that clang's PTX printer has: aggregates by value, indirect calls, switches, initialisers with addresses,
// all state spaces, recursion, inline asm, debug information.
#define __global__ __attribute__((global))
#define __device__ __attribute__((device))
#define __shared__ __attribute__((shared))
#define __constant__ __attribute__((constant))
typedef unsigned int u32;
typedef unsigned long long u64;

struct Pair { int a; double b; char text[7]; };
struct __attribute__((packed)) Packed { char tag; const void* where; };

__constant__ float table[4] = {1.0f, 2.0f, 3.0f, 4.5f};
__device__ Pair pair = {1, 2.5, "abc"};
__device__ const char* words[2] = {"hello", "world"};
__device__ Packed packed = {'x', &pair};
__device__ int (*chosen)(int);
extern __shared__ int dynamic[];
extern "C" __device__ int vprintf(const char*, void*);

__device__ __attribute__((noinline)) int fibonacci(int n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); }
__device__ __attribute__((noinline)) Pair shifted(int n, Pair p) { p.a += n; return p; }
__device__ __attribute__((noinline)) __int128 wide(__int128 a, u64 b) { return a * b; }

__global__ void __attribute__((launch_bounds(256, 2))) everything(float* p, const Pair s, int n) {
  __shared__ float tile[64];
  int i = __nvvm_read_ptx_sreg_tid_x();
  tile[i] = p[i] * table[i & 3];
  __syncthreads();
  for (int j = 0; j < n; j++) p[j] += tile[(i + j) & 63] / s.b;
  switch (n) {
    case 0: p[0] = 1; break;
    case 1: p[1] = 3; break;
    case 2: p[5] = 8; break;
    case 3: p[7] = 3; break;
    case 4: p[1] = 4; break;
    case 5: p[8] = 3;
  }
  p[1] = chosen(fibonacci(n));
  pair = shifted(i, s);
  dynamic[i] = i;
  int arguments[2] = {i, n};
  vprintf(words[i & 1], arguments);
  asm volatile("{ .reg .pred q; setp.ne.u32 q, %1, 0; @q add.u32 %0, %0, 1; }" : "+r"(i) : "r"(n));
  p[i] = i;
}

__global__ void scalars(u64* q, unsigned short h, signed char c, bool b, double d, __int128 w) {
  q[0] = __builtin_popcountll(q[1]) + h + c + (b ? 3 : 5) + (u64)d;
  q[2] = (u64)(wide(w, q[3]) >> 64);
  q[4] = __builtin_clzll(q[4]) + __builtin_bitreverse32((u32)q[5]);
  d = __builtin_sqrt(d) + __builtin_fma(d, d, 1e-300);
  q[6] = (u64)__builtin_fmax(d, 0.25);
  __nvvm_membar_gl();
  q[7] = __nvvm_atom_add_gen_i((int*)q, 3) + __nvvm_shfl_sync_down_i32(~0u, h, 3, 31) + __nvvm_vote_ballot_sync(~0u, b);
}
