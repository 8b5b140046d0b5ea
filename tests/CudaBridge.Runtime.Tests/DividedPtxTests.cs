using System.Text;

namespace CudaBridge.Runtime.Tests;

/// <summary>Which modules are compiled kernel by kernel.</summary>
public sealed class DividedPtxTests
{
    [Theory]
    [InlineData(1, 500, false)] // one kernel is the module
    [InlineData(4, 5, false)]   // four short ones: one compilation costs less
    [InlineData(5, 5, true)]
    [InlineData(2, 500, true)]  // two long ones, of which a program may launch one
    public void Kernels_are_compiled_one_by_one_where_they_are_many_or_long(int kernels, int instructions, bool divided)
    {
        StringBuilder text = new(".version 7.0\n.target sm_70\n.address_size 64\n");
        for (int kernel = 0; kernel < kernels; kernel++)
        {
            text.Append($".visible .entry k{kernel}()\n{{\n  .reg .u32 %r<3>;\n  mov.u32 %r1, %tid.x;\n");
            for (int i = 0; i < instructions; i++) text.Append("  add.u32 %r2, %r1, %r1;\n");
            text.Append("  ret;\n}\n");
        }

        DividedPtx? result = DividedPtx.Of(Encoding.UTF8.GetBytes(text.ToString()));
        (result is not null).Should().Be(divided);
        if (divided) result!.Kernels.Should().Equal(Enumerable.Range(0, kernels).Select(k => $"k{k}"));
    }
}
