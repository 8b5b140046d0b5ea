using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

internal sealed partial class WarpBuilder
{
    // The innermost loop that code is written for.
    private LoopRegion? _loop;

    private void Emit(List<Region> regions, Mask mask)
    {
        foreach (var region in regions)
        {
            switch (region)
            {
                case BlockRegion block: EmitBlock(block.Block, mask); break;
                case IfRegion branch when _shapes.IsDivergent(branch): EmitDivergent(branch, mask); break;
                case IfRegion branch: EmitUniform(branch, mask); break;
                case LoopRegion loop when _rowLoops.Pays(loop): EmitByLane(loop, mask); break;
                case LoopRegion loop: EmitLoop(loop, mask); break;
            }
        }
    }

    private void EmitBlock(LLVMBasicBlockRef block, Mask mask)
    {
        foreach (var instruction in block.Instructions())
        {
            if (instruction == block.Terminator || instruction.InstructionOpcode == LLVMOpcode.LLVMPHI) continue;
            Emit(instruction, mask);
        }
    }

    // ---- Branches ---------------------------------------------------------------------------------------------------------------

    private void EmitUniform(IfRegion branch, Mask mask)
    {
        LLVMBasicBlockRef then = NewBlock("then"), otherwise = NewBlock("else"), join = NewBlock("join");
        _b.BuildCondBr(Scalar(branch.Condition), then, otherwise);
        var phis = RegionBuilder.Phis(branch.Join);
        var thenEnd = EmitArm(then, branch.Then, branch.ThenEnd, phis, mask, join, out var thenValues);
        var elseEnd = EmitArm(otherwise, branch.Else, branch.ElseEnd, phis, mask, join, out var elseValues);
        _b.PositionAtEnd(join);
        for (int i = 0; i < phis.Count; i++)
        {
            var phi = _b.BuildPhi(thenValues[i].TypeOf);
            phi.AddIncoming([thenValues[i], elseValues[i]], [thenEnd, elseEnd]);
            SetAs(phis[i], phi);
        }
    }

    private LLVMBasicBlockRef EmitArm(LLVMBasicBlockRef start, List<Region> body, LLVMBasicBlockRef oldEnd, List<LLVMValueRef> phis, Mask mask, LLVMBasicBlockRef join, out List<LLVMValueRef> values)
    {
        _b.PositionAtEnd(start);
        Emit(body, mask);
        values = phis.ConvertAll(phi => As(phi, Incoming(phi, oldEnd)));
        var end = _b.InsertBlock;
        _b.BuildBr(join);
        return end;
    }

    // if (c) A else B  =>  mA = m & c; if (any mA) A under mA;  mB = m & !c; if (any mB) B under mB;  values at the join: c ? a : b
    private void EmitDivergent(IfRegion branch, Mask mask)
    {
        if (mask.IsAll && PaysWithoutMask(branch))
        {
            EmitWithAndWithoutMask(branch);
            return;
        }

        var condition = Vector(branch.Condition);
        var phis = RegionBuilder.Phis(branch.Join).FindAll(phi => !KeepBase(phi));
        Mask then = And(mask, condition), otherwise = branch.Else.Count > 0 ? And(mask, condition, value: false) : default;
        bool always = NeedsNoBranch(branch);
        var thenValues = EmitMaskedArm(branch.Then, then, mask.IsAll && !always ? LaneDecides(branch.Condition, last: false) : default, phis, branch.ThenEnd, always);
        var elseValues = EmitMaskedArm(branch.Else, otherwise, default, phis, branch.ElseEnd, always);
        for (int i = 0; i < phis.Count; i++) SetAs(phis[i], Join(phis[i], branch, then.Value, thenValues[i], elseValues[i]));
    }

    /// <summary>What the lanes have behind a divergent branch. A phi with a base has a value from one arm only: no lane uses what the others bring.</summary>
    private LLVMValueRef Join(LLVMValueRef phi, IfRegion branch, LLVMValueRef thenLanes, LLVMValueRef then, LLVMValueRef otherwise) =>
        !_shapes[phi].HasBase ? Blend(thenLanes, then, otherwise) : Incoming(phi, branch.ThenEnd).IsUndef ? otherwise : then;

    /// <summary>At a divergent join all ways bring the same value, which therefore exists above the branch.</summary>
    private bool KeepBase(LLVMValueRef phi)
    {
        if (!_shapes[phi].HasBase || phi.GetIncomingValue(0) != phi.GetIncomingValue(1)) return false;
        SetScalar(phi, Scalar(phi.GetIncomingValue(0)));
        return true;
    }

