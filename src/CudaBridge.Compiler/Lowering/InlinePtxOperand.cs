using CudaBridge.Ptx;

namespace CudaBridge.Compiler.PtxLowering;

/// <summary>One operand of an inline asm call, from LLVM's constraint string.</summary>
/// <param name="Code">The letter: r, h, l, f, d, q, b, n, m …</param>
/// <param name="TiedTo">The output an input shares its register with (<c>+r</c>); −1 for none.</param>
/// <param name="IsIndirect">The operand is memory: the call passes its address.</param>
internal sealed record InlinePtxOperand(bool IsOutput, string Code, int TiedTo, bool IsIndirect)
{
    /// <summary>The register type that a constraint letter stands for; None for constants and memory.</summary>
    public PtxType Type => Code switch
    {
        "b" => PtxType.Pred,
        "c" or "h" => PtxType.B16,
        "r" => PtxType.B32,
        "l" or "N" => PtxType.B64,
        "q" => PtxType.B128,
        "f" => PtxType.F32,
        "d" => PtxType.F64,
        _ => PtxType.None,
    };

    public bool IsConstant => Code is "n" or "i" or "s" or "C" or "X";

    /// <summary>The operands of a constraint string in their order; clobbers are no operands.</summary>
    public static List<InlinePtxOperand> Parse(string constraints)
    {
        List<InlinePtxOperand> operands = [];
        foreach (string constraint in constraints.Split(',', StringSplitOptions.RemoveEmptyEntries))
            if (constraint[0] is not ('~' or '!')) operands.Add(One(constraint));
        return operands;
    }

    // =&r, =*m, *m, 0, r
    private static InlinePtxOperand One(string constraint)
    {
        bool isOutput = constraint[0] == '=';
        bool isIndirect = constraint.Contains('*', StringComparison.Ordinal);
        string code = constraint.TrimStart('=', '&', '*', '%').Split('|')[0];
        bool isTied = int.TryParse(code, System.Globalization.CultureInfo.InvariantCulture, out int tied);
        return new(isOutput, code, isTied ? tied : -1, isIndirect);
    }
}
