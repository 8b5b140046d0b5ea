using CudaBridge.Compiler.Backends.Cpu;
using CudaBridge.Compiler.Ir;
using CudaBridge.Compiler.Vectorize;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Blocks;

// Blocks that are a row of threads: unit u starts at thread u × lanes, so `if (threadIdx.x < n)` ends the loop over the units early.
internal sealed partial class BlockFormBuilder
{
    /// <summary>Computes threadIdx.x of a unit's first lane from the unit's number, which LLVM and <see cref="SkipIdleUnits"/> can follow.</summary>
    private void NumberUnits()
    {
        foreach (Segment segment in _plan.Segments)
        {
            if (!_local.TryGetValue((_lane.Handle, segment), out LLVMValueRef lane)) continue;
            _b.PositionBefore(_frames[segment].Setup.FirstInstruction);
            LLVMValueRef first = _b.BuildMul(_frames[segment].Unit, Int32(_lanes), "first");
            foreach ((LLVMValueRef address, _) in LaneFields.ThreadIndices(lane).ToList())
                foreach (LLVMValueRef load in address.Users().Where(u => u.IsInstruction(LLVMOpcode.LLVMLoad)).ToList())
                    load.ReplaceAndErase(first);
        }
    }

    // for (u = 0; u < units; u++) if (u × lanes < n) body   =>   for (u = 0; u < min(units, ⌈n ÷ lanes⌉); u++) if (true) body
    private void SkipIdleUnits()
    {
        foreach (Segment segment in _plan.Segments.Where(s => s.Guard is null && s.Sets.Count == 0 && s.Closes is null))
            if (BoundOf(segment) is { } bound)
            {
                Limit(_frames[segment], bound);
                LLVMValueRef branch = segment.Entry.Terminator;
                branch.Condition = LLVMValueRef.CreateConstInt(_t.Context.Int1Type, 1);
            }
    }

    /// <summary>The n of a segment that is nothing but an arm for the threads below n.</summary>
    private (LLVMValueRef Count, bool Signed)? BoundOf(Segment segment)
    {
        LLVMValueRef branch = segment.Entry.Terminator;
        if (segment.Entry == segment.End || branch is not { InstructionOpcode: LLVMOpcode.LLVMBr, SuccessorsCount: 2 } || branch.GetSuccessor(1) != segment.End) return null;
        LLVMValueRef compare = branch.Condition;
        if (compare.IsInstruction(LLVMOpcode.LLVMFreeze)) compare = compare.GetOperand(0);
        if (!compare.IsInstruction(LLVMOpcode.LLVMICmp) || !IsFirstThread(compare.GetOperand(0), _frames[segment].Unit) || !IsAhead(compare.GetOperand(1))) return null;
        LLVMIntPredicate predicate;
        unsafe { predicate = LLVM.GetICmpPredicate(compare); }
        if (predicate is not (LLVMIntPredicate.LLVMIntULT or LLVMIntPredicate.LLVMIntSLT) || !IsIdle(segment.Entry) || !IsIdle(segment.End)) return null;
        return (compare.GetOperand(1), predicate == LLVMIntPredicate.LLVMIntSLT);
    }

    private bool IsFirstThread(LLVMValueRef value, LLVMValueRef unit) =>
        value.IsInstruction(LLVMOpcode.LLVMMul) && value.GetOperand(0) == unit && value.GetOperand(1) == Int32(_lanes);

    /// <summary>Whether the value is there before the loop over the units starts.</summary>
    private bool IsAhead(LLVMValueRef value) =>
        !value.IsAInstruction.Exists() || value.InstructionParent == _function.EntryBasicBlock || _frames.Values.Any(f => f.Pre == value.InstructionParent);

    // A unit that runs nothing else leaves nothing behind.
    private static bool IsIdle(LLVMBasicBlockRef block) =>
        block.Instructions().TrueForAll(i => i == block.Terminator || (i.InstructionOpcode is not (LLVMOpcode.LLVMStore or LLVMOpcode.LLVMCall or LLVMOpcode.LLVMAtomicRMW
            or LLVMOpcode.LLVMAtomicCmpXchg or LLVMOpcode.LLVMFence)));

    private void Limit(Frame frame, (LLVMValueRef Count, bool Signed) bound)
    {
        _b.PositionBefore(frame.Pre.Terminator);
        LLVMValueRef count = _b.BuildFreeze(bound.Count), zero = _i32.Null;
        if (bound.Signed) count = _b.BuildSelect(_b.BuildICmp(LLVMIntPredicate.LLVMIntSLT, count, zero), zero, count);
        LLVMValueRef some = _b.BuildZExt(_b.BuildICmp(LLVMIntPredicate.LLVMIntNE, _b.BuildAnd(count, Int32(_lanes - 1)), zero), _i32);
        LLVMValueRef needed = _b.BuildAdd(_b.BuildUDiv(count, Int32(_lanes)), some);
        LLVMValueRef limit = _b.BuildSelect(_b.BuildICmp(LLVMIntPredicate.LLVMIntULT, needed, _units), needed, _units, "busy");
        LLVMValueRef none = _b.BuildICmp(LLVMIntPredicate.LLVMIntEQ, limit, zero);
        frame.Pre.Terminator.InstructionEraseFromParent();
        _b.PositionAtEnd(frame.Pre);
        _b.BuildCondBr(none, frame.After, frame.Head);
        frame.Next.Terminator.Condition.SetOperand(1, limit);
    }
}
