using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

// if (i < n) A   =>   if (any lane's i < n) { if (all lanes') A without a mask else A under the mask }
// Practically all warps of `if (i < n)` are full. A masked store is no whole cache line that could go around the caches, and what it wrote is not forwarded to
// loads from memory that waits for it.
internal sealed partial class WarpBuilder
{
    // Code larger than this is bound by something else than its masks.
    private const int MostTwice = 100;

    private bool PaysWithoutMask(IfRegion branch)
    {
        if (branch.Else.Count > 0 || branch.Then.Exists(HoldsLoop)) return false;
        var instructions = branch.Then.SelectMany(Instructions).ToList();
        return instructions.Count <= MostTwice && instructions.Exists(IsConsecutiveAccess) && !instructions.Exists(Legality.IsBarrier);
    }

    private static bool HoldsLoop(Region region) => region is LoopRegion || (region is IfRegion branch && branch.Then.Concat(branch.Else).Any(HoldsLoop));

    private static IEnumerable<LLVMValueRef> Instructions(Region region) => region switch
    {
        BlockRegion block => block.Block.Instructions(),
        IfRegion branch => branch.Then.Concat(branch.Else).SelectMany(Instructions),
        LoopRegion loop => loop.Body.SelectMany(Instructions),
        _ => [],
    };

    private bool IsConsecutiveAccess(LLVMValueRef i) => i.InstructionOpcode switch
    {
        LLVMOpcode.LLVMLoad => IsConsecutiveAccess(i.GetOperand(0), i.TypeOf),
        LLVMOpcode.LLVMStore => IsConsecutiveAccess(i.GetOperand(1), i.GetOperand(0).TypeOf),
        _ => false,
    };

    private bool IsConsecutiveAccess(LLVMValueRef pointer, LLVMTypeRef type) => IsConsecutive(pointer, type) || FindProgression(pointer, type) is not null;

    private void EmitWithAndWithoutMask(IfRegion branch)
    {
        var condition = Vector(branch.Condition);
        var phis = RegionBuilder.Phis(branch.Join).FindAll(phi => !KeepBase(phi));
        Mask then = And(Mask.All, condition);
        var otherwise = phis.ConvertAll(phi => As(phi, Incoming(phi, branch.ElseEnd)));
        LLVMValueRef any = LaneDecides(branch.Condition, last: false), all = LaneDecides(branch.Condition, last: true);
        LLVMBasicBlockRef from = _b.InsertBlock, some = NewBlock("lanes"), full = NewBlock("all.lanes"), partial = NewBlock("some.lanes"), after = NewBlock("after");
        _b.BuildCondBr(any.Exists() ? any : Any(then), some, after);
        _b.PositionAtEnd(some);
        _b.BuildCondBr(all.Exists() ? all : _b.BuildICmp(LLVMIntPredicate.LLVMIntEQ, Bits(then), _maskBits.AllOnes), full, partial);

        var unmasked = EmitCopy(full, branch, Mask.All, phis, out var fullEnd);
        var masked = EmitCopy(partial, branch, then, phis, out _);
        for (int i = 0; i < phis.Count; i++) masked[i] = Join(phis[i], branch, then.Value, masked[i], otherwise[i]);
        var partialEnd = _b.InsertBlock;
        // Both meet before they meet the lanes that stayed away: what leaves out idle warps looks for such an end.
        var join = NewBlock("joined");
        _b.BuildBr(join);
        _b.PositionAtEnd(fullEnd);
        _b.BuildBr(join);
        _b.PositionAtEnd(join);
        var joined = Meet(unmasked, fullEnd, masked, partialEnd);
        _b.BuildBr(after);
        _b.PositionAtEnd(after);
        var met = Meet(joined, join, otherwise, from);
        for (int i = 0; i < phis.Count; i++) SetAs(phis[i], met[i]);
    }

    private List<LLVMValueRef> EmitCopy(LLVMBasicBlockRef start, IfRegion branch, Mask mask, List<LLVMValueRef> phis, out LLVMBasicBlockRef end)
    {
        _b.PositionAtEnd(start);
        Emit(branch.Then, mask);
        var values = phis.ConvertAll(phi => As(phi, Incoming(phi, branch.ThenEnd)));
        end = _b.InsertBlock;
        return values;
    }

    private List<LLVMValueRef> Meet(List<LLVMValueRef> values, LLVMBasicBlockRef from, List<LLVMValueRef> others, LLVMBasicBlockRef fromOthers) =>
        values.Zip(others, (value, other) =>
        {
            var phi = _b.BuildPhi(value.TypeOf);
            phi.AddIncoming([value, other], [from, fromOthers]);
            return phi;
        }).ToList();
}
