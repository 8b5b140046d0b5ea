using CudaBridge.Compiler.Ir;
using CudaBridge.Compiler.Vectorize;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Blocks;

/// <summary>
/// Cuts a unit's code at its barriers. Branches and loops around barriers must go the same way for all units of a block; a branch that
/// only some units take becomes a guard when those that skip it come to no later barrier: they have left, in effect.
/// </summary>
internal sealed class SegmentPlanner
{
    private readonly Translation _t;
    private readonly LLVMValueRef _function;
    private readonly HashSet<Region> _withBarrier = [];
    private readonly HashSet<Region> _cut = [];
    private readonly HashSet<IntPtr> _blockLevelPhis = [];
    private readonly List<Segment> _segments = [];
    private BlockUniformity _uniform;
    private Segment? _current;

    private readonly bool _masked, _grouped, _hasLockStep;

    private SegmentPlanner(Translation t, LLVMValueRef function, bool masked, bool grouped, List<Region> body)
    {
        (_t, _function, _masked, _grouped) = (t, function, masked, grouped);
        FindBarriers(body);
        _cut.UnionWith(_withBarrier);
        _uniform = Analyse();
        FindBlockLevelPhis(body);
        _uniform = Analyse();
        _hasLockStep = LockStepLoops.Find(body, _uniform, _cut);
        if (!_hasLockStep) return;
        // Once more for the exits of loops that now are known to go the same way for all.
        for (int i = 0; i < 2; i++)
        {
            FindBlockLevelPhis(body);
            _uniform = Analyse();
        }
    }

    private BlockUniformity Analyse() => new(_function, _masked, _grouped, _blockLevelPhis);

    /// <summary>The plan, with the function's blocks split at its barriers; null when the function cannot be cut: its units then are coroutines.</summary>
    public static SegmentPlan? Plan(Translation t, LLVMValueRef function, bool masked)
    {
        LlvmPipeline.RunOn(function, "function(loop-simplify,lcssa)");
        if (RegionBuilder.Build(function, t.Builder) is not { } body) return null;
        // What pays for a block in lock-step pays more for several: together they read longer runs of memory.
        SegmentPlanner? planner = null;
        if (!masked) planner = new SegmentPlanner(t, function, masked, grouped: true, body);
        if (planner is null || !planner._hasLockStep || !planner.CanCut(body, laterBarrier: false))
        {
            planner = new SegmentPlanner(t, function, masked, grouped: false, body);
            if (!planner.CanCut(body, laterBarrier: false)) return null;
        }

        planner.Walk(body, guard: null);
        planner.Close();
        planner._uniform.AddLoads(planner._segments);
        return planner._segments.TrueForAll(IsEnteredFromOutside) ? new SegmentPlan(planner._segments, planner._uniform, planner._grouped) : null;
    }

    private static bool IsEnteredFromOutside(Segment segment)
    {
        HashSet<IntPtr> inside = [.. segment.Blocks.Where(b => b != segment.End).Select(b => b.Handle)];
        return segment.Entry.AsValue().Users().TrueForAll(user => !user.IsAInstruction.Exists() || !inside.Contains(user.InstructionParent.Handle));
    }

    // ---- What holds a barrier ---------------------------------------------------------------------------------------------------

    private bool FindBarriers(List<Region> regions)
    {
        bool any = false;
        foreach (Region region in regions)
        {
            bool holds = region switch
            {
                BlockRegion block => block.Block.Instructions().Exists(BarrierCalls.IsBarrier),
                IfRegion branch => FindBarriers(branch.Then) | FindBarriers(branch.Else),
                LoopRegion loop => FindBarriers(loop.Body),
                _ => false,
            };
            if (holds) _withBarrier.Add(region);
            any |= holds;
        }

        return any;
    }

    /// <summary>Phis where segments meet and all units come the same way.</summary>
    private void FindBlockLevelPhis(List<Region> regions)
    {
        foreach (Region region in regions.Where(_cut.Contains))
        {
            if (region is IfRegion branch)
            {
                FindBlockLevelPhis(branch.Then);
                FindBlockLevelPhis(branch.Else);
                if (_uniform[branch.Condition]) AddPhis(branch.Join);
            }
            else if (region is LoopRegion loop)
            {
                AddPhis(loop.Header);
                FindBlockLevelPhis(loop.Body);
                if (IsUniform(loop)) AddPhis(loop.Exit);
            }
        }
    }

