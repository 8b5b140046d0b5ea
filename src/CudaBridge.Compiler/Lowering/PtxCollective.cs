using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

/// <summary>PTX ISA 9.7.13 and 9.7.9.5: operations where lanes meet. They become clang's own intrinsics.</summary>
internal static class PtxCollective
{
    private static LLVMValueRef Mask(PtxOperation o) => o.In(o.SlotOf("membermask"), PtxType.B32);

    public static void Barrier(PtxOperation o)
    {
        if (o.Has("warp")) o.Emitter.Operation("bar.warp.sync", o.Emitter.Int(32), Mask(o));
        else if (o.Has("cluster")) ClusterBarrier(o);
        else BlockBarrier(o);
    }

    // A block is a cluster of its own: it is enough that its threads meet at the wait.
    private static void ClusterBarrier(PtxOperation o)
    {
        if (o.Has("wait")) o.Emitter.Operation("barrier.cta.sync.all", o.Emitter.Int(32), o.Emitter.Constant(32, 0));
    }

    // bar is barrier.aligned
    private static void BlockBarrier(PtxOperation o)
    {
        string aligned = o.Opcode.Name == "bar" || o.Has("aligned") ? ".aligned" : "";
        bool hasCount = o.HasOperand(o.SlotOf("b"));
        string all = hasCount ? "count" : "all";
        List<LLVMValueRef> arguments = [o.In(o.SlotOf("a"))];
        if (hasCount) arguments.Add(o.In(o.SlotOf("b")));
        if (!o.Has("red"))
        {
            o.Emitter.Operation($"barrier.cta.{(o.Has("arrive") ? "arrive" : "sync")}{aligned}.{all}", o.Emitter.Int(32), [.. arguments]);
            return;
        }
        arguments.Add(o.In(o.SlotOf("c")));
        string reduction = o.Has("popc") ? "popc" : o.Has("and") ? "and" : "or";
        o.Out(o.Emitter.Operation($"barrier.cta.red.{reduction}{aligned}.{all}", o.Emitter.TypeOf(o.Type), [.. arguments]));
    }

    public static void Vote(PtxOperation o)
    {
        string mode = o.Has("ballot") ? "ballot" : o.Opcode.Get("all|any|uni")!;
        LLVMTypeRef result = o.Emitter.TypeOf(o.Type);
        LLVMValueRef a = o.In(1, PtxType.Pred);
        o.Out(o.Has("sync") ? o.Emitter.Operation($"vote.{mode}.sync", result, Mask(o), a) : o.Emitter.Operation($"vote.{mode}", result, a));
    }

    public static void Shuffle(PtxOperation o)
    {
        string mode = o.Opcode.Get("up|down|bfly|idx")!;
        LLVMValueRef a = o.In(1), b = o.In(2), c = o.In(3);
        OutPair(o, o.Has("sync")
            ? o.Emitter.Operation($"shfl.sync.{mode}.i32p", o.Emitter.Int(32), Mask(o), a, b, c)
            : o.Emitter.Operation($"shfl.{mode}.i32p", o.Emitter.Int(32), a, b, c));
    }

    /// <summary>The word that another lane holds; all lanes of the warp take part.</summary>
    public static LLVMValueRef FromLane(PtxOperation o, LLVMValueRef word, LLVMValueRef lane) =>
        o.Emitter.Operation("shfl.sync.idx.i32", o.Emitter.Int(32), o.Emitter.Int(32).AllOnes, word, lane, o.Emitter.Constant(32, 31));

    /// <summary>%laneid</summary>
    public static LLVMValueRef LaneId(PtxOperation o) => o.Emitter.Operation("read.ptx.sreg.laneid", o.Emitter.Int(32));

    // {value, predicate} into d|p
    private static void OutPair(PtxOperation o, LLVMValueRef pair)
    {
        (Operand d, Operand? p) = o.Pair(0);
        o.Emitter.Write(d, PtxType.B32, o.Builder.BuildExtractValue(pair, 0));
        if (p is not null) o.Emitter.Write(p, PtxType.Pred, o.Builder.BuildExtractValue(pair, 1));
    }

    public static void Match(PtxOperation o)
    {
        string width = o.Type == PtxType.B64 ? "i64" : "i32";
        if (o.Has("all")) OutPair(o, o.Emitter.Operation($"match.all.sync.{width}p", o.Emitter.Int(32), Mask(o), o.In(1)));
        else o.Out(o.Emitter.Operation($"match.any.sync.{width}", o.Emitter.Int(32), Mask(o), o.In(1)));
    }

    public static void Reduce(PtxOperation o)
    {
        if (o.Type == PtxType.F32) throw o.Unsupported("reductions of floating-point numbers belong to sm_100");
        string operation = o.Opcode.Get("add|min|max") ?? o.Opcode.Get("and|or|xor")!;
        string prefix = operation is "min" or "max" && o.Type == PtxType.U32 ? "u" : "";
        o.Out(o.Emitter.Operation($"redux.sync.{prefix}{operation}", o.Emitter.TypeOf(o.Type), o.In(1), Mask(o)));
    }

    public static void ActiveMask(PtxOperation o) => o.Out(o.Emitter.Operation("activemask", o.Emitter.Int(32)));

    public static void Elect(PtxOperation o) => OutPair(o, o.Emitter.Operation("elect.sync", o.Emitter.Int(32), Mask(o)));

    public static void GridDependency(PtxOperation o) =>
        o.Emitter.Operation(o.Has("wait") ? "griddepcontrol.wait" : "griddepcontrol.launch.dependents", o.Emitter.Int(32));
}
