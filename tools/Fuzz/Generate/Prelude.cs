namespace CudaBridge.Fuzz.Generate;

/// <summary>What every generated module begins with.</summary>
internal static class Prelude
{
    public const string Text = """
        #include <cuda_fp16.h>
        typedef unsigned long long u64;
        // Values without the bits of NaNs, which CUDA leaves open.
        static __device__ __forceinline__ float nn(float x) { return x != x ? 2.5f : x; }
        static __device__ __forceinline__ double nn(double x) { return x != x ? 2.5 : x; }
        static __device__ __forceinline__ __half nn(__half x) { return __hisnan(x) ? __float2half(2.5f) : x; }
        static __device__ __forceinline__ u64 bits(bool x) { return x; }
        static __device__ __forceinline__ u64 bits(signed char x) { return (u64)(long long)x; }
        static __device__ __forceinline__ u64 bits(unsigned char x) { return x; }
        static __device__ __forceinline__ u64 bits(short x) { return (u64)(long long)x; }
        static __device__ __forceinline__ u64 bits(unsigned short x) { return x; }
        static __device__ __forceinline__ u64 bits(int x) { return (u64)(long long)x; }
        static __device__ __forceinline__ u64 bits(unsigned x) { return x; }
        static __device__ __forceinline__ u64 bits(long long x) { return (u64)x; }
        static __device__ __forceinline__ u64 bits(u64 x) { return x; }
        static __device__ __forceinline__ u64 bits(float x) { return x != x ? 0x7fffffffull : __float_as_uint(x); }
        static __device__ __forceinline__ u64 bits(double x) { return x != x ? ~0ull >> 1 : (u64)__double_as_longlong(x); }
        static __device__ __forceinline__ u64 bits(__half x) { return bits(__half2float(x)); }
        struct pack { int a; float b; short c; unsigned char d; long long e; };
        static __device__ __forceinline__ u64 bits(const pack& p) { return bits(p.a) ^ bits(p.b) * 3 ^ bits(p.c) * 5 ^ bits(p.d) * 7 ^ bits(p.e); }
        static __device__ __forceinline__ unsigned ptx_lop3(unsigned a, unsigned b, unsigned c) { unsigned r; asm("lop3.b32 %0, %1, %2, %3, 0x96;" : "=r"(r) : "r"(a), "r"(b), "r"(c)); return r; }
        static __device__ __forceinline__ unsigned ptx_bfe(unsigned a, unsigned b, unsigned c) { unsigned r; asm("bfe.u32 %0, %1, %2, %3;" : "=r"(r) : "r"(a), "r"(b), "r"(c)); return r; }
        static __device__ __forceinline__ unsigned ptx_bfi(unsigned a, unsigned b, unsigned c) { unsigned r; asm("bfi.b32 %0, %1, %2, %3, 9;" : "=r"(r) : "r"(a), "r"(b), "r"(c)); return r; }
        static __device__ __forceinline__ unsigned ptx_prmt(unsigned a, unsigned b) { unsigned r; asm("prmt.b32 %0, %1, %2, 0x5410;" : "=r"(r) : "r"(a), "r"(b)); return r; }
        static __device__ __forceinline__ int ptx_mad(int a, int b, int c) { int r; asm("mad.lo.s32 %0, %1, %2, %3;" : "=r"(r) : "r"(a), "r"(b), "r"(c)); return r; }
        static __device__ __forceinline__ unsigned ptx_shf(unsigned a, unsigned b, unsigned c) { unsigned r; asm("shf.l.wrap.b32 %0, %1, %2, %3;" : "=r"(r) : "r"(a), "r"(b), "r"(c)); return r; }
        static __device__ __forceinline__ int ptx_select(int a, int b) { int r; asm("{ .reg .pred p; setp.lt.s32 p, %1, %2; selp.s32 %0, %2, 7, p; }" : "=r"(r) : "r"(a), "r"(b)); return r; }
        static __device__ __forceinline__ u64 ptx_carry(u64 a, u64 b) {
          unsigned x, y;
          asm("add.cc.u32 %0, %2, %4; addc.u32 %1, %3, %5;" : "=r"(x), "=r"(y) : "r"((unsigned)a), "r"((unsigned)(a >> 32)), "r"((unsigned)b), "r"((unsigned)(b >> 32)));
          return (u64)y << 32 | x;
        }
        static __device__ __forceinline__ float ptx_fma_sat(float a, float b, float c) { float r; asm("fma.rn.sat.f32 %0, %1, %2, %3;" : "=f"(r) : "f"(a), "f"(b), "f"(c)); return r; }
        static __device__ __forceinline__ int ptx_branch(int a) {
          int r;
          asm("{ .reg .pred p; setp.gt.s32 p, %1, 3; mov.s32 %0, 5; @p add.s32 %0, %1, 1; @!p bra DONE; xor.b32 %0, %0, 12; DONE: }" : "=r"(r) : "r"(a));
          return r;
        }
        extern __shared__ __align__(16) unsigned char dynamic_shared[];

        """;

    /// <summary>The parameters of every kernel; Execute/KernelData.cs allocates what they point at.</summary>
    public const string Parameters =
        "u64* out, unsigned* acc, u64* accL, float* accF, void* scratch, void* vectors, const int* inI, const unsigned char* inB, const short* inS, " +
        "const float* inF, const double* inD, const u64* inL, const __half* inH, int n, float pf, u64 pl";
}
