using System.Globalization;
using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

/// <summary>One instruction and the bits of its operands, by the slots of its form. Its meaning fills in the results.</summary>
internal sealed class Step(Opcode opcode, ulong[] operands, Operand?[]? written = null)
{
    public Opcode Opcode { get; } = opcode;

    /// <summary>CC.CF before and after the instruction.</summary>
    public bool Carry { get; set; }

    /// <summary>The destination, in the low bits of its type.</summary>
    public ulong Result { get; set; }

    /// <summary>The second destination of <c>d|p</c> and <c>p|q</c>.</summary>
    public bool Second { get; set; }

    /// <summary>The manual leaves the result open for these operands.</summary>
    public bool IsUndefined { get; set; }

    /// <summary>How far the result may be from <see cref="Result"/>; null when the manual defines its bits.</summary>
    public Bound? Bound { get; set; }

    public string Name => Opcode.Name;
    public PtxType Type => Opcode.Types[0];

    public bool Has(string word) => Opcode.Has(word);

    /// <summary>The part of an operand that is selected: <c>b0</c>, <c>h10</c>; empty for the whole.</summary>
    public string Selector(int slot) => written?[slot] switch
    {
        NameOperand name                              => name.Selector ?? "",
        SignedOperand { Inner: NameOperand inner }    => inner.Selector ?? "",
        _                                             => "",
    };

    public bool IsWritten(int slot) => slot < (written?.Length ?? 0) && written![slot] is not null;

    /// <summary>A minus stands before the operand.</summary>
    public bool IsNegated(int slot) => written?[slot] is SignedOperand { Sign: '-' };

    public PtxType TypeOf(int slot) => Opcode.TypeOf(Opcode.Form.Operands[slot]);

    public int BitsOf(int slot) => TypeOf(slot).Info().Bits;

    public ulong In(int slot) => operands[slot] & Bits.Mask(BitsOf(slot));

    /// <summary>The operand as a number: sign-extended if its type is signed.</summary>
    public Int128 Number(int slot) => Bits.Number(TypeOf(slot), In(slot));
}

/// <summary>The documented error of an approximate instruction: absolute, or relative to the exact result.</summary>
internal readonly record struct Bound(double Absolute, double Relative)
{
    /// <param name="share">Grows to how much of the bound the error takes.</param>
    public bool Allows(double found, double exact, ref double share)
    {
        if (double.IsNaN(exact) || double.IsNaN(found)) return double.IsNaN(exact) && double.IsNaN(found);
        double error = found.Equals(exact) ? 0 : Math.Abs(found - exact) / Math.Max(Absolute, Relative * Math.Abs(exact));
        if (error <= 1) share = Math.Max(share, error);
        return error <= 1;
    }

    /// <summary>As in <c>2^-22 relative</c>.</summary>
    public override string ToString() => Absolute > 0 ? $"{Power(Absolute)} absolute" : $"{Power(Relative)} relative";

    private static string Power(double value) => string.Create(CultureInfo.InvariantCulture, $"2^{Math.Log2(value):0.##}");
}

internal static class Bits
{
    public static ulong Mask(int bits) => bits >= 64 ? ulong.MaxValue : (1UL << bits) - 1;

    public static bool IsSigned(PtxType type) => type.Info().Class == PtxTypeClass.Signed;

    public static Int128 Number(PtxType type, ulong bits) =>
        IsSigned(type) && (bits >> (type.Info().ElementBits - 1) & 1) != 0 ? (Int128)bits - ((Int128)1 << type.Info().ElementBits) : bits;

    /// <summary>The nearest number that the type can hold.</summary>
    public static Int128 Saturate(PtxType type, Int128 value)
    {
        int bits = type.Info().ElementBits;
        (Int128 low, Int128 high) = IsSigned(type) ? (-((Int128)1 << (bits - 1)), ((Int128)1 << (bits - 1)) - 1) : (0, ((Int128)1 << bits) - 1);
        return Int128.Clamp(value, low, high);
    }

    /// <summary>Applies a meaning to each element of packed operands.</summary>
    public static ulong ByElement(int elements, int bits, Func<Func<ulong, ulong>, ulong> one)
    {
        ulong result = 0;
        for (int i = 0; i < elements; i++)
        {
            int shift = i * bits;
            result |= (one(packed => packed >> shift & Mask(bits)) & Mask(bits)) << shift;
        }
        return result;
    }
}
