using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

/// <summary>PTX ISA 9.7.18 and 9.7.19: video instructions, computed in 64 bits where nothing overflows.</summary>
internal static class PtxVideo
{
    private const int Wide = 64;

    private static LLVMValueRef Number(PtxOperation o, long value) => o.Emitter.Constant(Wide, (ulong)value);

    private static bool IsSelected(Operand operand, out string selector)
    {
        selector = operand is NameOperand { Selector: { } own } ? own : "";
        return selector.Length > 0;
    }

    private static Operand Unsigned(Operand operand) => operand is SignedOperand { Sign: '-' } minus ? minus.Inner : operand;

    private static Operand Whole(Operand operand) => operand is NameOperand name ? name with { Selector = null } : operand;

    private static LLVMValueRef Widen(PtxOperation o, LLVMValueRef value, bool isSigned) =>
        isSigned ? o.Builder.BuildSExt(value, o.Emitter.Int(Wide)) : o.Builder.BuildZExt(value, o.Emitter.Int(Wide));

    // The bits [from, from + count) of a word, extended
    private static LLVMValueRef Field(PtxOperation o, LLVMValueRef word, int from, int count, bool isSigned)
    {
        LLVMValueRef shifted = from == 0 ? word : o.Builder.BuildLShr(word, o.Emitter.Constant(32, (ulong)from));
        return Widen(o, count == 32 ? shifted : o.Builder.BuildTrunc(shifted, o.Emitter.Int(count)), isSigned);
    }

    // a, a.b2, a.h1
    private static LLVMValueRef Source(PtxOperation o, int slot)
    {
        Operand operand = Unsigned(o.Operand(slot));
        PtxType type = o.TypeOf(slot);
        LLVMValueRef word = o.Emitter.Read(Whole(operand), PtxType.B32);
        (int from, int count) = IsSelected(operand, out string selector) ? ScalarField(o, selector) : (0, 32);
        return Field(o, word, from, count, PtxInteger.IsSigned(type));
    }

    private static (int From, int Count) ScalarField(PtxOperation o, string selector) => selector switch
    {
        ['b', >= '0' and <= '3'] => (8 * (selector[1] - '0'), 8),
        ['h', '0' or '1']        => (16 * (selector[1] - '0'), 16),
        _                        => throw o.Error($"'.{selector}' selects no byte or half of a word", "b0 to b3, h0, h1"),
    };

    private static LLVMValueRef Clamp(PtxOperation o, LLVMValueRef value, int bits, bool isSigned)
    {
        long low = isSigned ? -(1L << (bits - 1)) : 0, high = (1L << (isSigned ? bits - 1 : bits)) - 1;
        LLVMValueRef atMost = o.Emitter.Intrinsic("llvm.smin", [value.TypeOf], value, value.TypeOf.CreateConstInt((ulong)high, signExtend: true));
        return o.Emitter.Intrinsic("llvm.smax", [value.TypeOf], atMost, value.TypeOf.CreateConstInt((ulong)low, signExtend: true));
    }

    private static LLVMValueRef Extreme(PtxOperation o, string which, LLVMValueRef a, LLVMValueRef b) => o.Emitter.Intrinsic($"llvm.s{which}", [a.TypeOf], a, b);

    private static LLVMValueRef Compute(PtxOperation o, string operation, LLVMValueRef a, LLVMValueRef b)
    {
        switch (operation)
        {
            case "add": return o.Builder.BuildAdd(a, b);
            case "sub": return o.Builder.BuildSub(a, b);
            case "min" or "max": return Extreme(o, operation, a, b);
            case "absdiff": return o.Emitter.Intrinsic("llvm.abs", [a.TypeOf], o.Builder.BuildSub(a, b), o.Emitter.Bool(false));
            // Halves are rounded away from zero.
            case "avrg":
                LLVMValueRef sum = o.Builder.BuildAdd(a, b);
                LLVMValueRef isPositive = o.Builder.BuildICmp(LLVMIntPredicate.LLVMIntSGE, sum, Number(o, 0));
                return o.Builder.BuildAShr(o.Builder.BuildAdd(sum, o.Builder.BuildZExt(isPositive, a.TypeOf)), Number(o, 1));
            case "shl" or "shr": return Shift(o, operation, a, b);
            // The fields are extended as their types say, so a signed comparison of the wide values is right for all of them.
            default: return o.Builder.BuildZExt(PtxComparison.Compare(o, PtxType.S64, a, b), a.TypeOf);
        }
    }

