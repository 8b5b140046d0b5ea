using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

/// <summary>PTX ISA 9.7.13: fences and atomic operations.</summary>
internal static class PtxAtomic
{
    public static void MemoryBarrier(PtxOperation o)
    {
        if (o.Has("proxy")) SystemFence(o);
        else o.Emitter.Operation($"membar.{o.Opcode.Get("cta|gl|sys")}", o.Emitter.Int(32));
    }

    public static unsafe void Fence(PtxOperation o)
    {
        if (o.Opcode.Get("scope") is not { } scope || o.Has("proxy"))
        {
            SystemFence(o);
            return;
        }
        LLVMAtomicOrdering ordering = o.Opcode.Get("sc|acq_rel|acquire|release") switch
        {
            "sc"      => LLVMAtomicOrdering.LLVMAtomicOrderingSequentiallyConsistent,
            "acquire" => LLVMAtomicOrdering.LLVMAtomicOrderingAcquire,
            "release" => LLVMAtomicOrdering.LLVMAtomicOrderingRelease,
            _         => LLVMAtomicOrdering.LLVMAtomicOrderingAcquireRelease,
        };
        using MarshaledString name = new("");
        LLVM.BuildFenceSyncScope(o.Builder, ordering, o.Emitter.SyncScope(scope), name);
    }

    // Fences between proxies order NVIDIA's copy engines with ordinary accesses; here all accesses are ordinary.
    private static void SystemFence(PtxOperation o) =>
        o.Builder.BuildFence(LLVMAtomicOrdering.LLVMAtomicOrderingSequentiallyConsistent, singleThread: false);

    private static LLVMAtomicOrdering Ordering(PtxOperation o) => o.Opcode.Get("sem") switch
    {
        "acquire" => LLVMAtomicOrdering.LLVMAtomicOrderingAcquire,
        "release" => LLVMAtomicOrdering.LLVMAtomicOrderingRelease,
        "acq_rel" => LLVMAtomicOrdering.LLVMAtomicOrderingAcquireRelease,
        _         => LLVMAtomicOrdering.LLVMAtomicOrderingMonotonic,
    };

    /// <summary>atom, and red, which is atom without a result.</summary>
    public static void Atom(PtxOperation o)
    {
        int address = o.SlotOf("[a]"), b = o.SlotOf("b");
        LLVMTypeRef element = o.Emitter.TypeOf(o.Type);
        LLVMValueRef pointer = o.Emitter.Pointer(o.Operand(address), PtxMemory.Space(o));
        LLVMValueRef[] values = [.. PtxMemory.Elements(o, b).Select(operand => o.Emitter.Read(operand, o.Type))];
        LLVMValueRef[] olds = new LLVMValueRef[values.Length];
        for (int i = 0; i < values.Length; i++)
            olds[i] = One(o, i == 0 ? pointer : PtxMemory.ElementPointer(o, element, pointer, i), values[i]);
        if (o.Has("async")) PtxBulkCopy.CompleteReduction(o);
        if (o.Opcode.Name == "red") return;
        IReadOnlyList<Operand> results = PtxMemory.Elements(o, 0);
        for (int i = 0; i < olds.Length; i++) o.Emitter.Write(results[i], o.Type, olds[i]);
    }

    private static LLVMValueRef One(PtxOperation o, LLVMValueRef pointer, LLVMValueRef value) =>
        o.Has("cas") ? CompareAndSwap(o, pointer, value) : ReadModifyWrite(o, pointer, value);

    /// <summary>The operation that the opcode names, and what memory held before.</summary>
    public static unsafe LLVMValueRef ReadModifyWrite(PtxOperation o, LLVMValueRef pointer, LLVMValueRef value) =>
        LLVM.BuildAtomicRMWSyncScope(o.Builder, Operation(o), pointer, value, Ordering(o), o.Emitter.SyncScope(o.Opcode.Get("scope")));

    /// <summary>min or max of integers that the opcode gives no sign.</summary>
    public static unsafe void Extreme(PtxOperation o, LLVMValueRef pointer, LLVMValueRef value, bool isSigned)
    {
        LLVMAtomicRMWBinOp operation = (o.Has("min"), isSigned) switch
        {
            (true, true)   => LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpMin,
            (true, false)  => LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpUMin,
            (false, true)  => LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpMax,
            (false, false) => LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpUMax,
        };
        LLVM.BuildAtomicRMWSyncScope(o.Builder, operation, pointer, value, Ordering(o), o.Emitter.SyncScope(null));
    }

    private static unsafe LLVMValueRef CompareAndSwap(PtxOperation o, LLVMValueRef pointer, LLVMValueRef expected)
    {
        LLVMAtomicOrdering success = Ordering(o);
        LLVMAtomicOrdering failure = success is LLVMAtomicOrdering.LLVMAtomicOrderingAcquire or LLVMAtomicOrdering.LLVMAtomicOrderingAcquireRelease
            ? LLVMAtomicOrdering.LLVMAtomicOrderingAcquire : LLVMAtomicOrdering.LLVMAtomicOrderingMonotonic;
        LLVMValueRef pair = LLVM.BuildAtomicCmpXchgSyncScope(
            o.Builder, pointer, expected, o.In(o.SlotOf("c")), success, failure, o.Emitter.SyncScope(o.Opcode.Get("scope")));
        return o.Builder.BuildExtractValue(pair, 0);
    }

    private static LLVMAtomicRMWBinOp Operation(PtxOperation o)
    {
        bool isFloat = o.Type.Info().Class == PtxTypeClass.Float, isSigned = PtxInteger.IsSigned(o.Type);
        return true switch
        {
            true when o.Has("add")  => isFloat ? LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpFAdd : LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpAdd,
            true when o.Has("min")  => isFloat ? LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpFMin : isSigned ? LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpMin : LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpUMin,
            true when o.Has("max")  => isFloat ? LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpFMax : isSigned ? LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpMax : LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpUMax,
            true when o.Has("and")  => LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpAnd,
            true when o.Has("or")   => LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpOr,
            true when o.Has("xor")  => LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpXor,
            true when o.Has("inc")  => LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpUIncWrap,
            true when o.Has("dec")  => LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpUDecWrap,
            true when o.Has("exch") => LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpXchg,
            _                       => throw o.Error($"'{o.Opcode}' names no operation"),
        };
    }
}
