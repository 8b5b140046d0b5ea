using CudaBridge.Abi;
using CudaBridge.Compiler.Tests.Harness;

namespace CudaBridge.Compiler.Tests;

public class AtomicTests
{
    private static int[] Run(string body, int length, string before = "", TranslationOptions? options = null) =>
        LoadedModule.RunOnInts($"{before}\nextern \"C\" __global__ void k(int* d) {{ int t = threadIdx.x; {body} }}", new Dim3(4), new Dim3(64), new int[length], options);

    [Theory]
    [InlineData("x86-64-v2"), InlineData("x86-64-v3"), InlineData("x86-64-v4")]
    public void Integer_atomics_of_every_kind(string isa)
    {
        if (!HostIsa.CanRun(isa)) Assert.Skip($"this machine does not run {isa}");
        int[] d = Run("""
            atomicAdd(d, 2); atomicSub(d + 1, 1); atomicMax(d + 2, t); atomicMin(d + 3, -t); atomicOr(d + 4, 1 << (t % 8)); atomicXor(d + 5, 1);
            atomicInc((unsigned*)d + 6, 9); atomicDec((unsigned*)d + 7, 255); atomicAnd(d + 8, t); atomicExch(d + 9, 5); atomicCAS(d + 10, 0, 77);
            atomicAdd((unsigned long long*)(d + 12), 1ull << 33); atomicAdd_block(d + 14, 1); atomicAdd_system(d + 15, 1);
            """, 16, options: new TranslationOptions { Isa = isa });
        d.Should().Equal(512, -256, 63, -63, 255, 0, 6, 0, 0, 5, 77, 0, 0, 512, 256, 256);
    }

    [Fact]
    public void Floating_point_atomics_of_every_width()
    {
        using LoadedModule module = LoadedModule.FromSource("""
            #include <cuda_fp16.h>
            extern "C" __global__ void k(float* f, double* d, __half2* h) { atomicAdd(f, 0.5f); atomicAdd(d, 0.25); atomicAdd(h, __floats2half2_rn(1.0f, 2.0f)); }
            """);
        using DeviceArray<float> f = new(1);
        using DeviceArray<double> d = new(1);
        using DeviceArray<Half> h = new(2);
        module.Launch("k", new Dim3(2), new Dim3(32), 0, f, d, h).Error.Should().Be(0);
        (f.Span[0], d.Span[0], h.Span[0], h.Span[1]).Should().Be((32f, 16.0, (Half)64, (Half)128));
    }

    [Fact]
    public void Atomics_on_shared_memory() =>
        Run("__shared__ int n; if (t == 0) n = 0; __syncthreads(); int mine = atomicAdd(&n, 1); __syncthreads(); if (mine == 63) d[blockIdx.x] = n;", 4)
            .Should().OnlyContain(v => v == 64);

    [Fact]
    public void A_spin_lock_among_the_lanes_of_a_block() =>
        Run("""
            bool done = false;
            while (!done) if (atomicCAS(&lock, 0, 1) == 0) { counter = counter + 1; __threadfence(); atomicExch(&lock, 0); done = true; }
            if (t == 0) d[blockIdx.x] = 1; __syncthreads(); if (blockIdx.x == 3) d[0] = counter;
            """, 4, "__device__ int lock; __device__ volatile int counter;")[0].Should().Be(256);

    [Fact]
    public void A_lane_that_waits_for_a_later_lane_lets_it_run() =>
        Run("__shared__ volatile int flag; if (t == 0) flag = 0; __syncwarp(); if (t == 0) { while (flag == 0) { } d[blockIdx.x] = flag; } else if (t == 5) flag = 42;", 4)
            .Should().OnlyContain(v => v == 42);

    [Fact]
    public void A_kernel_that_only_spins_on_memory_is_a_coroutine_and_a_work_queue_is_not()
    {
        IReadOnlyList<KernelFacts> kernels = Translator.Inspect(DeviceCode.Compile("""
            extern "C" __global__ void spins(volatile int* flag) { if (threadIdx.x) *flag = 1; else while (!*flag) { } }
            extern "C" __global__ void queue(int* next, int* out, int n) { int i; while ((i = atomicAdd(next, 1)) < n) out[i] = i; }
            extern "C" __global__ void retries(unsigned* p) { unsigned old = *p, seen; do { seen = old; old = atomicCAS(p, seen, seen * 3 + 1); } while (old != seen); }
            """)).Kernels;
        kernels.Select(k => (k.Name, k.Mode.Split(' ')[0])).Should().BeEquivalentTo([("spins", "coroutine"), ("queue", "vector"), ("retries", "vector")]);
    }
}
