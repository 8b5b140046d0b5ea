using CudaBridge.Ptx;

namespace CudaBridge.Oracle;

/// <summary>PTX ISA 9.7.3 to 9.7.5: floating point of all widths, by exact numbers and one rounding.</summary>
internal static class FloatMeaning
{
    public static readonly Dictionary<string, Action<Step>> Table = new()
    {
        ["add"] = s => Each(s, (f, x) => Sum(s, f, x(1), x(2))),              ["sub"] = s => Each(s, (f, x) => Sum(s, f, x(1), x(2) ^ f.SignBit)),
        ["mul"] = s => Each(s, (f, x) => Product(s, f, x(1), x(2))),          ["fma"] = s => Each(s, (f, x) => MultiplyAdd(s, f, x(1), x(2), x(3))),
        ["mad"] = s => Each(s, (f, x) => MultiplyAdd(s, f, x(1), x(2), x(3))),
        ["div"] = s => Each(s, (f, x) => Quotient(s, f, x(1), x(2))),         ["rcp"] = s => Each(s, (f, x) => Quotient(s, f, f.One, x(1))),
        ["sqrt"] = s => Each(s, (f, x) => SquareRoot(s, f, x(1))),
        ["abs"] = s => Each(s, (f, x) => x(1) & ~f.SignBit),                  ["neg"] = s => Each(s, (f, x) => x(1) ^ f.SignBit),
        ["min"] = s => Each(s, (f, x) => Extreme(s, f, x, wantsLarger: false)), ["max"] = s => Each(s, (f, x) => Extreme(s, f, x, wantsLarger: true)),
        ["copysign"] = s => Each(s, (f, x) => x(2) & ~f.SignBit | x(1) & f.SignBit),
        ["testp"] = TestProperty,
        ["rsqrt"] = s => Approximate(s, x => 1 / Math.Sqrt(x)),               ["sin"] = s => Approximate(s, Math.Sin),
        ["cos"] = s => Approximate(s, Math.Cos),                              ["lg2"] = s => Approximate(s, Math.Log2),
        ["ex2"] = s => Approximate(s, x => Math.Pow(2, x)),                   ["tanh"] = s => Approximate(s, Math.Tanh),
    };

    private static Rounding RoundingOf(Step s) => s.Opcode.Get("rnd") switch { "rz" => Rounding.Zero, "rm" => Rounding.Down, "rp" => Rounding.Up, _ => Rounding.Nearest };

    // Each element of packed operands; .ftz on the way in and out, .sat and .relu on the way out
    private static void Each(Step s, Func<Format, Func<int, ulong>, ulong> one)
    {
        PtxType type = s.TypeOf(0) == PtxType.Pred ? s.Type : s.TypeOf(0);
        Format format = Format.Of(type);
        s.Result = Bits.ByElement(type.Info().Lanes, format.Bits, element =>
        {
            ulong Operand(int slot)
            {
                ulong bits = element(s.In(slot));
                // add.f32.f16: the narrow operand is widened first
                if (s.TypeOf(slot) != type) bits = Convert(Format.Of(s.TypeOf(slot)), format, bits);
                return s.Has("ftz") ? format.Flush(bits) : bits;
            }
            return Finish(s, format, one(format, Operand));
        });
    }

    private static ulong Convert(Format from, Format to, ulong bits) =>
        from.IsNaN(bits) ? to.NaN : from.IsInfinite(bits) ? to.Infinity | (from.IsNegative(bits) ? to.SignBit : 0) : from.Value(bits).Round(to, Rounding.Nearest, from.IsNegative(bits));

    private static ulong Finish(Step s, Format f, ulong bits)
    {
        if (s.Has("ftz")) bits = f.Flush(bits);
        if (s.Has("sat")) bits = f.IsNaN(bits) || f.IsNegative(bits) ? 0 : Math.Min(bits, f.One);
        if (s.Has("relu")) bits = f.IsNaN(bits) ? f.NaN : f.IsNegative(bits) ? 0 : bits;
        return bits;
    }

    private static ulong Sum(Step s, Format f, ulong a, ulong b) => Sum(f, a, b, RoundingOf(s));

