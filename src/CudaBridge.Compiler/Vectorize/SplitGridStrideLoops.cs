using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

// for (i = first; i < n; i += step) A
//   =>  for (r = 0, k = 0; r < full; r++, k += step) A with i = first + k;   for (i = first + full × step; i < n; i += step) A
// where `full` is the number of rounds in which all threads of the grid take part. They need no masks, and the warps of a block need remember nothing from one round
// to the next. The second loop runs at most once where the step is the grid's size.
internal sealed class SplitGridStrideLoops
{
    private readonly Translation _t;
    private readonly LLVMBuilderRef _b;
    private readonly GridStrideLoop _loop;
    private readonly Dictionary<IntPtr, LLVMValueRef> _copies = [];
    private readonly Dictionary<IntPtr, LLVMBasicBlockRef> _blocks = [];
    private readonly LLVMTypeRef _i64;
    private LLVMValueRef _done; // the sum of all steps so far

    private SplitGridStrideLoops(Translation t, GridStrideLoop loop) => (_t, _b, _loop, _i64) = (t, t.Builder, loop, t.Context.Int64Type);

    public static void Run(Translation t)
    {
        if (!t.Options.Vectorize || t.Options.OptimizationLevel == 0) return;
        foreach (Kernel kernel in t.Kernels)
        {
            List<Loop> loops = LoopForest.Find(kernel.Function);
            foreach (Loop loop in loops.Where(l => !loops.Exists(outer => outer != l && outer.Contains(l.Header))))
                if (GridStrideLoop.Match(loop) is { } match) new SplitGridStrideLoops(t, match).Split();
        }
    }

    private void Split()
    {
        LLVMValueRef branch = _loop.Guard.Terminator;
        if (_loop.Ahead != _loop.Guard)
            foreach (LLVMValueRef i in _loop.Ahead.Instructions().Where(i => i != _loop.Ahead.Terminator)) MoveBefore(i, branch);
        // What is left of the guard stands between the two loops.
        LLVMBasicBlockRef start = BlockEditor.SplitBefore(branch, "count"), middle = _loop.Guard;
        _b.MoveToEnd(start);
        LLVMValueRef rounds = CountRounds();
        LLVMValueRef some = _b.BuildIsNotNull(rounds);
        CopyBlocks(start, middle, rounds);
        _b.MoveToEnd(start);
        _b.BuildCondBr(some, _blocks[_loop.Header.Handle], middle);
        Continue(start, middle, branch);
    }

    private void MoveBefore(LLVMValueRef i, LLVMValueRef place)
    {
        unsafe { LLVM.InstructionRemoveFromParent(i); }
        _b.PositionBefore(place);
        _b.Insert(i);
    }

    // In round r the largest index is last + r × step, which is below n for r = 0 … (n - 1 - last) ÷ step.
    private LLVMValueRef CountRounds()
    {
        GridMaximum maximum = new(_t.Module, _b);
        LLVMValueRef last = maximum.Of(_loop.First, _loop.Signed), one = LLVMValueRef.CreateConstInt(_i64, 1), bound = _loop.Bound;
        if (_loop.Signed) bound = Intrinsics.Call(_t.Module, _b, "llvm.smax", [bound.TypeOf], bound, bound.TypeOf.Null);
        LLVMValueRef n = Wide(bound), step = Intrinsics.Call(_t.Module, _b, "llvm.umax", [_i64], Wide(_loop.Step), one);
        LLVMValueRef rounds = _b.BuildAdd(_b.BuildUDiv(_b.BuildSub(_b.BuildSub(n, one), last), step), one);
        LLVMValueRef any = _b.BuildAnd(maximum.Holds, _b.BuildICmp(LLVMIntPredicate.LLVMIntULT, last, n));
        return _b.BuildSelect(any, rounds, _i64.Null, "rounds");
    }

    private LLVMValueRef Wide(LLVMValueRef value) => value.TypeOf.IntWidth < 64 ? _b.BuildZExt(value, _i64) : value;

    // ---- The loop of full rounds ------------------------------------------------------------------------------------------------

    private void CopyBlocks(LLVMBasicBlockRef start, LLVMBasicBlockRef middle, LLVMValueRef rounds)
    {
        foreach (LLVMBasicBlockRef block in _loop.Blocks) _blocks[block.Handle] = _t.Context.AppendBasicBlock(start.Parent, "round");
        LLVMBasicBlockRef header = _blocks[_loop.Header.Handle], latch = _blocks[_loop.Latch.Handle];
        _b.MoveToEnd(header);
        LLVMValueRef round = _b.BuildPhi(_i64), offset = _b.BuildPhi(_loop.Counter.TypeOf);
        CopyPhis(start);
        _copies[_loop.Counter.Handle] = _b.BuildAdd(_loop.First, offset);
        foreach (LLVMBasicBlockRef block in _loop.Blocks) CopyInstructions(block);
        foreach (LLVMBasicBlockRef block in _loop.Blocks) RewriteOperands(block, start);

        _b.MoveToEnd(latch);
        LLVMValueRef nextRound = _b.BuildAdd(round, LLVMValueRef.CreateConstInt(_i64, 1));
        _done = _b.BuildAdd(offset, _loop.Step);
        _b.BuildCondBr(_b.BuildICmp(LLVMIntPredicate.LLVMIntULT, nextRound, rounds), header, middle);
        round.AddIncoming([_i64.Null, nextRound], [start, latch]);
        offset.AddIncoming([offset.TypeOf.Null, _done], [start, latch]);
    }

