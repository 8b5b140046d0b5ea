using System.Text.RegularExpressions;
using CudaBridge.Compiler;
using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

public sealed partial class ConformanceTests
{
    private const int SpellingsPerForm = 3, InputsPerForm = 300, InputsInTheDocument = 100_000;

    public static TheoryData<string> Interpreted => [.. Instructions.Opcodes.Where(opcode => Instructions.Find(opcode).Any(IsInterpreted)).Order(StringComparer.Ordinal)];

    private static bool IsInterpreted(Form form) => Spellings.Of(form, 24).Count > 0;

    [Theory]
    [MemberData(nameof(Interpreted))]
    public void Scalar_and_vector_code_give_what_the_manual_says(string opcode)
    {
        Assert.SkipWhen(Toolkit.Root is null, "the toolkit is not built (build.sh build)");
        Conformance.Check(opcode, SpellingsPerForm, InputsPerForm).SelectMany(result => result.Wrong).Should().BeEmpty();
    }

    [Fact]
    public void The_document_lists_every_form_with_enough_inputs()
    {
        string[] rows = [.. File.ReadAllLines(Path.Combine(Repository(), ConformanceTable.File)).Where(line => line.StartsWith("| `", StringComparison.Ordinal))];

        rows.Should().HaveCount(Instructions.All.Count, $"{ConformanceTable.File} says how to write it anew");
        foreach ((Form form, string row) in Instructions.All.Zip(rows))
        {
            bool isInterpreted = IsInterpreted(form);
            row.Should().StartWith(ConformanceTable.Head(form, isInterpreted));
            if (!isInterpreted) continue;
            Match rest = Rest().Match(row);
            rest.Success.Should().BeTrue($"both modes agree with the oracle in '{row}'");
            // Fewer only where there are no more: sixteen bits of operands, of one spelling or several.
            long inputs = long.Parse(rest.Groups["inputs"].Value), spellings = long.Parse(rest.Groups["spellings"].Value);
            (inputs >= InputsInTheDocument || inputs >= spellings && AreExhaustive(form)).Should().BeTrue(row);
        }
    }

    // Every spelling tries all operands there are, if those have no more than 16 bits.
    private static bool AreExhaustive(Form form) => Spellings.Of(form, 24).All(probe => probe is RegisterProbe register && Inputs.IsExhaustive(register) || probe is ElementsProbe);

    private static string Repository()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "CudaBridge.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The program does not lie in the repository.");
    }

    [GeneratedRegex(@"\| yes \| yes \| yes \| (?<spellings>\d+) \| (?<inputs>\d+) \|[^|]*\|$")]
    private static partial Regex Rest();
}
