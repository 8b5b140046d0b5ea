using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

/// <summary>PTX ISA 9.7.6 and 9.7.7: set, setp, selp, slct.</summary>
internal static class ComparisonMeaning
{
    public static readonly Dictionary<string, Action<Step>> Table = new()
    {
        ["set"] = Set, ["setp"] = SetPredicate,
        ["selp"] = s => s.Result = s.In(3) != 0 ? s.In(1) : s.In(2),
        ["slct"] = SelectBySign,
    };

    private static readonly string[] s_unordered = ["equ", "neu", "ltu", "leu", "gtu", "geu", "nan"];

    // The comparison's name and whether it holds for a less than (−1), equal to (0) or greater than (1) b
    private static bool Holds(string comparison, int order) => comparison switch
    {
        "eq" or "equ"                 => order == 0,
        "ne" or "neu"                 => order != 0,
        "lt" or "ltu" or "lo"         => order < 0,
        "le" or "leu" or "ls"         => order <= 0,
        "gt" or "gtu" or "hi"         => order > 0,
        "ge" or "geu" or "hs"         => order >= 0,
        "num"                         => true,
        _                             => false,
    };

    private static bool Compare(Step s, PtxType type, ulong a, ulong b)
    {
        string comparison = s.Opcode.Get("bitcmp") ?? s.Opcode.Get("scmp") ?? s.Opcode.Get("ucmp") ?? s.Opcode.Get("fcmp")!;
        if (type.Info().Class != PtxTypeClass.Float) return Holds(comparison, Bits.Number(type, a).CompareTo(Bits.Number(type, b)));
        Format f = Format.Of(type);
        if (f.IsNaN(a) || f.IsNaN(b)) return s_unordered.Contains(comparison);
        if (s.Has("ftz")) (a, b) = (f.Flush(a), f.Flush(b));
        return Holds(comparison, Ordered(f, a).CompareTo(Ordered(f, b)));
    }

    // −0 and +0 are equal.
    private static long Ordered(Format f, ulong bits) => f.IsNegative(bits) ? -(long)(bits & ~f.SignBit) : (long)bits;

    private static bool Combine(Step s, bool holds, bool c) => s.Opcode.Get("boolop") switch { "and" => holds & c, "or" => holds | c, "xor" => holds ^ c, _ => holds };

    private static bool Third(Step s) => s.Opcode.Form.Operands.Count > 3 && s.In(3) != 0;

    private static void Set(Step s)
    {
        PtxType type = s.TypeOf(1), result = s.TypeOf(0);
        int lanes = type.Info().Lanes, bits = type.Info().ElementBits;
        bool isPacked = result.Info().Lanes > 1;
        ulong yes = One(result);
        ulong[] elements = [.. Enumerable.Range(0, lanes).Select(i => Combine(s, Compare(s, Element(type), s.In(1) >> i * bits & Bits.Mask(bits), s.In(2) >> i * bits & Bits.Mask(bits)), Third(s)) ? 1UL : 0)];
        if (lanes == 1) s.Result = elements[0] * yes;
        else s.Result = elements[0] * (isPacked ? yes : 0xffff) | elements[1] * (isPacked ? yes : 0xffff) << 16;
    }

    private static ulong One(PtxType type) => type switch
    {
        PtxType.F32                    => 0x3f800000,
        PtxType.F16 or PtxType.F16x2   => 0x3c00,
        PtxType.Bf16 or PtxType.Bf16x2 => 0x3f80,
        _                              => Bits.Mask(type.Info().Bits),
    };

    private static PtxType Element(PtxType type) => type switch { PtxType.F16x2 => PtxType.F16, PtxType.Bf16x2 => PtxType.Bf16, _ => type };

    // p = (a cmp b) op c, q = !(a cmp b) op c; packed: p of the low elements, q of the high ones
    private static void SetPredicate(Step s)
    {
        PtxType type = s.TypeOf(1);
        int bits = type.Info().ElementBits;
        bool low = Compare(s, Element(type), s.In(1) & Bits.Mask(bits), s.In(2) & Bits.Mask(bits));
        s.Result = Combine(s, low, Third(s)) ? 1UL : 0;
        bool second = type.Info().Lanes > 1 ? Compare(s, Element(type), s.In(1) >> bits, s.In(2) >> bits) : !low;
        s.Second = Combine(s, second, Third(s));
    }

    // d = c >= 0 ? a : b; a NaN is not ≥ 0
    private static void SelectBySign(Step s)
    {
        if (s.TypeOf(3) != PtxType.F32)
        {
            s.Result = s.Number(3) >= 0 ? s.In(1) : s.In(2);
            return;
        }
        Format f = Format.Of(PtxType.F32);
        ulong c = s.Has("ftz") ? f.Flush(s.In(3)) : s.In(3);
        s.Result = !f.IsNaN(c) && (!f.IsNegative(c) || f.IsZero(c)) ? s.In(1) : s.In(2);
    }
}
