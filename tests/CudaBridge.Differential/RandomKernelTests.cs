using CudaBridge.Compiler;
using CudaBridge.Fuzz.Execute;

namespace CudaBridge.Differential;

/// <summary>A short run of tools/Fuzz; docs/fuzz.md tells about the long ones.</summary>
public sealed class RandomKernelTests
{
    [Theory]
    [InlineData(1, 60, "")]
    [InlineData(1001, 15, "x86-64-v3")]
    [InlineData(2001, 15, "x86-64-v2")]
    public void Vectorised_kernels_write_what_they_write_one_lane_at_a_time(ulong seed, int count, string isa)
    {
        Assert.SkipUnless(isa.Length == 0 || HostIsa.CanRun(isa), $"this machine does not run {isa}");
        Statistics statistics = new();
        using Comparison comparison = new([new Combination(isa.Length == 0 ? HostIsa.Current : isa, 0)], statistics, _ => { });
        comparison.Run(Worker.Range(seed, count)).Should().BeEmpty();
        statistics.Kernels.Should().Be(count);
        statistics.Vectorised.Should().BeGreaterThan(count / 2);
    }

    [Fact]
    public void Vectorised_kernels_compile_for_AArch64()
    {
        Statistics statistics = new();
        using Comparison comparison = new([new Combination("aarch64", 0), new Combination("aarch64", Combination.Scalar)], statistics, _ => { });
        comparison.Run(Worker.Range(3001, 15)).Should().BeEmpty();
        statistics.Vectorised.Should().BeGreaterThan(7);
    }
}
