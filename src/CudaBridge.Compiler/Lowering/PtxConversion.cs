using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

/// <summary>PTX ISA 9.7.9: cvt. Integers extend and truncate, floating point goes to the operations of clang's conversions.</summary>
internal static class PtxConversion
{
    public static void Convert(PtxOperation o)
    {
        if (o.Has("pack")) PtxPackedConversion.PackSaturated(o);
        else if (IsPackedForm(o)) PtxPackedConversion.Convert(o);
        else Scalar(o);
    }

    private static bool IsPackedForm(PtxOperation o) =>
        o.Type.Info().Lanes > 1 || o.Opcode.Types[1].Info().Lanes > 1 || o.Type == PtxType.Tf32 || o.Has("relu") || o.Has("satfinite");

    private static void Scalar(PtxOperation o)
    {
        PtxType to = o.Opcode.Types[0], from = o.Opcode.Types[1];
        LLVMValueRef a = o.Emitter.Read(o.Operand(1), from, isWideAllowed: true);
        LLVMValueRef value = (IsFloat(to), IsFloat(from)) switch
        {
            (false, false) => IntegerToInteger(o, to, from, a),
            (false, true)  => FloatToInteger(o, to, from, a),
            (true, false)  => IntegerToFloat(o, to, from, a),
            (true, true)   => FloatToFloat(o, to, from, a),
        };
        if (o.Has("sat") && IsFloat(to)) value = PtxFloat.Saturate(o, value);
        o.Emitter.Write(o.Operand(0), to, value, isWideAllowed: true);
    }

    private static bool IsFloat(PtxType type) => type.Info().Class == PtxTypeClass.Float;

    private static LLVMValueRef Extended(PtxOperation o, PtxType from, LLVMValueRef a, int bits) =>
        a.TypeOf.IntWidth == bits ? a
        : PtxInteger.IsSigned(from) ? o.Builder.BuildSExt(a, o.Emitter.Int(bits)) : o.Builder.BuildZExt(a, o.Emitter.Int(bits));

    private static LLVMValueRef IntegerToInteger(PtxOperation o, PtxType to, PtxType from, LLVMValueRef a)
    {
        int bits = to.Info().Bits;
        if (o.Has("sat")) a = Clamped(o, to, from, a);
        else if (from.Info().Bits < bits) return Extended(o, from, a, bits);
        return a.TypeOf.IntWidth > bits ? o.Builder.BuildTrunc(a, o.Emitter.Int(bits)) : a;
    }

    // In a width that holds both ranges
    private static LLVMValueRef Clamped(PtxOperation o, PtxType to, PtxType from, LLVMValueRef a)
    {
        int bits = to.Info().Bits, width = Math.Max(bits, from.Info().Bits) == 64 ? 128 : 64;
        LLVMTypeRef type = o.Emitter.Int(width);
        LLVMValueRef wide = Extended(o, from, a, width);
        bool signed = PtxInteger.IsSigned(to);
        LLVMValueRef high = signed ? type.CreateConstInt((1UL << (bits - 1)) - 1) : type.CreateConstInt(bits == 64 ? ulong.MaxValue : (1UL << bits) - 1);
        LLVMValueRef low = signed ? type.CreateConstInt((ulong)(-1L << (bits - 1)), signExtend: true) : type.Null;
        LLVMValueRef atMost = o.Emitter.Intrinsic("llvm.smin", [type], wide, high);
        LLVMValueRef bounded = o.Emitter.Intrinsic("llvm.smax", [type], atMost, low);
        return o.Builder.BuildTrunc(bounded, o.Emitter.Int(bits));
    }

    // rzi => rz
    private static string Mode(PtxOperation o) => (o.Opcode.Get("irnd") ?? o.Opcode.Get("rnd") ?? o.Opcode.Get("rn|rz") ?? "rn")[..2];

    private static string Ftz(PtxOperation o, PtxType type) => o.Has("ftz") && type == PtxType.F32 ? ".ftz" : "";

    private static LLVMValueRef Single(PtxOperation o, PtxType from, LLVMValueRef a) =>
        from is PtxType.F16 or PtxType.Bf16 ? o.Builder.BuildCast(LLVMOpcode.LLVMFPExt, a, o.Emitter.TypeOf(PtxType.F32)) : a;

