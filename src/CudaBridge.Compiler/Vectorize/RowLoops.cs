using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

/// <summary>
/// Finds loops in which every thread walks through a row of its own: for (i = first[row]; i &lt; last[row]; i++) sum += a[i]. In lock-step each
/// round reads as many places as there are lanes, all far apart, and lanes with short rows wait for those with long ones. One lane after the
/// other, memory is read in its order. Loops that write nothing may be run so: nobody can tell.
/// </summary>
internal sealed class RowLoops(ShapeAnalysis shapes, LLVMTargetDataRef layout, LLVMValueRef lane)
{
    // What lock-step computes for all lanes at once, a lane computes alone; more than this for each load along a row costs more than it saves.
    private const int InstructionsPerLoad = 16;
    private const long NearBytes = 16;

    public bool Pays(LoopRegion loop)
    {
        if (!shapes.IsDivergent(loop)) return false;
        var blocks = Blocks(loop.Body).ToList();
        var code = blocks.SelectMany(b => b.Instructions()).ToList();
        if (!code.TrueForAll(MayRunByLane)) return false;
        int along = code.Count(i => i.IsInstruction(LLVMOpcode.LLVMLoad) && shapes[i.GetOperand(0)].IsVarying && RunsAlong(i.GetOperand(0), loop));
        return along > 0 && code.Count(i => !Calls.IsMarker(i)) <= InstructionsPerLoad * along;
    }

    public static IEnumerable<LLVMBasicBlockRef> Blocks(List<Region> regions) => regions.SelectMany(region => region switch
    {
        BlockRegion block => [block.Block],
        IfRegion branch => Blocks(branch.Then).Concat(Blocks(branch.Else)),
        LoopRegion loop => Blocks(loop.Body),
        _ => throw new InvalidOperationException($"what is {region}?"),
    });

    private bool MayRunByLane(LLVMValueRef i) => i.InstructionOpcode switch
    {
        LLVMOpcode.LLVMLoad => !i.Volatile && i.Ordering == LLVMAtomicOrdering.LLVMAtomicOrderingNotAtomic && Root(i.GetOperand(0)) is var root && root != lane && !root.IsInstruction(LLVMOpcode.LLVMAlloca),
        LLVMOpcode.LLVMCall => Calls.IsMarker(i) || Calls.IsPure(i),
        LLVMOpcode.LLVMStore or LLVMOpcode.LLVMAtomicRMW or LLVMOpcode.LLVMAtomicCmpXchg or LLVMOpcode.LLVMFence or LLVMOpcode.LLVMAlloca or LLVMOpcode.LLVMSwitch => false,
        _ => true,
    };

    private static LLVMValueRef Root(LLVMValueRef pointer)
    {
        while (pointer.IsInstruction(LLVMOpcode.LLVMGetElementPtr) || pointer.IsInstruction(LLVMOpcode.LLVMAddrSpaceCast)) pointer = pointer.GetOperand(0);
        return pointer;
    }

    /// <summary>Whether the address moves on by a few bytes from one round to the next.</summary>
    private bool RunsAlong(LLVMValueRef pointer, LoopRegion loop) => Step(pointer, loop) is { } step && step != 0 && Math.Abs(step) <= NearBytes;

    /// <summary>By how much the value grows each round, in bytes for addresses; 0: it stays as it is, or starts anew; null: who knows.</summary>
    private long? Step(LLVMValueRef value, LoopRegion loop)
    {
        if (!value.IsAInstruction.Exists() || !Blocks(loop.Body).Contains(value.InstructionParent)) return 0;
        switch (value.InstructionOpcode)
        {
            case LLVMOpcode.LLVMSExt or LLVMOpcode.LLVMZExt or LLVMOpcode.LLVMTrunc or LLVMOpcode.LLVMAddrSpaceCast: return Step(value.GetOperand(0), loop);
            case LLVMOpcode.LLVMAdd when Constant(value.GetOperand(1)) is not null || Step(value.GetOperand(1), loop) == 0: return Step(value.GetOperand(0), loop);
            case LLVMOpcode.LLVMAdd when Step(value.GetOperand(0), loop) == 0: return Step(value.GetOperand(1), loop);
            case LLVMOpcode.LLVMSub when Step(value.GetOperand(1), loop) == 0: return Step(value.GetOperand(0), loop);
            case LLVMOpcode.LLVMPHI when value.InstructionParent == loop.Header: return StepOfPhi(value, loop);
            case LLVMOpcode.LLVMGetElementPtr: break;
            default: return null;
        }

        long? total = Step(value.GetOperand(0), loop);
        foreach ((LLVMValueRef index, long bytes) in GepOffsets.Of(value, layout)) total += Step(index, loop) * bytes;
        return total;
    }

    private long? StepOfPhi(LLVMValueRef phi, LoopRegion loop)
    {
        LLVMValueRef next = phi.GetIncomingBlock(0) == loop.Latch ? phi.GetIncomingValue(0) : phi.GetIncomingValue(1);
        if (next.IsInstruction(LLVMOpcode.LLVMAdd) && next.GetOperand(0) == phi) return Constant(next.GetOperand(1));
        if (!next.IsInstruction(LLVMOpcode.LLVMGetElementPtr) || next.GetOperand(0) != phi || GepOffsets.Of(next, layout) is not [var (index, bytes)]) return null;
        return Constant(index) * bytes;
    }

    private static long? Constant(LLVMValueRef value) => value.IsAConstantInt.Exists() && value.TypeOf.IntWidth <= 64 ? value.ConstIntSExt : null;
}