    private static LLVMValueRef Shift(PtxOperation o, string operation, LLVMValueRef a, LLVMValueRef amount)
    {
        LLVMValueRef bounded = o.Has("wrap") ? o.Builder.BuildAnd(amount, Number(o, 31)) : o.Emitter.Intrinsic("llvm.umin", [a.TypeOf], amount, Number(o, 32));
        if (operation == "shr") return o.Builder.BuildAShr(a, bounded);
        return o.Has("sat") ? o.Emitter.Intrinsic("llvm.sshl.sat", [a.TypeOf], a, bounded) : o.Builder.BuildShl(a, bounded);
    }

    /// <summary>vadd, vsub, vabsdiff, vmin, vmax, vshl, vshr, vset</summary>
    public static void Scalar(PtxOperation o)
    {
        string operation = o.Opcode.Name[1..];
        Operand d = o.Operand(0);
        bool isMerge = IsSelected(d, out string selector);
        (int from, int count) = isMerge ? ScalarField(o, selector) : (0, 32);
        bool isSigned = operation != "set" && PtxInteger.IsSigned(o.Type);
        LLVMValueRef result = Compute(o, operation, Source(o, 1), Source(o, 2));
        if (o.Has("sat")) result = Clamp(o, result, count, isSigned);
        LLVMValueRef word = o.Builder.BuildTrunc(result, o.Emitter.Int(32));
        if (isMerge) word = Merge(o, word, o.In(3), from, count);
        else if (o.HasOperand(3)) word = Secondary(o, word, o.In(3), isSigned);
        o.Emitter.Write(Whole(d), PtxType.B32, word);
    }

    private static LLVMValueRef Merge(PtxOperation o, LLVMValueRef field, LLVMValueRef c, int from, int count)
    {
        uint mask = (uint)(((1UL << count) - 1) << from);
        LLVMValueRef placed = o.Builder.BuildAnd(o.Builder.BuildShl(field, o.Emitter.Constant(32, (ulong)from)), o.Emitter.Constant(32, mask));
        return o.Builder.BuildOr(placed, o.Builder.BuildAnd(c, o.Emitter.Constant(32, ~mask)));
    }

    private static LLVMValueRef Secondary(PtxOperation o, LLVMValueRef value, LLVMValueRef c, bool isSigned) => o.Opcode.Get("add|min|max") switch
    {
        "min" => o.Emitter.Intrinsic(isSigned ? "llvm.smin" : "llvm.umin", [c.TypeOf], value, c),
        "max" => o.Emitter.Intrinsic(isSigned ? "llvm.smax" : "llvm.umax", [c.TypeOf], value, c),
        _     => o.Builder.BuildAdd(value, c),
    };

    /// <summary>vmad: (±a · ±b + c + one) scaled and saturated; at most one of the product and c may be negated.</summary>
    public static void MultiplyAdd(PtxOperation o)
    {
        const int Bits = 128;
        bool IsNegated(int slot) => o.Operand(slot) is SignedOperand;
        bool negatesProduct = IsNegated(1) != IsNegated(2);
        bool isSigned = PtxInteger.IsSigned(o.TypeOf(1)) || PtxInteger.IsSigned(o.TypeOf(2)) || negatesProduct || IsNegated(3);
        if (negatesProduct && IsNegated(3)) throw o.Error("only the product or c may be negated");
        LLVMTypeRef type = o.Emitter.Int(Bits);
        LLVMValueRef Full(LLVMValueRef wide) => o.Builder.BuildSExt(wide, type);
        LLVMValueRef product = o.Builder.BuildMul(Full(Source(o, 1)), Full(Source(o, 2)));
        LLVMValueRef c = o.Emitter.Read(Unsigned(o.Operand(3)), PtxType.B32);
        LLVMValueRef wideC = isSigned ? o.Builder.BuildSExt(c, type) : o.Builder.BuildZExt(c, type);
        LLVMValueRef sum = o.Builder.BuildAdd(negatesProduct ? o.Builder.BuildNeg(product) : product, IsNegated(3) ? o.Builder.BuildNeg(wideC) : wideC);
        if (o.Has("po")) sum = o.Builder.BuildAdd(sum, type.CreateConstInt(1));
        int scale = o.Has("shr7") ? 7 : o.Has("shr15") ? 15 : 0;
        sum = o.Builder.BuildAShr(sum, type.CreateConstInt((ulong)scale));
        if (o.Has("sat")) sum = Clamp(o, sum, 32, isSigned);
        o.Emitter.Write(o.Operand(0), PtxType.B32, o.Builder.BuildTrunc(sum, o.Emitter.Int(32)));
    }

