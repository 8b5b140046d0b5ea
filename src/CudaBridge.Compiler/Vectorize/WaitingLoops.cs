using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

/// <summary>
/// Finds loops that wait for another thread: whether they go on depends on memory that others change. The compare-and-swap loop of a
/// read-modify-write does not wait: its expected value comes from its own last round.
/// <para>
/// In lock-step a lane that need not wait any longer, or never had to, stays with those that do. That is what the program asks for where all lanes
/// leave the loop together (a vote decides), or where the lane would do nothing that others can see before it meets the whole warp at a barrier.
/// Anything else might be what is waited for: threads have run independently of each other since compute capability 7.0.
/// </para>
/// </summary>
internal sealed class WaitingLoops
{
    private readonly List<Region> _body;
    private readonly ShapeAnalysis _shapes;
    private readonly Dictionary<IntPtr, LLVMValueRef> _conditionOfJoin = [];
    private readonly HashSet<LoopRegion> _found = [];

    private WaitingLoops(List<Region> body, ShapeAnalysis shapes)
    {
        (_body, _shapes) = (body, shapes);
        CollectJoins(body);
    }

    /// <summary>The loops that wait, in which the warp lets others run; a refusal if one of its own lanes might be what a loop waits for.</summary>
    public static IReadOnlySet<LoopRegion> Find(List<Region> body, ShapeAnalysis shapes, out Refusal? refusal)
    {
        WaitingLoops loops = new(body, shapes);
        refusal = loops.Check(body, outer: null);
        return loops._found;
    }

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

    /// <summary>A region's place: the list that it stands in, and the place of the region that owns the list.</summary>
    private sealed record Place(List<Region> List, int Index, Place? Outer)
    {
        public Region Region => List[Index];
    }

    private Refusal? Check(List<Region> regions, Place? outer)
    {
        for (int r = 0; r < regions.Count; r++)
        {
            Place place = new(regions, r, outer);
            var refusal = regions[r] switch
            {
                IfRegion branch => Check(branch.Then, place) ?? Check(branch.Else, place),
                LoopRegion loop => CheckLoop(loop, place) ?? Check(loop.Body, place),
                _ => null,
            };
            if (refusal is not null) return refusal;
        }

        return null;
    }

    private Refusal? CheckLoop(LoopRegion loop, Place place)
    {
        if (WhatItReads(loop) is not { } read) return null;
        _found.Add(loop);
        return EffectBeforeMeeting(place) is { } effect ? new($"a loop waits for what another thread writes, and {(effect.DebugLocLine > 0 ? $"line {effect.DebugLocLine}" : "what follows")} may be what it waits for", read) : null;
    }

    // ---- Which loops wait ---------------------------------------------------------------------------------------------------------

    /// <summary>What others write and the loop's end depends on; null when the loop waits for nobody.</summary>
    private LLVMValueRef? WhatItReads(LoopRegion loop)
    {
        HashSet<IntPtr> blocks = [.. RowLoops.Blocks(loop.Body).Select(b => b.Handle)];
        HashSet<IntPtr> seen = [];
        Stack<LLVMValueRef> open = new([loop.Condition]);
        while (open.TryPop(out var value))
        {
            if (!value.IsAInstruction.Exists() || !blocks.Contains(value.InstructionParent.Handle) || !seen.Add(value.Handle)) continue;
            if (ReadsOthers(value, blocks)) return value;
            foreach (var operand in value.Operands()) open.Push(operand);
            if (value.InstructionOpcode == LLVMOpcode.LLVMPHI && _conditionOfJoin.TryGetValue(value.InstructionParent.Handle, out var condition)) open.Push(condition);
        }

        return null;
    }

    private static unsafe bool ReadsOthers(LLVMValueRef i, HashSet<IntPtr> loop) => i.InstructionOpcode switch
    {
        LLVMOpcode.LLVMLoad => i.Volatile || LLVM.GetOrdering(i) != LLVMAtomicOrdering.LLVMAtomicOrderingNotAtomic,
        LLVMOpcode.LLVMAtomicRMW => LLVM.GetAtomicRMWBinOp(i) is LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpXchg or LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpOr or LLVMAtomicRMWBinOp.LLVMAtomicRMWBinOpAnd
            || i.GetOperand(1).IsAConstantInt is { } c && c.Exists() && c.IsNull,
        LLVMOpcode.LLVMAtomicCmpXchg => !(i.GetOperand(1).IsAInstruction.Exists() && loop.Contains(i.GetOperand(1).InstructionParent.Handle)),
        _ => false,
    };

    // ---- What lanes that do not wait would do meanwhile -----------------------------------------------------------------------------

