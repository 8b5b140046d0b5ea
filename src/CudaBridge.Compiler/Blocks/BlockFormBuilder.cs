using CudaBridge.Compiler.Backends.Cpu;
using CudaBridge.Compiler.Backends.Cpu.Scalar;
using CudaBridge.Compiler.Ir;
using CudaBridge.Compiler.Vectorize;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Blocks;

// void @k.warp(ptr %lanes, …) { A; barrier; B }, one unit
//   =>  void @k.block.warp(ptr %lanes, ptr %params, i32 %threads, ptr %slots) { for each unit: A   for each unit: B }
/// <summary>
/// Writes the form of a kernel that runs a whole block. Every segment becomes a loop over the units:
/// <code>
/// pre:    phis and values that all units share
/// head:   %u = phi [0, pre], [%u + 1, next]; skips units whose guard is down
/// setup:  the unit's own values, from its slots or computed again
/// …       the segment's blocks
/// next:   branches to head or after
/// after:  the segment's terminator, once for all units
/// </code>
/// </summary>
internal sealed partial class BlockFormBuilder
{
    /// <summary>The blocks around a segment.</summary>
    private sealed record Frame(LLVMBasicBlockRef Pre, LLVMBasicBlockRef Head, LLVMBasicBlockRef Setup, LLVMBasicBlockRef Next, LLVMBasicBlockRef After, LLVMValueRef Unit);

    private readonly Translation _t;
    private readonly LLVMBuilderRef _b;
    private readonly SegmentPlan _plan;
    private readonly LLVMValueRef _function;
    private readonly CpuContract _cpu;
    private readonly int _lanes;
    private readonly LLVMTypeRef _i8, _i32, _i64;

    private readonly Dictionary<Segment, Frame> _frames = [];
    private readonly Dictionary<IntPtr, Segment> _segmentOf = [];
    private readonly Dictionary<Guard, ulong> _guardSlots = [];
    // What the units add up on their way through a segment: whether any stays in the loop, the answers of barriers.
    private readonly Dictionary<Guard, LLVMValueRef> _anyIn = [];
    private readonly Dictionary<IntPtr, LLVMValueRef> _answers = [];
    private readonly HashSet<LLVMValueRef> _blockVariables = [];
    private readonly HashSet<LLVMValueRef> _phis = [];
    private readonly UnitSlots _slots;

    // _stride, the size of a unit's record, stands in for a constant that is known when all slots are.
    private LLVMValueRef _lane, _mask, _units, _stride;

    private BlockFormBuilder(Translation t, SegmentPlan plan, LLVMValueRef function, int lanes)
    {
        (_t, _b, _plan, _function, _lanes, _cpu) = (t, t.Builder, plan, function, lanes, new CpuContract(t.Module));
        (_i8, _i32, _i64) = (t.Context.Int8Type, t.Context.Int32Type, t.Context.Int64Type);
        _slots = new UnitSlots(t.Module.Layout());
    }

    private LLVMValueRef Lanes => _function.GetParam(0);
    private LLVMValueRef Threads => _function.GetParam(2);
    private LLVMValueRef Slots => _function.GetParam(3);

    /// <summary>Replaces the form's unit code by code for whole blocks.</summary>
    public static void Build(Translation t, Kernel kernel, WarpForm form, SegmentPlan plan)
    {
        LLVMTypeRef pointer = t.Context.GetPointerType();
        LLVMValueRef unit = form.Function;
        LLVMValueRef function = t.Module.AddFunction($"{kernel.Name}.block.{(form.IsMasked ? "masked" : form == kernel.WideWarp ? "wide" : "warp")}",
            LLVMTypeRef.CreateFunction(t.Context.VoidType, [pointer, pointer, t.Context.Int32Type, pointer]));
        foreach ((string name, uint i) in new[] { ("lanes", 0u), ("params", 1u), ("threads", 2u), ("slots", 3u) }) function.GetParam(i).Name = name;
        foreach (string name in new[] { "target-cpu", "target-features", "nvptx-f32ftz" })
            if (Attributes.Text(unit, name) is { } text)
                function.AddAttributeAtIndex(LLVMAttributeIndex.LLVMAttributeFunctionIndex, t.Context.CreateStringAttribute(name, text));
        Attributes.AddTo(function, "nounwind");
        BlockEditor.MoveBody(unit, function);

        form.NeedsRow = !form.IsMasked && !plan.Grouped && !LaneFields.ReadsOtherDimensions(unit.GetParam(0));
        var builder = new BlockFormBuilder(t, plan, function, form.Lanes);
        builder.Enter(kernel, form, unit);
        builder.FrameSegments();
        builder.PassValues();
        builder.Finish();
        if (form.NeedsRow) builder.NumberUnits();
        builder.SkipIdleUnits();
        unit.DeleteFunction();
        form.Function = form.Entry = function;
        (form.IsWholeBlock, form.IsForGroups) = (true, plan.Grouped);
        // The block's slots are counted in the kernel's warps.
        uint perWarp = (uint)(builder._slots.UnitBytes * (ulong)kernel.WarpLanes / (ulong)form.Lanes);
        kernel.UnitBytes = Math.Max(kernel.UnitBytes, perWarp);
    }

    // Parameters are loaded once. The code goes on naming the unit function's lane and mask until each segment has its own.
    private void Enter(Kernel kernel, WarpForm form, LLVMValueRef unit)
    {
        _b.PositionBefore(SeparatePrologueEnd());
        List<LLVMValueRef> values = KernelParameters.Load(_t, kernel, _function.GetParam(1));
        for (int i = 0; i < values.Count; i++) unit.GetParam((uint)i + 1).ReplaceAllUsesWith(values[i]);
        _lane = unit.GetParam(0);
        if (form.IsMasked) _mask = unit.GetParam(unit.ParamsCount - 1);
        _stride = _b.BuildFreeze(_i64.Null, "stride");
        _units = _b.BuildUDiv(_b.BuildAdd(Threads, Int32(_lanes - 1)), Int32(_lanes), "units");
    }

