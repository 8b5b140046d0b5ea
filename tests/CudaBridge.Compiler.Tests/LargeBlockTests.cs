using CudaBridge.Abi;
using CudaBridge.Compiler.Tests.Harness;

namespace CudaBridge.Compiler.Tests;

/// <summary>A block of thousands of registers is cut before LLVM selects instructions for it; what it computes stays the same.</summary>
public class LargeBlockTests
{
    // One block of so many products, sums and exclusive ors, each of which needs the one before it
    private static string Source(int steps) => $$"""
        extern "C" __global__ void k(unsigned* d) {
          unsigned x = d[threadIdx.x], y = threadIdx.x;
        {{string.Concat(Enumerable.Range(0, steps).Select(i => $"  x = x * {2 * i + 3}u + y; y ^= x >> {i % 13 + 1};\n"))}}
          d[threadIdx.x] = x ^ y;
        }
        """;

    private static int Cuts(int steps)
    {
        TranslationOptions options = new() { Isa = "x86-64-v3", DumpAfter = "DivideLargeBlocks" };
        return Translator.Translate(DeviceCode.Compile(Source(steps)), options).Dump!.Split("blockaddress(").Length - 1;
    }

    [Fact]
    public void Large_blocks_are_cut_and_others_stay_whole()
    {
        Cuts(10).Should().Be(0);
        int some = Cuts(200);
        some.Should().BeGreaterThan(4);
        Cuts(400).Should().BeGreaterThan(some * 3 / 2);
    }

    [Fact]
    public void The_parts_compute_what_the_whole_does()
    {
        uint[] Run(TranslationOptions options)
        {
            using LoadedModule module = LoadedModule.FromSource(Source(300), options);
            using DeviceArray<uint> array = new([.. Enumerable.Range(0, 96).Select(i => (uint)(i * 977))]);
            module.Launch("k", new Dim3(1), new Dim3(96), 0, array).Error.Should().Be(0);
            return array.ToArray();
        }

        uint[] expected = [.. Enumerable.Range(0, 96).Select(i => Expected(300, (uint)i))];
        Run(new TranslationOptions()).Should().Equal(expected);
        Run(new TranslationOptions { OptimizationLevel = 0 }).Should().Equal(expected);
    }

    private static uint Expected(int steps, uint thread)
    {
        (uint x, uint y) = (thread * 977, thread);
        for (int i = 0; i < steps; i++)
        {
            x = x * (uint)(2 * i + 3) + y;
            y ^= x >> (i % 13 + 1);
        }

        return x ^ y;
    }
}