    // any(base + lane < bound)  =>  base < bound        all(base + lane < bound)  =>  base + lanes - 1 < bound
    /// <summary>The condition of lane 0, if that holds whenever any lane's does, or of the last lane, if all lanes' hold whenever that does; otherwise no value.</summary>
    private LLVMValueRef LaneDecides(LLVMValueRef condition, bool last)
    {
        if (!condition.IsInstruction(LLVMOpcode.LLVMICmp)) return default;
        LLVMValueRef left = condition.GetOperand(0), right = condition.GetOperand(1);
        if (_shapes[left] is not { IsStrided: true, Stride: > 0 } shape || !_shapes[right].IsUniform || left.TypeOf.Kind != LLVMTypeKind.LLVMIntegerTypeKind) return default;
        LLVMIntPredicate predicate;
        unsafe { predicate = LLVM.GetICmpPredicate(condition); }
        // LLVM's way to say x < 1.
        if (predicate == LLVMIntPredicate.LLVMIntEQ && right.IsNull) (predicate, right) = (LLVMIntPredicate.LLVMIntULT, LLVMValueRef.CreateConstInt(right.TypeOf, 1));
        bool grows = predicate switch
        {
            LLVMIntPredicate.LLVMIntULT or LLVMIntPredicate.LLVMIntULE => shape.NoUnsignedWrap,
            LLVMIntPredicate.LLVMIntSLT or LLVMIntPredicate.LLVMIntSLE => shape.NoSignedWrap,
            _ => false,
        };
        if (!grows) return default;
        var value = Scalar(left);
        if (last) value = _b.BuildAdd(value, LLVMValueRef.CreateConstInt(left.TypeOf, (ulong)(shape.Stride * (_lanes - 1))));
        return _b.BuildFreeze(_b.BuildICmp(predicate, value, Scalar(right)));
    }

    /// <param name="any">Whether any lane is active, if that is known more cheaply than by the mask.</param>
    /// <param name="always">The arm does no harm when no lane is active.</param>
    private List<LLVMValueRef> EmitMaskedArm(List<Region> body, Mask mask, LLVMValueRef any, List<LLVMValueRef> phis, LLVMBasicBlockRef oldEnd, bool always)
    {
        if (always) Emit(body, mask);
        if (always || body.Count == 0) return phis.ConvertAll(phi => As(phi, Incoming(phi, oldEnd)));
        LLVMBasicBlockRef from = _b.InsertBlock, start = NewBlock("lanes"), after = NewBlock("after");
        _b.BuildCondBr(any.Exists() ? any : Any(mask), start, after);
        _b.PositionAtEnd(start);
        Emit(body, mask);
        var values = phis.ConvertAll(phi => As(phi, Incoming(phi, oldEnd)));
        var end = _b.InsertBlock;
        _b.BuildBr(after);
        _b.PositionAtEnd(after);
        return values.ConvertAll(value =>
        {
            var phi = _b.BuildPhi(value.TypeOf);
            phi.AddIncoming([value, value.TypeOf.Poison], [end, from]);
            return phi;
        });
    }

    // while (i < limit && f(x)) { x = g(x); … }
    /// <summary>
    /// Whether all lanes that do not take the branch's arm leave the loop around it, and the arm only computes. Without a branch around it the loop's own
    /// decides, and no values have to be brought together behind it; when no lane takes the arm, it was the last round.
    /// </summary>
    private bool NeedsNoBranch(IfRegion branch)
    {
        if (_loop is not { } loop || !loop.Body.Contains(branch) || !loop.Condition.IsInstruction(LLVMOpcode.LLVMPHI) || loop.Condition.InstructionParent != branch.Join) return false;
        (List<Region> arm, LLVMBasicBlockRef around) = branch.Else.Count == 0 ? (branch.Then, branch.ElseEnd) : (branch.Else, branch.ThenEnd);
        bool oneArm = branch.Then.Count == 0 || branch.Else.Count == 0;
        return oneArm && Incoming(loop.Condition, around) is var leaves && leaves.IsAConstantInt.Exists() && !leaves.IsNull == loop.ExitsOn
            && arm.TrueForAll(region => region is BlockRegion block && block.Block.Instructions().TrueForAll(OnlyComputes));
    }

    private static bool OnlyComputes(LLVMValueRef i) => i.InstructionOpcode switch
    {
        LLVMOpcode.LLVMCall => Calls.IsPure(i),
        // Of values that only the lanes of the arm have: a zero may be among them.
        LLVMOpcode.LLVMSDiv or LLVMOpcode.LLVMUDiv or LLVMOpcode.LLVMSRem or LLVMOpcode.LLVMURem => false,
        LLVMOpcode.LLVMLoad or LLVMOpcode.LLVMStore or LLVMOpcode.LLVMAtomicRMW or LLVMOpcode.LLVMAtomicCmpXchg or LLVMOpcode.LLVMFence or LLVMOpcode.LLVMAlloca => false,
        _ => true,
    };

    /// <summary>A value in the form that the phi has.</summary>
    private LLVMValueRef As(LLVMValueRef phi, LLVMValueRef value) => _shapes[phi].HasBase ? Scalar(value) : Vector(value);

    private void SetAs(LLVMValueRef phi, LLVMValueRef value)
    {
        if (_shapes[phi].HasBase) SetScalar(phi, value);
        else SetVector(phi, value);
    }

    private static LLVMValueRef Incoming(LLVMValueRef phi, LLVMBasicBlockRef block)
    {
        for (uint i = 0; i < phi.IncomingCount; i++)
            if (phi.GetIncomingBlock(i) == block) return phi.GetIncomingValue(i);
        throw new InvalidOperationException($"{phi} has no value from the block that enters it");
    }

