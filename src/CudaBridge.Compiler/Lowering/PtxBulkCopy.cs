using CudaBridge.Compiler.Ir;
using CudaBridge.Ptx;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.PtxLowering;

// cp.async.bulk, cp.reduce.async.bulk, st.async, red.async (PTX ISA 9.7.9, 9.7.13): what the copy engine does while threads go on is done at once
// here, and its bytes are counted at the mbarrier. Groups have nothing left to wait for. A block is a cluster of its own.
//   =>  copies and atomic operations element by element, then mbarrier.complete_tx
internal static class PtxBulkCopy
{
    /// <summary>cp.async.bulk</summary>
    public static void Copy(PtxOperation o)
    {
        if (o.Has("ignore_oob") || o.Has("cp_mask")) throw o.Unsupported("copies of parts of 16 bytes belong to sm_100");
        LLVMValueRef size = Size(o);
        Library(o, "bulk_copy", Generic(o, 0, IsToGlobal(o) ? "global" : "shared"), Generic(o, 1, IsFromGlobal(o) ? "global" : "shared"), size);
        Complete(o, size);
    }

    // With .multicast::cluster only if block 0 of the cluster is among the targets
    private static LLVMValueRef Size(PtxOperation o)
    {
        LLVMValueRef size = o.In(o.SlotOf("size"));
        if (!o.Has("multicast::cluster") || !o.HasOperand(o.SlotOf("ctaMask"))) return size;
        LLVMValueRef isTarget = o.Builder.BuildTrunc(o.In(o.SlotOf("ctaMask")), o.Emitter.Int(1));
        return o.Builder.BuildSelect(isTarget, size, size.TypeOf.Null);
    }

    private static bool IsToGlobal(PtxOperation o) => o.Has("bulk_group");

    private static bool IsFromGlobal(PtxOperation o) => !IsToGlobal(o) && o.Has("global");

    private static LLVMValueRef Generic(PtxOperation o, int slot, string? space) => o.Emitter.InSpace(o.Emitter.Pointer(o.Operand(slot), space), AddressSpace.Generic);

    private static void Library(PtxOperation o, string function, params ReadOnlySpan<LLVMValueRef> arguments) => o.Emitter.Library(function, o.Emitter.Context.VoidType, arguments);

    // Counts bytes at the instruction's mbarrier, if it names one.
    private static void Complete(PtxOperation o, LLVMValueRef bytes)
    {
        if (o.Has("mbarrier::complete_tx::bytes"))
            o.Emitter.Library("mbarrier_complete_tx", o.Emitter.Int(64), Generic(o, o.SlotOf("[mbar]"), "shared"), bytes);
    }

    /// <summary>cp.reduce.async.bulk</summary>
    public static void Reduce(PtxOperation o)
    {
        LLVMTypeRef element = o.Emitter.TypeOf(o.Type);
        LLVMValueRef to = o.Emitter.Pointer(o.Operand(0), IsToGlobal(o) ? "global" : "shared"), from = o.Emitter.Pointer(o.Operand(1), "shared");
        LLVMValueRef size = o.In(o.SlotOf("size"));
        LLVMValueRef count = o.Builder.BuildLShr(size, o.Emitter.Constant(32, (ulong)System.Numerics.BitOperations.Log2((uint)o.Type.Info().Bits / 8)));
        o.Emitter.Repeat(count, index =>
        {
            LLVMValueRef at = o.Builder.BuildZExt(index, o.Emitter.Int(64));
            LLVMValueRef value = o.Builder.BuildLoad2(element, o.Builder.BuildGEP2(element, from, [at]));
            PtxAtomic.ReadModifyWrite(o, o.Builder.BuildGEP2(element, to, [at]), value);
        });
        Complete(o, size);
    }

    /// <summary>st.async: to shared memory with an mbarrier, or to global memory as st.release.</summary>
    public static void CompleteStore(PtxOperation o) => Complete(o, Bytes(o));

    /// <summary>red.async</summary>
    public static void CompleteReduction(PtxOperation o) => Complete(o, Bytes(o));

    private static LLVMValueRef Bytes(PtxOperation o) => o.Emitter.Constant(32, (ulong)(o.Opcode.Vector * o.Type.Info().Bits / 8));

    /// <summary>st.bulk: so many bytes of zero.</summary>
    public static void Clear(PtxOperation o)
    {
        if (o.Constant(2) != 0) throw o.Error("st.bulk writes 0");
        Library(o, "bulk_clear", Generic(o, 0, PtxMemory.Space(o)), o.In(1));
    }
}