    /// <summary>vadd2, vset4 and the like: an operation on each half or byte of a word.</summary>
    public static void Packed(PtxOperation o)
    {
        int lanes = o.Opcode.Name[^1] - '0', bits = 32 / lanes;
        string operation = o.Opcode.Name[1..^1];
        bool isSigned = operation != "set" && PtxInteger.IsSigned(o.Type);
        LLVMValueRef[] sources = [o.Emitter.Read(Whole(o.Operand(1)), PtxType.B32), o.Emitter.Read(Whole(o.Operand(2)), PtxType.B32)];
        bool[] written = Written(o, lanes);
        LLVMValueRef c = o.In(3);
        LLVMValueRef result = o.Has("add") ? c : o.Emitter.Constant(32, 0);
        for (int i = 0; i < lanes; i++)
        {
            LLVMValueRef element = written[i] ? Lane(o, operation, sources, lanes, i) : default;
            if (o.Has("add")) result = written[i] ? o.Builder.BuildAdd(result, o.Builder.BuildTrunc(element, o.Emitter.Int(32))) : result;
            else result = o.Builder.BuildOr(result, written[i] ? Placed(o, element, bits, i, isSigned) : Kept(o, c, bits, i));
        }
        o.Emitter.Write(Whole(o.Operand(0)), PtxType.B32, result);
    }

    private static LLVMValueRef Lane(PtxOperation o, string operation, LLVMValueRef[] sources, int lanes, int lane) =>
        Compute(o, operation, PackedSource(o, 1, sources, lanes, lane), PackedSource(o, 2, sources, lanes, lane));

    // The elements of a are numbered from 0, those of b go on: .h10 and .h32, .b3210 and .b7654 are the operands as they are.
    private static LLVMValueRef PackedSource(PtxOperation o, int slot, LLVMValueRef[] sources, int lanes, int lane)
    {
        int bits = 32 / lanes;
        int element = lane + (slot - 1) * lanes;
        if (IsSelected(o.Operand(slot), out string selector)) element = Selected(o, selector, lanes, lane);
        return Field(o, sources[element / lanes], element % lanes * bits, bits, PtxInteger.IsSigned(o.TypeOf(slot)));
    }

    private static int Selected(PtxOperation o, string selector, int lanes, int lane)
    {
        bool isRight = selector.Length == lanes + 1 && selector[0] == (lanes == 2 ? 'h' : 'b');
        int element = isRight ? selector[lanes - lane] - '0' : -1;
        return element >= 0 && element < 2 * lanes ? element : throw o.Error($"'.{selector}' does not select {lanes} elements of two words");
    }

    // .h0, .b210: the elements that are written; all without a mask
    private static bool[] Written(PtxOperation o, int lanes)
    {
        bool[] written = new bool[lanes];
        bool isMasked = IsSelected(o.Operand(0), out string mask);
        for (int i = 0; i < lanes; i++) written[i] = !isMasked || mask.Contains((char)('0' + i), StringComparison.Ordinal);
        if (isMasked && (mask[0] != (lanes == 2 ? 'h' : 'b') || mask.Length - 1 != written.Count(w => w)))
            throw o.Error($"'.{mask}' is no mask of {lanes} elements");
        return written;
    }

    private static LLVMValueRef Placed(PtxOperation o, LLVMValueRef element, int bits, int lane, bool isSigned)
    {
        if (o.Has("sat")) element = Clamp(o, element, bits, isSigned);
        LLVMValueRef field = o.Builder.BuildZExt(o.Builder.BuildTrunc(element, o.Emitter.Int(bits)), o.Emitter.Int(32));
        return o.Builder.BuildShl(field, o.Emitter.Constant(32, (ulong)(lane * bits)));
    }

    private static LLVMValueRef Kept(PtxOperation o, LLVMValueRef c, int bits, int lane) =>
        o.Builder.BuildAnd(c, o.Emitter.Constant(32, ((1UL << bits) - 1) << (lane * bits)));
}
