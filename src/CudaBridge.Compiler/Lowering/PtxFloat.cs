using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

/// <summary>PTX ISA 9.7.3 to 9.7.5: floating-point arithmetic of all widths.</summary>
internal static class PtxFloat
{
    // How LLVM's and the library's operations end: f, d, f16, bf16x2 …
    private static string Suffix(PtxType type) => type switch { PtxType.F32 => "f", PtxType.F64 => "d", _ => type.Name() };

    private static string Flags(PtxOperation o, params ReadOnlySpan<string> words)
    {
        string flags = "";
        foreach (string word in words)
            if (o.Has(word)) flags += $".{word}";
        return flags;
    }

    private static string Rounding(PtxOperation o) => o.Opcode.Get("rnd") ?? "rn";

    private static bool IsNarrow(PtxType type) => type is PtxType.F16 or PtxType.F16x2 or PtxType.Bf16 or PtxType.Bf16x2;

    public static void Add(PtxOperation o) => Sum(o, negateSecond: false);

    public static void Subtract(PtxOperation o) => Sum(o, negateSecond: true);

    private static void Sum(PtxOperation o, bool negateSecond)
    {
        // add.f32.f16 d, a, c: a is widened first, exactly
        bool isMixed = o.TypeOf(1) != o.TypeOf(0);
        LLVMValueRef a = isMixed ? o.Builder.BuildCast(LLVMOpcode.LLVMFPExt, o.In(1), o.Emitter.TypeOf(PtxType.F32)) : o.In(1);
        LLVMValueRef b = o.In(2);
        o.Out(Arithmetic(o, o.TypeOf(0), "add", a, negateSecond ? o.Builder.BuildFNeg(b) : b));
    }

    public static void Multiply(PtxOperation o) => o.Out(Arithmetic(o, o.Type, "mul", o.In(1), o.In(2)));

    public static LLVMValueRef Arithmetic(PtxOperation o, PtxType type, string operation, LLVMValueRef a, LLVMValueRef b)
    {
        if (type == PtxType.F32x2) return ByElement(o, i => Arithmetic(o, PtxType.F32, operation, Element(o, a, i), Element(o, b, i)));
        string flags = Flags(o, "ftz", "sat");
        if (IsNarrow(type)) return NarrowArithmetic(o, type, operation, a, b);
        if (Rounding(o) == "rn" && flags.Length == 0) return Plain(o, operation, a, b);
        return o.Emitter.Operation($"{operation}.{Rounding(o)}{flags}.{Suffix(type)}", a.TypeOf, a, b);
    }

    private static LLVMValueRef Plain(PtxOperation o, string operation, LLVMValueRef a, LLVMValueRef b) =>
        operation == "add" ? o.Builder.BuildFAdd(a, b) : o.Builder.BuildFMul(a, b);

    private static LLVMValueRef NarrowArithmetic(PtxOperation o, PtxType type, string operation, LLVMValueRef a, LLVMValueRef b)
    {
        bool ftz = o.Has("ftz");
        LLVMValueRef value = Plain(o, operation, FlushIf(ftz, o, type, a), FlushIf(ftz, o, type, b));
        value = FlushIf(ftz, o, type, value);
        return o.Has("sat") ? Saturate(o, value) : value;
    }

    private static LLVMValueRef Element(PtxOperation o, LLVMValueRef vector, int index) =>
        o.Builder.BuildExtractElement(vector, o.Emitter.Constant(32, (ulong)index));

    private static LLVMValueRef ByElement(PtxOperation o, Func<int, LLVMValueRef> element)
    {
        LLVMValueRef first = element(0), second = element(1);
        LLVMValueRef pair = LLVMTypeRef.CreateVector(first.TypeOf, 2).Poison;
        pair = o.Builder.BuildInsertElement(pair, first, o.Emitter.Constant(32, 0));
        return o.Builder.BuildInsertElement(pair, second, o.Emitter.Constant(32, 1));
    }

    /// <summary>Subnormal numbers become zero of their sign, in each element.</summary>
    public static LLVMValueRef FlushIf(bool flush, PtxOperation o, PtxType type, LLVMValueRef value)
    {
        if (!flush) return value;
        (int bits, ulong exponent) = type switch
        {
            PtxType.F16 or PtxType.F16x2   => (16, 0x7c00UL),
            PtxType.Bf16 or PtxType.Bf16x2 => (16, 0x7f80UL),
            PtxType.F64                    => (64, 0x7ff0_0000_0000_0000UL),
            _                              => (32, 0x7f80_0000UL),
        };
        LLVMTypeRef integer = type.Info().Lanes == 1 ? o.Emitter.Int(bits) : LLVMTypeRef.CreateVector(o.Emitter.Int(bits), (uint)type.Info().Lanes);
        LLVMValueRef pattern = o.Emitter.Cast(value, integer);
        LLVMValueRef isTiny = o.Builder.BuildICmp(LLVMIntPredicate.LLVMIntEQ, o.Builder.BuildAnd(pattern, Splat(o, integer, bits, exponent)), integer.Null);
        LLVMValueRef sign = o.Builder.BuildAnd(pattern, Splat(o, integer, bits, 1UL << (bits - 1)));
        return o.Emitter.Cast(o.Builder.BuildSelect(isTiny, sign, pattern), value.TypeOf);
    }