    public static ulong Sum(Format f, ulong a, ulong b, Rounding rounding)
    {
        if (f.IsNaN(a) || f.IsNaN(b) || f.IsInfinite(a) && f.IsInfinite(b) && a != b) return f.NaN;
        if (f.IsInfinite(a)) return a;
        if (f.IsInfinite(b)) return b;
        return (f.Value(a) + f.Value(b)).Round(f, rounding, ZeroIsNegative(rounding, f.IsNegative(a), f.IsNegative(b)));
    }

    // A sum that is exactly zero has the sign both have, else + (or − when rounding down).
    private static bool ZeroIsNegative(Rounding rounding, bool a, bool b) => a == b ? a : rounding == Rounding.Down;

    private static ulong Product(Step s, Format f, ulong a, ulong b)
    {
        bool isNegative = f.IsNegative(a) != f.IsNegative(b);
        if (f.IsNaN(a) || f.IsNaN(b) || f.IsInfinite(a) && f.IsZero(b) || f.IsZero(a) && f.IsInfinite(b)) return f.NaN;
        if (f.IsInfinite(a) || f.IsInfinite(b)) return f.Infinity | (isNegative ? f.SignBit : 0);
        return (f.Value(a) * f.Value(b)).Round(f, RoundingOf(s), isNegative);
    }

    private static ulong MultiplyAdd(Step s, Format f, ulong a, ulong b, ulong c)
    {
        bool isNegative = f.IsNegative(a) != f.IsNegative(b);
        if (f.IsNaN(a) || f.IsNaN(b) || f.IsNaN(c) || f.IsInfinite(a) && f.IsZero(b) || f.IsZero(a) && f.IsInfinite(b)) return f.NaN;
        ulong infinity = f.Infinity | (isNegative ? f.SignBit : 0);
        if (f.IsInfinite(a) || f.IsInfinite(b)) return f.IsInfinite(c) && c != infinity ? f.NaN : infinity;
        if (f.IsInfinite(c)) return c;
        return (f.Value(a) * f.Value(b) + f.Value(c)).Round(f, RoundingOf(s), ZeroIsNegative(RoundingOf(s), isNegative, f.IsNegative(c)));
    }

    private static ulong Quotient(Step s, Format f, ulong a, ulong b)
    {
        bool isNegative = f.IsNegative(a) != f.IsNegative(b);
        ulong sign = isNegative ? f.SignBit : 0;
        // The documented error holds where neither operand nor result is near the ends of the range.
        if (s.Opcode.Get("rnd") is null && s.Type == PtxType.F32 || s.Has("approx"))
        {
            s.Bound = s.Type == PtxType.F64 ? new(0, 1e-5) : s.Name == "rcp" ? new(0, Math.Pow(2, -23)) : new(0, Math.Pow(2, -22));
            s.IsUndefined = IsExtreme(f, b) || s.Name == "div" && IsExtreme(f, a) || f.IsSubnormal(Exactly()) || f.IsInfinite(Exactly());
        }
        return Exactly();

        ulong Exactly()
        {
            if (f.IsNaN(a) || f.IsNaN(b) || f.IsInfinite(a) && f.IsInfinite(b) || f.IsZero(a) && f.IsZero(b)) return f.NaN;
            if (f.IsInfinite(a) || f.IsZero(b)) return f.Infinity | sign;
            if (f.IsZero(a) || f.IsInfinite(b)) return sign;
            return (f.Value(a) / f.Value(b)).Round(f, RoundingOf(s), isNegative);
        }
    }

    // Where the manual's error bounds do not say much: subnormal numbers and magnitudes beyond 2^126
    private static bool IsExtreme(Format f, ulong bits) => f.IsSubnormal(bits) || !f.IsNaN(bits) && !f.IsInfinite(bits) && Math.Abs(f.ToDouble(bits)) > Math.Pow(2, 126) && f.Bits == 32;

    private static ulong SquareRoot(Step s, Format f, ulong a)
    {
        if (s.Opcode.Get("rnd") is null && s.Type == PtxType.F32) s.Bound = new(0, Math.Pow(2, -22));
        if (f.IsNaN(a) || f.IsNegative(a) && !f.IsZero(a)) return f.NaN;
        if (f.IsZero(a) || f.IsInfinite(a)) return a;
        return f.Value(a).SquareRoot().Round(f, RoundingOf(s));
    }

