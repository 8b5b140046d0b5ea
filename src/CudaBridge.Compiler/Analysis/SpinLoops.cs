using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Analysis;

/// <summary>
/// Loops that wait for another lane: what ends them is a value in volatile or atomic memory that the loop itself does not bring nearer.
/// </summary>
internal static class SpinLoops
{
    public static List<Loop> Find(LLVMValueRef function) =>
        function.Instructions().Exists(IsSharedAccess) ? LoopForest.Find(function).FindAll(Waits) : [];

    private static bool Waits(Loop loop) =>
        !loop.AllBlocks.SelectMany(b => b.Instructions()).Any(IsBlockBarrier)
        && loop.Exiting.Any(block => ConditionOf(block.Terminator) is { Handle: not 0 } condition && Slice(condition, loop).Exists(i => IsAwaited(i, loop)));

    // A barrier lets every lane of the block run in any case.
    private static bool IsBlockBarrier(LLVMValueRef instruction) =>
        DialectQueries.OperationOf(instruction) is { } operation && operation.Lowering.Target.StartsWith("barrier.", StringComparison.Ordinal);

    private static bool IsSharedAccess(LLVMValueRef i) => i.InstructionOpcode switch
    {
        LLVMOpcode.LLVMLoad => i.Volatile || i.IsAtomic,
        LLVMOpcode.LLVMAtomicRMW or LLVMOpcode.LLVMAtomicCmpXchg => true,
        _ => DialectQueries.OperationOf(i) is { Lowering.Target: "atomic" },
    };

    private static bool IsAwaited(LLVMValueRef i, Loop loop) => IsSharedAccess(i) && i.InstructionOpcode switch
    {
        LLVMOpcode.LLVMAtomicRMW => !MakesProgress(i),
        // Comparing with what the loop has just read: a retry that fails only when another lane has succeeded.
        LLVMOpcode.LLVMAtomicCmpXchg => !Slice(i.GetOperand(1), loop).Exists(IsSharedOrPlainRead),
        _ => true,
    };

    private static bool IsSharedOrPlainRead(LLVMValueRef i) => IsSharedAccess(i) || i.InstructionOpcode is LLVMOpcode.LLVMLoad;

    // A counter that each round moves on, as in: while ((i = atomicAdd(&next, 1)) < n). Adding nothing is a plain read.
    private static unsafe bool MakesProgress(LLVMValueRef i) =>
        LLVM.GetAtomicRMWBinOp(i) is LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpAdd or LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpSub
            or LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpFAdd or LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpFSub
            or LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpUIncWrap or LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpUDecWrap
        && !i.GetOperand(1).IsNull;

    private static LLVMValueRef ConditionOf(LLVMValueRef terminator) => terminator.InstructionOpcode switch
    {
        LLVMOpcode.LLVMBr when terminator.IsConditional => terminator.Condition,
        LLVMOpcode.LLVMSwitch => terminator.GetOperand(0),
        _ => default,
    };

    // The instructions inside the loop that a value is computed from or, where paths meet, chosen by: a structured loop ends by flags,
    // whose values are constants of the paths.
    private static List<LLVMValueRef> Slice(LLVMValueRef value, Loop loop)
    {
        List<LLVMValueRef> slice = [];
        HashSet<IntPtr> seen = [];
        Stack<LLVMValueRef> open = new([value]);
        while (open.TryPop(out LLVMValueRef current))
        {
            if (!current.IsAInstruction.Exists() || !loop.Contains(current.InstructionParent) || !seen.Add(current.Handle)) continue;
            slice.Add(current);
            foreach (LLVMValueRef operand in current.Operands()) open.Push(operand);
            if (current.InstructionOpcode == LLVMOpcode.LLVMPHI)
                foreach (LLVMValueRef choice in Choices(current, loop)) open.Push(choice);
        }

        return slice;
    }

    // What the branches before a phi look at, up to the nearest one on each path.
    private static IEnumerable<LLVMValueRef> Choices(LLVMValueRef phi, Loop loop)
    {
        for (uint i = 0; i < phi.IncomingCount; i++)
            for (LLVMBasicBlockRef block = phi.GetIncomingBlock(i); loop.Contains(block);)
            {
                if (ConditionOf(block.Terminator) is { Handle: not 0 } condition)
                {
                    yield return condition;
                    break;
                }
                if (block == loop.Header || loop.AllBlocks.Where(b => b.Successors().Contains(block)).ToList() is not [LLVMBasicBlockRef only]) break;
                block = only;
            }
    }
}