    private static LLVMValueRef FloatToInteger(PtxOperation o, PtxType to, PtxType from, LLVMValueRef a)
    {
        LLVMValueRef wide = Single(o, from, a);
        bool isDouble = from == PtxType.F64;
        LLVMTypeRef result = o.Emitter.TypeOf(to);
        if (to.Info().Bits < 32)
        {
            wide = PtxFloat.FlushIf(Ftz(o, from).Length > 0, o, from, wide);
            return o.Emitter.Library($"cvt_{Mode(o)}i_{to.Name()}_{(isDouble ? "f64" : "f32")}", result, wide);
        }
        string letters = to switch { PtxType.S32 => "i", PtxType.U32 => "ui", PtxType.S64 => "ll", _ => "ull" };
        return o.Emitter.Operation($"{(isDouble ? 'd' : 'f')}2{letters}.{Mode(o)}{Ftz(o, from)}", result, wide);
    }

    private static LLVMValueRef IntegerToFloat(PtxOperation o, PtxType to, PtxType from, LLVMValueRef a)
    {
        bool signed = PtxInteger.IsSigned(from);
        int bits = Math.Max(32, from.Info().Bits);
        LLVMValueRef wide = Extended(o, from, a, bits);
        LLVMTypeRef result = o.Emitter.TypeOf(to);
        if (to is PtxType.F16 or PtxType.Bf16) return o.Emitter.Library($"cvt_{Mode(o)}_{to.Name()}_{(signed ? 's' : 'u')}{bits}", result, wide);
        bool isExact = to == PtxType.F64 && bits == 32;
        if (Mode(o) == "rn" || isExact) return o.Builder.BuildCast(signed ? LLVMOpcode.LLVMSIToFP : LLVMOpcode.LLVMUIToFP, wide, result);
        string letters = $"{(signed ? "" : "u")}{(bits == 32 ? "i" : "ll")}";
        return o.Emitter.Operation($"{letters}2{(to == PtxType.F64 ? 'd' : 'f')}.{Mode(o)}", result, wide);
    }

    private static LLVMValueRef FloatToFloat(PtxOperation o, PtxType to, PtxType from, LLVMValueRef a)
    {
        if (o.Opcode.Get("irnd") is not null && to == from) return RoundToIntegral(o, to, a);
        bool flush = o.Has("ftz");
        if (to == from) return PtxFloat.FlushIf(flush && to == PtxType.F32, o, to, a);
        LLVMTypeRef result = o.Emitter.TypeOf(to);
        bool isWidening = to.Info().Bits > from.Info().Bits;
        // A subnormal bf16 is a subnormal f32.
        if (isWidening) return PtxFloat.FlushIf(flush && to == PtxType.F32, o, to, o.Builder.BuildCast(LLVMOpcode.LLVMFPExt, PtxFloat.FlushIf(flush && from == PtxType.F32, o, from, a), result));
        return (to, from) switch
        {
            (PtxType.F32, _)           => Mode(o) == "rn" && !flush ? o.Builder.BuildCast(LLVMOpcode.LLVMFPTrunc, a, result) : o.Emitter.Operation($"d2f.{Mode(o)}{Ftz(o, to)}", result, a),
            (_, PtxType.F64)           => o.Emitter.Library($"cvt_{Mode(o)}_{to.Name()}_f64", result, a),
            _                          => SingleToNarrow(o, to, Single(o, from, PtxFloat.FlushIf(flush && from == PtxType.F32, o, from, a))),
        };
    }

    private static LLVMValueRef SingleToNarrow(PtxOperation o, PtxType to, LLVMValueRef a) =>
        Mode(o) == "rn" && to == PtxType.F16
            ? o.Builder.BuildCast(LLVMOpcode.LLVMFPTrunc, a, o.Emitter.TypeOf(to))
            : o.Emitter.Operation($"f2{to.Name()}.{Mode(o)}", o.Emitter.TypeOf(to), a);

    // f16 and bf16 hold every whole number of their own range, so rounding in single precision is exact.
    private static LLVMValueRef RoundToIntegral(PtxOperation o, PtxType type, LLVMValueRef a)
    {
        LLVMValueRef wide = PtxFloat.FlushIf(o.Has("ftz") && type == PtxType.F32, o, type, Single(o, type, a));
        string function = Mode(o) switch { "rn" => "llvm.roundeven", "rz" => "llvm.trunc", "rm" => "llvm.floor", _ => "llvm.ceil" };
        LLVMValueRef rounded = o.Emitter.Intrinsic(function, [wide.TypeOf], wide);
        return type is PtxType.F16 or PtxType.Bf16 ? o.Builder.BuildCast(LLVMOpcode.LLVMFPTrunc, rounded, o.Emitter.TypeOf(type)) : rounded;
    }
}
