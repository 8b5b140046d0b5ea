using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

/// <summary>
/// Finds loops that wait for another thread: whether they go on depends on memory that others change. A lane that waits for a lane of
/// its own warp would wait for ever in lock-step. The compare-and-swap loop of a read-modify-write does not wait: its expected value
/// comes from its own last round.
/// </summary>
internal sealed class SpinCheck
{
    private readonly List<Region> _body;
    private readonly Dictionary<IntPtr, LLVMValueRef> _conditionOfJoin = [];

    public SpinCheck(List<Region> body, ShapeAnalysis shapes)
    {
        _ = shapes;
        _body = body;
        CollectJoins(body);
    }

    public Refusal? Run() => Find(_body);

    private void CollectJoins(List<Region> regions)
    {
        foreach (var region in regions)
        {
            if (region is IfRegion branch)
            {
                _conditionOfJoin[branch.Join.Handle] = branch.Condition;
                CollectJoins(branch.Then);
                CollectJoins(branch.Else);
            }
            else if (region is LoopRegion loop)
            {
                CollectJoins(loop.Body);
            }
        }
    }

    private Refusal? Find(List<Region> regions)
    {
        foreach (var region in regions)
        {
            var found = region switch
            {
                IfRegion branch => Find(branch.Then) ?? Find(branch.Else),
                LoopRegion loop => WaitsIn(loop) ?? Find(loop.Body),
                _ => null,
            };
            if (found is not null) return found;
        }

        return null;
    }

    private Refusal? WaitsIn(LoopRegion loop)
    {
        HashSet<IntPtr> blocks = [];
        CollectBlocks(loop.Body, blocks);
        HashSet<IntPtr> seen = [];
        Stack<LLVMValueRef> open = new([loop.Condition]);
        while (open.TryPop(out var value))
        {
            if (!value.IsAInstruction.Exists() || !blocks.Contains(value.InstructionParent.Handle) || !seen.Add(value.Handle)) continue;
            if (ReadsOthers(value, blocks)) return new("a loop waits for what another thread writes", value);
            foreach (var operand in value.Operands()) open.Push(operand);
            if (value.InstructionOpcode == LLVMOpcode.LLVMPHI && _conditionOfJoin.TryGetValue(value.InstructionParent.Handle, out var condition)) open.Push(condition);
        }

        return null;
    }

    private static void CollectBlocks(List<Region> regions, HashSet<IntPtr> blocks)
    {
        foreach (var region in regions)
        {
            if (region is BlockRegion block) blocks.Add(block.Block.Handle);
            if (region is IfRegion branch) { CollectBlocks(branch.Then, blocks); CollectBlocks(branch.Else, blocks); }
            if (region is LoopRegion loop) CollectBlocks(loop.Body, blocks);
        }
    }

    private static unsafe bool ReadsOthers(LLVMValueRef i, HashSet<IntPtr> loop) => i.InstructionOpcode switch
    {
        LLVMOpcode.LLVMLoad => i.Volatile || LLVM.GetOrdering(i) != LLVMAtomicOrdering.LLVMAtomicOrderingNotAtomic,
        LLVMOpcode.LLVMAtomicRMW => LLVM.GetAtomicRMWBinOp(i) is LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpXchg or LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpOr or LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpAnd
            || i.GetOperand(1).IsAConstantInt is { } c && c.Exists() && c.IsNull,
        LLVMOpcode.LLVMAtomicCmpXchg => !(i.GetOperand(1).IsAInstruction.Exists() && loop.Contains(i.GetOperand(1).InstructionParent.Handle)),
        _ => false,
    };
}
