using CudaBridge.Abi;
using CudaBridge.Compiler.Tests.Harness;

namespace CudaBridge.Compiler.Tests;

/// <summary>Warps all of whose lanes take a branch run without masks, and whole cache lines go around the caches.</summary>
public class FullWarpTests
{
    private const string Add = """
        extern "C" __global__ void k(const float* a, const float* b, float* c, int n) {
          int i = blockIdx.x * blockDim.x + threadIdx.x;
          if (i < n) c[i] = a[i] + b[i];
        }
        """;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(15, 3)]
    [InlineData(16, 16)]
    [InlineData(17, 1)]
    [InlineData(127, 4)]
    [InlineData(128, 0)]
    public void The_first_n_elements_are_written_wherever_the_array_begins(int n, int offset)
    {
        using LoadedModule module = LoadedModule.FromSource(Add);
        float[] ones = [.. Enumerable.Repeat(1f, 160)], numbers = [.. Enumerable.Range(0, 160).Select(i => (float)i)];
        using DeviceArray<float> a = new(ones), b = new(numbers), c = new(160);
        unsafe
        {
            fixed (float* start = c.Span)
                module.Launch("k", new Dim3(2), new Dim3(64), 0, a, b, (IntPtr)(start + offset), n).Error.Should().Be(0);
        }

        c.ToArray().Should().Equal(Enumerable.Range(0, 160).Select(i => i >= offset && i < offset + n ? i - offset + 1f : 0));
    }

    [Fact]
    public void Arrays_that_are_only_written_are_stored_around_the_caches() => Ir(Add).Should().Contain("!nontemporal");

    [Theory]
    [InlineData("c[i] += a[i];")]
    [InlineData("c[i] = a[i]; if (c[i ^ 1] > 0) c[i] = 2;")]
    [InlineData("c[i] = a[i]; __threadfence();")]
    [InlineData("c[i] = a[i]; atomicAdd((int*)b, 1);")]
    [InlineData("for (int r = 0; r < n; r++) c[i] = a[r];")]
    public void Others_go_through_them(string body) =>
        Ir($$"""
            extern "C" __global__ void k(const float* a, float* b, float* c, int n) { int i = blockIdx.x * blockDim.x + threadIdx.x; {{body}} }
            """).Should().NotContain("!nontemporal");

    private static string Ir(string source) => Translator.Translate(DeviceCode.Compile(source), new TranslationOptions { DumpAfter = "VectorizeKernels" }).Dump!;
}