    private static ulong Extreme(Step s, Format f, Func<int, ulong> operand, bool wantsLarger)
    {
        ulong[] values = [.. Enumerable.Range(1, s.Opcode.Form.Operands.Count - 1).Select(operand)];
        ulong sign = values.Aggregate(0UL, (sign, value) => sign ^ value & f.SignBit);
        ulong best = ExtremeOf(f, values, wantsLarger, s.Has("abs"), s.Has("NaN"));
        return s.Has("xorsign") && !f.IsNaN(best) ? best & ~f.SignBit | sign : best;
    }

    /// <summary>min and max ignore a NaN unless .NaN is given; −0 is less than +0.</summary>
    public static ulong ExtremeOf(Format f, ulong[] values, bool wantsLarger, bool takesMagnitudes, bool keepsNaN)
    {
        if (takesMagnitudes) values = [.. values.Select(value => value & ~f.SignBit)];
        ulong[] numbers = [.. values.Where(value => !f.IsNaN(value))];
        if (numbers.Length == 0 || keepsNaN && numbers.Length < values.Length) return f.NaN;
        return numbers.Aggregate((a, b) => Order(f, a) < Order(f, b) == wantsLarger ? b : a);
    }

    // Finite and infinite numbers in their order, −0 before +0
    private static long Order(Format f, ulong bits) => f.IsNegative(bits) ? -1 - (long)(bits & ~f.SignBit) : (long)bits;

    private static void TestProperty(Step s)
    {
        Format f = Format.Of(s.Type);
        ulong a = s.In(1);
        bool isFinite = !f.IsNaN(a) && !f.IsInfinite(a);
        bool holds = true switch
        {
            true when s.Has("finite")     => isFinite,
            true when s.Has("infinite")   => f.IsInfinite(a),
            true when s.Has("number")     => !f.IsNaN(a),
            true when s.Has("notanumber") => f.IsNaN(a),
            true when s.Has("normal")     => isFinite && !f.IsZero(a) && !f.IsSubnormal(a),
            _                             => f.IsSubnormal(a),
        };
        s.Result = holds ? 1UL : 0;
    }

    //  what          absolute   relative: the bounds of PTX ISA 9.7.3 and 9.7.4
    private static Bound BoundOf(Step s, double x) => (s.Name, s.TypeOf(0)) switch
    {
        (_, PtxType.Bf16 or PtxType.Bf16x2)    => new(0, Math.Pow(2, -7)),
        ("tanh", PtxType.F16 or PtxType.F16x2) => new(0, Math.Pow(2, -9.987)),
        (_, PtxType.F16 or PtxType.F16x2)      => new(0, Math.Pow(2, -9.9)),
        ("sin" or "cos", _)                    => new(Math.Pow(2, -20.5), 0),
        ("lg2", _)                             => x is > 0.5 and < 2 ? new(Math.Pow(2, -22), 0) : new(0, Math.Pow(2, -22)),
        ("ex2", _)                             => new(0, Math.Pow(2, -22)),
        ("tanh", _)                            => new(0, Math.Pow(2, -11)),
        (_, PtxType.F64)                       => new(0, 1e-5),
        _                                      => new(0, Math.Pow(2, -22.9)),
    };

    private static void Approximate(Step s, Func<double, double> function)
    {
        if (s.TypeOf(0).Info().Lanes > 1)
        {
            // The elements are those of the scalar form, which has its own rows.
            s.IsUndefined = true;
            return;
        }
        Each(s, (f, operand) =>
        {
            double x = f.ToDouble(operand(1)), exact = function(x);
            s.Bound = BoundOf(s, x);
            // The bound of sin and cos holds in [−π, π]; subnormal results depend on .ftz.
            s.IsUndefined = s.Name is "sin" or "cos" && !(Math.Abs(x) <= Math.PI) || f.IsSubnormal(operand(1)) && !s.Has("ftz");
            ulong rounded = double.IsNaN(exact) ? f.NaN : Convert(Format.Of(PtxType.F64), f, BitConverter.DoubleToUInt64Bits(exact));
            s.IsUndefined |= f.IsSubnormal(rounded);
            return rounded;
        });
    }
}