    // ---- Loops ------------------------------------------------------------------------------------------------------------------

    private void EmitLoop(LoopRegion loop, Mask mask)
    {
        LLVMBasicBlockRef before = _b.InsertBlock, header = NewBlock("loop"), exit = NewBlock("exit");
        bool divergent = _shapes.IsDivergent(loop);
        var phis = RegionBuilder.Phis(loop.Header);
        var initial = phis.ConvertAll(phi => As(phi, Incoming(phi, Other(phi, loop.Latch))));
        _b.BuildBr(header);
        _b.PositionAtEnd(header);
        var wide = phis.ConvertAll(phi => DeclarePhi(phi));
        for (int i = 0; i < phis.Count; i++) wide[i].AddIncoming([initial[i]], [before]);

        // Lanes that leave keep the values of their last round: in the header's own phi, if it carries the value, else in `kept`.
        var leaving = divergent ? RegionBuilder.Phis(loop.Exit).FindAll(phi => _shapes[phi].IsVarying) : [];
        var exits = leaving.FindAll(phi => Carrier(phi, loop, phis) < 0);
        var active = mask;
        var kept = new List<LLVMValueRef>();
        if (divergent)
        {
            var activePhi = _b.BuildPhi(MaskType);
            activePhi.AddIncoming([Vector(mask)], [before]);
            active = new Mask(activePhi);
            foreach (var phi in exits)
            {
                var keep = _b.BuildPhi(Wide(phi.TypeOf));
                keep.AddIncoming([Wide(phi.TypeOf).Poison], [before]);
                kept.Add(keep);
            }
        }

        _loops++;
        var outer = _loop;
        _loop = loop;
        Emit(loop.Body, active);
        _loop = outer;
        _loops--;
        if (_waiting.Contains(loop)) TargetOperations.Yield(_module, _b);
        var next = phis.ConvertAll(phi => As(phi, Incoming(phi, loop.Latch)));
        foreach (var phi in leaving.Except(exits))
        {
            int carrier = Carrier(phi, loop, phis);
            next[carrier] = Blend(active.Value, Vector(Incoming(phi, loop.Latch)), wide[carrier]);
            SetVector(phi, next[carrier]);
        }

        if (divergent) CloseDivergent(loop, active, header, exit, exits, kept);
        else CloseUniform(loop, header, exit);
        var latch = _b.InsertBlock;
        for (int i = 0; i < phis.Count; i++) wide[i].AddIncoming([next[i]], [latch]);
        _b.PositionAtEnd(exit);
        foreach (var phi in RegionBuilder.Phis(loop.Exit).Except(leaving)) Forward(phi, Incoming(phi, loop.Latch));
    }

    /// <summary>The header's phi that takes the exit's value into the next round; −1 if none does.</summary>
    private int Carrier(LLVMValueRef exit, LoopRegion loop, List<LLVMValueRef> phis) =>
        phis.FindIndex(phi => !_shapes[phi].HasBase && Incoming(phi, loop.Latch) == Incoming(exit, loop.Latch));

    private LLVMValueRef DeclarePhi(LLVMValueRef phi)
    {
        var result = _b.BuildPhi(_shapes[phi].HasBase ? phi.TypeOf : Wide(phi.TypeOf));
        SetAs(phi, result);
        return result;
    }

    private static LLVMBasicBlockRef Other(LLVMValueRef phi, LLVMBasicBlockRef latch) =>
        phi.GetIncomingBlock(0) == latch ? phi.GetIncomingBlock(1) : phi.GetIncomingBlock(0);

    private void CloseUniform(LoopRegion loop, LLVMBasicBlockRef header, LLVMBasicBlockRef exit)
    {
        var condition = Scalar(loop.Condition);
        _b.BuildCondBr(condition, loop.ExitsOn ? exit : header, loop.ExitsOn ? header : exit);
    }

    private void CloseDivergent(LoopRegion loop, Mask active, LLVMBasicBlockRef header, LLVMBasicBlockRef exit, List<LLVMValueRef> exits, List<LLVMValueRef> kept)
    {
        var results = new List<LLVMValueRef>();
        for (int i = 0; i < exits.Count; i++) results.Add(Blend(active.Value, Vector(Incoming(exits[i], loop.Latch)), kept[i]));
        var stay = And(active, Vector(loop.Condition), value: !loop.ExitsOn);
        var latch = _b.InsertBlock;
        active.Value.AddIncoming([stay.Value], [latch]);
        for (int i = 0; i < exits.Count; i++)
        {
            kept[i].AddIncoming([results[i]], [latch]);
            SetVector(exits[i], results[i]);
        }

        _b.BuildCondBr(Any(stay), header, exit);
    }

    /// <summary>A value leaves a loop that all lanes leave together.</summary>
    private void Forward(LLVMValueRef phi, LLVMValueRef value)
    {
        if (_shapes[phi].HasBase && _shapes[value].HasBase) SetScalar(phi, Scalar(value));
        else SetVector(phi, Vector(value));
    }
}
