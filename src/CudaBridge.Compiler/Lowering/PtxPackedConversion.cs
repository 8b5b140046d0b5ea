using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

/// <summary>PTX ISA 9.7.9: cvt with packed, tf32, fp8, .relu and .satfinite forms, and cvt.pack.</summary>
internal static class PtxPackedConversion
{
    private static string Flags(PtxOperation o) => $"{(o.Has("relu") ? ".relu" : "")}{(o.Has("satfinite") ? ".satfinite" : "")}";

    private static string Mode(PtxOperation o) => true switch
    {
        true when o.Has("rs")  => throw o.Unsupported("stochastic rounding belongs to sm_100"),
        true when o.Has("rna") => "rna",
        true when o.Has("rz")  => "rz",
        true when o.Has("rp")  => "rp",
        _                      => "rn",
    };

    public static void Convert(PtxOperation o)
    {
        PtxType to = o.Opcode.Types[0], from = o.Opcode.Types[1];
        RejectNarrowest(o, to);
        RejectNarrowest(o, from);
        LLVMTypeRef result = o.Emitter.TypeOf(to);
        LLVMValueRef a = o.Emitter.Read(o.Operand(1), from, isWideAllowed: true);
        string relu = o.Has("relu") ? ".relu" : "";
        LLVMValueRef value = (to, from) switch
        {
            (PtxType.F16 or PtxType.Bf16 or PtxType.Tf32, _)     => o.Emitter.Operation($"f2{to.Name()}.{Mode(o)}{Flags(o)}", result, a),
            (PtxType.F16x2 or PtxType.Bf16x2, PtxType.F32)       => o.Emitter.Operation($"ff2{to.Name()}.{Mode(o)}{Flags(o)}", result, a, o.In(2)),
            (PtxType.E4m3x2 or PtxType.E5m2x2, PtxType.F32)      => o.Emitter.Operation($"ff.to.{to.Name()}.rn{relu}", result, a, o.In(2)),
            (PtxType.E4m3x2 or PtxType.E5m2x2, PtxType.F16x2)    => o.Emitter.Operation($"f16x2.to.{to.Name()}.rn{relu}", result, a),
            (PtxType.F16x2, PtxType.E4m3x2 or PtxType.E5m2x2)    => o.Emitter.Operation($"{from.Name()}.to.f16x2.rn{relu}", result, a),
            _                                                    => throw o.Unsupported("this pair of formats belongs to sm_100"),
        };
        o.Emitter.Write(o.Operand(0), to, value, isWideAllowed: true);
    }

    private static void RejectNarrowest(PtxOperation o, PtxType type)
    {
        if (type.Info().Lanes == 4 || type is PtxType.E2m1x2 or PtxType.E2m3x2 or PtxType.E3m2x2 or PtxType.Ue8m0x2)
            throw o.Unsupported($".{type.Name()} belongs to sm_100");
    }

    // d = saturated(b) in the low element, saturated(a) above it, then, for elements of 8 bits and fewer, c shifted up.
    public static void PackSaturated(PtxOperation o)
    {
        PtxType element = o.Opcode.Types[0];
        int bits = element.Info().Bits;
        LLVMValueRef low = Saturated(o, element, o.In(2)), high = Saturated(o, element, o.In(1));
        LLVMValueRef packed = o.Builder.BuildOr(o.Builder.BuildShl(high, o.Emitter.Constant(32, (ulong)bits)), low);
        if (o.HasOperand(3)) packed = o.Builder.BuildOr(packed, o.Builder.BuildShl(o.In(3), o.Emitter.Constant(32, (ulong)(2 * bits))));
        o.Out(packed);
    }

    private static LLVMValueRef Saturated(PtxOperation o, PtxType element, LLVMValueRef value)
    {
        int bits = element.Info().Bits;
        bool signed = PtxInteger.IsSigned(element);
        long high = (1L << (signed ? bits - 1 : bits)) - 1, least = signed ? -(1L << (bits - 1)) : 0;
        LLVMValueRef atMost = o.Emitter.Intrinsic("llvm.smin", [value.TypeOf], value, o.Emitter.Constant(32, (ulong)high));
        LLVMValueRef bounded = o.Emitter.Intrinsic("llvm.smax", [value.TypeOf], atMost, value.TypeOf.CreateConstInt((ulong)least, signExtend: true));
        return o.Builder.BuildAnd(bounded, o.Emitter.Constant(32, (1UL << bits) - 1));
    }
}