    private bool IsUniform(LoopRegion loop) => _withBarrier.Contains(loop) || _uniform[loop.Condition];

    private void AddPhis(LLVMBasicBlockRef block) => _blockLevelPhis.UnionWith(RegionBuilder.Phis(block).Select(p => p.Handle));

    private bool CanCut(List<Region> regions, bool laterBarrier)
    {
        for (int r = regions.Count - 1; r >= 0; r--)
        {
            Region region = regions[r];
            if (!_cut.Contains(region)) continue;
            bool holds = _withBarrier.Contains(region);
            bool can = region switch
            {
                BlockRegion block => block.Block.Instructions().Where(BarrierCalls.IsBarrier).All(b => BarrierCalls.IsPlain(b) && !(_grouped && BarrierCalls.Predicate(b).Exists())),
                IfRegion branch => (_uniform[branch.Condition] || (IsOneArmed(branch) && !(holds && laterBarrier)))
                    && CanCut(branch.Then, laterBarrier) && CanCut(branch.Else, laterBarrier),
                LoopRegion loop => (!holds || _uniform[loop.Condition]) && CanCut(loop.Body, laterBarrier: true),
                _ => false,
            };
            if (!can) return false;
            laterBarrier |= holds;
        }

        return true;
    }

    private static bool IsOneArmed(IfRegion branch) => branch.Then.Count == 0 || branch.Else.Count == 0;

    // ---- Cutting ----------------------------------------------------------------------------------------------------------------

    private void Walk(List<Region> regions, Guard? guard)
    {
        foreach (Region region in regions)
        {
            if (!_cut.Contains(region)) { AddAll(region, guard); continue; }
            switch (region)
            {
                case BlockRegion block: CutBlock(block.Block, guard); break;
                case IfRegion branch: CutBranch(branch, guard); break;
                case LoopRegion loop: CutLoop(loop, guard); break;
            }
        }
    }

    private void AddAll(Region region, Guard? guard)
    {
        switch (region)
        {
            case BlockRegion block: Add(block.Block, guard); break;
            case IfRegion branch:
                foreach (Region inner in branch.Then.Concat(branch.Else)) AddAll(inner, guard);
                break;
            case LoopRegion loop:
                foreach (Region inner in loop.Body) AddAll(inner, guard);
                break;
        }
    }

    private void Add(LLVMBasicBlockRef block, Guard? guard)
    {
        if (block == _function.EntryBasicBlock) return;  // allocas, which belong to the whole block
        if (_current is null) _segments.Add(_current = new Segment { Entry = block, Guard = guard });
        _current.Blocks.Add(block);
        _current.End = block;
    }

    private Segment? Close()
    {
        Segment? closed = _current;
        _current = null;
        return closed;
    }

    private void CutBlock(LLVMBasicBlockRef block, Guard? guard)
    {
        foreach (LLVMValueRef barrier in block.Instructions().Where(BarrierCalls.IsBarrier))
        {
            LLVMBasicBlockRef head = BlockEditor.SplitBefore(barrier, "segment");
            _t.Builder.MoveToEnd(head);
            _t.Builder.BuildBr(block);
            Add(head, guard);
            Close()!.Barrier = barrier;
        }

        Add(block, guard);
    }

    private void CutBranch(IfRegion branch, Guard? guard)
    {
        Segment before = Close()!;
        Guard? inner = guard;
        if (!_uniform[branch.Condition])
        {
            inner = new Guard { Condition = branch.Condition, RaisedBy = branch.Then.Count > 0 };
            before.Sets.Add(inner);
        }

        foreach (List<Region> arm in new[] { branch.Then, branch.Else })
        {
            Walk(arm, inner);
            Close();
        }
    }

    private void CutLoop(LoopRegion loop, Guard? guard)
    {
        Segment before = Close()!;
        Guard? inner = guard;
        bool lockStep = !IsUniform(loop);
        if (lockStep) before.Sets.Add(inner = new Guard { Condition = loop.Condition, RaisedBy = !loop.ExitsOn, Loop = loop });
        Walk(loop.Body, inner);
        Segment last = Close()!;
        if (lockStep) last.Closes = inner;
    }
}
