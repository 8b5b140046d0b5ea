using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

/// <summary>
/// What each instruction computes, one lane at a time, written from the PTX manual alone: plain and slow, so that it can be checked by
/// reading. Nothing here looks at how the compiler does it.
/// </summary>
internal static class Meanings
{
    /// <summary>What an instruction on registers does to a warp's steps; null when the oracle does not interpret it.</summary>
    public static Action<Step[]>? Of(Opcode opcode)
    {
        if (opcode.Form.Operands.Any(operand => operand.Kind is OperandKind.Address or OperandKind.Elements or OperandKind.Call)) return null;
        // redux of floating-point numbers belongs to sm_100.
        if (opcode.Name == "redux" && opcode.Types[0] == PtxType.F32) return null;
        if (WarpMeaning.Table.TryGetValue(opcode.Name, out Action<Step[]>? warp)) return warp;
        return OfLane(opcode) is not { } lane ? null : steps =>
        {
            foreach (Step step in steps) lane(step);
        };
    }

    private static Action<Step>? OfLane(Opcode opcode)
    {
        if (opcode.Types.Count == 0 || opcode.Types.Any(type => type.Info().Bits > 64)) return null;
        // Conventions of single chips, which the compiler refuses.
        if (opcode.Has("oob")) return null;
        if (opcode.Name == "cvt") return ConversionMeaning.Of(opcode);
        if (VideoMeaning.Of(opcode.Name) is { } video) return video;
        if (ComparisonMeaning.Table.TryGetValue(opcode.Name, out Action<Step>? compare)) return compare;
        bool isFloat = opcode.Types[0].Info().Class == PtxTypeClass.Float && opcode.Name != "mov";
        return (isFloat ? FloatMeaning.Table : IntegerMeaning.Table).GetValueOrDefault(opcode.Name);
    }
}
