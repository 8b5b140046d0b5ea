namespace CudaBridge.EndToEnd;

/// <summary>Kernels that clang wrote as PTX, and that our own front end read again.</summary>
public sealed class PtxRoadTests
{
    // clang's PTX does not say which variables are managed.
    public static TheoryData<string> OnThePtxRoad => [.. Sample.Names.Where(sample => sample != "managed_memory")];

    [Theory]
    [MemberData(nameof(OnThePtxRoad))]
    public void Kernels_that_went_through_PTX_pass_the_same_checks(string sample) => Sample.BuildAndRun(sample, ("CUDABRIDGE_ROAD", "ptx"));
}
