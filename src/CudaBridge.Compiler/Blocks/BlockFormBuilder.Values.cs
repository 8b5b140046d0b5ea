using CudaBridge.Compiler.Backends.Cpu;
using CudaBridge.Compiler.Ir;
using CudaBridge.Compiler.Vectorize;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Blocks;

// How a value comes from the segment that makes it to the one that uses it: what all units share is computed once, ahead of them; what
// is cheap is computed again; the rest waits in the unit's slots.
internal sealed partial class BlockFormBuilder
{
    // More instructions than this cost more than a load.
    private const int CheapInstructions = 8;

    private readonly Dictionary<IntPtr, LLVMValueRef> _shared = [];
    private readonly Dictionary<(IntPtr Value, Segment Segment), LLVMValueRef> _local = [];
    private readonly Dictionary<IntPtr, ulong> _valueSlots = [];
    private readonly List<(LLVMValueRef User, uint Operand, LLVMValueRef Value)> _uses = [];

    /// <summary>Whether one value serves all units. What stands outside the segments does, but for a unit's own lane, mask and arrays.</summary>
    private bool IsUniform(LLVMValueRef value) => value != _lane && value != _mask && !NeedsCopies(value) && (!IsInSegment(value) || _plan.Uniform[value]);

    private bool IsInSegment(LLVMValueRef value) => value.IsAInstruction.Exists() && _segmentOf.ContainsKey(value.InstructionParent.Handle);

    private void PassValues()
    {
        AnswerBarriers();
        ReplaceSharedPhis();
        foreach (Segment segment in _plan.Segments) FindUses(segment);
        foreach (Segment segment in _plan.Segments) LeaveSegment(segment);
        StorePhis();
        foreach ((LLVMValueRef user, uint operand, LLVMValueRef value) in _uses) user.SetOperand(operand, value);
    }

    // ---- Values of the whole block ----------------------------------------------------------------------------------------------

    private void ReplaceSharedPhis()
    {
        List<(LLVMValueRef Old, LLVMValueRef New)> replaced = [];
        foreach (LLVMValueRef phi in _phis.Where(IsUniform))
        {
            _b.PositionBefore(_frames[_segmentOf[phi.InstructionParent.Handle]].Pre.FirstInstruction);
            replaced.Add((phi, _shared[phi.Handle] = _b.BuildPhi(phi.TypeOf)));
        }

        foreach ((LLVMValueRef old, LLVMValueRef shared) in replaced)
            for (uint k = 0; k < old.IncomingCount; k++)
                shared.AddIncoming([Shared(old.GetIncomingValue(k))], [_frames[_segmentOf[old.GetIncomingBlock(k).Handle]].After]);
    }

    private void AnswerBarriers()
    {
        foreach (Segment segment in _plan.Segments.Where(s => s.Barrier.Exists() && _answers.ContainsKey(s.Barrier.Handle)))
        {
            _b.PositionBefore(_frames[segment].After.Terminator);
            _shared[segment.Barrier.Handle] = _b.BuildLoad2(segment.Barrier.TypeOf, _answers[segment.Barrier.Handle]);
        }
    }

    /// <summary>The value as the code between segments sees it.</summary>
    private LLVMValueRef Shared(LLVMValueRef value)
    {
        if (!IsInSegment(value)) return value == _lane ? Lanes : value;
        if (_shared.TryGetValue(value.Handle, out LLVMValueRef known)) return known;
        LLVMValueRef copy = value.InstructionClone();
        List<LLVMValueRef> operands = value.Operands().ConvertAll(o => IsUniform(o) || o == _lane || _plan.Uniform.IsPlace(o) ? Shared(o) : throw new InvalidOperationException($"{value} was taken for uniform, but {o} is not"));
        for (int o = 0; o < operands.Count; o++) copy.SetOperand((uint)o, operands[o]);
        _b.PositionBefore(_frames[_segmentOf[value.InstructionParent.Handle]].Pre.Terminator);
        _b.Insert(copy);
        return _shared[value.Handle] = copy;
    }

