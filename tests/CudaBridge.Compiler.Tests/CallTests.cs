using CudaBridge.Abi;
using CudaBridge.Compiler.Tests.Harness;

namespace CudaBridge.Compiler.Tests;

public class CallTests
{
    private static readonly int[] s_ramp = [.. Enumerable.Range(0, 32)];

    private static int[] Run(string source, TranslationOptions? options = null) => LoadedModule.RunOnInts(source, new Dim3(1), new Dim3(32), [.. s_ramp], options);

    [Fact]
    public void Recursion() =>
        Run("""
            __device__ int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
            extern "C" __global__ void k(int* d) { d[threadIdx.x] = fib(d[threadIdx.x] % 12); }
            """).Should().Equal(s_ramp.Select(t => Fibonacci(t % 12)));

    [Fact]
    public void Recursion_through_a_barrier() =>
        Run("""
            __shared__ int s[32];
            __device__ int sum(int n) {
              __syncthreads();
              int mine = s[(threadIdx.x + n) % 32];
              if (n == 0) return mine;
              int rest = sum(n - 1);
              __syncthreads();
              return mine + rest;
            }
            extern "C" __global__ void k(int* d) { s[threadIdx.x] = d[threadIdx.x]; d[threadIdx.x] = sum(3); }
            """).Should().Equal(s_ramp.Select(t => Enumerable.Range(0, 4).Sum(n => (t + n) % 32)));

    [Fact]
    public void Virtual_functions_of_which_one_waits_at_a_barrier() =>
        Run("""
            struct Base { __device__ virtual int f(int x) = 0; };
            struct Plain : Base { int k; __device__ Plain(int k) : k(k) {} __device__ int f(int x) override { return x + k; } };
            struct Waiting : Base { __device__ int f(int x) override { __shared__ int s[32]; s[threadIdx.x] = x; __syncthreads(); return s[31 - threadIdx.x]; } };
            extern "C" __global__ void k(int* d) {
              Plain plain(d[5]); Waiting waiting; Base* b = &waiting; Base* c = &plain; Base* chosen[2] = {b, c};
              int one = d[1]; __syncthreads();
              d[threadIdx.x] = chosen[one - 1]->f(threadIdx.x) * 1000 + chosen[one]->f(threadIdx.x);
            }
            """).Should().Equal(s_ramp.Select(t => (31 - t) * 1000 + t + 5));

    [Fact]
    public void Function_pointers_in_device_memory() =>
        Run("""
            typedef int (*op)(int);
            __device__ int twice(int x) { return 2 * x; }
            __device__ int minus(int x) { return -x; }
            __device__ op table[2] = {twice, minus};
            extern "C" __global__ void k(int* d) { d[threadIdx.x] = table[threadIdx.x & 1](d[threadIdx.x]); }
            """).Should().Equal(s_ramp.Select(t => (t & 1) == 0 ? 2 * t : -t));

    [Fact]
    public void Noinline_functions_that_meet_other_lanes() =>
        Run("""
            __device__ __noinline__ int next(int v) { return __shfl_down_sync(0xffffffff, v, 1); }
            __device__ __noinline__ double scaled(int v) { return 1.5 * v; }
            extern "C" __global__ void k(int* d) { d[threadIdx.x] = next(d[threadIdx.x]) + (int)scaled(2 * threadIdx.x); }
            """).Should().Equal(s_ramp.Select(t => (t < 31 ? t + 1 : 31) + 3 * t));

    [Fact]
    public void Threads_may_end_inside_functions_while_others_go_on() =>
        Run("""
            __device__ __noinline__ int deep(int n, int t) { if (n == 0) { if (t & 1) __nvvm_exit(); return 1; } return deep(n - 1, t) + 1; }
            extern "C" __global__ void k(int* d) { int t = threadIdx.x; int n = deep(t % 5, t); __syncthreads(); d[t] = n + 100; }
            """).Should().Equal(s_ramp.Select(t => (t & 1) == 1 ? t : t % 5 + 101));

    [Fact]
    public void A_kernel_that_ends_threads_early_is_vectorised()
    {
        IReadOnlyList<KernelFacts> kernels = Translator.Inspect(DeviceCode.Compile("""extern "C" __global__ void k(int* d) { if (threadIdx.x > 3) __nvvm_exit(); d[threadIdx.x] = 1; }""")).Kernels;
        kernels.Should().ContainSingle().Which.Mode.Should().StartWith("vector");
    }

    [Fact]
    public void Structures_by_value_belong_to_the_thread()
    {
        using LoadedModule module = LoadedModule.FromSource("""
            struct S { char c; double x[3]; short h; };
            extern "C" __global__ void k(int* d, S s, char last) { s.x[threadIdx.x % 3] += threadIdx.x; d[threadIdx.x] = (int)(s.x[0] + s.x[1] + s.x[2]) + s.c + s.h + last; }
            """);
        using DeviceArray<int> data = new(8);
        module.Launch("k", new Dim3(1), new Dim3(8), 0, data, KernelArgument.Of(new Sample(1, 10, 20, 30, 4)), KernelArgument.Of((sbyte)-2)).Error.Should().Be(0);
        data.ToArray().Should().Equal(Enumerable.Range(0, 8).Select(t => 60 + t + 1 + 4 - 2));
    }

    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Sequential)]
    private readonly record struct Sample(sbyte C, double X, double Y, double Z, short H);

    [Theory]
    [InlineData(0), InlineData(1), InlineData(2), InlineData(3)]
    public void Every_optimisation_level_gives_the_same_answer(int level) =>
        Run("""
            __device__ int helper(int v, int* s) { s[threadIdx.x] = v; __syncthreads(); int r = s[(threadIdx.x + 1) % 32]; __syncthreads(); return r; }
            extern "C" __global__ void k(int* d) { __shared__ int s[32]; int v = d[threadIdx.x]; for (int i = 0; i < 5; i++) v = helper(v, s); d[threadIdx.x] = v; }
            """, new TranslationOptions { OptimizationLevel = level, DebugInfo = level == 0 }).Should().Equal(s_ramp.Select(t => (t + 5) % 32));

    [Fact]
    public void Debug_information_survives_functions_that_suspend()
    {
        const string Source = """
            __device__ int one(int v, int* s) { s[threadIdx.x] = v; __syncthreads(); int r = s[(threadIdx.x + 1) % 32]; __syncthreads(); return r; }
            __device__ int two(int v, int* s) { return one(one(v, s), s); }
            extern "C" __global__ void k(int* d) { __shared__ int s[32]; d[threadIdx.x] = two(d[threadIdx.x], s); }
            """;
        TranslationResult result = Translator.Translate(DeviceCode.Compile(Source, "-O0", "-g"), new TranslationOptions { OptimizationLevel = 0, DebugInfo = true });
        result.Diagnostics.Should().BeEmpty();
        result.Image.AsSpan().IndexOf(".debug_line"u8).Should().BePositive();
        using LoadedModule module = new(result.Image!);
        using DeviceArray<int> data = new(s_ramp);
        module.Launch("k", new Dim3(1), new Dim3(32), 0, data).Error.Should().Be(0);
        data.ToArray().Should().Equal(s_ramp.Select(t => (t + 2) % 32));
    }

    private static int Fibonacci(int n) => n < 2 ? n : Fibonacci(n - 1) + Fibonacci(n - 2);
}