    private static LLVMValueRef Splat(PtxOperation o, LLVMTypeRef integer, int bits, ulong value)
    {
        LLVMValueRef scalar = o.Emitter.Constant(bits, value);
        return integer.Kind == LLVMTypeKind.LLVMVectorTypeKind ? ByElement(o, _ => scalar) : scalar;
    }

    /// <summary>Clamps to [0, 1] in each element; NaN gives +0.</summary>
    public static LLVMValueRef Saturate(PtxOperation o, LLVMValueRef value)
    {
        LLVMValueRef zero = value.TypeOf.Null;
        bool isVector = value.TypeOf.Kind == LLVMTypeKind.LLVMVectorTypeKind;
        LLVMValueRef scalarOne = LLVMValueRef.CreateConstReal(isVector ? value.TypeOf.ElementType : value.TypeOf, 1);
        LLVMValueRef one = isVector ? ByElement(o, _ => scalarOne) : scalarOne;
        LLVMValueRef positive = o.Builder.BuildSelect(o.Builder.BuildFCmp(LLVMRealPredicate.LLVMRealOGT, value, zero), value, zero);
        return o.Builder.BuildSelect(o.Builder.BuildFCmp(LLVMRealPredicate.LLVMRealOLT, positive, one), positive, one);
    }

    public static void Fma(PtxOperation o)
    {
        bool isMixed = o.TypeOf(1) != o.TypeOf(0);
        LLVMTypeRef type = o.Emitter.TypeOf(o.TypeOf(0));
        LLVMValueRef Widened(int slot) => isMixed ? o.Builder.BuildCast(LLVMOpcode.LLVMFPExt, o.In(slot), type) : o.In(slot);
        if (o.Has("oob")) throw o.Unsupported("out-of-bounds NaNs are a convention of some NVIDIA chips");
        o.Out(FmaOf(o, o.TypeOf(0), Widened(1), Widened(2), o.In(3)));
    }

    private static LLVMValueRef FmaOf(PtxOperation o, PtxType type, LLVMValueRef a, LLVMValueRef b, LLVMValueRef c)
    {
        if (type == PtxType.F32x2) return ByElement(o, i => FmaOf(o, PtxType.F32, Element(o, a, i), Element(o, b, i), Element(o, c, i)));
        string flags = Flags(o, "ftz", "sat", "relu");
        if (Rounding(o) == "rn" && flags.Length == 0 && !IsNarrow(type)) return o.Emitter.Intrinsic("llvm.fma", [a.TypeOf], a, b, c);
        return o.Emitter.Operation($"fma.{Rounding(o)}{flags}.{Suffix(type)}", a.TypeOf, a, b, c);
    }

    public static void Divide(PtxOperation o)
    {
        LLVMValueRef a = o.In(1), b = o.In(2);
        string ftz = Flags(o, "ftz");
        o.Out(true switch
        {
            true when o.Has("full")                                     => o.Emitter.Operation($"div.full{ftz}", a.TypeOf, a, b),
            true when o.Has("approx") || o.Type == PtxType.F32 && o.Opcode.Get("rnd") is null => o.Emitter.Operation($"div.approx{ftz}.f", a.TypeOf, a, b),
            true when Rounding(o) == "rn" && ftz.Length == 0            => o.Builder.BuildBinOp(LLVMOpcode.LLVMFDiv, a, b),
            _                                                           => o.Emitter.Operation($"div.{Rounding(o)}{ftz}.{Suffix(o.Type)}", a.TypeOf, a, b),
        });
    }

    public static void Absolute(PtxOperation o)
    {
        LLVMValueRef a = o.In(1);
        o.Out(o.Has("ftz") ? o.Emitter.Operation("fabs.ftz", a.TypeOf, a) : o.Emitter.Intrinsic("llvm.fabs", [a.TypeOf], a));
    }

    public static void Negate(PtxOperation o) => o.Out(o.Builder.BuildFNeg(FlushIf(o.Has("ftz"), o, o.Type, o.In(1))));