    // ---- Values of a unit -------------------------------------------------------------------------------------------------------

    // Uses change when all are known: what is computed again is copied from the code as it was.
    private void FindUses(Segment segment)
    {
        foreach (LLVMValueRef instruction in segment.Blocks.SelectMany(b => b.Instructions()).Where(i => !_phis.Contains(i) && !BarrierCalls.IsBarrier(i)))
            for (uint o = 0; o < instruction.OperandCount; o++)
                if (Local(instruction.GetOperand(o), segment) is var local && local != instruction.GetOperand(o))
                    _uses.Add((instruction, o, local));
    }

    /// <summary>The value as a unit sees it in a segment.</summary>
    private LLVMValueRef Local(LLVMValueRef value, Segment segment)
    {
        if (value == _lane || value == _mask || NeedsCopies(value)) return Once(value, segment);
        if (!IsInSegment(value)) return value;
        if (IsUniform(value)) return Shared(value);
        return _segmentOf[value.InstructionParent.Handle] == segment && !_phis.Contains(value) ? value : Once(value, segment);
    }

    private LLVMValueRef Once(LLVMValueRef value, Segment segment)
    {
        if (_local.TryGetValue((value.Handle, segment), out LLVMValueRef known)) return known;
        LLVMValueRef local = MakeLocal(value, segment);
        return _local[(value.Handle, segment)] = local;
    }

    private LLVMValueRef MakeLocal(LLVMValueRef value, Segment segment)
    {
        LLVMValueRef unit = _frames[segment].Unit;
        if (!_phis.Contains(value) && value != _lane && value != _mask && !NeedsCopies(value) && Cost(value, CheapInstructions) <= CheapInstructions) return ComputeAgain(value, segment);
        ulong offset = value == _lane || value == _mask ? 0 : SlotOf(value);
        _b.PositionBefore(_frames[segment].Setup.Terminator);
        if (value == _lane) return _b.BuildGEP2(_cpu.Lane, Lanes, [_b.BuildMul(_b.BuildZExt(unit, _i64), LLVMValueRef.CreateConstInt(_i64, (ulong)_lanes))]);
        if (value == _mask) return LiveLanes(unit);
        LLVMValueRef address = SlotAddress(unit, offset);
        return NeedsCopies(value) ? address : _b.BuildLoad2(value.TypeOf, address);
    }

    // The last warp of a block may have fewer lanes than the others.
    private LLVMValueRef LiveLanes(LLVMValueRef unit)
    {
        LLVMValueRef left = _b.BuildSub(Threads, _b.BuildMul(unit, Int32(_lanes)));
        LLVMValueRef some = _b.BuildSub(_b.BuildShl(LLVMValueRef.CreateConstInt(_i64, 1), _b.BuildZExt(left, _i64)), LLVMValueRef.CreateConstInt(_i64, 1));
        LLVMValueRef full = LLVMValueRef.CreateConstInt(_i64, _lanes == 64 ? ulong.MaxValue : (1UL << _lanes) - 1);
        return _b.BuildSelect(_b.BuildICmp(LLVMIntPredicate.LLVMIntUGE, left, Int32(_lanes)), full, some);
    }

    /// <summary>Local arrays must outlive a segment; one unit's may be another's only when the units run through all the code one by one.</summary>
    private bool NeedsCopies(LLVMValueRef value) =>
        _plan.Segments.Count > 1 && value.IsInstruction(LLVMOpcode.LLVMAlloca) && !_blockVariables.Contains(value) && !value.GetMetadata(_t.Context.GetMDKindID(WarpBuilder.Temporary)).Exists();