    private LLVMValueRef SeparatePrologueEnd() => _function.EntryBasicBlock.Terminator;

    private LLVMValueRef Int32(int value) => LLVMValueRef.CreateConstInt(_i32, (ulong)value);

    /// <summary>A variable of the whole block; LLVM turns it into a register.</summary>
    private LLVMValueRef AllocateShared(LLVMTypeRef type)
    {
        _b.PositionBefore(_function.EntryBasicBlock.FirstInstruction);
        LLVMValueRef variable = _b.BuildAlloca(type);
        _blockVariables.Add(variable);
        return variable;
    }

    private LLVMBasicBlockRef NewBlock(string name) => _t.Context.AppendBasicBlock(_function, name);

    // ---- Loops over units -------------------------------------------------------------------------------------------------------

    private void FrameSegments()
    {
        foreach (Segment segment in _plan.Segments)
        {
            foreach (LLVMBasicBlockRef block in segment.Blocks) _segmentOf[block.Handle] = segment;
            foreach (Guard guard in segment.Sets) _guardSlots[guard] = _slots.Add(1, 1);
            if (segment.Closes is { } closed) _anyIn[closed] = AllocateShared(_t.Context.Int1Type);
            if (segment.Barrier.Exists() && BarrierCalls.Predicate(segment.Barrier).Exists()) _answers[segment.Barrier.Handle] = AllocateShared(segment.Barrier.TypeOf);
        }

        foreach (Segment segment in _plan.Segments) _phis.UnionWith(RegionBuilder.Phis(segment.Entry));
        foreach (Segment segment in _plan.Segments) AddFrame(segment);
        foreach (Segment segment in _plan.Segments) Connect(segment);
        _function.EntryBasicBlock.Terminator.SetSuccessor(0, _frames[_plan.Segments[0]].Pre);
    }

    private void AddFrame(Segment segment)
    {
        LLVMBasicBlockRef pre = NewBlock("pre"), head = NewBlock("head"), setup = NewBlock("setup"), next = NewBlock("next"), after = NewBlock("after");
        _b.MoveToEnd(pre);
        _b.BuildBr(head);
        _b.MoveToEnd(head);
        LLVMValueRef unit = _b.BuildPhi(_i32, "unit");
        unit.AddIncoming([_i32.Null], [pre]);
        if (segment.Guard is { } guard)
        {
            LLVMValueRef raised = _b.BuildLoad2(_i8, SlotAddress(unit, _guardSlots[guard]));
            _b.BuildCondBr(_b.BuildIsNotNull(raised), setup, SkipBlock(segment, unit, next));
        }
        else
        {
            _b.BuildBr(setup);
        }

        _b.MoveToEnd(next);
        LLVMValueRef following = _b.BuildAdd(unit, Int32(1));
        unit.AddIncoming([following], [next]);
        _b.BuildCondBr(_b.BuildICmp(LLVMIntPredicate.LLVMIntULT, following, _units), head, after);
        _frames[segment] = new Frame(pre, head, setup, next, after, unit);
    }

    // A unit that skips the segment raises none of the guards that it sets.
    private LLVMBasicBlockRef SkipBlock(Segment segment, LLVMValueRef unit, LLVMBasicBlockRef next)
    {
        if (segment.Sets.Count == 0) return next;
        LLVMBasicBlockRef here = _b.InsertBlock, skip = NewBlock("skip");
        _b.MoveToEnd(skip);
        foreach (Guard guard in segment.Sets) _b.BuildStore(_i8.Null, SlotAddress(unit, _guardSlots[guard]));
        _b.BuildBr(next);
        _b.MoveToEnd(here);
        return skip;
    }

    private LLVMValueRef SlotAddress(LLVMValueRef unit, ulong offset) =>
        _b.BuildGEP2(_i8, Slots, [_b.BuildAdd(_b.BuildMul(_b.BuildZExt(unit, _i64), _stride), LLVMValueRef.CreateConstInt(_i64, offset))]);

    // The edges between segments leave from `after` and lead to `pre`.
    private void Connect(Segment segment)
    {
        Frame frame = _frames[segment];
        LLVMValueRef terminator = segment.End.Terminator;
        _b.MoveToEnd(frame.After);
        if (segment.Closes is { Loop: { } loop } guard)
        {
            _b.BuildCondBr(_b.BuildLoad2(_t.Context.Int1Type, _anyIn[guard]), PreOf(loop.Header), PreOf(loop.Exit));
            terminator.InstructionEraseFromParent();
        }
        else if (segment.Sets.Find(g => g.Loop is null) is { } branch)
        {
            _b.BuildBr(PreOf(terminator.GetSuccessor(branch.RaisedBy ? 0u : 1u)));
            terminator.InstructionEraseFromParent();
        }
        else
        {
            BlockEditor.MoveToEnd(terminator, frame.After);
            for (uint s = 0; s < terminator.SuccessorsCount; s++) terminator.SetSuccessor(s, PreOf(terminator.GetSuccessor(s)));
        }

        _b.MoveToEnd(segment.End);
        _b.BuildBr(frame.Next);
        _b.MoveToEnd(frame.Setup);
        _b.BuildBr(segment.Entry);
    }

    private LLVMBasicBlockRef PreOf(LLVMBasicBlockRef entry) => _frames[_segmentOf[entry.Handle]].Pre;
}
