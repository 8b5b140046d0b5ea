// test: facts
// options: -O2
struct Point { char tag; double x, y; };

__global__ void plain(const float* a, float* b, int n)
{
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) b[i] = a[i];
}

__global__ void __launch_bounds__(256, 2) everything(Point p, short s, int* out)
{
  extern __shared__ int dynamic[];
  __shared__ double fixed[16];
  dynamic[threadIdx.x] = s;
  fixed[threadIdx.x & 15] = p.x;
  __syncthreads();
  int v = __shfl_xor_sync(0xffffffffu, dynamic[0], 1);
  atomicAdd(out, v + (int)fixed[3]);
  if (v < 0) printf("%d\n", v);
}

__device__ int deep(int n) { return n > 0 ? deep(n - 1) * deep(n - 2) + 1 : n; }

__global__ void recursive(int* out) { out[threadIdx.x] = deep(out[threadIdx.x]); }

__global__ void waits(volatile int* flag)
{
  while (*flag == 0) { }
}

__global__ void packed(const unsigned* a, unsigned* b) { b[threadIdx.x] = __vabsdiffs2(a[threadIdx.x], __vadd4(b[threadIdx.x], 0x01020304)) + 1; }

// expect:
// plain(float const*, float*, int): vector ×16
//   parameters ptr@0+8, ptr@8+8, i32@16+4
//   shared 0, barriers 0, warp operations 0, atomics 0, grid sync False, printf False, threads 1024
// everything(Point, short, int*): vector ×32
//   parameters %struct.Point = type { i8, double, double }@0+24, i16@24+2, ptr@32+8
//   shared 128+dynamic, barriers 1, warp operations 1, atomics 1, grid sync False, printf True, threads 256
// recursive(int*): vector ×16
//   parameters ptr@0+8
//   shared 0, barriers 0, warp operations 0, atomics 0, grid sync False, printf False, threads 1024
// waits(int volatile*): vector ×16
//   parameters ptr@0+8
//   shared 0, barriers 0, warp operations 0, atomics 0, grid sync False, printf False, threads 1024
// packed(unsigned int const*, unsigned int*): vector ×16
//   parameters ptr@0+8, ptr@8+8
//   shared 0, barriers 0, warp operations 0, atomics 0, grid sync False, printf False, threads 1024