    private ulong SlotOf(LLVMValueRef value)
    {
        if (_valueSlots.TryGetValue(value.Handle, out ulong offset)) return offset;
        if (NeedsCopies(value)) return _valueSlots[value.Handle] = _slots.Add(_t.Module.Layout().ABISizeOfType(value.AllocatedType), value.Alignment);
        if (_phis.Contains(value) && Carrier(value) is { } carrier) return _valueSlots[value.Handle] = SlotOf(carrier);
        offset = _valueSlots[value.Handle] = _slots.Add(value.TypeOf);
        if (_phis.Contains(value)) return offset;
        Segment home = _segmentOf[value.InstructionParent.Handle];
        _b.PositionBefore(value.InstructionOpcode == LLVMOpcode.LLVMPHI ? BlockEditor.AfterPhis(value.InstructionParent) : value.NextInstruction);
        _b.BuildStore(value, SlotAddress(_frames[home].Unit, offset));
        return offset;
    }

    /// <summary>A loop's exit phi has the value that some phi of its header was just given: they can share a slot.</summary>
    private LLVMValueRef? Carrier(LLVMValueRef exit)
    {
        if (exit.IncomingCount != 1 || IsUniform(exit)) return null;
        LLVMBasicBlockRef latch = exit.GetIncomingBlock(0);
        foreach (LLVMValueRef phi in _phis.Where(p => p != exit && p.IncomingCount == 2 && !IsUniform(p) && p.TypeOf == exit.TypeOf))
            for (uint k = 0; k < 2; k++)
                if (phi.GetIncomingBlock(k) == latch && phi.GetIncomingValue(k) == exit.GetIncomingValue(0) && IsLoopHeaderOf(phi, latch)) return phi;
        return null;
    }

    private bool IsLoopHeaderOf(LLVMValueRef phi, LLVMBasicBlockRef latch) =>
        _plan.Segments.FindIndex(s => s == _segmentOf[phi.InstructionParent.Handle]) <= _plan.Segments.FindIndex(s => s == _segmentOf[latch.Handle]);

    private LLVMValueRef ComputeAgain(LLVMValueRef value, Segment segment)
    {
        LLVMValueRef copy = value.InstructionClone();
        List<LLVMValueRef> operands = value.Operands().ConvertAll(o => Local(o, segment));
        for (int o = 0; o < operands.Count; o++) copy.SetOperand((uint)o, operands[o]);
        _b.PositionBefore(_frames[segment].Setup.Terminator);
        _b.Insert(copy);
        return copy;
    }

    /// <summary>Instructions that computing the value again takes; more than the limit when that is not possible.</summary>
    private int Cost(LLVMValueRef value, int limit)
    {
        if (value == _lane || NeedsCopies(value) || IsUniform(value)) return 0;
        if (value == _mask) return 4;
        if (_phis.Contains(value) || limit <= 0) return limit + 1;
        if (_plan.Uniform.IsRegister(value)) return 1;
        if (value.IsCall() || value.InstructionOpcode is LLVMOpcode.LLVMFDiv or LLVMOpcode.LLVMFAdd or LLVMOpcode.LLVMFMul or LLVMOpcode.LLVMFSub || !BlockUniformity.IsSpeculatable(value)) return limit + 1;
        int cost = 1;
        foreach (LLVMValueRef operand in value.Operands())
        {
            cost += Cost(operand, limit - cost);
            if (cost > limit) return cost;
        }

        return cost;
    }

    // ---- The ends of segments ---------------------------------------------------------------------------------------------------

