namespace CudaBridge.Oracle;

/// <summary>PTX ISA 9.7.18 and 9.7.19: video instructions, as the manual's pseudo-code has them.</summary>
internal static class VideoMeaning
{
    public static Action<Step>? Of(string name) => name switch
    {
        "vadd" or "vsub" or "vabsdiff" or "vmin" or "vmax" or "vshl" or "vshr" or "vset" => Scalar,
        "vmad"                                                                           => MultiplyAdd,
        ['v', .., '2' or '4']                                                            => Packed,
        _                                                                                => null,
    };

    // A byte, a half or all of a word, as a number of the operand's type
    private static Int128 Part(Step s, int slot)
    {
        (int from, int bits) = Field(s.Selector(slot));
        return Extended(s, slot, s.In(slot) >> from, bits);
    }

    private static (int From, int Bits) Field(string selector) => selector switch
    {
        ['b', var n] => (8 * (n - '0'), 8),
        ['h', var n] => (16 * (n - '0'), 16),
        _            => (0, 32),
    };

    private static Int128 Extended(Step s, int slot, ulong value, int bits)
    {
        value &= Bits.Mask(bits);
        return Bits.IsSigned(s.TypeOf(slot)) && value >> (bits - 1) != 0 ? (Int128)value - ((Int128)1 << bits) : value;
    }

    private static Int128 Compute(Step s, string operation, Int128 a, Int128 b)
    {
        Int128 amount = s.Has("wrap") ? b & 31 : Int128.Min(b, 32);
        return operation switch
        {
            "add"     => a + b,
            "sub"     => a - b,
            "absdiff" => Int128.Abs(a - b),
            "min"     => Int128.Min(a, b),
            "max"     => Int128.Max(a, b),
            "avrg"    => a + b >= 0 ? (a + b + 1) >> 1 : (a + b) >> 1,
            "shl"     => a << (int)amount,
            "shr"     => a >> (int)amount,
            _         => Compare(s, a.CompareTo(b)) ? 1 : 0,
        };
    }

    private static bool Compare(Step s, int order) => s.Opcode.Get("scmp") switch
    {
        "eq" => order == 0, "ne" => order != 0, "lt" => order < 0, "le" => order <= 0, "gt" => order > 0, _ => order >= 0,
    };

    private static bool HasSignedResult(Step s) => !s.Name.StartsWith("vset", StringComparison.Ordinal) && Bits.IsSigned(s.Opcode.Types[0]);

    private static Int128 Clamp(Int128 value, int bits, bool isSigned) => isSigned
        ? Int128.Clamp(value, -((Int128)1 << (bits - 1)), ((Int128)1 << (bits - 1)) - 1)
        : Int128.Clamp(value, 0, ((Int128)1 << bits) - 1);

    private static void Scalar(Step s)
    {
        bool isSigned = HasSignedResult(s);
        Int128 result = Compute(s, s.Name[1..], Part(s, 1), Part(s, 2));
        (int from, int bits) = Field(s.Selector(0));
        if (s.Has("sat")) result = Clamp(result, bits, isSigned);
        s.Result = (ulong)result;
        if (s.Selector(0).Length > 0)
        {
            ulong mask = Bits.Mask(bits) << from;
            s.Result = (ulong)result << from & mask | s.In(3) & ~mask;
        }
        else if (s.IsWritten(3)) Accumulate(s, result, isSigned);
    }

    private static void Accumulate(Step s, Int128 value, bool isSigned)
    {
        Int128 c = isSigned ? (int)s.In(3) : (Int128)s.In(3);
        bool isAddition = s.Has("add");
        // The manual does not say what of an intermediate result beyond 32 bits min and max see.
        s.IsUndefined = !isAddition && Clamp(value, 32, isSigned) != value;
        s.Result = (ulong)(isAddition ? value + c : s.Has("min") ? Int128.Min(value, c) : Int128.Max(value, c));
    }

    private static void MultiplyAdd(Step s)
    {
        bool negatesProduct = s.IsNegated(1) != s.IsNegated(2);
        bool isSigned = Bits.IsSigned(s.TypeOf(1)) || Bits.IsSigned(s.TypeOf(2)) || negatesProduct || s.IsNegated(3);
        Int128 product = Part(s, 1) * Part(s, 2), c = isSigned ? (int)s.In(3) : (Int128)s.In(3);
        Int128 sum = (negatesProduct ? -product : product) + (s.IsNegated(3) ? -c : c) + (s.Has("po") ? 1 : 0);
        sum >>= s.Has("shr7") ? 7 : s.Has("shr15") ? 15 : 0;
        s.Result = (ulong)(s.Has("sat") ? Clamp(sum, 32, isSigned) : sum);
    }

    private static void Packed(Step s)
    {
        int lanes = s.Name[^1] - '0', bits = 32 / lanes;
        bool isSigned = HasSignedResult(s);
        string mask = s.Selector(0);
        ulong both = s.In(2) << 32 | s.In(1);
        s.Result = s.Has("add") ? s.In(3) : 0;
        for (int i = 0; i < lanes; i++)
        {
            bool isWritten = mask.Length == 0 || mask.Contains((char)('0' + i), StringComparison.Ordinal);
            Int128 value = Compute(s, s.Name[1..^1], Element(1, 0), Element(2, lanes));
            if (s.Has("add"))
            {
                if (isWritten) s.Result += (ulong)value;
                continue;
            }
            if (s.Has("sat")) value = Clamp(value, bits, isSigned);
            ulong kept = s.In(3) >> i * bits & Bits.Mask(bits);
            s.Result |= (isWritten ? (ulong)value & Bits.Mask(bits) : kept) << i * bits;

            // The elements of a are numbered from 0, those of b follow; a selector names the highest first.
            Int128 Element(int slot, int first)
            {
                string selector = s.Selector(slot);
                int element = selector.Length > 0 ? selector[lanes - i] - '0' : first + i;
                return Extended(s, slot, both >> element * bits, bits);
            }
        }
    }
}
