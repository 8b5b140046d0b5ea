namespace CudaBridge.Ptx.Tests;

/// <summary>Floating-point instructions, with results that IEEE 754 or the manual defines to the bit.</summary>
public sealed class FloatNumericTests
{
    private static float F(ulong bits) => BitConverter.UInt32BitsToSingle((uint)bits);
    private static double D(ulong bits) => BitConverter.UInt64BitsToDouble(bits);
    private static Half H(ulong bits) => BitConverter.UInt16BitsToHalf((ushort)bits);
    private static ulong Bits(float x) => BitConverter.SingleToUInt32Bits(x);
    private static ulong Bits(double x) => BitConverter.DoubleToUInt64Bits(x);
    private static ulong Bits(Half x) => BitConverter.HalfToUInt16Bits(x);
    private static ulong B(bool x) => x ? 1UL : 0;

    // NaN's bits differ between machines and are not compared: these tests select them away.
    private static NumericCase OnNumbers(string instruction, string types, Func<ulong, ulong, ulong, ulong> meaning)
    {
        string type = types.Split(' ')[0], zero = type == "f32" ? "0f00000000" : "0d0000000000000000";
        bool isDouble = type == "f64";
        return new($"{{ {instruction} testp.notanumber.{type} p, d; @p mov.{type} d, {zero}; }}", types,
            (a, b, c) => (isDouble ? double.IsNaN(D(meaning(a, b, c))) : float.IsNaN(F(meaning(a, b, c)))) ? 0 : meaning(a, b, c));
    }

    private static float Flush(float x) => MathF.Abs(x) < 1.17549435e-38f ? MathF.CopySign(0, x) : x;

    private static float Saturate(float x) => x > 0 ? MathF.Min(x, 1) : 0;

    [Fact]
    public void Arithmetic_to_nearest() => NumericHarness.Check(
    [
        OnNumbers("add.f32 d, a, b;", "f32 f32 f32", (a, b, _) => Bits(F(a) + F(b))),
        OnNumbers("sub.rn.f32 d, a, b;", "f32 f32 f32", (a, b, _) => Bits(F(a) - F(b))),
        OnNumbers("mul.rn.f64 d, a, b;", "f64 f64 f64", (a, b, _) => Bits(D(a) * D(b))),
        OnNumbers("fma.rn.f32 d, a, b, c;", "f32 f32 f32 f32", (a, b, c) => Bits(MathF.FusedMultiplyAdd(F(a), F(b), F(c)))),
        OnNumbers("mad.rn.f64 d, a, b, c;", "f64 f64 f64 f64", (a, b, c) => Bits(Math.FusedMultiplyAdd(D(a), D(b), D(c)))),
        OnNumbers("div.rn.f32 d, a, b;", "f32 f32 f32", (a, b, _) => Bits(F(a) / F(b))),
        OnNumbers("sqrt.rn.f64 d, a;", "f64 f64", (a, _, _) => Bits(Math.Sqrt(D(a)))),
        OnNumbers("rcp.rn.f32 d, a;", "f32 f32", (a, _, _) => Bits(1 / F(a))),
        OnNumbers("add.ftz.f32 d, a, b;", "f32 f32 f32", (a, b, _) => Bits(Flush(Flush(F(a)) + Flush(F(b))))),
        OnNumbers("mul.sat.f32 d, a, b;", "f32 f32 f32", (a, b, _) => Bits(Saturate(F(a) * F(b)))),
        OnNumbers("sub.ftz.sat.f32 d, a, b;", "f32 f32 f32", (a, b, _) => Bits(Saturate(Flush(Flush(F(a)) - Flush(F(b)))))),
        new("neg.ftz.f32 d, a;", "f32 f32", (a, _, _) => Bits(-Flush(F(a)))),
        new("abs.f64 d, a;", "f64 f64", (a, _, _) => Bits(Math.Abs(D(a)))),
        new("copysign.f32 d, a, b;", "f32 f32 f32", (a, b, _) => b & 0x7fffffff | a & 0x80000000),
        OnNumbers("min.f32 d, a, b;", "f32 f32 f32", (a, b, _) => Bits(float.MinNumber(F(a), F(b)))),
        OnNumbers("max.ftz.f32 d, a, b;", "f32 f32 f32", (a, b, _) => Bits(float.MaxNumber(Flush(F(a)), Flush(F(b))))),
        OnNumbers("min.f64 d, a, b;", "f64 f64 f64", (a, b, _) => Bits(double.MinNumber(D(a), D(b)))),
    ]);

    // The exact sum and product of two floats of similar size fit a double, which shows on which side the exact value lies.
    [Fact]
    public void Directed_rounding_picks_the_right_neighbour() => NumericHarness.Check(
    [
        Directed("add.rz.f32", (x, y) => x + y, (f, exact) => Math.Abs((double)f) > Math.Abs(exact)),
        Directed("add.rp.f32", (x, y) => x + y, (f, exact) => f < exact),
        Directed("mul.rm.f32", (x, y) => x * y, (f, exact) => f > exact),
        Directed("sub.rm.f32", (x, y) => x - y, (f, exact) => f > exact),
        Directed("div.rp.f32", (x, y) => x / y, (f, exact) => f < exact),
    ]);

