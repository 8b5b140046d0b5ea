using System.Numerics;

namespace CudaBridge.Compiler.Vectorize;

internal enum ShapeKind : byte
{
    /// <summary>Not reached yet (bottom of the lattice).</summary>
    Unknown,

    /// <summary>The same in all active lanes.</summary>
    Uniform,

    /// <summary>A progression: lane i holds base + i × stride, in the arithmetic of the value's own width.</summary>
    Strided,

    Varying,
}

/// <summary>
/// How a value differs between the lanes of a warp. <paramref name="Stride"/> counts units for integers and bytes for pointers.
/// <paramref name="AlignLog2"/>: the base is a multiple of 2^AlignLog2. <paramref name="NoSignedWrap"/> and
/// <paramref name="NoUnsignedWrap"/>: the progression is exact in signed (unsigned) arithmetic, so widening it keeps the stride. That must hold
/// from the base to the highest active lane, also when lane 0, whose value the base is, is not active.
/// </summary>
internal readonly record struct Shape(ShapeKind Kind, long Stride = 0, int AlignLog2 = 0, bool NoSignedWrap = false, bool NoUnsignedWrap = false)
{
    public const int MaxAlign = 62;

    public static readonly Shape Unknown = new(ShapeKind.Unknown);
    public static readonly Shape Varying = new(ShapeKind.Varying);

    public static Shape Uniform(int alignLog2 = 0) => new(ShapeKind.Uniform, 0, alignLog2, true, true);

    public static Shape Constant(long value) => Uniform(value == 0 ? MaxAlign : Math.Min(MaxAlign, BitOperations.TrailingZeroCount(value)));

    public static Shape Strided(long stride, int alignLog2, bool signed, bool unsigned) =>
        stride == 0 ? Uniform(alignLog2) : new(ShapeKind.Strided, stride, alignLog2, signed, unsigned);

    public bool IsUniform => Kind == ShapeKind.Uniform;
    public bool IsStrided => Kind == ShapeKind.Strided;
    public bool IsVarying => Kind == ShapeKind.Varying;

    /// <summary>Uniform or strided: one scalar, the base, describes all lanes.</summary>
    public bool HasBase => Kind is ShapeKind.Uniform or ShapeKind.Strided;

    /// <summary>What holds for a value that is sometimes this and sometimes the other.</summary>
    public Shape Join(Shape other)
    {
        if (Kind == ShapeKind.Unknown) return other;
        if (other.Kind == ShapeKind.Unknown) return this;
        if (!HasBase || !other.HasBase || Stride != other.Stride) return Varying;
        return this with
        {
            AlignLog2 = Math.Min(AlignLog2, other.AlignLog2),
            NoSignedWrap = NoSignedWrap && other.NoSignedWrap,
            NoUnsignedWrap = NoUnsignedWrap && other.NoUnsignedWrap,
        };
    }

    /// <summary>Whether adding the lanes' offsets to the base changes only its low bits, those below the base's alignment.</summary>
    public bool StaysBelowAlignment(int lanes) => IsUniform || (Stride > 0 && LowBits(lanes) <= AlignLog2);

    /// <summary>The number of low bits that the lanes' offsets take; may be more than the value has.</summary>
    public int LowBits(int lanes) => 128 - (int)UInt128.LeadingZeroCount((UInt128)(lanes - 1) * (UInt128)Int128.Abs(Stride));

    /// <summary>
    /// The same progression, of values with <paramref name="width"/> bits, with what follows from its alignment: without a carry out of the low
    /// bits, or into the sign, it cannot wrap.
    /// </summary>
    public Shape Settled(int lanes, uint width) => IsStrided && StaysBelowAlignment(lanes)
        ? this with { NoSignedWrap = NoSignedWrap || LowBits(lanes) < width, NoUnsignedWrap = NoUnsignedWrap || LowBits(lanes) <= width } : this;
}
