namespace CudaBridge.EndToEnd;

/// <summary>The mode to fall back on when a vectorised kernel is suspected.</summary>
public sealed class ScalarModeTests(SamplePrograms programs)
{
    private static readonly (string, string) s_scalar = ("CUDABRIDGE_MODE", "scalar");

    [Theory]
    [MemberData(nameof(Sample.All), MemberType = typeof(Sample))]
    public void One_lane_at_a_time_they_pass_the_same_checks(string sample) => Sample.ExpectPass(programs.Run(sample, s_scalar), sample);

    [Theory]
    [InlineData("vector", false)]
    [InlineData("scalar", true)]
    public void The_code_that_nvcc_made_is_used_if_it_is_of_the_mode(string mode, bool isCompiledAgain)
    {
        using var scratch = new Scratch();
        string cache = Path.Combine(scratch.Folder, "cache");
        Sample.ExpectPass(programs.Run("vector_add", ("CUDABRIDGE_MODE", mode), ("CUDABRIDGE_CACHE", cache)), "vector_add");
        (Directory.Exists(cache) && Directory.GetFiles(cache, "*.so").Length > 0).Should().Be(isCompiledAgain);
    }

    [Fact]
    public void Nvcc_takes_the_mode_as_well()
    {
        using var scratch = new Scratch();
        string program = Sample.Build("block_reduce", scratch.Folder, s_scalar);
        Sample.ExpectPass(ToolkitUnderTest.Run(scratch.Folder, program, [], s_scalar), "block_reduce");
    }
}