    private static NumericCase Directed(string opcode, Func<double, double, double> exactly, Func<float, double, bool> isWrongSide) =>
        // s32 operands become floats between 1 and 2^24, so that the double is exact or far from a tie.
        new($"{{ .reg .f32 x, y, z; and.b32 r0, a, 0xffff; add.u32 r0, r0, 1; cvt.rn.f32.u32 x, r0; and.b32 r1, b, 0xfff; add.u32 r1, r1, 3; cvt.rn.f32.u32 y, r1; mul.f32 x, x, 0f3F800011; {opcode} z, x, y; mov.b32 d, z; }}",
            "b32 b32 b32", (a, b, _) =>
            {
                float x = ((a & 0xffff) + 1) * F(0x3f800011), y = (b & 0xfff) + 3;
                double exact = exactly(x, y);
                float nearest = (float)exact;
                if (!isWrongSide(nearest, exact)) return Bits(nearest);
                bool up = nearest < exact;
                return Bits(up ? MathF.BitIncrement(nearest) : MathF.BitDecrement(nearest));
            });

    [Fact]
    public void Comparisons_treat_NaN_and_zero_as_IEEE_says() => NumericHarness.Check(
    [
        new("set.eq.u32.f32 d, a, b;", "u32 f32 f32", (a, b, _) => F(a) == F(b) ? ulong.MaxValue : 0),
        new("{ .reg .f32 n; mov.b32 n, 0x7fffffff; setp.ne.f32 p, a, n; setp.neu.f32 q, a, n; selp.u32 r0, 2, 0, p; selp.u32 r1, 1, 0, q; or.b32 d, r0, r1; }", "u32 f32", (_, _, _) => 1),
        new("{ setp.ltu.f64 p, a, b; selp.u32 d, 1, 0, p; }", "u32 f64 f64", (a, b, _) => B(!(D(a) >= D(b)))),
        new("{ setp.gt.ftz.f32 p, a, b; selp.u32 d, 1, 0, p; }", "u32 f32 f32", (a, b, _) => B(Flush(F(a)) > Flush(F(b)))),
        new("slct.b32.f32 d, a, b, c;", "b32 b32 b32 f32", (a, b, c) => F(c) >= 0 ? a : b),
        new("{ testp.subnormal.f32 p, a; selp.u32 d, 1, 0, p; }", "u32 f32", (a, _, _) => B(float.IsSubnormal(F(a)))),
        new("{ testp.infinite.f64 p, a; selp.u32 d, 1, 0, p; }", "u32 f64", (a, _, _) => B(double.IsInfinity(D(a)))),
    ]);

    [Fact]
    public void Conversions_round_and_saturate() => NumericHarness.Check(
    [
        new("cvt.rzi.s32.f32 d, a;", "s32 f32", (a, _, _) => (ulong)ToInt(MathF.Truncate(F(a)), int.MinValue, int.MaxValue)),
        new("cvt.rni.s32.f32 d, a;", "s32 f32", (a, _, _) => (ulong)ToInt(MathF.Round(F(a), MidpointRounding.ToEven), int.MinValue, int.MaxValue)),
        new("cvt.rmi.u32.f64 d, a;", "u32 f64", (a, _, _) => (ulong)ToInt(Math.Floor(D(a)), 0, uint.MaxValue)),
        new("cvt.rpi.u8.f32 d, a;", "u32 f32", (a, _, _) => (ulong)ToInt(MathF.Ceiling(F(a)), 0, 255)),
        new("cvt.rn.f32.s32 d, a;", "f32 s32", (a, _, _) => Bits((float)(int)a)),
        new("cvt.rz.f32.u32 d, a;", "f32 u32", (a, _, _) => Bits(TowardsZero(a))),
        new("cvt.rn.f64.u64 d, a;", "f64 u64", (a, _, _) => Bits((double)a)),
        new("cvt.rn.f32.f64 d, a;", "f32 f64", (a, _, _) => Bits((float)D(a))),
        new("cvt.f64.f32 d, a;", "f64 f32", (a, _, _) => Bits((double)F(a))),
        new("cvt.rni.f32.f32 d, a;", "f32 f32", (a, _, _) => Bits(MathF.Round(F(a), MidpointRounding.ToEven))),
        new("cvt.sat.f32.f32 d, a;", "f32 f32", (a, _, _) => Bits(Saturate(F(a)))),
        new("cvt.rn.f16.f32 d, a;", "b16 f32", (a, _, _) => Bits((Half)F(a))),
        OnNumbers("cvt.f32.f16 d, a;", "f32 b16", (a, _, _) => Bits((float)H(a))),
        new("cvt.rn.f16x2.f32 d, a, b;", "b32 f32 f32", (a, b, _) => Bits((Half)F(a)) << 16 | Bits((Half)F(b))),
        new("cvt.rn.relu.f16x2.f32 d, a, b;", "b32 f32 f32", (a, b, _) => Bits((Half)(F(a) > 0 ? F(a) : 0)) << 16 | Bits((Half)(F(b) > 0 ? F(b) : 0))),
        new("cvt.rn.bf16.f32 d, a;", "b16 f32", (a, _, _) => Brain(a)),
        new("cvt.rn.bf16x2.f32 d, a, b;", "b32 f32 f32", (a, b, _) => Brain(a) << 16 | Brain(b)),
        new("{ .reg .b16 x; cvt.rn.bf16.f32 x, a; cvt.f32.bf16 d, x; }", "f32 f32", (a, _, _) => Brain(a) << 16),
        new("cvt.rna.tf32.f32 d, a;", "b32 f32", (a, _, _) => float.IsFinite(F(a)) ? a + 0x1000 & ~0x1fffUL : a),
    ]);

