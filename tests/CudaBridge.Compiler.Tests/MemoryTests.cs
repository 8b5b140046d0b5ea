using CudaBridge.Abi;
using CudaBridge.Compiler.Tests.Harness;

namespace CudaBridge.Compiler.Tests;

public class MemoryTests
{
    private static int[] Run(string source, int[] data, uint threads = 32) => LoadedModule.RunOnInts(source, new Dim3(1), new Dim3(threads), data);

    [Fact]
    public unsafe void The_host_can_change_constants_and_device_variables_before_a_launch()
    {
        using LoadedModule module = LoadedModule.FromSource("""
            __constant__ int scale[2] = {1, 2}; __device__ int offset = 100; __device__ const int fixed = 7;
            extern "C" __global__ void k(int* d) { d[threadIdx.x] = scale[threadIdx.x & 1] * 10 + offset + fixed; __syncthreads(); offset = 5; }
            """);
        ((int*)module.Variable("scale"))[1] = 3;
        using DeviceArray<int> data = new(2);
        module.Launch("k", new Dim3(1), new Dim3(1), 0, data).Error.Should().Be(0);
        data.Span[0].Should().Be(117);
        (*(int*)module.Variable("offset")).Should().Be(5);
        *(int*)module.Variable("offset") = 1000;
        module.Launch("k", new Dim3(1), new Dim3(2), 0, data).Error.Should().Be(0);
        data.ToArray().Should().Equal(1017, 1037);
    }

    [Fact]
    public void Local_arrays_indexed_at_run_time_survive_barriers() =>
        Run("extern \"C\" __global__ void k(int* d) { int a[16]; for (int i = 0; i < 16; i++) a[i] = i * threadIdx.x; __syncthreads(); d[threadIdx.x] = a[d[threadIdx.x] % 16]; }",
            [.. Enumerable.Range(0, 32)]).Should().Equal(Enumerable.Range(0, 32).Select(t => t % 16 * t));

    [Fact]
    public unsafe void A_kernel_says_how_much_local_memory_a_thread_needs()
    {
        using LoadedModule module = LoadedModule.FromSource("extern \"C\" __global__ void k(int* d) { int a[100]; for (int i = 0; i < 100; i++) a[i] = d[i]; d[0] = a[d[1]]; } extern \"C\" __global__ void none(int* d) { d[0] = 1; }");
        (module.Kernel("k")->LocalBytes, module.Kernel("none")->LocalBytes).Should().Be((400u, 0u));
    }

    [Fact]
    public void Local_arrays_of_small_elements_can_be_read_as_vectors() =>
        Run("""
            extern "C" __global__ void k(int* d) {
              short head[9], a[64];
              for (int i = 0; i < 9; i++) head[i] = i + d[threadIdx.x];
              for (int i = 0; i < 64; i++) a[i] = i * threadIdx.x;
              int n = d[threadIdx.x] % 8;
              int4 v = reinterpret_cast<int4*>(a)[n];
              __syncthreads();
              reinterpret_cast<int4*>(a)[7 - n] = v;
              d[threadIdx.x] = a[(7 - n) * 8 + 3] + head[n];
            }
            """, [.. Enumerable.Range(0, 32)]).Should().Equal(Enumerable.Range(0, 32).Select(t => (t % 8 * 8 + 3) * t + t % 8 + t));

    [Fact]
    public void Alloca_in_a_kernel_with_barriers() =>
        Run("extern \"C\" __global__ void k(int* d) { int n = d[threadIdx.x]; int* a = (int*)__builtin_alloca(4 * (n + 1)); for (int i = 0; i <= n; i++) a[i] = i; __syncthreads(); d[threadIdx.x] = a[n] + a[n / 2]; }",
            [.. Enumerable.Range(0, 32)]).Should().Equal(Enumerable.Range(0, 32).Select(t => t + t / 2));

    [Fact]
    public void Indices_may_wrap_between_the_lanes_of_a_warp()
    {
        int[] data = new int[65537], wanted = new int[65537];
        data[65536] = wanted[65536] = 65536 - 20;
        for (int thread = 0; thread < 64; thread++) wanted[(ushort)(65536 - 20 + thread)] = thread + 1;
        Run("extern \"C\" __global__ void k(int* d) { unsigned short base = d[65536], i = base + (unsigned short)threadIdx.x; d[i] += threadIdx.x + 1; }", data, 64)
            .Should().Equal(wanted);
    }

    [Fact]
    public void Address_spaces_are_told_apart() =>
        Run("__device__ int g; extern \"C\" __global__ void k(int* d) { __shared__ int s; s = 1; __syncthreads(); d[threadIdx.x] = __isShared(&s) * 8 + __isShared(&g) * 4 + __isGlobal(&g) * 2 + __isGlobal(&s); }",
            new int[32]).Should().OnlyContain(v => v == 10);

