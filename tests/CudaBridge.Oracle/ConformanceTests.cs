using CudaBridge.Compiler;
using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

public sealed class ConformanceTests
{
    private const int SpellingsPerForm = 2, InputsPerForm = 300;

    public static TheoryData<string> Interpreted => [.. Instructions.Opcodes.Where(opcode => Instructions.Find(opcode).Any(IsInterpreted)).Order(StringComparer.Ordinal)];

    private static bool IsInterpreted(Form form) => Spellings.Of(form, 24).Count > 0;

    [Fact]
    public void Every_form_is_tried_or_says_why_not() =>
        Instructions.All.Where(form => !IsInterpreted(form) && OpenForms.Of(form) is null).Select(form => form.ToString()).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Interpreted))]
    public void Scalar_and_vector_code_give_what_the_manual_says(string opcode)
    {
        Assert.SkipWhen(Toolkit.Root is null, "the toolkit is not built (build.sh build)");
        // Products of matrices are hundreds of instructions, and take long to compile.
        int spellings = opcode is "mma" or "wmma" ? 1 : SpellingsPerForm;
        Conformance.Check(opcode, spellings, InputsPerForm).SelectMany(result => result.Wrong).Should().BeEmpty();
    }
}
