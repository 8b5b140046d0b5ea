namespace CudaBridge.Ptx;

/// <summary>Whether operands have the shape that a row of the instruction table gives.</summary>
internal static class OperandMatch
{
    public static bool Fits(Opcode opcode, IReadOnlyList<Operand> operands)
    {
        IReadOnlyList<OperandSlot> slots = opcode.Form.Operands;
        if (slots is [{ Kind: OperandKind.Call }]) return IsCall(operands);
        return Fits(opcode, slots, 0, operands, 0);
    }

    /// <summary>Which operand fills which slot of the form: per slot an operand or null for one left out.</summary>
    public static Operand?[] Assign(Opcode opcode, IReadOnlyList<Operand> operands)
    {
        IReadOnlyList<OperandSlot> slots = opcode.Form.Operands;
        Operand?[] assigned = new Operand?[slots.Count];
        int operand = 0;
        for (int slot = 0; slot < slots.Count && operand < operands.Count; slot++)
        {
            bool leaveOut = slots[slot].Optional
                && !(Fits(opcode, slots[slot], operands[operand]) && Fits(opcode, slots, slot + 1, operands, operand + 1));
            if (!leaveOut) assigned[slot] = operands[operand++];
        }
        return assigned;
    }

    private static bool Fits(Opcode opcode, IReadOnlyList<OperandSlot> slots, int slot, IReadOnlyList<Operand> operands, int operand)
    {
        if (slot == slots.Count) return operand == operands.Count;
        bool taken = operand < operands.Count && Fits(opcode, slots[slot], operands[operand]) && Fits(opcode, slots, slot + 1, operands, operand + 1);
        return taken || slots[slot].Optional && Fits(opcode, slots, slot + 1, operands, operand);
    }

    private static bool Fits(Opcode opcode, OperandSlot slot, Operand operand) => slot.Kind switch
    {
        OperandKind.Address   => operand is AddressOperand,
        OperandKind.Elements  => operand is VectorOperand,
        OperandKind.Steps     => operand is VectorOperand || IsValue(slot, operand),
        OperandKind.Vector    => opcode.Vector > 1 ? IsVector(operand, opcode.Vector) : IsValue(slot, operand),
        OperandKind.Immediate => operand is ConstantOperand or NameOperand { Selector: null },
        OperandKind.Label     => operand is NameOperand { Selector: null },
        OperandKind.Pair      => operand is PairOperand pair ? IsName(pair.First) && IsName(pair.Second) : slot.PairOptional && IsValue(slot, operand),
        _                     => IsValue(slot, operand),
    };

    // A whole vector register may stand for the list of its elements.
    private static bool IsVector(Operand operand, int count) =>
        operand is VectorOperand vector ? vector.Elements.Count == count : operand is NameOperand { Selector: null };

    private static bool IsName(Operand operand) => operand is NameOperand;

    private static bool IsValue(OperandSlot slot, Operand operand) => operand switch
    {
        NameOperand name     => name.Selector is null || slot.Selectable || IsComponent(name.Selector),
        ConstantOperand      => true,
        SignedOperand signed => signed.Sign == slot.Sign && IsValue(slot, signed.Inner),
        VectorOperand vector => slot.Kind == OperandKind.Vector && vector.Elements.Count == 1,
        _                    => false,
    };

    private static bool IsComponent(string selector) => selector is "x" or "y" or "z" or "w" or "r" or "g" or "b" or "a";

    private static bool IsCall(IReadOnlyList<Operand> operands)
    {
        int function = operands is [ListOperand, ..] ? 1 : 0;
        return operands.Count > function && operands[function] is NameOperand && operands.Count <= function + 3
            && (operands.Count == function + 1 || operands[function + 1] is ListOperand || operands.Count == function + 2)
            && (operands.Count < function + 3 || operands[function + 2] is NameOperand);
    }
}
