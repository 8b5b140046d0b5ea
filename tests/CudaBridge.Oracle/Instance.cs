using System.Text;
using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

/// <summary>One spelling of an instruction as a kernel: operands are read from words in memory, results are written to two words.</summary>
internal sealed class Instance
{
    private readonly Instruction _instruction;
    private readonly Operand?[] _operands;
    private readonly Action<Step> _meaning;

    private Instance(Instruction instruction, Action<Step> meaning)
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

    /// <summary>Null when the oracle does not interpret the instruction.</summary>
    public static Instance? Of(string text)
    {
        Instruction instruction = (Instruction)Parser.ParseStatements(text)[0];
        return Meanings.Of(instruction.Opcode) is { } meaning ? new(instruction, meaning) : null;
    }

    /// <summary>The type whose values an operand takes; predicates have one bit.</summary>
    public PtxType TypeOf(int slot) => Form.Operands[slot].Kind == OperandKind.Immediate ? PtxType.U8
        : Opcode.TypeOf(Form.Operands[slot]) is var type && type == PtxType.None || IsPredicate(slot) ? PtxType.Pred : type;

    // The manual writes predicates c, p and q without a type.
    private bool IsPredicate(int slot) => Form.Operands[slot].Sign == '!' || Opcode.TypeOf(Form.Operands[slot]) == PtxType.Pred;

    public Step Run(ulong[] operands, bool carry)
    {
        ulong[] read = [.. operands];
        foreach (int slot in Sources)
            if (IsNegated(slot)) read[slot] ^= 1;
        if (Form.Operands.ToList().FindIndex(operand => operand.Kind == OperandKind.Immediate) is > 0 and int immediate) read[immediate] = ImmediateValue;
        Step step = new(Opcode, read) { Carry = carry };
        _meaning(step);
        return step;
    }

    private const ulong ImmediateValue = 0xca;

    private bool IsNegated(int slot) => _operands[slot] is SignedOperand { Sign: '!' };

    /// <summary>
    /// <c>kernel(inputs, outputs)</c>: thread i reads the words of its row of <see cref="Columns"/> and writes two.
    /// </summary>
    public string Kernel(string name, int columns)
    {
        StringBuilder text = new($$"""
            .visible .entry {{name}}(.param .u64 inputs, .param .u64 outputs)
            {
            	.reg .b32 %t, %n, %i, %w; .reg .b64 %in, %out, %x, %y; .reg .pred %c, %second;
            	ld.param.u64 %in, [inputs]; ld.param.u64 %out, [outputs];
            	mov.u32 %t, %ctaid.x; mov.u32 %n, %ntid.x; mov.u32 %i, %tid.x; mad.lo.u32 %i, %t, %n, %i;
            	mad.wide.u32 %in, %i, {{columns * 8}}, %in; mad.wide.u32 %out, %i, 16, %out;
            	mov.pred %second, 0;

            """);
        List<string> arguments = [];
        for (int slot = 0; slot < _operands.Length; slot++)
            if (_operands[slot] is not null) arguments.Add(slot == 0 ? Destination(text) : Source(text, slot));
        if (UsesCarry) text.Append($"\tld.global.u32 %w, [%in+{(columns - 1) * 8}]; {(IsDifference ? "sub.cc.u32 %w, 0, %w;" : "add.cc.u32 %w, %w, 0xffffffff;")}\n");
        text.Append($"\t{Opcode.Text} {string.Join(", ", arguments)};\n");
        if (UsesCarry) text.Append($"\t{(IsDifference ? "subc" : "addc")}.u32 %w, 0, 0; and.b32 %w, %w, 1; setp.ne.u32 %second, %w, 0;\n");
        text.Append(FromRegister()).Append("\tst.global.u64 [%out], %y; selp.u64 %y, 1, 0, %second; st.global.u64 [%out+8], %y;\n\tret;\n}\n");
        return text.ToString();
    }

    private bool IsDifference => Opcode.Name is "sub" or "subc";

    // Registers of 8-bit types have 16 bits.
    private static int RegisterBits(PtxType type) => Math.Max(16, type.Info().Bits);

    private string Destination(StringBuilder text)
    {
        PtxType type = TypeOf(0);
        text.Append(type == PtxType.Pred ? "\t.reg .pred %d;\n" : $"\t.reg .b{RegisterBits(type)} %d;\n");
        return _operands[0] is PairOperand ? "%d|%second" : "%d";
    }

    private string Source(StringBuilder text, int slot)
    {
        if (Form.Operands[slot].Kind == OperandKind.Immediate) return "0xca";
        PtxType type = TypeOf(slot);
        string name = $"%s{slot}";
        int bits = RegisterBits(type);
        text.Append(type == PtxType.Pred ? $"\t.reg .pred {name};" : $"\t.reg .b{bits} {name};").Append($" ld.global.u64 %x, [%in+{slot * 8}];");
        text.Append(type == PtxType.Pred ? $" and.b64 %x, %x, 1; setp.ne.u64 {name}, %x, 0;\n" : bits == 64 ? $" mov.b64 {name}, %x;\n" : $" cvt.u{bits}.u64 {name}, %x;\n");
        return IsNegated(slot) ? "!" + name : name;
    }

    private string FromRegister()
    {
        PtxType type = TypeOf(0);
        if (type == PtxType.Pred) return "\tselp.u64 %y, 1, 0, %d;\n";
        return RegisterBits(type) == 64 ? "\tmov.b64 %y, %d;\n" : $"\tcvt.u64.u{RegisterBits(type)} %y, %d;\n";
    }

    /// <summary>The destination register's bits that the oracle's result stands for.</summary>
    public ulong ResultMask => TypeOf(0) == PtxType.Pred ? 1 : Bits.Mask(RegisterBits(TypeOf(0)));

    public bool HasSecond => UsesCarry && Opcode.Has("cc") || _operands[0] is PairOperand;

    /// <summary>Equal bits, or a NaN for a NaN, or within the documented error.</summary>
    public bool Agrees(Step step, ulong found, ulong second)
    {
        if (step.IsUndefined) return true;
        if (HasSecond && (second != 0) != (UsesCarry ? step.Carry : step.Second)) return false;
        ulong expected = step.Result & ResultMask;
        if (found == expected) return true;
        PtxType type = TypeOf(0);
        if (type.Info().Class != PtxTypeClass.Float) return false;
        Format f = Format.Of(type);
        for (int i = 0; i < type.Info().Lanes; i++)
        {
            ulong x = found >> i * f.Bits & Bits.Mask(f.Bits), y = expected >> i * f.Bits & Bits.Mask(f.Bits);
            bool agrees = x == y || f.IsNaN(x) && f.IsNaN(y) || step.Bound is { } bound && bound.Allows(f.ToDouble(x), f.ToDouble(y));
            if (!agrees) return false;
        }
        return true;
    }
}
