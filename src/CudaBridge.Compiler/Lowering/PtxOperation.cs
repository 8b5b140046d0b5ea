using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

/// <summary>One instruction being lowered: its operands by the slots of its form, 0 the first.</summary>
internal readonly struct PtxOperation
{
    private readonly Operand?[] _operands;

    public PtxOperation(PtxEmitter emitter, Instruction instruction)
    {
        Emitter = emitter;
        Instruction = instruction;
        _operands = instruction.Opcode.Assign(instruction.Operands);
    }

    public PtxEmitter Emitter { get; }
    public Instruction Instruction { get; }
    public Opcode Opcode => Instruction.Opcode;
    public LLVMBuilderRef Builder => Emitter.Builder;

    /// <summary>The opcode's first type.</summary>
    public PtxType Type => Opcode.Types.Count > 0 ? Opcode.Types[0] : PtxType.None;

    public bool Has(string word) => Opcode.Has(word);

    public bool HasOperand(int slot) => slot < _operands.Length && _operands[slot] is not null;

    public Operand Operand(int slot) => _operands[slot] ?? throw new InvalidOperationException($"{Opcode} has no operand {slot}");

    /// <summary>Finds a slot by the name the table gives it.</summary>
    public int SlotOf(string name)
    {
        for (int i = 0; i < Opcode.Form.Operands.Count; i++)
            if (Opcode.Form.Operands[i].Name == name) return i;
        throw new InvalidOperationException($"{Opcode.Form} has no operand {name}");
    }

    public PtxType TypeOf(int slot) => Opcode.TypeOf(Opcode.Form.Operands[slot]);

    /// <summary>The operand's value, of the type the table gives it.</summary>
    public LLVMValueRef In(int slot) => Emitter.Read(Operand(slot), TypeOf(slot));

    public LLVMValueRef In(int slot, PtxType type) => Emitter.Read(Operand(slot), type);

    /// <summary>Stores the instruction's result.</summary>
    public void Out(LLVMValueRef value) => Emitter.Write(Operand(0), TypeOf(0), value);

    /// <summary>The constant that an operand must be.</summary>
    public long Constant(int slot)
    {
        if (Operand(slot) is ConstantOperand constant
            && ConstantEvaluator.Evaluate(constant.Value) is { IsFloat: false, Symbol: null } value) return (long)value.Bits;
        throw Error($"operand '{Opcode.Form.Operands[slot].Name}' must be an integer constant");
    }

    /// <summary>Both halves of <c>d|p</c>; the second is null when it was left out.</summary>
    public (Operand First, Operand? Second) Pair(int slot) => Operand(slot) is PairOperand pair ? (pair.First, pair.Second) : (Operand(slot), null);

    public PtxException Error(string problem, string? hint = null) => Emitter.Error(Instruction.Offset, problem, hint);

    public PtxException Unsupported(string reason) => Emitter.Unsupported(Instruction.Offset, $"'{Opcode}' is not supported: {reason}");
}
