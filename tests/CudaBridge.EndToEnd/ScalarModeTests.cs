namespace CudaBridge.EndToEnd;

/// <summary>The mode to fall back on when a vectorised kernel is suspected.</summary>
public sealed class ScalarModeTests(SamplePrograms programs)
{
    private static readonly (string, string) s_scalar = ("CUDABRIDGE_MODE", "scalar");

    // The machine code inside the program is for vectors: this is compiled when it runs.
    [Theory]
    [MemberData(nameof(Sample.All), MemberType = typeof(Sample))]
    public void One_lane_at_a_time_they_pass_the_same_checks(string sample) => Sample.ExpectPass(programs.Run(sample, s_scalar), sample);

    [Fact]
    public void Nvcc_takes_the_mode_as_well()
    {
        using var scratch = new Scratch();
        string program = Sample.Build("block_reduce", scratch.Folder, s_scalar);
        Sample.ExpectPass(ToolkitUnderTest.Run(scratch.Folder, program, [], s_scalar), "block_reduce");
    }
}
