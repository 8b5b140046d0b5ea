// Inline PTX as programs and libraries write it: one kernel per feature, each result checked by InlineAsmTests.cs.
typedef unsigned int u32;
typedef unsigned long long u64;

__device__ u32 counter;
__device__ float table[4] = {1.0f, 2.0f, 3.0f, 4.0f};

static __device__ u32 shared_address(const void* p) { return (u32)__cvta_generic_to_shared(p); }

extern "C" __global__ void lane_registers(u32* out) {
  u32 lane, less, warp, n;
  asm("mov.u32 %0, %%laneid;" : "=r"(lane));
  asm("mov.u32 %0, %%lanemask_lt;" : "=r"(less));
  asm volatile("mov.u32 %0, %%warpid;" : "=r"(warp));
  asm("mad.lo.u32 %0, %%ctaid.x, %%ntid.x, %%tid.x;" : "=r"(n));
  out[4 * n] = lane, out[4 * n + 1] = less, out[4 * n + 2] = warp, out[4 * n + 3] = n;
}

extern "C" __global__ void clocks(u64* out) {
  u32 low;
  u64 before, after, time;
  asm volatile("mov.u64 %0, %%clock64;" : "=l"(before)::"memory");
  asm volatile("mov.u32 %0, %%clock;" : "=r"(low));
  asm volatile("nanosleep.u32 %0;" ::"r"(1000));
  asm volatile("mov.u64 %0, %%globaltimer;" : "=l"(time));
  asm volatile("mov.u64 %0, %%clock64;" : "=l"(after)::"memory");
  out[0] = after > before, out[1] = time > 1000000000ull, out[2] = low != 0;
}

// An inclusive scan as CUB writes it: the predicate says whether the source lane exists.
extern "C" __global__ void warp_scan(const u32* in, u32* out) {
  u32 sum = in[threadIdx.x];
  for (int step = 1; step < 32; step *= 2)
    asm volatile("{"
                 "  .reg .u32 r0;"
                 "  .reg .pred p;"
                 "  shfl.sync.up.b32 r0|p, %1, %2, %3, %4;"
                 "  @p add.u32 r0, r0, %1;"
                 "  @!p mov.u32 r0, %1;"
                 "  mov.u32 %0, r0;"
                 "}"
                 : "=r"(sum) : "r"(sum), "r"(step), "r"(0), "r"(0xffffffffu));
  out[threadIdx.x] = sum;
}

extern "C" __global__ void votes(u32* out) {
  u32 t = threadIdx.x, ballot, any, match, mask, sum;
  asm volatile("{ .reg .pred p; setp.lt.u32 p, %1, 5; vote.sync.ballot.b32 %0, p, 0xffffffff; }" : "=r"(ballot) : "r"(t));
  asm volatile("{ .reg .pred p, q; setp.eq.u32 p, %1, 40; vote.sync.any.pred q, !p, 0xffffffff; selp.u32 %0, 1, 0, q; }" : "=r"(any) : "r"(t));
  asm volatile("match.any.sync.b32 %0, %1, 0xffffffff;" : "=r"(match) : "r"(t / 8));
  asm volatile("activemask.b32 %0;" : "=r"(mask));
  asm volatile("redux.sync.add.u32 %0, %1, 0xffffffff;" : "=r"(sum) : "r"(t));
  out[5 * t] = ballot, out[5 * t + 1] = any, out[5 * t + 2] = match, out[5 * t + 3] = mask, out[5 * t + 4] = sum;
}

// Shared memory through 32-bit addresses, a named barrier, shared atomics.
extern "C" __global__ void shared_memory(u32* out) {
  __shared__ u32 tile[64];
  __shared__ u32 total;
  u32 t = threadIdx.x, value, old;
  u32 base = shared_address(tile);
  if (t == 0) asm volatile("st.shared.u32 [%0], %1;" ::"r"(shared_address(&total)), "r"(0) : "memory");
  asm volatile("st.shared.u32 [%0+4], %1;" ::"r"(base + 4 * t - 4), "r"(t * t) : "memory");
  asm volatile("bar.sync %0, %1;" ::"n"(1), "r"(64) : "memory");
  asm volatile("ld.shared.u32 %0, [%1];" : "=r"(value) : "r"(base + 4 * (63 - t)) : "memory");
  asm volatile("atom.shared.add.u32 %0, [%1], %2;" : "=r"(old) : "r"(shared_address(&total)), "r"(1) : "memory");
  asm volatile("barrier.cta.sync.aligned 0;" ::: "memory");
  out[t] = value + (old < 64 ? 0 : 1000000) + (total == 64 ? 0 : 2000000);
}

