namespace CudaBridge.EndToEnd;

/// <summary>What most users do: nvcc, then the program.</summary>
public sealed class SourceRoadTests(SamplePrograms programs)
{
    [Theory]
    [MemberData(nameof(Sample.All), MemberType = typeof(Sample))]
    public void Nvcc_builds_a_program_that_passes_its_own_check(string sample) => Sample.ExpectPass(programs.Run(sample), sample);
}
