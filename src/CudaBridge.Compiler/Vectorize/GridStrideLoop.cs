using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Blocks;
using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

/// <summary>
/// A loop that strides over the grid, as LLVM rotates it:
/// <code>
/// guard:   br (first &lt; n), ahead, exit
/// ahead:   br header
/// header:  i = phi [first, ahead], [next, latch] …
/// latch:   next = i + step   br (next &lt; n), header, exit
/// </code>
/// </summary>
internal sealed record GridStrideLoop(
    IReadOnlyList<LLVMBasicBlockRef> Blocks, LLVMBasicBlockRef Guard, LLVMBasicBlockRef Ahead, LLVMBasicBlockRef Header, LLVMBasicBlockRef Latch, LLVMBasicBlockRef Exit,
    LLVMValueRef Counter, LLVMValueRef First, LLVMValueRef Step, LLVMValueRef Bound, bool Signed)
{
    // Larger bodies are bound by something else than their masks, and the code doubles.
    private const int LargestBody = 200;

    // Indices and bounds are a few operations away from registers and arguments.
    private const int DeepestValue = 8;

    /// <summary>The loop, if it is one and its rounds can be counted; null otherwise.</summary>
    public static GridStrideLoop? Match(Loop loop)
    {
        if (loop.Latches.ToList() is not [var latch] || loop.Exiting.ToList() is not [var exiting] || exiting != latch) return null;
        if (Outside(loop) is not { } ahead || GuardOf(ahead) is not { } guard) return null;
        LLVMBasicBlockRef exit = latch.Successors().Find(s => s != loop.Header);
        if (!guard.Successors().Contains(exit) || !CanBeCopied(loop)) return null;
        if (Comparison(latch, staysAt: loop.Header) is not { } again || Comparison(guard, staysAt: ahead == guard ? loop.Header : ahead) is not { } enters) return null;
        if (again.Bound != enters.Bound || again.Signed != enters.Signed || Counting(loop, latch, again.Left) is not var (counter, step)) return null;
        LLVMValueRef first = IncomingFrom(counter, ahead);
        bool counts = first == enters.Left && IsSameInGrid(step, DeepestValue) && IsSameInGrid(again.Bound, DeepestValue) && IsLongStep(step) && GridMaximum.Exists(first);
        if (!counts) return null;
        List<LLVMBasicBlockRef> blocks = [.. latch.Parent.Blocks().Where(loop.Contains)];
        return new GridStrideLoop(blocks, guard, ahead, loop.Header, latch, exit, counter, first, step, again.Bound, again.Signed);
    }

    public static LLVMValueRef IncomingFrom(LLVMValueRef phi, LLVMBasicBlockRef block)
    {
        for (uint k = 0; k < phi.IncomingCount; k++)
            if (phi.GetIncomingBlock(k) == block) return phi.GetIncomingValue(k);
        return default;
    }

    private static List<LLVMBasicBlockRef> Predecessors(LLVMBasicBlockRef block) =>
        [.. block.AsValue().Users().Where(u => u.IsAInstruction.Exists()).Select(u => u.InstructionParent).Distinct()];

    private static LLVMBasicBlockRef? Outside(Loop loop) => Predecessors(loop.Header).FindAll(p => !loop.Contains(p)) is [var ahead] ? ahead : default(LLVMBasicBlockRef?);

    // What stands between the guard and the loop may run without it. Often nothing does, and no block.
    private static LLVMBasicBlockRef? GuardOf(LLVMBasicBlockRef ahead) =>
        ahead.Successors().Count == 2 ? ahead : ahead.Successors().Count == 1 && Predecessors(ahead) is [var guard] && guard.Successors().Count == 2
        && ahead.Instructions().TrueForAll(i => i == ahead.Terminator || RegisterOf(i) is not null || BlockUniformity.IsSpeculatable(i)) ? guard : default(LLVMBasicBlockRef?);

    private static bool CanBeCopied(Loop loop)
    {
        List<LLVMValueRef> body = [.. loop.AllBlocks.SelectMany(b => b.Instructions())];
        return body.Count <= LargestBody && !body.Exists(i => i.IsInstruction(LLVMOpcode.LLVMAlloca) || DialectQueries.IsCollective(i));
    }

    private static (LLVMValueRef Left, LLVMValueRef Bound, bool Signed)? Comparison(LLVMBasicBlockRef block, LLVMBasicBlockRef staysAt)
    {
        LLVMValueRef branch = block.Terminator;
        if (!branch.IsInstruction(LLVMOpcode.LLVMBr) || branch.SuccessorsCount != 2 || branch.GetSuccessor(0) != staysAt || branch.GetSuccessor(1) == staysAt) return null;
        LLVMValueRef compare = branch.Condition;
        if (!compare.IsInstruction(LLVMOpcode.LLVMICmp) || compare.GetOperand(0).TypeOf is not { Kind: LLVMTypeKind.LLVMIntegerTypeKind, IntWidth: 32 or 64 }) return null;
        LLVMIntPredicate predicate;
        unsafe { predicate = LLVM.GetICmpPredicate(compare); }
        return predicate switch
        {
            LLVMIntPredicate.LLVMIntULT => (compare.GetOperand(0), compare.GetOperand(1), false),
            LLVMIntPredicate.LLVMIntSLT => (compare.GetOperand(0), compare.GetOperand(1), true),
            LLVMIntPredicate.LLVMIntUGT => (compare.GetOperand(1), compare.GetOperand(0), false),
            LLVMIntPredicate.LLVMIntSGT => (compare.GetOperand(1), compare.GetOperand(0), true),
            _ => null,
        };
    }

    private static (LLVMValueRef Counter, LLVMValueRef Step)? Counting(Loop loop, LLVMBasicBlockRef latch, LLVMValueRef next)
    {
        if (!next.IsInstruction(LLVMOpcode.LLVMAdd)) return null;
        foreach (LLVMValueRef phi in RegionBuilder.Phis(loop.Header))
            for (uint o = 0; o < 2; o++)
                if (next.GetOperand(o) == phi && IncomingFrom(phi, latch) == next && next.GetOperand(1 - o) is var step && !(step.IsAInstruction.Exists() && loop.Contains(step.InstructionParent)))
                    return (phi, step);
        return null;
    }

    public static string? RegisterOf(LLVMValueRef value) =>
        DialectQueries.OperationOf(value) is { Lowering: { Kind: LoweringKind.Register, Target: var register } } ? register : null;

    /// <summary>Whether all threads of the grid compute the same value from what the launch says.</summary>
    private static bool IsSameInGrid(LLVMValueRef value, int depth)
    {
        if (RegisterOf(value) is { } register) return register.StartsWith("ntid.", StringComparison.Ordinal) || register.StartsWith("nctaid.", StringComparison.Ordinal);
        if (!value.IsAInstruction.Exists()) return value.IsAArgument.Exists() || value.IsAConstantInt.Exists();
        return depth > 0 && BlockUniformity.IsSpeculatable(value) && value.Operands().TrueForAll(o => o.IsAFunction.Exists() || IsSameInGrid(o, depth - 1));
    }

    // A constant step of fewer threads than this is a loop of another kind.
    private const long SmallestBlock = 64;

    /// <summary>Whether the step is a block or more.</summary>
    private static bool IsLongStep(LLVMValueRef step) => step.IsAConstantInt.Exists() ? step.ConstIntSExt >= SmallestBlock : ReadsSize(step, DeepestValue);

    private static bool ReadsSize(LLVMValueRef value, int depth) =>
        RegisterOf(value) is { } register ? register.StartsWith("nctaid.", StringComparison.Ordinal) || register.StartsWith("ntid.", StringComparison.Ordinal)
        : depth > 0 && value.IsAInstruction.Exists() && value.Operands().Exists(o => ReadsSize(o, depth - 1));
}