extern "C" __global__ void async_copies(const u32* in, u32* out) {
  __shared__ __align__(16) u32 buffer[128];
  u32 t = threadIdx.x;
  asm volatile("cp.async.cg.shared.global.L2::128B [%0], [%1], %2;\n" ::"r"(shared_address(buffer + 4 * t)), "l"(in + 4 * t), "n"(16));
  // Only 2 of 4 words are read, the others become zero.
  if (t == 3) asm volatile("cp.async.ca.shared.global [%0], [%1], 16, %2;\n" ::"r"(shared_address(buffer + 4 * t)), "l"(in + 4 * t), "r"(8));
  asm volatile("cp.async.commit_group;\n");
  asm volatile("cp.async.wait_group %0;\n" ::"n"(0));
  __syncthreads();
  for (int i = 0; i < 4; i++) out[4 * t + i] = buffer[127 - 4 * t - i];
}

extern "C" __global__ void vector_access(const float4* in, float4* out) {
  float x, y, z, w;
  asm volatile("ld.global.nc.L1::no_allocate.L2::256B.v4.f32 {%0, %1, %2, %3}, [%4];" : "=f"(x), "=f"(y), "=f"(z), "=f"(w) : "l"(in + threadIdx.x));
  asm volatile("st.global.cs.v4.f32 [%0], {%1, %2, %3, %4};" ::"l"(out + threadIdx.x), "f"(w), "f"(z), "f"(y), "f"(x) : "memory");
}

extern "C" __global__ void narrow_access(const signed char* in, int* out) {
  int a;
  unsigned short h;
  asm("ld.global.s8 %0, [%1];" : "=r"(a) : "l"(in + threadIdx.x));
  asm("{ ld.global.cg.u8 %0, [%1]; }" : "=h"(h) : "l"(in + threadIdx.x));
  out[2 * threadIdx.x] = a, out[2 * threadIdx.x + 1] = h;
}

extern "C" __global__ void global_atomics(u32* words, float* sum, u64* wide) {
  u32 old;
  asm volatile("red.global.add.u32 [%0], %1;" ::"l"(words), "r"(1) : "memory");
  asm volatile("atom.global.gpu.relaxed.max.u32 %0, [%1], %2;" : "=r"(old) : "l"(words + 1), "r"(threadIdx.x) : "memory");
  asm volatile("atom.add.release.gpu.u32 %0,[%1],%2;" : "=r"(old) : "l"(words + 2), "r"(2) : "memory");
  asm volatile("atom.inc.u32 %0, [%1], 9;" : "=r"(old) : "l"(words + 3) : "memory");
  asm volatile("red.global.add.f32 [%0], %1;" ::"l"(sum), "f"(0.5f) : "memory");
  asm volatile("{ .reg .u64 o; atom.global.cas.b64 o, [%0], %1, %2; }" ::"l"(wide), "l"(u64(threadIdx.x)), "l"(u64(threadIdx.x + 1)) : "memory");
  asm volatile("red.global.add.u32 [counter], 3;" ::: "memory");
}

extern "C" __global__ void symbols(float* out, u32* count) {
  u64 address;
  asm("{ .reg .u64 a; mov.u64 a, table; cvta.global.u64 %0, a; }" : "=l"(address));
  out[0] = ((const float*)address)[2];
  asm("ld.global.f32 %0, [table+12];" : "=f"(out[1]));
  *count = counter;
}

