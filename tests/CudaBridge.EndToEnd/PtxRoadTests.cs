namespace CudaBridge.EndToEnd;

/// <summary>Kernels that clang wrote as PTX, and that our own front end read again.</summary>
public sealed class PtxRoadTests
{
    private static readonly (string, string) s_ptx = ("CUDABRIDGE_ROAD", "ptx");

    // clang's PTX does not say which variables are managed.
    public static TheoryData<string> OnThePtxRoad => [.. Sample.Names.Where(sample => sample != "managed_memory")];

    [Theory]
    [MemberData(nameof(OnThePtxRoad))]
    public void Kernels_that_went_through_PTX_pass_the_same_checks(string sample)
    {
        using var scratch = new Scratch();
        Sample.ExpectPass(ToolkitUnderTest.Run(scratch.Folder, Sample.Build(sample, scratch.Folder, s_ptx), [], s_ptx), sample);
    }
}
