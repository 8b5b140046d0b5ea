using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

/// <summary>
/// What each instruction computes, one lane at a time, written from the PTX manual alone: plain and slow, so that it can be checked by
/// reading. Nothing here looks at how the compiler does it.
/// </summary>
internal static class Meanings
{
    /// <summary>Null for an instruction that the oracle does not interpret.</summary>
    public static Action<Step>? Of(Opcode opcode)
    {
        if (opcode.Types.Count == 0 || opcode.Types.Any(type => type.Info().Bits > 64) || opcode.Types.Contains(PtxType.F32x2)) return null;
        // Conventions of single chips, which the compiler refuses.
        if (opcode.Has("oob")) return null;
        if (opcode.Name == "cvt") return ConversionMeaning.Covers(opcode) ? ConversionMeaning.Table["cvt"] : null;
        if (opcode.Form.Operands.Any(operand => operand.Kind is OperandKind.Address or OperandKind.Elements or OperandKind.Call)) return null;
        if (ComparisonMeaning.Table.TryGetValue(opcode.Name, out Action<Step>? compare)) return compare;
        bool isFloat = opcode.Types[0].Info().Class == PtxTypeClass.Float && opcode.Name != "mov";
        return (isFloat ? FloatMeaning.Table : IntegerMeaning.Table).GetValueOrDefault(opcode.Name);
    }
}