// A loop in asm; %= keeps the labels of each copy apart.
static __device__ __forceinline__ u32 collatz(u32 n) {
  u32 steps;
  asm volatile("{\n"
               "  .reg .pred one, odd;\n"
               "  .reg .u32 x, bit;\n"
               "  mov.u32 x, %1;\n"
               "  mov.u32 %0, 0;\n"
               "again_%=:\n"
               "  setp.eq.u32 one, x, 1;\n"
               "  @one bra done_%=;\n"
               "  and.b32 bit, x, 1;\n"
               "  setp.ne.u32 odd, bit, 0;\n"
               "  @odd mad.lo.u32 x, x, 3, 1;\n"
               "  @!odd shr.u32 x, x, 1;\n"
               "  add.u32 %0, %0, 1;\n"
               "  bra.uni again_%=;\n"
               "done_%=:\n"
               "}\n"
               : "=&r"(steps) : "r"(n));
  return steps;
}
extern "C" __global__ void loops(u32* out) { out[threadIdx.x] = collatz(threadIdx.x + 1) * 1000 + collatz(threadIdx.x + 2); }

// Carry chains across asm statements, as big-number code has them.
static __device__ __forceinline__ u32 add_cc(u32 a, u32 b) { u32 r; asm volatile("add.cc.u32 %0, %1, %2;" : "=r"(r) : "r"(a), "r"(b)); return r; }
static __device__ __forceinline__ u32 addc_cc(u32 a, u32 b) { u32 r; asm volatile("addc.cc.u32 %0, %1, %2;" : "=r"(r) : "r"(a), "r"(b)); return r; }
static __device__ __forceinline__ u32 addc(u32 a, u32 b) { u32 r; asm volatile("addc.u32 %0, %1, %2;" : "=r"(r) : "r"(a), "r"(b)); return r; }
extern "C" __global__ void big_numbers(const u32* a, const u32* b, u32* sum) {
  sum[0] = add_cc(a[0], b[0]);
  sum[1] = addc_cc(a[1], b[1]);
  sum[2] = addc_cc(a[2], b[2]);
  sum[3] = addc(a[3], b[3]);
}

// One thread fills, the others wait at an mbarrier as CUTLASS does.
extern "C" __global__ void memory_barrier(u32* out) {
  __shared__ u64 barrier;
  __shared__ u32 value;
  u32 t = threadIdx.x, at = shared_address(&barrier);
  if (t == 0) asm volatile("mbarrier.init.shared::cta.b64 [%0], %1;" ::"r"(at), "r"(32));
  __syncthreads();
  if (t == 5) value = 42;
  asm volatile("{ .reg .b64 state; mbarrier.arrive.shared::cta.b64 state, [%0]; }" ::"r"(at) : "memory");
  asm volatile("{\n"
               ".reg .pred P1;\n"
               "LAB_WAIT:\n"
               "mbarrier.try_wait.parity.shared::cta.b64 P1, [%0], %1;\n"
               "@P1 bra DONE;\n"
               "bra LAB_WAIT;\n"
               "DONE:\n"
               "}\n" ::"r"(at), "r"(0) : "memory");
  out[t] = value;
}

extern "C" __global__ void leave_early(u32* out) {
  out[threadIdx.x] = 1;
  asm volatile("{ .reg .pred p; setp.ge.u32 p, %0, 16; @p exit; }" ::"r"(threadIdx.x));
  out[threadIdx.x] = 2;
}

extern "C" __global__ void trapped(u32* out) {
  if (threadIdx.x == 3) asm volatile("trap;");
  out[threadIdx.x] = 1;
}

// Every register constraint, tied operands and constants.
extern "C" __global__ void constraints(u64* out) {
  unsigned short h = 7;
  u32 r = 5;
  u64 l = 3;
  float f = 1.5f;
  double d = 2.25;
  asm("add.u16 %0, %0, %1;" : "+h"(h) : "n"(2));
  asm("mad.lo.u32 %0, %0, %1, %2;" : "+r"(r) : "r"(10), "n"(-1));
  asm("shl.b64 %0, %0, %1;" : "+l"(l) : "r"(4));
  asm("fma.rn.f32 %0, %1, %1, %0;" : "+f"(f) : "f"(2.0f));
  asm("mul.rn.f64 %0, %0, 0d4000000000000000;" : "+d"(d));
  asm("{ .reg .b32 low, high; mov.b64 {low, high}, %1; xor.b32 high, high, low; mov.b64 %0, {high, low}; }" : "=l"(out[5]) : "l"(0x0000000500000003ull));
  asm volatile("" : "+r"(r)::"memory");
  out[0] = h, out[1] = r, out[2] = l, out[3] = (u64)(f * 4), out[4] = (u64)(d * 4);
}

