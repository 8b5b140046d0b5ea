using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

/// <summary>Operations that only warps of lanes in lock-step need; rows of Dialect/CollectiveOperations.cs.</summary>
internal static class WarpOperations
{
    /// <summary>(id, count): the barrier where a warp brings the number of its lanes whose predicate holds.</summary>
    public const string CountAll = "cudabridge.barrier.popc.all";

    /// <summary>(id, threads, count).</summary>
    public const string CountSome = "cudabridge.barrier.popc.count";

    /// <summary>
    /// Whether the call is a vote or a reduction, which gives the lanes of one mask one answer; and its mask operand, null in the forms
    /// for all active lanes.
    /// </summary>
    public static bool MaskOf(LLVMValueRef call, out LLVMValueRef mask)
    {
        mask = default;
        if (DialectQueries.OperationOf(call) is not { Lowering: { Kind: LoweringKind.Collective } lowering }) return false;
        if (lowering.Target.Split('.')[0] is not ("vote" or "redux") && lowering.Target != "match.all") return false;
        int at = Array.IndexOf(lowering.Detail.Split(' '), "mask");
        if (at >= 0) mask = call.GetOperand((uint)at);
        return true;
    }
}