    private void CopyPhis(LLVMBasicBlockRef start)
    {
        foreach (LLVMValueRef phi in RegionBuilder.Phis(_loop.Header).Where(p => p != _loop.Counter))
        {
            LLVMValueRef copy = _copies[phi.Handle] = _b.BuildPhi(phi.TypeOf);
            copy.AddIncoming([GridStrideLoop.IncomingFrom(phi, _loop.Ahead)], [start]);
        }
    }

    private void CopyInstructions(LLVMBasicBlockRef block)
    {
        _b.MoveToEnd(_blocks[block.Handle]);
        foreach (LLVMValueRef i in block.Instructions())
        {
            bool isPhi = i.IsInstruction(LLVMOpcode.LLVMPHI);
            if ((isPhi && block == _loop.Header) || i == _loop.Latch.Terminator) continue;
            _copies[i.Handle] = isPhi ? _b.BuildPhi(i.TypeOf) : i.InstructionClone();
            if (!isPhi) _b.Insert(_copies[i.Handle]);
        }
    }

    private void RewriteOperands(LLVMBasicBlockRef block, LLVMBasicBlockRef start)
    {
        foreach (LLVMValueRef i in block.Instructions().Where(i => i != _loop.Latch.Terminator && i != _loop.Counter))
        {
            LLVMValueRef copy = _copies[i.Handle];
            if (i.IsInstruction(LLVMOpcode.LLVMPHI))
            {
                for (uint k = 0; k < i.IncomingCount; k++)
                    if (_blocks.TryGetValue(i.GetIncomingBlock(k).Handle, out LLVMBasicBlockRef from)) copy.AddIncoming([Copy(i.GetIncomingValue(k))], [from]);
                continue;
            }

            for (uint o = 0; o < i.OperandCount; o++)
                if (_copies.TryGetValue(i.GetOperand(o).Handle, out LLVMValueRef operand)) copy.SetOperand(o, operand);
            if (i != block.Terminator) continue;
            for (uint s = 0; s < i.SuccessorsCount; s++) copy.SetSuccessor(s, _blocks[i.GetSuccessor(s).Handle]);
        }
    }

    private LLVMValueRef Copy(LLVMValueRef value) => _copies.GetValueOrDefault(value.Handle, value);

    // ---- The loop of the other rounds -------------------------------------------------------------------------------------------

    /// <summary>The original loop goes on where the full rounds end.</summary>
    private void Continue(LLVMBasicBlockRef start, LLVMBasicBlockRef middle, LLVMValueRef branch)
    {
        LLVMBasicBlockRef latch = _blocks[_loop.Latch.Handle];
        LLVMValueRef After(LLVMValueRef without, LLVMValueRef last)
        {
            _b.PositionBefore(middle.FirstInstruction);
            LLVMValueRef phi = _b.BuildPhi(without.TypeOf);
            phi.AddIncoming([without, Copy(last)], [start, latch]);
            return phi;
        }

        foreach (LLVMValueRef phi in RegionBuilder.Phis(_loop.Header).Where(p => p != _loop.Counter))
            SetIncoming(phi, _loop.Ahead, After(GridStrideLoop.IncomingFrom(phi, _loop.Ahead), GridStrideLoop.IncomingFrom(phi, _loop.Latch)));
        foreach (LLVMValueRef phi in RegionBuilder.Phis(_loop.Exit))
            SetIncoming(phi, middle, After(GridStrideLoop.IncomingFrom(phi, middle), GridStrideLoop.IncomingFrom(phi, _loop.Latch)));
        // All warps have done as many steps: a sum tells where each is, and nobody must remember it.
        LLVMValueRef done = After(_loop.Counter.TypeOf.Null, _done), again = branch.Condition.InstructionClone();
        _b.PositionBefore(branch);
        LLVMValueRef first = _b.BuildAdd(_loop.First, done);
        SetIncoming(_loop.Counter, _loop.Ahead, first);
        for (uint o = 0; o < 2; o++)
            if (again.GetOperand(o) == _loop.First) again.SetOperand(o, first);
        _b.Insert(again);
        branch.Condition = again;
    }

    private static void SetIncoming(LLVMValueRef phi, LLVMBasicBlockRef from, LLVMValueRef value)
    {
        for (uint k = 0; k < phi.IncomingCount; k++)
            if (phi.GetIncomingBlock(k) == from) phi.SetOperand(k, value);
    }
}
