using System.Globalization;
using System.Text;
using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

/// <summary>An instruction on registers: operands are read from words in memory, results are written to two words.</summary>
internal sealed class RegisterProbe : IProbe
{
    private readonly Instruction _instruction;
    private readonly Operand?[] _operands;
    private readonly Action<Step[]> _meaning;

    private RegisterProbe(Instruction instruction, Action<Step[]> meaning)
    {
        (_instruction, _meaning) = (instruction, meaning);
        _operands = instruction.Opcode.Assign(instruction.Operands);
        Sources = [.. Enumerable.Range(1, Math.Max(0, _operands.Length - 1)).Where(i => _operands[i] is not null)];
    }

    public Opcode Opcode => _instruction.Opcode;
    public Form Form => Opcode.Form;

    /// <summary>The slots that are read.</summary>
    public IReadOnlyList<int> Sources { get; }

    public bool UsesCarry => Opcode.Name is "addc" or "subc" or "madc" || Opcode.Has("cc");

    public int InputWords => Form.Operands.Count + 1;

    public int OutputWords => 2;

    /// <summary>Null when the oracle does not interpret the instruction.</summary>
    public static RegisterProbe? Of(Instruction instruction) => Meanings.Of(instruction.Opcode) is { } meaning ? new(instruction, meaning) : null;

    /// <summary>The type whose values an operand takes; predicates have one bit.</summary>
    public PtxType TypeOf(int slot) => Form.Operands[slot].Kind == OperandKind.Immediate ? PtxType.U8
        : Opcode.TypeOf(Form.Operands[slot]) is var type && type == PtxType.None || IsPredicate(slot) ? PtxType.Pred : type;

    // The manual writes predicates c, p and q without a type.
    private bool IsPredicate(int slot) => Form.Operands[slot].Sign == '!' || Opcode.TypeOf(Form.Operands[slot]) == PtxType.Pred;

    public IEnumerable<ulong[]> Rows(int count) => Inputs.For(this, count);

    public Expected[][] Expect(ulong[][] warp)
    {
        Step[] steps = [.. warp.Select(StepOf)];
        _meaning(steps);
        return [.. steps.Select(step => new[] { ExpectedResult(step), ExpectedSecond(step) })];
    }

    private Step StepOf(ulong[] row)
    {
        ulong[] read = [.. row];
        foreach (int slot in Sources)
            if (IsNegated(slot)) read[slot] ^= 1;
        if (Form.Operands.ToList().FindIndex(operand => operand.Kind == OperandKind.Immediate) is > 0 and int immediate) read[immediate] = ImmediateValue;
        return new Step(Opcode, read, _operands) { Carry = row[^1] != 0 };
    }

    private Expected ExpectedResult(Step step)
    {
        PtxType type = TypeOf(0);
        Format? format = type.Info().Class == PtxTypeClass.Float ? Format.Of(type) : null;
        return step.IsUndefined ? Expected.Anything : new(step.Result & ResultMask, ulong.MaxValue, format, step.Bound);
    }

    private Expected ExpectedSecond(Step step) =>
        step.IsUndefined || !HasSecond ? Expected.Anything : Expected.Of(UsesCarry ? step.Carry : step.Second);

    private const ulong ImmediateValue = 0xca;

    private bool IsNegated(int slot) => _operands[slot] is SignedOperand { Sign: '!' };

    public string Kernel(string name)
    {
        StringBuilder text = new(KernelText.Open(name, InputWords, OutputWords));
        List<string> arguments = [];
        for (int slot = 0; slot < _operands.Length; slot++)
            if (_operands[slot] is not null) arguments.Add(slot == 0 ? Destination(text) : Source(text, slot));
        if (UsesCarry) text.Append($"\tld.global.u32 %w, [%in+{(InputWords - 1) * 8}]; {(IsDifference ? "sub.cc.u32 %w, 0, %w;" : "add.cc.u32 %w, %w, 0xffffffff;")}\n");
        text.Append($"\t{Opcode.Text} {string.Join(", ", arguments)};\n");
        if (UsesCarry) text.Append($"\t{(IsDifference ? "subc" : "addc")}.u32 %w, 0, 0; and.b32 %w, %w, 1; setp.ne.u32 %second, %w, 0;\n");
        return text.Append(KernelText.Store("%d", RegisterBits(TypeOf(0)), 0)).Append(KernelText.Store("%second", 1, 1)).Append(KernelText.Close).ToString();
    }

    private bool IsDifference => Opcode.Name is "sub" or "subc";

    // Registers of 8-bit types have 16 bits.
    private static int RegisterBits(PtxType type) => type == PtxType.Pred ? 1 : Math.Max(16, type.Info().Bits);

    private static string Selector(Operand? operand) => operand switch
    {
        NameOperand { Selector: { } selector }   => "." + selector,
        SignedOperand signed                     => Selector(signed.Inner),
        _                                        => "",
    };

    private string Destination(StringBuilder text)
    {
        int bits = RegisterBits(TypeOf(0));
        text.Append(bits == 1 ? "\t.reg .pred %d;\n" : $"\t.reg .b{bits} %d;\n");
        return (_operands[0] is PairOperand ? "%d|%second" : "%d") + Selector(_operands[0]);
    }

    private string Source(StringBuilder text, int slot)
    {
        if (Form.Operands[slot].Kind == OperandKind.Immediate) return "0xca";
        text.Append(KernelText.Load($"%s{slot}", RegisterBits(TypeOf(slot)), slot));
        string sign = _operands[slot] is SignedOperand { Sign: var written } ? written.ToString() : "";
        return $"{sign}%s{slot}{Selector(_operands[slot])}";
    }

    /// <summary>The destination register's bits that the oracle's result stands for.</summary>
    private ulong ResultMask => TypeOf(0) == PtxType.Pred ? 1 : Bits.Mask(RegisterBits(TypeOf(0)));

    private bool HasSecond => UsesCarry && Opcode.Has("cc") || _operands[0] is PairOperand;

    public string Describe(ulong[] row) =>
        string.Join(", ", Sources.Select(slot => string.Create(CultureInfo.InvariantCulture, $"{Form.Operands[slot].Name}=0x{row[slot] & Bits.Mask(TypeOf(slot).Info().Bits):x}"))) + (UsesCarry ? $", carry={row[^1]}" : "");
}
