using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

/// <summary>PTX ISA 9.7.6 and 9.7.7: comparison and selection.</summary>
internal static class PtxComparison
{
    private static readonly string[] s_classes = ["bitcmp", "ucmp", "scmp", "fcmp"];

    private static string Relation(PtxOperation o)
    {
        foreach (string name in s_classes)
            if (o.Opcode.Get(name) is { } relation) return relation;
        throw o.Error($"'{o.Opcode}' names no relation");
    }

    /// <summary>i1, or a vector of i1 for packed types.</summary>
    public static LLVMValueRef Compare(PtxOperation o, PtxType type, LLVMValueRef a, LLVMValueRef b)
    {
        string relation = Relation(o);
        if (type.Info().Class != PtxTypeClass.Float) return o.Builder.BuildICmp(Integer(o, relation, PtxInteger.IsSigned(type)), a, b);
        bool flush = o.Has("ftz");
        return o.Builder.BuildFCmp(Floating(relation), PtxFloat.FlushIf(flush, o, type, a), PtxFloat.FlushIf(flush, o, type, b));
    }

    private static LLVMIntPredicate Integer(PtxOperation o, string relation, bool signed) => relation switch
    {
        "eq" => LLVMIntPredicate.LLVMIntEQ,
        "ne" => LLVMIntPredicate.LLVMIntNE,
        "lt" => signed ? LLVMIntPredicate.LLVMIntSLT : LLVMIntPredicate.LLVMIntULT,
        "le" => signed ? LLVMIntPredicate.LLVMIntSLE : LLVMIntPredicate.LLVMIntULE,
        "gt" => signed ? LLVMIntPredicate.LLVMIntSGT : LLVMIntPredicate.LLVMIntUGT,
        "ge" => signed ? LLVMIntPredicate.LLVMIntSGE : LLVMIntPredicate.LLVMIntUGE,
        "lo" => LLVMIntPredicate.LLVMIntULT,
        "ls" => LLVMIntPredicate.LLVMIntULE,
        "hi" => LLVMIntPredicate.LLVMIntUGT,
        "hs" => LLVMIntPredicate.LLVMIntUGE,
        _    => throw o.Error($"'.{relation}' does not compare integers"),
    };

    private static LLVMRealPredicate Floating(string relation) => relation switch
    {
        "eq"  => LLVMRealPredicate.LLVMRealOEQ,
        "ne"  => LLVMRealPredicate.LLVMRealONE,
        "lt"  => LLVMRealPredicate.LLVMRealOLT,
        "le"  => LLVMRealPredicate.LLVMRealOLE,
        "gt"  => LLVMRealPredicate.LLVMRealOGT,
        "ge"  => LLVMRealPredicate.LLVMRealOGE,
        "equ" => LLVMRealPredicate.LLVMRealUEQ,
        "neu" => LLVMRealPredicate.LLVMRealUNE,
        "ltu" => LLVMRealPredicate.LLVMRealULT,
        "leu" => LLVMRealPredicate.LLVMRealULE,
        "gtu" => LLVMRealPredicate.LLVMRealUGT,
        "geu" => LLVMRealPredicate.LLVMRealUGE,
        "num" => LLVMRealPredicate.LLVMRealORD,
        _     => LLVMRealPredicate.LLVMRealUNO,
    };

    // The comparison combined with operand c when the form has one; c counts for each element.
    private static LLVMValueRef Result(PtxOperation o, LLVMValueRef compared, bool negate)
    {
        LLVMValueRef truth = negate ? o.Builder.BuildNot(compared) : compared;
        if (o.Opcode.Get("boolop") is not { } operation) return truth;
        LLVMValueRef c = o.In(3);
        if (truth.TypeOf.Kind == LLVMTypeKind.LLVMVectorTypeKind) c = Twice(o, c);
        return PtxLogic.Combine(o, operation, truth, c);
    }

    private static LLVMValueRef Twice(PtxOperation o, LLVMValueRef value)
    {
        LLVMValueRef pair = o.Builder.BuildInsertElement(LLVMTypeRef.CreateVector(value.TypeOf, 2).Poison, value, o.Emitter.Constant(32, 0));
        return o.Builder.BuildInsertElement(pair, value, o.Emitter.Constant(32, 1));
    }

    // All ones for integers, 1.0 for floating point
    public static void Set(PtxOperation o)
    {
        PtxType to = o.TypeOf(0), from = o.TypeOf(1);
        LLVMValueRef truth = Result(o, Compare(o, from, o.In(1), o.In(2)), negate: false);
        if (to.Info().Class == PtxTypeClass.Float)
        {
            o.Out(o.Builder.BuildCast(LLVMOpcode.LLVMUIToFP, truth, o.Emitter.TypeOf(to)));
            return;
        }
        bool isPacked = from.Info().Lanes == 2;
        LLVMTypeRef type = isPacked ? LLVMTypeRef.CreateVector(o.Emitter.Int(16), 2) : o.Emitter.TypeOf(to);
        o.Out(o.Emitter.Cast(o.Builder.BuildSExt(truth, type), o.Emitter.TypeOf(to)));
    }

    public static void SetPredicate(PtxOperation o)
    {
        PtxType type = o.TypeOf(1);
        LLVMValueRef compared = Compare(o, type, o.In(1), o.In(2));
        (Operand p, Operand? q) = o.Pair(0);
        LLVMValueRef result = Result(o, compared, negate: false);
        if (type.Info().Lanes == 2)
        {
            // The low elements' answer goes to p, the high elements' to q.
            o.Emitter.Write(p, PtxType.Pred, o.Builder.BuildExtractElement(result, o.Emitter.Constant(32, 0)));
            o.Emitter.Write(q!, PtxType.Pred, o.Builder.BuildExtractElement(result, o.Emitter.Constant(32, 1)));
            return;
        }
        LLVMValueRef opposite = q is null ? default : Result(o, compared, negate: true);
        o.Emitter.Write(p, PtxType.Pred, result);
        if (q is not null) o.Emitter.Write(q, PtxType.Pred, opposite);
    }

    public static void Select(PtxOperation o) => o.Out(o.Builder.BuildSelect(o.In(3), o.In(1), o.In(2)));

    /// <summary>a where c ≥ 0, else b; b for NaN.</summary>
    public static void SelectBySign(PtxOperation o)
    {
        LLVMValueRef c = o.In(3);
        PtxType type = o.TypeOf(3);
        LLVMValueRef isPositive = type == PtxType.S32
            ? o.Builder.BuildICmp(LLVMIntPredicate.LLVMIntSGE, c, c.TypeOf.Null)
            : o.Builder.BuildFCmp(LLVMRealPredicate.LLVMRealOGE, PtxFloat.FlushIf(o.Has("ftz"), o, type, c), c.TypeOf.Null);
        o.Out(o.Builder.BuildSelect(isPositive, o.In(1), o.In(2)));
    }
}