    private static long ToInt(double x, long low, long high) => double.IsNaN(x) ? 0 : x <= low ? low : x >= high ? high : (long)x;

    private static float TowardsZero(ulong a)
    {
        float nearest = (float)(uint)a;
        return (double)nearest > (uint)a ? MathF.BitDecrement(nearest) : nearest;
    }

    // To nearest even
    private static ulong Brain(ulong bits) => float.IsNaN(F(bits)) ? 0x7fff : bits + 0x7fff + (bits >> 16 & 1) >> 16;

    [Fact]
    public void Half_arithmetic() => NumericHarness.Check(
    [
        Halves("add.f16 r, x, y;", (x, y) => x + y),
        Halves("mul.rn.f16 r, x, y;", (x, y) => x * y),
        Halves("sub.sat.f16 r, x, y;", (x, y) => (Half)Saturate((float)(x - y))),
        Halves("fma.rn.f16 r, x, y, x;", (x, y) => (Half)((double)x * (double)y + (double)x)),
        Halves("max.f16 r, x, y;", Half.MaxNumber),
        Halves("neg.f16 r, x;", (x, _) => -x),
        new("{ .reg .b32 x; cvt.rn.f16x2.f32 x, a, b; add.f16x2 d, x, x; }", "b32 f32 f32", (a, b, _) => Bits((Half)F(a) + (Half)F(a)) << 16 | Bits((Half)F(b) + (Half)F(b))),
        new("{ .reg .b16 x, y; cvt.rn.f16.f32 x, a; cvt.rn.f16.f32 y, b; set.lt.u32.f16 d, x, y; }", "u32 f32 f32", (a, b, _) => (Half)F(a) < (Half)F(b) ? ulong.MaxValue : 0),
        new("{ .reg .b32 x, y; cvt.rn.f16x2.f32 x, a, b; cvt.rn.f16x2.f32 y, b, a; setp.gt.f16x2 p|q, x, y; selp.u32 r0, 1, 0, p; selp.u32 r1, 2, 0, q; or.b32 d, r0, r1; }", "u32 f32 f32",
            (a, b, _) => B((Half)F(b) > (Half)F(a)) | B((Half)F(a) > (Half)F(b)) << 1),
    ]);

    private static NumericCase Halves(string instruction, Func<Half, Half, Half> meaning) =>
        new($"{{ .reg .b16 x, y, r; .reg .f32 w; cvt.rn.f16.f32 x, a; cvt.rn.f16.f32 y, b; {instruction} cvt.f32.f16 w, r; testp.notanumber.f32 p, w; @p mov.b16 r, 0; mov.b16 d, r; }}",
            "b16 f32 f32", (a, b, _) => Half.IsNaN(meaning((Half)F(a), (Half)F(b))) ? 0 : Bits(meaning((Half)F(a), (Half)F(b))));

    // The manual bounds the error of .approx; a loose bound of 2^-10 shows that the right function was called.
    [Fact]
    public void Approximations_are_near() => NumericHarness.Check(
    [
        Near("sin.approx.f32", MathF.Sin, 8), Near("cos.approx.f32", MathF.Cos, 8), Near("ex2.approx.f32", float.Exp2, 100), Near("lg2.approx.f32", MathF.Log2, 1e6f),
        Near("rcp.approx.f32", x => 1 / x, 1e6f), Near("sqrt.approx.f32", MathF.Sqrt, 1e6f), Near("rsqrt.approx.f32", x => 1 / MathF.Sqrt(x), 1e6f), Near("tanh.approx.f32", MathF.Tanh, 20),
        Near("rcp.approx.ftz.f32", x => 1 / x, 1e6f), Near("ex2.approx.ftz.f32", float.Exp2, 100),
    ]);

    // x runs from 0.001 to `most`.
    private static NumericCase Near(string opcode, Func<float, float> function, float most) =>
        new($"{{ .reg .f32 x, y; and.b32 r0, a, 0xffff; cvt.rn.f32.u32 x, r0; fma.rn.f32 x, x, 0f{BitConverter.SingleToUInt32Bits(most / 65536):X8}, 0f3A83126F; {opcode} y, x; mov.b32 d, y; }}",
            "b32 b32", (a, _, _) => Bits(function(MathF.FusedMultiplyAdd(a & 0xffff, most / 65536, F(0x3a83126f)))), Tolerance: 1f / (1 << 10));
}
