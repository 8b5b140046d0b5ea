// Inline PTX: special registers, integer instructions, predicates, carry chains and shared addresses.
#include <vector>
#include "check.h"

__global__ void registers(unsigned* out) {
  unsigned lane, warp, tid, threads, smaller;
  asm volatile("mov.u32 %0, %%laneid;" : "=r"(lane));
  asm volatile("mov.u32 %0, %%lanemask_lt;" : "=r"(smaller));
  asm("mov.u32 %0, %%tid.x;" : "=r"(tid));
  asm("mov.u32 %0, %%ntid.x;" : "=r"(threads));
  warp = tid / 32;
  out[threadIdx.x] = lane == tid % 32 && smaller == (1u << lane) - 1 && threads == blockDim.x ? warp : 999;
}

__device__ unsigned bit_field(unsigned v, unsigned start, unsigned length) {
  unsigned r;
  asm("bfe.u32 %0, %1, %2, %3;" : "=r"(r) : "r"(v), "r"(start), "r"(length));
  return r;
}

__device__ unsigned choose(unsigned a, unsigned b) {
  unsigned r;
  asm("{\n\t.reg .pred p;\n\tsetp.gt.u32 p, %1, %2;\n\t@p mov.u32 %0, %1;\n\t@!p add.u32 %0, %2, 1000;\n\t}" : "=r"(r) : "r"(a), "r"(b));
  return r;
}

__device__ uint2 add_wide(uint2 a, uint2 b) {
  uint2 r;
  asm("add.cc.u32 %0, %2, %4;\n\taddc.u32 %1, %3, %5;" : "=r"(r.x), "=r"(r.y) : "r"(a.x), "r"(a.y), "r"(b.x), "r"(b.y));
  return r;
}

__global__ void instructions(const unsigned* in, unsigned* out, unsigned long long* wide) {
  __shared__ unsigned s[64];
  int i = threadIdx.x;
  unsigned v = in[i], r;
  unsigned address = (unsigned)__cvta_generic_to_shared(&s[i]);
  asm volatile("st.shared.u32 [%0], %1;" : : "r"(address), "r"(v) : "memory");
  __syncthreads();
  asm volatile("ld.shared.u32 %0, [%1];" : "=r"(r) : "r"(address ^ 4));
  out[i] = r;
  out[64 + i] = bit_field(v, 5, 9);
  out[128 + i] = choose(v, 1u << 31);
  asm("lop3.b32 %0, %1, %2, %3, 0x96;" : "=r"(r) : "r"(v), "r"(v << 3), "r"(v >> 5));
  out[192 + i] = r;
  asm("prmt.b32 %0, %1, %2, 0x0123;" : "=r"(r) : "r"(v), "r"(0));
  out[256 + i] = r;
  uint2 sum = add_wide(make_uint2(v, 1), make_uint2(0x90000000u, 2));
  wide[i] = (unsigned long long)sum.y << 32 | sum.x;
  asm("mad.wide.u32 %0, %1, %2, %3;" : "=l"(wide[64 + i]) : "r"(v), "r"(v), "l"(7ull));
}

int main() {
  const int n = 64;
  std::vector<unsigned> in(n), out(5 * n);
  std::vector<unsigned long long> wide(2 * n);
  for (int i = 0; i < n; i++) in[i] = i * 2654435761u + 17;
  DeviceArray<unsigned> din(in.data(), n), dout(5 * n);
  DeviceArray<unsigned long long> dwide(2 * n);
  registers<<<1, n>>>(dout);
  dout.download(out.data());
  for (int i = 0; i < n; i++) EXPECT(out[i] == unsigned(i / 32));
  instructions<<<1, n>>>(din, dout, dwide);
  CUDA(cudaDeviceSynchronize());
  dout.download(out.data());
  dwide.download(wide.data());
  for (int i = 0; i < n; i++) {
    unsigned v = in[i];
    EXPECT(out[i] == in[i ^ 1]);
    EXPECT(out[64 + i] == (v >> 5 & 511));
    EXPECT(out[128 + i] == (v > 1u << 31 ? v : (1u << 31) + 1000));
    EXPECT(out[192 + i] == (v ^ v << 3 ^ v >> 5));
    EXPECT(out[256 + i] == __builtin_bswap32(v));
    EXPECT(wide[i] == (3ull << 32 | 0) + 0x90000000ull + v);
    EXPECT(wide[64 + i] == (unsigned long long)v * v + 7);
  }
  return finish("inline_ptx");
}
