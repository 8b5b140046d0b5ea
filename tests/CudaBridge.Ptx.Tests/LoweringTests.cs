using System.Text;
using CudaBridge.Compiler.PtxLowering;
using CudaBridge.Ptx;

namespace CudaBridge.Ptx.Tests;

public sealed class LoweringTests
{
    private const int InstancesPerForm = 60;

    public static TheoryData<string> Supported => [.. Instructions.Opcodes.Where(PtxInstructions.IsSupported).Order(StringComparer.Ordinal)];

    // Forms that exist only on hardware of one generation, or act on the function's caller; each has its own message.
    private static readonly string[] s_refused =
    [
        "out-of-bounds NaNs", "NVIDIA's copy engine", "to sm_100", "behind the compiler's back", "cannot call functions",
        "only the product or c", "to sm_120", "shares its function's stack",
        "objects do not say this", "multisampled textures", "offsets and depth comparisons", "cubemaps are not gathered", "no whole coordinates", "at most 16 bytes",
    ];

    [Theory]
    [MemberData(nameof(Supported))]
    public void Every_form_becomes_valid_kernel_IR_or_says_why_not(string opcode)
    {
        foreach (Form form in Instructions.Find(opcode))
            foreach (string text in FormText.Instances(form, InstancesPerForm))
            {
                string asm = WithDeclarations(text);
                (string ir, string? problem) = LoweredText.Lower(asm);
                if (problem is null) ir.Should().NotContain(" asm ", text);
                else s_refused.Any(reason => problem.Contains(reason, StringComparison.Ordinal)).Should().BeTrue($"{text}: {problem}");
            }
    }

    [Fact]
    public void Every_opcode_is_lowered_or_listed_as_a_gap()
    {
        IEnumerable<string> forgotten = Instructions.Opcodes.Where(opcode => !PtxInstructions.IsSupported(opcode) && !PtxInstructions.IsKnownGap(opcode));
        forgotten.Should().BeEmpty();
        Instructions.Opcodes.Where(opcode => PtxInstructions.IsSupported(opcode) && PtxInstructions.IsKnownGap(opcode)).Should().BeEmpty();
    }

    // The instruction's operands get registers of the types that the table gives them.
    internal static string WithDeclarations(string text)
    {
        Instruction instruction = (Instruction)Parser.ParseStatements(text)[0];
        Opcode opcode = instruction.Opcode;
        if (opcode.Name == "call") return text;
        Operand?[] operands = opcode.Assign(instruction.Operands);
        StringBuilder asm = new("{ $L1: ");
        StringBuilder arguments = new();
        for (int i = 0; i < operands.Length; i++)
        {
            if (operands[i] is not { } operand) continue;
            string written = Renamed(operand, opcode, opcode.Form.Operands[i], i, asm);
            arguments.Append(arguments.Length == 0 ? " " : ", ").Append(written);
        }
        return asm.Append("ts: .branchtargets $L1; ").Append(opcode.Text).Append(arguments).Append("; }").ToString().Replace("$", "$$", StringComparison.Ordinal);
    }

    private static string Renamed(Operand operand, Opcode opcode, OperandSlot slot, int index, StringBuilder declarations)
    {
        string Declare(PtxType type, string name)
        {
            int bits = type.Info().Bits;
            string register = type == PtxType.Pred ? "pred" : type switch { PtxType.F32 => "f32", PtxType.F64 => "f64", _ => $"b{Math.Max(bits, 8)}" };
            declarations.Append($".reg .{register} {name}; ");
            return name;
        }
        PtxType type = opcode.TypeOf(slot);
        PtxType element = slot.Kind == OperandKind.Elements && type.Info().Bits >= 16 && opcode.Name == "mov" ? PtxTypes.BitsOf(type.Info().Bits / 2) : type;
        PtxType wide = opcode.Name == "cvt" && type.Info().Bits < 16 ? PtxType.B16 : type;
        return operand switch
        {
            AddressOperand when opcode.Name is "tex" or "tld4" or "suld" or "sust" or "sured" =>
                $"[{Declare(PtxType.B64, $"a{index}")}, {{{string.Join(", ", Enumerable.Range(0, 4).Select(i => Declare(PtxType.B32, $"c{index}_{i}")))}}}]",
            AddressOperand => $"[{Declare(PtxType.B64, $"a{index}")}+16]",
            VectorOperand when MatrixRegisters.Of(opcode, slot.Name) is var (register, count) && count > 0 =>
                "{" + string.Join(", ", Enumerable.Range(0, count).Select(i => Declare(register, $"v{index}_{i}"))) + "}",
            VectorOperand vector => "{" + string.Join(", ", vector.Elements.Select((_, i) => Declare(element, $"v{index}_{i}"))) + "}",
            PairOperand => $"{Declare(type == PtxType.None ? PtxType.B32 : type, $"d{index}")}|{Declare(PtxType.Pred, $"p{index}")}",
            SignedOperand signed => $"{signed.Sign}{Declare(type, $"s{index}")}",
            ConstantOperand when opcode.Name is "mma" || opcode.Has("bulk") => "0",
            ConstantOperand => opcode.Text.StartsWith("cp.async", StringComparison.Ordinal) ? "16" : "1",
            _ when slot.Kind == OperandKind.Label => opcode.Name == "brx" ? "ts" : "$L1",
            _ => Declare(wide == PtxType.None ? PtxType.B64 : wide, $"r{index}"),
        };
    }
}
