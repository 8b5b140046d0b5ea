using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

/// <summary>Recognises structured control flow. Gives each branch a join of its own, where several shared one.</summary>
internal sealed class RegionBuilder
{
    private readonly ControlFlow _flow;
    private readonly HashSet<int> _placed = [];
    private readonly HashSet<int> _headersInBody = [];

    private RegionBuilder(ControlFlow flow) => _flow = flow;

    /// <summary>The function's body as regions; null when its control flow is not structured.</summary>
    public static List<Region>? Build(LLVMValueRef function, LLVMBuilderRef builder)
    {
        if (!SplitSharedJoins(function, builder)) return null;
        var flow = new ControlFlow(function);
        var regions = new RegionBuilder(flow);
        List<Region>? body = regions.Sequence(0, stop: -1, latch: -1, out _);
        return body is not null && regions._placed.Count == flow.Blocks.Count ? body : null;
    }

    /// <summary>Regions from a block up to (not including) <paramref name="stop"/>, or through the terminator-less end of <paramref name="latch"/>.</summary>
    private List<Region>? Sequence(int block, int stop, int latch, out int last)
    {
        List<Region> regions = [];
        last = -1;
        while (block != stop)
        {
            int loopLatch = LatchOf(block);
            if (loopLatch == -2) return null;
            if (loopLatch >= 0 && !_placed.Contains(block))
            {
                if (Loop(block, loopLatch) is not { } loop) return null;
                regions.Add(loop);
                last = loopLatch;
                block = _flow.IndexOf(loop.Exit);
                continue;
            }

            if (!PlaceBlock(block, loopLatch, regions)) return null;
            last = block;
            if (block == latch) return regions;
            var successors = _flow.Successors(block);
            if (successors.Count == 0) return stop == -1 && latch == -1 ? regions : null;
            if (successors.Count == 1) { block = successors[0]; continue; }
            if (Branch(block) is not { } branch) return null;
            regions.Add(branch);
            block = _flow.IndexOf(branch.Join);
            last = -1;
        }

        return regions;
    }

    // A loop's header is placed by the loop's own sequence, which starts at it: that is the one time it may be seen as a plain block.
    private bool PlaceBlock(int block, int latch, List<Region> regions)
    {
        bool first = latch >= 0 ? _headersInBody.Add(block) : _placed.Add(block);
        if (!first) return false;
        regions.Add(new BlockRegion(_flow.Blocks[block]));
        return true;
    }

    private IfRegion? Branch(int block)
    {
        int join = _flow.ImmediatePostDominator(block);
        var successors = _flow.Successors(block);
        if (_flow.Blocks[block].Terminator.InstructionOpcode != LLVMOpcode.LLVMBr) return null;
        if (Arm(block, successors[0], join, out int thenEnd) is not { } then) return null;
        if (Arm(block, successors[1], join, out int elseEnd) is not { } otherwise) return null;
        if (thenEnd < 0 || elseEnd < 0 || thenEnd == elseEnd) return null;
        return new IfRegion(_flow.Blocks[block], then, otherwise, _flow.Blocks[thenEnd], _flow.Blocks[elseEnd], _flow.Blocks[join]);
    }

    private List<Region>? Arm(int branch, int entry, int join, out int end)
    {
        end = branch;
        if (entry == join) return [];
        if (!_flow.Dominates(branch, entry)) return null;
        return Sequence(entry, join, latch: -1, out end);
    }

    private LoopRegion? Loop(int header, int latch)
    {
        var exits = _flow.Successors(latch);
        if (exits.Count != 2) return null;
        int exit = exits[0] == header ? exits[1] : exits[0];
        if (exit == header || _flow.Dominates(header, exit) && _flow.IsBackEdge(latch, exit)) return null;
        _placed.Add(header);
        List<Region>? body = Sequence(header, stop: -1, latch, out int last);
        if (body is null || last != latch) return null;
        return new LoopRegion(_flow.Blocks[header], _flow.Blocks[latch], _flow.Blocks[exit], body, ExitsOn: exits[0] == exit);
    }

    /// <summary>The one latch of the loop that this block heads; −1 for no loop, −2 for several latches.</summary>
    private int LatchOf(int block)
    {
        int latch = -1;
        foreach (int p in _flow.Predecessors(block))
        {
            if (!_flow.IsBackEdge(p, block)) continue;
            if (latch >= 0) return -2;
            latch = p;
        }

        return latch;
    }

    // if (a) { if (b) x; }  with both branches joining at J  =>  the inner one joins at a block of its own that goes on to J
    private static bool SplitSharedJoins(LLVMValueRef function, LLVMBuilderRef builder)
    {
        for (int rounds = 0; rounds < 4096; rounds++)
        {
            var flow = new ControlFlow(function);
            if (!flow.HasSingleExit) return false;
            if (!SplitOne(flow, function, builder)) return true;
        }

        return false;
    }

    private static bool SplitOne(ControlFlow flow, LLVMValueRef function, LLVMBuilderRef builder)
    {
        for (int block = flow.Blocks.Count - 1; block >= 0; block--)  // inner branches come later in the order
        {
            if (flow.Successors(block).Count != 2 || flow.Successors(block).Any(s => flow.IsBackEdge(block, s))) continue;
            int join = flow.ImmediatePostDominator(block);
            var inside = flow.Predecessors(join).Where(p => flow.Dominates(block, p) && !flow.IsBackEdge(p, join)).ToList();
            if (inside.Count < 2 || inside.Count == flow.Predecessors(join).Count) continue;
            Split(flow.Blocks[join], inside.ConvertAll(p => flow.Blocks[p]), function, builder);
            return true;
        }

        return false;
    }

    private static void Split(LLVMBasicBlockRef join, List<LLVMBasicBlockRef> inside, LLVMValueRef function, LLVMBuilderRef builder)
    {
        var own = function.AppendBasicBlock("join");
        builder.PositionAtEnd(own);
        var branch = builder.BuildBr(join);
        HashSet<IntPtr> moved = [.. inside.Select(b => b.Handle)];
        foreach (var phi in Phis(join))
        {
            builder.PositionBefore(branch);
            var inner = builder.BuildPhi(phi.TypeOf);
            builder.PositionBefore(phi);
            var outer = builder.BuildPhi(phi.TypeOf);
            for (uint i = 0; i < phi.IncomingCount; i++)
                (moved.Contains(phi.GetIncomingBlock(i).Handle) ? inner : outer).AddIncoming([phi.GetIncomingValue(i)], [phi.GetIncomingBlock(i)]);
            outer.AddIncoming([inner], [own]);
            phi.ReplaceAndErase(outer);
        }

        foreach (var block in inside)
        {
            var terminator = block.Terminator;
            for (uint s = 0; s < terminator.SuccessorsCount; s++)
                if (terminator.GetSuccessor(s) == join) terminator.SetSuccessor(s, own);
        }
    }

    public static List<LLVMValueRef> Phis(LLVMBasicBlockRef block) =>
        block.Instructions().TakeWhile(i => i.InstructionOpcode == LLVMOpcode.LLVMPHI).ToList();
}
