using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

/// <summary>PTX ISA 9.7.1 and 9.7.9.7: counting, searching, extracting and permuting bits and bytes.</summary>
internal static class PtxBits
{
    private static LLVMValueRef ToWord(PtxOperation o, LLVMValueRef count) =>
        count.TypeOf.IntWidth == 64 ? o.Builder.BuildTrunc(count, o.Emitter.Int(32)) : count;

    public static void CountOnes(PtxOperation o)
    {
        LLVMValueRef a = o.In(1);
        o.Out(ToWord(o, o.Emitter.Intrinsic("llvm.ctpop", [a.TypeOf], a)));
    }

    private static LLVMValueRef LeadingZeros(PtxOperation o, LLVMValueRef a) =>
        ToWord(o, o.Emitter.Intrinsic("llvm.ctlz", [a.TypeOf], a, o.Emitter.Bool(false)));

    public static void CountLeadingZeros(PtxOperation o) => o.Out(LeadingZeros(o, o.In(1)));

    // The highest bit that differs from the sign; all ones when there is none.
    public static void FindHighest(PtxOperation o)
    {
        LLVMValueRef a = o.In(1, o.Type);
        int bits = o.Type.Info().Bits;
        if (PtxInteger.IsSigned(o.Type)) a = o.Builder.BuildXor(a, o.Builder.BuildAShr(a, o.Emitter.Constant(bits, (ulong)bits - 1)));
        LLVMValueRef zeros = LeadingZeros(o, a);
        if (!o.Has("shiftamt"))
        {
            o.Out(o.Builder.BuildSub(o.Emitter.Constant(32, (ulong)bits - 1), zeros));
            return;
        }
        LLVMValueRef none = o.Builder.BuildIsNull(a);
        o.Out(o.Builder.BuildSelect(none, o.Emitter.Int(32).AllOnes, zeros));
    }

    public static void FindNthSet(PtxOperation o) => o.Out(o.Emitter.Operation("fns", o.Emitter.Int(32), o.In(1), o.In(2), o.In(3)));

    public static void Reverse(PtxOperation o)
    {
        LLVMValueRef a = o.In(1);
        o.Out(o.Emitter.Intrinsic("llvm.bitreverse", [a.TypeOf], a));
    }

    public static void Extract(PtxOperation o) =>
        o.Out(o.Emitter.Library($"bfe_{o.Type.Name()}", o.Emitter.TypeOf(o.Type), o.In(1), o.In(2), o.In(3)));

    public static void Insert(PtxOperation o) =>
        o.Out(o.Emitter.Library($"bfi_{o.Type.Name()}", o.Emitter.TypeOf(o.Type), o.In(1), o.In(2), o.In(3), o.In(4)));

    public static void SignOrZeroExtend(PtxOperation o) =>
        o.Out(o.Emitter.Operation($"{(PtxInteger.IsSigned(o.Type) ? "sext" : "zext")}.{o.Opcode.Get("mode")}", o.Emitter.Int(32), o.In(1), o.In(2)));

    public static void Mask(PtxOperation o) => o.Out(o.Emitter.Operation($"bmsk.{o.Opcode.Get("mode")}", o.Emitter.Int(32), o.In(1), o.In(2)));

    // u32.s32 => u.s
    private static string Signs(PtxOperation o) => string.Join('.', o.Opcode.Types.Select(type => type.Name()[0]));

    public static void DotProduct4(PtxOperation o) =>
        o.Out(o.Emitter.Operation($"idp4a.{Signs(o)}", o.Emitter.Int(32), o.In(1), o.In(2), o.In(3)));

    public static void DotProduct2(PtxOperation o) =>
        o.Out(o.Emitter.Operation($"idp2a.{Signs(o)}", o.Emitter.Int(32), o.In(1), o.In(2), o.Emitter.Bool(o.Has("hi")), o.In(3)));

    public static void Permute(PtxOperation o)
    {
        LLVMTypeRef word = o.Emitter.Int(32);
        string? mode = o.Opcode.Get("f4e|b4e|rc8|ecl|ecr|rc16");
        o.Out(mode switch
        {
            null             => o.Emitter.Operation("prmt", word, o.In(1), o.In(2), o.In(3)),
            "f4e" or "b4e"   => o.Emitter.Operation($"prmt.{mode}", word, o.In(1), o.In(2), o.In(3)),
            _                => o.Emitter.Operation($"prmt.{mode}", word, o.In(1), o.In(3)),
        });
    }
}
