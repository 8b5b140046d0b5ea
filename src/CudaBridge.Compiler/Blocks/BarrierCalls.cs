using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Blocks;

/// <summary>Barriers as the cut into segments sees them.</summary>
internal static class BarrierCalls
{
    public static bool IsBarrier(LLVMValueRef i) => Vectorize.Legality.IsBarrier(i);

    /// <summary>Barrier 0 of all threads: <c>__syncthreads</c> and its three kin. Others let units go different ways.</summary>
    public static bool IsPlain(LLVMValueRef barrier)
    {
        Lowering lowering = DialectQueries.OperationOf(barrier)!.Value.Lowering;
        return lowering.Target is "barrier.sync" or "barrier.and" or "barrier.or" or "barrier.popc"
            && !lowering.Detail.Contains("count", StringComparison.Ordinal) && barrier.GetOperand(0).IsAConstantInt.Exists() && barrier.GetOperand(0).ConstIntZExt == 0;
    }

    /// <summary>What a unit brings to the barrier; null for <c>__syncthreads</c>.</summary>
    public static LLVMValueRef Predicate(LLVMValueRef barrier)
    {
        Lowering lowering = DialectQueries.OperationOf(barrier)!.Value.Lowering;
        int at = Array.IndexOf(lowering.Detail.Split(' '), "predicate");
        return at < 0 ? default : barrier.GetOperand((uint)at);
    }

    /// <summary>How the units' predicates become the barrier's answer, and what a unit that stays away brings.</summary>
    public static (LLVMOpcode Combine, bool NeutralIsOnes) Combination(LLVMValueRef barrier) => DialectQueries.OperationOf(barrier)!.Value.Lowering.Target switch
    {
        "barrier.and" => (LLVMOpcode.LLVMAnd, true),
        "barrier.or" => (LLVMOpcode.LLVMOr, false),
        _ => (LLVMOpcode.LLVMAdd, false),
    };
}