    /// <summary>What a lane that is not in the loop might do before it meets those that are; null when there is nothing.</summary>
    private LLVMValueRef? EffectBeforeMeeting(Place waiting)
    {
        // Whether some lanes are past what the waiting ones are in.
        bool apart = false;
        for (Place? place = waiting; place is not null; place = place.Outer)
        {
            apart |= place.Region is IfRegion branch && _shapes.IsDivergent(branch) || place.Region is LoopRegion loop && _shapes.IsDivergent(loop);
            if (place != waiting && OtherWay(place.Region, waiting) is { Effect: { } other }) return other;
            if (!apart) continue;
            Way next = Follow(place.List, place.Index + 1);
            if (next.Effect is not null) return next.Effect;
            if (next.Meets) return null;
        }

        return null;
    }

    /// <summary>Where lanes may be that are in the same region as a loop that waits, but not with it: in the arm that comes after its own, or in the next round.</summary>
    private Way OtherWay(Region region, Place waiting) => region switch
    {
        IfRegion branch when _shapes.IsDivergent(branch) && Contains(branch.Then, waiting.Region) => Follow(branch.Else, 0),
        LoopRegion loop when !LeavesTogether(loop.Body, waiting) => Follow(loop.Body, 0),
        _ => default,
    };

    // All lanes that are in the outer loop's round come out of the waiting one together.
    private bool LeavesTogether(List<Region> body, Place waiting)
    {
        for (Place? place = waiting; place is not null; place = place.Outer)
        {
            if (place.Region is IfRegion branch && _shapes.IsDivergent(branch) || place.Region is LoopRegion loop && _shapes.IsDivergent(loop)) return false;
            if (place.List == body) return true;
        }

        return true;
    }

    private static bool Contains(List<Region> regions, Region sought) => regions.Exists(region => region == sought || region switch
    {
        IfRegion branch => Contains(branch.Then, sought) || Contains(branch.Else, sought),
        LoopRegion loop => Contains(loop.Body, sought),
        _ => false,
    });

    /// <summary>What a lane comes to first: something that others can see, or a place where it meets the whole warp. Neither: it goes on.</summary>
    private readonly record struct Way(LLVMValueRef? Effect, bool Meets);

    private static Way Follow(List<Region> regions, int first)
    {
        for (int r = first; r < regions.Count; r++)
        {
            Way way = regions[r] switch
            {
                BlockRegion block => Follow(block.Block),
                IfRegion branch => Either(Follow(branch.Then, 0), Follow(branch.Else, 0)),
                LoopRegion loop => Follow(loop.Body, 0),
                _ => default,
            };
            if (way != default) return way;
        }

        return default;
    }

    private static Way Either(Way then, Way otherwise) => new(then.Effect ?? otherwise.Effect, then.Meets && otherwise.Meets);

    private static Way Follow(LLVMBasicBlockRef block)
    {
        foreach (var i in block.Instructions())
        {
            if (MeetsWarp(i)) return new(null, true);
            if (IsSeenByOthers(i)) return new(i, false);
        }

        return default;
    }

    /// <summary>Barriers of the whole block or grid, and operations on all lanes of the warp: the mask may name fewer, and then says nothing about the others.</summary>
    private static bool MeetsWarp(LLVMValueRef i)
    {
        if (DialectQueries.OperationOf(i) is not { Lowering: { Kind: LoweringKind.Collective } lowering }) return false;
        string[] operands = lowering.Detail.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (lowering.Target == "grid.sync") return true;
        if (lowering.Target.StartsWith("barrier.", StringComparison.Ordinal)) return lowering.Target != "barrier.arrive" && !operands.Contains("count");
        int mask = Array.IndexOf(operands, "mask");
        return mask >= 0 && i.GetOperand((uint)mask) is var lanes && lanes.IsAConstantInt.Exists() && lanes.ConstIntSExt == -1;
    }

    private static bool IsSeenByOthers(LLVMValueRef i) => i.InstructionOpcode switch
    {
        LLVMOpcode.LLVMStore => !IsPrivate(i.GetOperand(1)),
        LLVMOpcode.LLVMAtomicRMW or LLVMOpcode.LLVMAtomicCmpXchg => true,
        LLVMOpcode.LLVMCall => !Calls.IsMarker(i) && !Calls.IsPure(i) && Calls.NameOf(i) is not ("cb_nanosleep" or "cb_clock" or "cb_globaltimer")
            && DialectQueries.OperationOf(i) is not { Lowering.Kind: LoweringKind.Collective },
        _ => false,
    };

    private static bool IsPrivate(LLVMValueRef address)
    {
        while (address.IsInstruction(LLVMOpcode.LLVMGetElementPtr) || address.IsInstruction(LLVMOpcode.LLVMAddrSpaceCast)) address = address.GetOperand(0);
        return address.IsInstruction(LLVMOpcode.LLVMAlloca);
    }
}
