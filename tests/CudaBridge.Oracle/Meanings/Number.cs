using System.Numerics;
using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

/// <summary>A floating-point format: bits of the fraction, the exponent's bias and width, and what its last exponent means.</summary>
internal sealed record Format(int Bits, int Fraction, int Bias, bool HasInfinity = true)
{
    public static Format Of(PtxType type) => type switch
    {
        PtxType.F16 or PtxType.F16x2   => new(16, 10, 15),
        PtxType.Bf16 or PtxType.Bf16x2 => new(16, 7, 127),
        PtxType.Tf32                   => new(32, 10, 127),
        PtxType.F32 or PtxType.F32x2   => new(32, 23, 127),
        PtxType.F64                    => new(64, 52, 1023),
        PtxType.E4m3 or PtxType.E4m3x2 => new(8, 3, 7, HasInfinity: false),
        PtxType.E5m2 or PtxType.E5m2x2 => new(8, 2, 15),
        _ => throw new NotSupportedException($"the oracle has no format for .{type.Name()}"),
    };

    /// <summary>Bits behind the fraction that are always zero: a tf32 lies in the upper bits of 32.</summary>
    public int Unused => this is { Bits: 32, Fraction: 10 } ? 13 : 0;

    public int ExponentBits => Bits - 1 - Fraction - Unused;
    public ulong ExponentMask => (1UL << ExponentBits) - 1;
    public ulong FractionMask => (1UL << Fraction) - 1;

    /// <summary>Without infinities, the magnitude that a NaN has: all ones.</summary>
    public ulong Infinity => HasInfinity ? ExponentMask << Fraction << Unused : NaN;
    public ulong NaN => (ExponentMask << Fraction | FractionMask) << Unused;
    public ulong One => (ulong)Bias << Fraction << Unused;
    public ulong SignBit => 1UL << (Bits - 1);
    public ulong Largest => Infinity - (1UL << Unused);

    public bool IsNaN(ulong bits) => HasInfinity ? (bits & ~SignBit) > Infinity : (bits & ~SignBit) == NaN;
    public bool IsInfinite(ulong bits) => HasInfinity && (bits & ~SignBit) == Infinity;
    public bool IsNegative(ulong bits) => (bits & SignBit) != 0;
    public bool IsZero(ulong bits) => (bits & ~SignBit) == 0;
    public bool IsSubnormal(ulong bits) => !IsZero(bits) && (bits >> Unused >> Fraction & ExponentMask) == 0;

    /// <summary>Subnormal numbers become zero of their sign.</summary>
    public ulong Flush(ulong bits) => IsSubnormal(bits) ? bits & SignBit : bits;

    /// <summary>The exact value of a finite number.</summary>
    public Exact Value(ulong bits)
    {
        ulong exponent = bits >> (Fraction + Unused) & ExponentMask, fraction = bits >> Unused & FractionMask;
        BigInteger mantissa = exponent == 0 ? fraction : fraction | 1UL << Fraction;
        return new(IsNegative(bits) ? -mantissa : mantissa, (int)Math.Max(exponent, 1) - Bias - Fraction);
    }

    public double ToDouble(ulong bits) => IsNaN(bits) ? double.NaN : IsInfinite(bits) ? (IsNegative(bits) ? double.NegativeInfinity : double.PositiveInfinity) : Value(bits).ToDouble(IsNegative(bits));
}

internal enum Rounding { Nearest, Zero, Down, Up, NearestAway }

