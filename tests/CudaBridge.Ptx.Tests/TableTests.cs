using CudaBridge.Ptx;

namespace CudaBridge.Ptx.Tests;

public sealed class TableTests
{
    public static TheoryData<string> Opcodes => [.. Instructions.Opcodes.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Opcodes))]
    public void Every_form_parses_and_prints_back_as_written(string opcode)
    {
        foreach (Form form in Instructions.Find(opcode))
            foreach (string text in FormText.Instances(form))
            {
                IReadOnlyList<Statement> statements = Parser.ParseStatements(text);
                Printer.Print(statements).Should().Be(text + "\n");
                statements.Should().ContainSingle();
            }
    }

    [Theory]
    [MemberData(nameof(Opcodes))]
    public void Every_row_can_be_reached(string opcode)
    {
        foreach (Form form in Instructions.Find(opcode))
            FormText.Instances(form).Any(text => ((Instruction)Parser.ParseStatements(text)[0]).Opcode.Form == form)
                .Should().BeTrue($"an earlier row must not hide '{form}'");
    }

    [Fact]
    public void Every_type_column_names_types()
    {
        IEnumerable<string> unknown = Instructions.All.SelectMany(form => form.Slots).Where(slot => slot.IsType)
            .SelectMany(slot => slot.Words).Where(word => PtxTypes.Find(word) == PtxType.None);
        unknown.Should().BeEmpty();
    }

    [Fact]
    public void Every_type_has_a_row_of_its_own()
    {
        foreach (PtxType type in Enum.GetValues<PtxType>()) type.Info().Type.Should().Be(type);
    }
}