    /// <param name="which"><c>fmin</c> or <c>fmax</c>.</param>
    public static void Extreme(PtxOperation o, string which)
    {
        LLVMValueRef a = o.In(1), b = o.In(2);
        if (o.HasOperand(3) || o.Has("abs") && !o.Has("xorsign")) ExtremeOfThree(o, which, a, b);
        else o.Out(ExtremeOf(o, which, Flags(o, "ftz", "NaN", "xorsign", "abs"), a, b));
    }

    private static LLVMValueRef ExtremeOf(PtxOperation o, string which, string flags, LLVMValueRef a, LLVMValueRef b) =>
        o.Emitter.Operation($"{which}{flags.Replace("NaN", "nan", StringComparison.Ordinal)}.{Suffix(o.Type)}", a.TypeOf, a, b);

    private static void ExtremeOfThree(PtxOperation o, string which, LLVMValueRef a, LLVMValueRef b)
    {
        LLVMValueRef Magnitude(LLVMValueRef x) => o.Has("abs") ? o.Emitter.Intrinsic("llvm.fabs", [x.TypeOf], x) : x;
        string flags = Flags(o, "ftz", "NaN");
        LLVMValueRef two = ExtremeOf(o, which, flags, Magnitude(a), Magnitude(b));
        o.Out(ExtremeOf(o, which, flags, two, Magnitude(o.In(3))));
    }

    public static void Reciprocal(PtxOperation o)
    {
        LLVMValueRef a = o.In(1);
        string ftz = Flags(o, "ftz");
        bool isApproximate = o.Has("approx") || o.Type == PtxType.F32 && o.Opcode.Get("rnd") is null;
        if (isApproximate && ftz.Length == 0) o.Out(o.Emitter.Library("rcp_approx_f32", a.TypeOf, a));
        else o.Out(o.Emitter.Operation($"rcp.{(isApproximate ? "approx" : Rounding(o))}{ftz}.{Suffix(o.Type)}", a.TypeOf, a));
    }

    public static void SquareRoot(PtxOperation o)
    {
        LLVMValueRef a = o.In(1);
        string ftz = Flags(o, "ftz");
        bool isApproximate = o.Has("approx") || o.Type == PtxType.F32 && o.Opcode.Get("rnd") is null;
        if (!isApproximate && Rounding(o) == "rn" && ftz.Length == 0) o.Out(o.Emitter.Intrinsic("llvm.sqrt", [a.TypeOf], a));
        else o.Out(o.Emitter.Operation($"sqrt.{(isApproximate ? "approx" : Rounding(o))}{ftz}.{Suffix(o.Type)}", a.TypeOf, a));
    }

    public static void ReciprocalSquareRoot(PtxOperation o)
    {
        LLVMValueRef a = o.In(1);
        o.Out(o.Emitter.Operation($"rsqrt.approx{Flags(o, "ftz")}.{Suffix(o.Type)}", a.TypeOf, a));
    }

    /// <summary>sin, cos, lg2</summary>
    public static void Approximate(PtxOperation o)
    {
        LLVMValueRef a = o.In(1);
        o.Out(o.Emitter.Operation($"{o.Opcode.Name}.approx{Flags(o, "ftz")}.f", a.TypeOf, a));
    }

    public static void Exponential(PtxOperation o)
    {
        LLVMValueRef a = o.In(1);
        o.Out(o.Emitter.Operation($"ex2.approx{Flags(o, "ftz")}", a.TypeOf, a));
    }

    public static void HyperbolicTangent(PtxOperation o)
    {
        LLVMValueRef a = o.In(1);
        o.Out(o.Emitter.Library($"tanh_approx_{o.Type.Name()}", a.TypeOf, a));
    }

    public static void TestProperty(PtxOperation o)
    {
        // The classes of llvm.is.fpclass
        const ulong Nan = 0x003, Infinite = 0x204, Normal = 0x108, Subnormal = 0x090, Zero = 0x060;
        ulong classes = o.Opcode.Get("finite|infinite|number|notanumber|normal|subnormal") switch
        {
            "finite"     => Normal | Subnormal | Zero,
            "infinite"   => Infinite,
            "number"     => Infinite | Normal | Subnormal | Zero,
            "notanumber" => Nan,
            "normal"     => Normal,
            _            => Subnormal,
        };
        LLVMValueRef a = o.In(1, o.Type);
        o.Out(o.Emitter.Intrinsic("llvm.is.fpclass", [a.TypeOf], a, o.Emitter.Constant(32, classes)));
    }

    /// <summary>The sign of a with the magnitude of b.</summary>
    public static void CopySign(PtxOperation o)
    {
        LLVMValueRef a = o.In(1), b = o.In(2);
        o.Out(o.Emitter.Intrinsic("llvm.copysign", [a.TypeOf], b, a));
    }
}