    private void LeaveSegment(Segment segment)
    {
        foreach (Guard guard in segment.Sets) RaiseGuard(segment, guard, guard.Loop is null ? Condition(segment, guard) : LLVMValueRef.CreateConstInt(_t.Context.Int1Type, 1));
        if (segment.Closes is { } closed)
        {
            LLVMValueRef stays = Condition(segment, closed);
            RaiseGuard(segment, closed, stays);
            Combine(segment, _anyIn[closed], LLVMOpcode.LLVMOr, _t.Context.Int1Type.Null, stays);
        }

        if (segment.Barrier.Exists() && _answers.TryGetValue(segment.Barrier.Handle, out LLVMValueRef answer))
        {
            (LLVMOpcode combine, bool ones) = BarrierCalls.Combination(segment.Barrier);
            LLVMTypeRef type = segment.Barrier.TypeOf;
            LLVMValueRef brought = Local(BarrierCalls.Predicate(segment.Barrier), segment);
            _b.PositionBefore(segment.End.Terminator);
            if (brought.TypeOf != type) brought = _b.BuildZExt(brought, type);
            Combine(segment, answer, combine, ones ? type.AllOnes : type.Null, brought);
        }

        if (_frames[segment].After.Terminator is { SuccessorsCount: 2 } branch && branch.Condition is var condition && IsInSegment(condition))
            branch.Condition = Shared(condition);
    }

    private LLVMValueRef Condition(Segment segment, Guard guard)
    {
        LLVMValueRef condition = Local(guard.Condition, segment);
        _b.PositionBefore(segment.End.Terminator);
        return guard.RaisedBy ? condition : _b.BuildNot(condition);
    }

    private void RaiseGuard(Segment segment, Guard guard, LLVMValueRef raised)
    {
        _b.PositionBefore(segment.End.Terminator);
        _b.BuildStore(_b.BuildZExt(raised, _i8), SlotAddress(_frames[segment].Unit, _guardSlots[guard]));
    }

    private void Combine(Segment segment, LLVMValueRef variable, LLVMOpcode operation, LLVMValueRef neutral, LLVMValueRef value)
    {
        _b.PositionBefore(_frames[segment].Pre.Terminator);
        _b.BuildStore(neutral, variable);
        _b.PositionBefore(segment.End.Terminator);
        _b.BuildStore(_b.BuildBinOp(operation, _b.BuildLoad2(value.TypeOf, variable), value), variable);
    }

    // All values are read before the first is written: one phi may be another's source. Reading them may call for more phis.
    private void StorePhis()
    {
        List<(LLVMValueRef Phi, LLVMValueRef Value, Segment From)> moves = [];
        HashSet<LLVMValueRef> done = [];
        while (_phis.Where(p => !IsUniform(p) && _valueSlots.ContainsKey(p.Handle) && done.Add(p)).ToList() is { Count: > 0 } wanted)
            foreach (LLVMValueRef phi in wanted)
                for (uint k = 0; k < phi.IncomingCount; k++)
                {
                    Segment from = _segmentOf[phi.GetIncomingBlock(k).Handle];
                    moves.Add((phi, Local(phi.GetIncomingValue(k), from), from));
                }

        foreach ((LLVMValueRef phi, LLVMValueRef value, Segment from) in moves.DistinctBy(m => (_valueSlots[m.Phi.Handle], m.Value, m.From)))
        {
            _b.PositionBefore(from.End.Terminator);
            _b.BuildStore(value, SlotAddress(_frames[from].Unit, _valueSlots[phi.Handle]));
        }
    }

    private void Finish()
    {
        foreach (LLVMValueRef barrier in _plan.Segments.Where(s => s.Barrier.Exists()).Select(s => s.Barrier)) Drop(barrier);
        foreach (LLVMValueRef phi in _phis) Drop(phi);
        foreach (LLVMValueRef parameter in new[] { _lane, _mask }.Where(v => v.Exists())) parameter.ReplaceAllUsesWith(parameter.TypeOf.Poison);
        _stride.ReplaceAndErase(LLVMValueRef.CreateConstInt(_i64, _slots.UnitBytes));
    }

    // Only code that nothing needs any more still names it.
    private static void Drop(LLVMValueRef i)
    {
        if (i.HasUsers()) i.ReplaceAllUsesWith(i.TypeOf.Poison);
        i.InstructionEraseFromParent();
    }
}