    [Fact]
    public void Asynchronous_copies_are_done_when_waited_for() =>
        Run("""
            extern "C" __global__ void k(int* d) {
              __shared__ alignas(16) int s[64]; int t = threadIdx.x;
              if (t < 16) __nvvm_cp_async_cg_shared_global_16((__attribute__((address_space(3))) void*)(s + 4 * t), (__attribute__((address_space(1))) void*)(d + 4 * t));
              __nvvm_cp_async_commit_group(); __nvvm_cp_async_wait_group(0); __syncthreads();
              int v = s[63 - t]; __syncthreads(); d[t] = v;
            }
            """, [.. Enumerable.Range(0, 64)]).Take(32).Should().Equal(Enumerable.Range(0, 32).Select(t => 63 - t));

    [Fact]
    public void Memory_from_the_device_heap() =>
        Run("extern \"C\" __global__ void k(int* d) { int* p = (int*)malloc(64); p[threadIdx.x % 16] = threadIdx.x; d[threadIdx.x] = p[threadIdx.x % 16]; free(p); int* q = new int[4]; q[1] = 1; d[threadIdx.x] += q[1]; delete[] q; }",
            new int[32]).Should().Equal(Enumerable.Range(1, 32));

    [Theory]
    [InlineData("x86-64-v2"), InlineData("x86-64-v3"), InlineData("x86-64-v4")]
    public void Half_bfloat16_and_128_bit_integers_need_no_library(string isa)
    {
        if (!HostIsa.CanRun(isa)) Assert.Skip($"this machine does not run {isa}");
        int[] data = LoadedModule.RunOnInts("""
            #include <cuda_fp16.h>
            #include <cuda_bf16.h>
            extern "C" __global__ void k(int* d) {
              float x = d[0] * 0.37f;
              d[1] = (int)(__half2float(__float2half(x) * __float2half(2.0f)) * 1000);
              d[2] = (int)(__bfloat162float(__float2bfloat16(x)) * 1000);
              d[3] = (int)(__half2float(__double2half(x * 1.0)) * 1000);
              unsigned __int128 big = (unsigned __int128)d[0] << 100; d[4] = (int)(big / ((unsigned __int128)7 << 95)); d[5] = (int)(big % 1000003u);
            }
            """, new Dim3(1), new Dim3(1), [13, 0, 0, 0, 0, 0], new TranslationOptions { Isa = isa });
        float x = 13 * 0.37f;
        Half half = (Half)x;
        float bfloat = BitConverter.UInt32BitsToSingle((BitConverter.SingleToUInt32Bits(x) + 0x7fff + ((BitConverter.SingleToUInt32Bits(x) >> 16) & 1)) & 0xffff0000);
        UInt128 big = (UInt128)13 << 100;
        data.Skip(1).Should().Equal((int)((float)(Half)((float)half * 2f) * 1000), (int)(bfloat * 1000), (int)((float)half * 1000), (int)(big / ((UInt128)7 << 95)), (int)(big % 1000003));
    }

    [Fact]
    public unsafe void Products_and_sums_contract_the_same_way_on_every_level()
    {
        const string Source = "extern \"C\" __global__ void k(const float* a, float* r) { float x = a[0], y = a[1], z = a[2]; r[0] = x * y + z; r[1] = z - x * y; r[2] = x * y - z; }";
        float[] a = [1.00024414f, 1.00024414f, -1f];
        float product = (float)((double)a[0] * a[1]);
        foreach (string isa in new[] { "x86-64-v2", "x86-64-v3", "x86-64-v4" }.Where(HostIsa.CanRun))
        {
            using LoadedModule module = LoadedModule.FromSource(Source, new TranslationOptions { Isa = isa });
            using DeviceArray<float> input = new(a), output = new(3);
            module.Launch("k", new Dim3(1), new Dim3(1), 0, input, output).Error.Should().Be(0);
            float fused = MathF.FusedMultiplyAdd(a[0], a[1], a[2]);
            fused.Should().NotBe(product + a[2]);
            output.ToArray().Should().Equal(fused, MathF.FusedMultiplyAdd(-a[0], a[1], a[2]), MathF.FusedMultiplyAdd(a[0], a[1], -a[2]));
        }
    }

    [Fact]
    public unsafe void Managed_variables_are_reached_through_their_cell()
    {
        using LoadedModule module = LoadedModule.FromSource("""
            __attribute__((annotate("cudabridge.managed"))) __device__ int shared_with_host = 3;
            extern "C" __global__ void k(int* d) { d[0] = shared_with_host; shared_with_host = 9; }
            """);
        using DeviceArray<int> data = new(1);
        int elsewhere = 77;
        *module.Cell("shared_with_host") = &elsewhere;
        module.Launch("k", new Dim3(1), new Dim3(1), 0, data).Error.Should().Be(0);
        (data.Span[0], elsewhere).Should().Be((77, 9));
    }
}
