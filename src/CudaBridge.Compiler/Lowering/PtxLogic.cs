using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

/// <summary>PTX ISA 9.7.8: logic and shift.</summary>
internal static class PtxLogic
{
    public static void And(PtxOperation o) => o.Out(o.Builder.BuildAnd(o.In(1), o.In(2)));

    public static void Or(PtxOperation o) => o.Out(o.Builder.BuildOr(o.In(1), o.In(2)));

    public static void Xor(PtxOperation o) => o.Out(o.Builder.BuildXor(o.In(1), o.In(2)));

    public static void Not(PtxOperation o) => o.Out(o.Builder.BuildNot(o.In(1)));

    public static void LogicalNot(PtxOperation o) => o.Out(o.Builder.BuildZExt(o.Builder.BuildIsNull(o.In(1)), o.Emitter.TypeOf(o.Type)));

    /// <summary>Combines two truth values by the <c>.and</c>, <c>.or</c> or <c>.xor</c> of an instruction.</summary>
    public static LLVMValueRef Combine(PtxOperation o, string operation, LLVMValueRef a, LLVMValueRef b) => operation switch
    {
        "and" => o.Builder.BuildAnd(a, b),
        "or"  => o.Builder.BuildOr(a, b),
        _     => o.Builder.BuildXor(a, b),
    };

    // Bit (a << 2 | b << 1 | c) of the table is the answer.
    public static void Lop3(PtxOperation o)
    {
        long table = o.Constant(o.SlotOf("immLut"));
        if (table is < 0 or > 255) throw o.Error($"immLut {table} is not in 0 to 255");
        LLVMValueRef value = Lookup(o, [o.In(1), o.In(2), o.In(3)], (int)table);
        (Operand d, Operand? p) = o.Pair(0);
        o.Emitter.Write(d, o.Type, value);
        if (p is null) return;
        LLVMValueRef combined = Combine(o, o.Has("and") ? "and" : "or", o.Builder.BuildIsNotNull(value), o.In(o.SlotOf("q")));
        o.Emitter.Write(p, PtxType.Pred, combined);
    }

    // Shannon's expansion on the first input; the shapes that are one operation are recognised, so that a ^ b ^ c stays two.
    private static LLVMValueRef Lookup(PtxOperation o, ReadOnlySpan<LLVMValueRef> inputs, int table)
    {
        int half = 1 << (inputs.Length - 1), all = (1 << half) - 1;
        LLVMValueRef a = inputs[0];
        ReadOnlySpan<LLVMValueRef> rest = inputs[1..];
        (int ones, int zeros) = (table >> half, table & all);
        if (ones == zeros) return rest.Length == 0 ? Constant(a, ones) : Lookup(o, rest, ones);
        if (rest.Length == 0) return ones == 1 ? a : o.Builder.BuildNot(a);
        if (zeros == 0 && ones == all) return a;
        if (zeros == all && ones == 0) return o.Builder.BuildNot(a);
        if (zeros == 0) return o.Builder.BuildAnd(a, Lookup(o, rest, ones));
        if (ones == 0) return o.Builder.BuildAnd(o.Builder.BuildNot(a), Lookup(o, rest, zeros));
        if (ones == all) return o.Builder.BuildOr(a, Lookup(o, rest, zeros));
        if (zeros == all) return o.Builder.BuildOr(o.Builder.BuildNot(a), Lookup(o, rest, ones));
        if ((ones ^ zeros) == all) return o.Builder.BuildXor(a, Lookup(o, rest, zeros));
        LLVMValueRef then = o.Builder.BuildAnd(a, Lookup(o, rest, ones));
        return o.Builder.BuildOr(then, o.Builder.BuildAnd(o.Builder.BuildNot(a), Lookup(o, rest, zeros)));
    }

    private static LLVMValueRef Constant(LLVMValueRef like, int bit) => bit == 0 ? like.TypeOf.Null : like.TypeOf.AllOnes;

    // shf.l: the high word of {b, a} << c; shf.r: the low word of {b, a} >> c
    public static void FunnelShift(PtxOperation o)
    {
        LLVMValueRef low = o.In(1), high = o.In(2), amount = o.In(3);
        string direction = o.Has("l") ? "fshl" : "fshr";
        o.Out(o.Has("wrap")
            ? o.Emitter.Intrinsic($"llvm.{direction}", [low.TypeOf], high, low, amount)
            : o.Emitter.Operation($"{direction}.clamp", low.TypeOf, high, low, amount));
    }

    // Amounts beyond the width shift everything out; LLVM leaves them undefined.
    public static void ShiftLeft(PtxOperation o)
    {
        LLVMValueRef a = o.In(1);
        (LLVMValueRef amount, LLVMValueRef isInside) = Amount(o);
        o.Out(o.Builder.BuildSelect(isInside, o.Builder.BuildShl(a, amount), a.TypeOf.Null));
    }

    public static void ShiftRight(PtxOperation o)
    {
        LLVMValueRef a = o.In(1);
        (LLVMValueRef amount, LLVMValueRef isInside) = Amount(o);
        bool signed = PtxInteger.IsSigned(o.Type);
        int bits = o.Type.Info().Bits;
        LLVMValueRef beyond = signed ? o.Builder.BuildAShr(a, o.Emitter.Constant(bits, (ulong)bits - 1)) : a.TypeOf.Null;
        LLVMValueRef shifted = signed ? o.Builder.BuildAShr(a, amount) : o.Builder.BuildLShr(a, amount);
        o.Out(o.Builder.BuildSelect(isInside, shifted, beyond));
    }

    private static (LLVMValueRef Amount, LLVMValueRef IsInside) Amount(PtxOperation o)
    {
        LLVMValueRef amount = o.In(2);
        int bits = o.Type.Info().Bits;
        LLVMValueRef isInside = o.Builder.BuildICmp(LLVMIntPredicate.LLVMIntULT, amount, o.Emitter.Constant(32, (ulong)bits));
        LLVMValueRef sized = bits switch
        {
            16 => o.Builder.BuildTrunc(amount, o.Emitter.Int(16)),
            64 => o.Builder.BuildZExt(amount, o.Emitter.Int(64)),
            _  => amount,
        };
        return (sized, isInside);
    }
}
