using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

/// <summary>One instruction and the bits of its operands, by the slots of its form. Its meaning fills in the results.</summary>
internal sealed class Step(Opcode opcode, ulong[] operands)
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

    public PtxType TypeOf(int slot) => Opcode.TypeOf(Opcode.Form.Operands[slot]);

    public int BitsOf(int slot) => TypeOf(slot).Info().Bits;

    public ulong In(int slot) => operands[slot] & Bits.Mask(BitsOf(slot));

    /// <summary>The operand as a number: sign-extended if its type is signed.</summary>
    public Int128 Number(int slot) => Bits.Number(TypeOf(slot), In(slot));
}

/// <summary>The documented error of an approximate instruction: absolute, or relative to the exact result.</summary>
internal readonly record struct Bound(double Absolute, double Relative)
{
    public bool Allows(double found, double exact) =>
        double.IsNaN(exact) ? double.IsNaN(found) : found.Equals(exact) || Math.Abs(found - exact) <= Math.Max(Absolute, Relative * Math.Abs(exact));
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
