using CudaBridge.Compiler;
using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

public sealed class ConformanceTests
{
    // A full run, which the table in docs is made from: CUDABRIDGE_CONFORMANCE=full (minutes).
    private static readonly bool s_full = Environment.GetEnvironmentVariable("CUDABRIDGE_CONFORMANCE") == "full";

    private static int InstancesPerForm => s_full ? 24 : 3;
    private static int InputsPerInstance => s_full ? 3000 : 300;

    public static TheoryData<string> Interpreted => [.. Instructions.Opcodes.Where(opcode => Instructions.Find(opcode).Any(IsInterpreted)).Order(StringComparer.Ordinal)];

    private static bool IsInterpreted(Form form) => CudaBridge.Ptx.Tests.FormText.Instances(form, 4).Any(text => Instance.Of(text) is not null);

    [Theory]
    [MemberData(nameof(Interpreted))]
    public void Scalar_and_vector_code_give_what_the_manual_says(string opcode)
    {
        Assert.SkipWhen(Toolkit.Root is null, "the toolkit is not built (build.sh build)");
        List<FormResult> results = Conformance.Check(opcode, InstancesPerForm, InputsPerInstance);
        CoverageTable.Add(results);
        results.SelectMany(result => result.Wrong).Should().BeEmpty();
    }
}
