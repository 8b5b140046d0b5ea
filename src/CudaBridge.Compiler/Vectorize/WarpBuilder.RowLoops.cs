using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

// loop of all lanes, until the last has left  =>  for each lane: the lane's own loop
// What it reads from outside and what it leaves behind go through memory, one element a lane.
internal sealed partial class WarpBuilder
{
    private void EmitByLane(LoopRegion loop, Mask mask)
    {
        var blocks = RowLoops.Blocks(loop.Body).ToList();
        HashSet<LLVMBasicBlockRef> inside = [.. blocks];
        bool IsInside(LLVMValueRef value) => value.IsAInstruction.Exists() && inside.Contains(value.InstructionParent);
        var exits = RegionBuilder.Phis(loop.Exit);
        var needed = blocks.SelectMany(b => b.Instructions()).SelectMany(i => i.Operands()).Concat(exits.ConvertAll(e => Incoming(e, loop.Latch)))
            .Where(v => IsLaneValue(v) && !IsInside(v) && !_shapes[v].IsUniform).Distinct().ToDictionary(v => v, v => new LaneSlots(this, Vector(v), v.TypeOf));
        var results = exits.ConvertAll(e => _shapes[e].HasBase ? null : new LaneSlots(this, e.TypeOf));

        ForEachLane(mask, lane =>
        {
            Dictionary<LLVMValueRef, LLVMValueRef> own = needed.ToDictionary(n => n.Key, n => n.Value.Load(lane));
            LLVMValueRef Own(LLVMValueRef value) => own.TryGetValue(value, out var known) ? known : IsLaneValue(value) ? Scalar(value) : value;
            CopyLoop(loop, blocks, own, Own);
            for (int e = 0; e < exits.Count; e++) results[e]?.Store(lane, Own(Incoming(exits[e], loop.Latch)));
        });
        for (int e = 0; e < exits.Count; e++)
        {
            if (results[e] is { } slots) SetVector(exits[e], slots.LoadAll());
            else Forward(exits[e], Incoming(exits[e], loop.Latch));
        }
    }

    /// <summary>Writes the scalar loop and adds its values to <paramref name="own"/>; leaves the builder behind it.</summary>
    private void CopyLoop(LoopRegion loop, List<LLVMBasicBlockRef> blocks, Dictionary<LLVMValueRef, LLVMValueRef> own, Func<LLVMValueRef, LLVMValueRef> find)
    {
        LLVMBasicBlockRef before = _b.InsertBlock, after = NewBlock("row.done");
        var copies = blocks.ToDictionary(b => b, _ => NewBlock("row"));
        LLVMBasicBlockRef Target(LLVMBasicBlockRef block) => copies.TryGetValue(block, out var copy) ? copy : after;
        _b.BuildBr(copies[loop.Header]);
        foreach (var block in blocks)
        {
            _b.PositionAtEnd(copies[block]);
            foreach (var i in block.Instructions().Where(i => i != block.Terminator && !Calls.IsMarker(i))) own[i] = CopyForLane(i, find);
            var end = block.Terminator;
            if (end.SuccessorsCount == 1) _b.BuildBr(Target(end.GetSuccessor(0)));
            else _b.BuildCondBr(find(end.Condition), Target(end.GetSuccessor(0)), Target(end.GetSuccessor(1)));
        }

        foreach (var phi in blocks.SelectMany(RegionBuilder.Phis))
            for (uint k = 0; k < phi.IncomingCount; k++)
                own[phi].AddIncoming([find(phi.GetIncomingValue(k))], [copies.GetValueOrDefault(phi.GetIncomingBlock(k), before)]);
        _b.PositionAtEnd(after);
    }

    private LLVMValueRef CopyForLane(LLVMValueRef i, Func<LLVMValueRef, LLVMValueRef> find)
    {
        if (i.InstructionOpcode == LLVMOpcode.LLVMPHI) return _b.BuildPhi(i.TypeOf);
        var copy = i.InstructionClone();
        for (uint o = 0; o < i.OperandCount; o++) copy.SetOperand(o, find(i.GetOperand(o)));
        Insert(copy);
        return copy;
    }
}