// D = A B + C for one 16 x 8 x 16 tile: A through ldmatrix, B through ldmatrix.trans, as CUTLASS does.
extern "C" __global__ void tile_product(const unsigned short* a, const unsigned short* b, float* d) {
  __shared__ __align__(16) unsigned short as[16 * 16];
  __shared__ __align__(16) unsigned short bs[16 * 8];
  u32 lane = threadIdx.x, ra[4], rb[2];
  for (u32 i = lane; i < 256; i += 32) as[i] = a[i];
  for (u32 i = lane; i < 128; i += 32) bs[i] = b[i];
  __syncwarp();
  u32 at = shared_address(as + (lane % 16) * 16 + (lane / 16) * 8), bt = shared_address(bs + (lane % 16) * 8);
  asm volatile("ldmatrix.sync.aligned.m8n8.x4.shared.b16 {%0, %1, %2, %3}, [%4];" : "=r"(ra[0]), "=r"(ra[1]), "=r"(ra[2]), "=r"(ra[3]) : "r"(at));
  asm volatile("ldmatrix.sync.aligned.x2.trans.m8n8.shared.b16 {%0, %1}, [%2];" : "=r"(rb[0]), "=r"(rb[1]) : "r"(bt));
  float c[4] = {1, 1, 1, 1};
  asm volatile("mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, {%0,%1,%2,%3};"
               : "+f"(c[0]), "+f"(c[1]), "+f"(c[2]), "+f"(c[3]) : "r"(ra[0]), "r"(ra[1]), "r"(ra[2]), "r"(ra[3]), "r"(rb[0]), "r"(rb[1]));
  u32 row = lane / 4, column = lane % 4 * 2;
  d[row * 8 + column] = c[0], d[row * 8 + column + 1] = c[1], d[(row + 8) * 8 + column] = c[2], d[(row + 8) * 8 + column + 1] = c[3];
}

extern "C" __global__ void transposed(const u32* in, u32* out) {
  u32 r;
  asm volatile("movmatrix.sync.aligned.m8n8.trans.b16 %0, %1;" : "=r"(r) : "r"(in[threadIdx.x]));
  out[threadIdx.x] = r;
}

// The fragments of an integer tile are read as the manual's figures place them.
extern "C" __global__ void byte_product(const signed char* a, const unsigned char* b, int* d) {
  u32 lane = threadIdx.x, g = lane / 4, t = lane % 4;
  const u32* rows = (const u32*)a;     // 16 x 32
  const u32* columns = (const u32*)b;  // 8 columns of 32
  int c[4] = {0, 0, 0, 0};
  asm volatile("mma.sync.aligned.m16n8k32.row.col.s32.s8.u8.s32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, {%0,%1,%2,%3};"
               : "+r"(c[0]), "+r"(c[1]), "+r"(c[2]), "+r"(c[3])
               : "r"(rows[g * 8 + t]), "r"(rows[(g + 8) * 8 + t]), "r"(rows[g * 8 + t + 4]), "r"(rows[(g + 8) * 8 + t + 4]), "r"(columns[g * 8 + t]), "r"(columns[g * 8 + t + 4]));
  for (int i = 0; i < 4; i++) d[(g + i / 2 * 8) * 8 + t * 2 + i % 2] = c[i];
}

extern "C" __global__ void double_product(const double* a, const double* b, double* d) {
  u32 lane = threadIdx.x, g = lane / 4, t = lane % 4;
  double c0, c1;
  asm volatile("mma.sync.aligned.m8n8k4.row.col.f64.f64.f64.f64 {%0,%1}, {%2}, {%3}, {%4,%5};"
               : "=d"(c0), "=d"(c1) : "d"(a[g * 4 + t]), "d"(b[t * 8 + g]), "d"(0.5), "d"(0.5));
  d[g * 8 + t * 2] = c0, d[g * 8 + t * 2 + 1] = c1;
}
