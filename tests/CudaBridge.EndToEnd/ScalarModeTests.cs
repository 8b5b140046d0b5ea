namespace CudaBridge.EndToEnd;

/// <summary>The mode to fall back on when a vectorised kernel is suspected.</summary>
public sealed class ScalarModeTests
{
    [Theory]
    [MemberData(nameof(Sample.All), MemberType = typeof(Sample))]
    public void One_lane_at_a_time_they_pass_the_same_checks(string sample) => Sample.BuildAndRun(sample, ("CUDABRIDGE_MODE", "scalar"));
}