/// <summary>Mantissa × 2^Exponent, exactly; a sticky value stands for a little more in magnitude than it says.</summary>
/// <param name="IsSticky">The true value lies between this magnitude and the next unit of the exponent.</param>
internal readonly record struct Exact(BigInteger Mantissa, int Exponent, bool IsSticky = false)
{
    public static Exact operator +(Exact a, Exact b)
    {
        int exponent = Math.Min(a.Exponent, b.Exponent);
        return new((a.Mantissa << (a.Exponent - exponent)) + (b.Mantissa << (b.Exponent - exponent)), exponent);
    }

    public static Exact operator -(Exact a) => a with { Mantissa = -a.Mantissa };

    public static Exact operator *(Exact a, Exact b) => new(a.Mantissa * b.Mantissa, a.Exponent + b.Exponent);

    /// <summary>With more bits than any format, and sticky when there is a remainder.</summary>
    public static Exact operator /(Exact a, Exact b)
    {
        const int Extra = 140;
        BigInteger quotient = BigInteger.DivRem(BigInteger.Abs(a.Mantissa) << Extra, BigInteger.Abs(b.Mantissa), out BigInteger rest);
        bool isNegative = a.Mantissa.Sign * b.Mantissa.Sign < 0;
        return new(isNegative ? -quotient : quotient, a.Exponent - b.Exponent - Extra, !rest.IsZero);
    }

    public Exact SquareRoot()
    {
        int shift = 160 + (Exponent & 1);
        BigInteger radicand = Mantissa << shift, root = Root(radicand);
        return new(root, (Exponent - shift) / 2, root * root != radicand);
    }

    // Newton's iteration on integers
    private static BigInteger Root(BigInteger n)
    {
        if (n.IsZero) return n;
        BigInteger x = BigInteger.One << (int)((n.GetBitLength() + 1) / 2);
        while (true)
        {
            BigInteger y = (x + n / x) >> 1;
            if (y >= x) return x;
            x = y;
        }
    }

    /// <summary>Rounds to an integer.</summary>
    public BigInteger ToInteger(Rounding rounding)
    {
        bool isNegative = Mantissa.Sign < 0;
        BigInteger magnitude = Rounded(BigInteger.Abs(Mantissa), -Exponent, IsSticky, isNegative, rounding);
        return isNegative ? -magnitude : magnitude;
    }

    // magnitude / 2^shift
    private static BigInteger Rounded(BigInteger magnitude, int shift, bool isSticky, bool isNegative, Rounding rounding)
    {
        if (shift <= 0) return magnitude << -shift;
        BigInteger kept = magnitude >> shift, rest = magnitude - (kept << shift), half = BigInteger.One << (shift - 1);
        bool isExact = rest.IsZero && !isSticky;
        int side = rest.CompareTo(half) switch { 0 => isSticky ? 1 : 0, int c => c };
        bool up = rounding switch
        {
            Rounding.Nearest     => side > 0 || side == 0 && !kept.IsEven,
            Rounding.NearestAway => side >= 0,
            Rounding.Up          => !isExact && !isNegative,
            Rounding.Down        => !isExact && isNegative,
            _                    => false,
        };
        return up ? kept + 1 : kept;
    }

    /// <summary>The nearest number of the format in the direction of the rounding; overflow gives infinity or the largest number.</summary>
    /// <param name="zeroIsNegative">The sign of an exact zero.</param>
    public ulong Round(Format format, Rounding rounding, bool zeroIsNegative = false)
    {
        if (Mantissa.IsZero && !IsSticky) return zeroIsNegative ? format.SignBit : 0;
        bool isNegative = Mantissa.Sign < 0;
        ulong sign = isNegative ? format.SignBit : 0;
        BigInteger magnitude = BigInteger.Abs(Mantissa);
        int exponent = Math.Max((int)magnitude.GetBitLength() - 1 + Exponent, 1 - format.Bias);
        BigInteger fraction = Rounded(magnitude, exponent - format.Fraction - Exponent, IsSticky, isNegative, rounding);
        if (fraction.GetBitLength() > format.Fraction + 1)
        {
            fraction >>= 1;
            exponent++;
        }
        bool isSubnormal = fraction.GetBitLength() <= format.Fraction;
        ulong bits = ((ulong)(fraction & format.FractionMask) | (isSubnormal ? 0 : (ulong)(exponent + format.Bias) << format.Fraction)) << format.Unused;
        if (exponent + format.Bias > (int)format.ExponentMask || bits > format.Largest)
        {
            bool toInfinity = rounding is Rounding.Nearest or Rounding.NearestAway || rounding == (isNegative ? Rounding.Down : Rounding.Up);
            return sign | (toInfinity && format.HasInfinity ? format.Infinity : format.Largest);
        }
        return sign | bits;
    }

    public double ToDouble(bool zeroIsNegative) => BitConverter.UInt64BitsToDouble(Round(Format.Of(PtxType.F64), Rounding.Nearest, zeroIsNegative));
}
