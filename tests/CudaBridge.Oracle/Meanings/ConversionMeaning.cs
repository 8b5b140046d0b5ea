using System.Numerics;
using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

/// <summary>PTX ISA 9.7.9: cvt between integers and the wide floating-point formats.</summary>
internal static class ConversionMeaning
{
    public static Action<Step>? Of(Opcode opcode)
    {
        if (opcode.Has("rs")) return null;
        if (opcode.Has("pack")) return Pack;
        return opcode.Types.All(type => IsPlain(type) || IsByte(type)) ? Convert : null;
    }

    private static bool IsPlain(PtxType type) => type.Info().IsInteger || type is PtxType.F16 or PtxType.F32 or PtxType.F64 or PtxType.Bf16 or PtxType.F16x2 or PtxType.Bf16x2 or PtxType.Tf32;

    private static bool IsByte(PtxType type) => type is PtxType.E4m3x2 or PtxType.E5m2x2;

    // cvt.pack: b in the low element, a above it; narrow elements push what c holds upwards.
    private static void Pack(Step s)
    {
        PtxType element = s.Opcode.Types[0];
        int bits = element.Info().Bits;
        ulong One(int slot) => (ulong)Bits.Saturate(element, (int)s.In(slot)) & Bits.Mask(bits);
        s.Result = One(1) << bits | One(2);
        if (s.IsWritten(3)) s.Result |= s.In(3) << 2 * bits;
    }

    private static Rounding RoundingOf(Step s)
    {
        string? word = s.Opcode.Words.FirstOrDefault(w => w is "rn" or "rz" or "rm" or "rp" or "rni" or "rzi" or "rmi" or "rpi" or "rna");
        return word switch { "rz" or "rzi" => Rounding.Zero, "rm" or "rmi" => Rounding.Down, "rp" or "rpi" => Rounding.Up, "rna" => Rounding.NearestAway, _ => Rounding.Nearest };
    }

    private static void Convert(Step s)
    {
        PtxType to = s.Opcode.Types[0], from = s.Opcode.Types[1];
        int bits = to.Info().ElementBits;
        // cvt.rn.f16x2.f32 d, a, b: a is the upper element
        if (to.Info().Lanes == 2 && from.Info().Lanes == 1) s.Result = Float(s, from, to, s.In(1)) << bits | Float(s, from, to, s.In(2));
        else if (to.Info().Lanes == 2) s.Result = Float(s, from, to, s.In(1) >> from.Info().ElementBits) << bits | Float(s, from, to, s.In(1) & Bits.Mask(from.Info().ElementBits));
        else s.Result = One(s, from, to, s.In(1));
    }

    private static ulong One(Step s, PtxType from, PtxType to, ulong a) => (from.Info().IsInteger, to.Info().IsInteger) switch
    {
        (true, true)   => Integer(s, from, to, a),
        (true, false)  => Saturated(s, Format.Of(to), new Exact((BigInteger)Bits.Number(from, a), 0).Round(Format.Of(to), RoundingOf(s))),
        (false, true)  => FloatToInteger(s, from, to, a),
        (false, false) => Float(s, from, to, a),
    };

    // Destinations narrower than their register are extended by their sign.
    private static ulong Integer(Step s, PtxType from, PtxType to, ulong a)
    {
        Int128 value = Bits.Number(from, a);
        return (ulong)(s.Has("sat") ? Bits.Saturate(to, value) : Bits.Number(to, (ulong)value & Bits.Mask(to.Info().Bits)));
    }

    // Out of range values are clamped even without .sat. The manual makes a NaN 0; chips make it the highest bit where a double or a 64-bit integer takes part.
    private static ulong FloatToInteger(Step s, PtxType from, PtxType to, ulong a)
    {
        Format f = Format.Of(from);
        // ".ftz applies only to single-precision (.f32) floating-point types."
        if (s.Has("ftz") && from == PtxType.F32) a = f.Flush(a);
        if (f.IsNaN(a))
        {
            s.IsUndefined = to.Info().Bits == 64 || from == PtxType.F64;
            return 0;
        }
        if (f.IsInfinite(a)) return (ulong)Bits.Saturate(to, f.IsNegative(a) ? Int128.MinValue : Int128.MaxValue);
        BigInteger value = f.Value(a).ToInteger(RoundingOf(s));
        return (ulong)Bits.Saturate(to, (Int128)BigInteger.Max(long.MinValue * (BigInteger)4, BigInteger.Min(value, ulong.MaxValue * (BigInteger)4)));
    }

    private static ulong Float(Step s, PtxType from, PtxType to, ulong a)
    {
        Format f = Format.Of(from), t = Format.Of(to);
        if (s.Has("ftz") && from == PtxType.F32) a = f.Flush(a);
        if (f.IsNaN(a)) return Finish(s, t, t.NaN);
        ulong sign = f.IsNegative(a) ? t.SignBit : 0;
        if (f.IsInfinite(a)) return Finish(s, t, (t.HasInfinity ? t.Infinity : t.Largest) | sign);
        bool toInteger = s.Opcode.Get("irnd") is not null;
        Exact value = toInteger ? new(f.Value(a).ToInteger(RoundingOf(s)), 0) : f.Value(a);
        return Finish(s, t, value.Round(t, toInteger ? Rounding.Nearest : RoundingOf(s), f.IsNegative(a)));
    }

    private static ulong Finish(Step s, Format t, ulong bits)
    {
        if (s.Has("ftz") && t is { Bits: 32, Fraction: 23 }) bits = t.Flush(bits);
        if (s.Has("relu") && !t.IsNaN(bits) && t.IsNegative(bits)) bits = 0;
        if (s.Has("satfinite") && t.IsInfinite(bits)) bits = bits & t.SignBit | t.Largest;
        return Saturated(s, t, bits);
    }

    private static ulong Saturated(Step s, Format t, ulong bits) => !s.Has("sat") ? bits : t.IsNaN(bits) || t.IsNegative(bits) ? 0 : Math.Min(bits, t.One);
}
