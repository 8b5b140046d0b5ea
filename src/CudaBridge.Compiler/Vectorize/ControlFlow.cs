using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Vectorize;

/// <summary>Order, dominators and post-dominators of a function with one exit block.</summary>
internal sealed class ControlFlow
{
    private readonly Dictionary<IntPtr, int> _index = [];
    private readonly List<int>[] _successors;
    private readonly List<int>[] _predecessors;
    private readonly int[] _idom;
    private readonly int[] _ipdom;

    /// <summary>Reachable blocks in reverse post-order.</summary>
    public IReadOnlyList<LLVMBasicBlockRef> Blocks { get; }

    public ControlFlow(LLVMValueRef function)
    {
        var blocks = ReversePostOrder(function.EntryBasicBlock);
        Blocks = blocks;
        for (int i = 0; i < blocks.Count; i++) _index[blocks[i].Handle] = i;
        _successors = new List<int>[blocks.Count];
        _predecessors = new List<int>[blocks.Count];
        for (int i = 0; i < blocks.Count; i++) _predecessors[i] = [];
        for (int i = 0; i < blocks.Count; i++)
        {
            _successors[i] = blocks[i].Successors().ConvertAll(s => _index[s.Handle]);
            foreach (int s in _successors[i]) _predecessors[s].Add(i);
        }

        _idom = Dominators(blocks.Count, [.. Enumerable.Range(0, blocks.Count)], _predecessors, 0);
        int exit = blocks.FindIndex(b => b.Terminator.InstructionOpcode == LLVMOpcode.LLVMRet);
        _ipdom = exit < 0 ? [] : Dominators(blocks.Count, PostOrderFrom(exit), _successors, exit);
        HasSingleExit = exit >= 0 && blocks.Count(b => b.Terminator.SuccessorsCount == 0) == 1 && !_ipdom.Contains(-1);
    }

    /// <summary>One block ends the function and every block can reach it.</summary>
    public bool HasSingleExit { get; }

    public int IndexOf(LLVMBasicBlockRef block) => _index[block.Handle];
    public IReadOnlyList<int> Successors(int block) => _successors[block];
    public IReadOnlyList<int> Predecessors(int block) => _predecessors[block];
    public int ImmediatePostDominator(int block) => _ipdom[block];

    public bool Dominates(int a, int b)
    {
        while (b > a) b = _idom[b];  // a dominator comes earlier in reverse post-order
        return a == b;
    }

    public bool IsBackEdge(int from, int to) => to <= from && Dominates(to, from);

    private static List<LLVMBasicBlockRef> ReversePostOrder(LLVMBasicBlockRef entry)
    {
        List<LLVMBasicBlockRef> order = [];
        HashSet<IntPtr> seen = [entry.Handle];
        Stack<(LLVMBasicBlockRef Block, List<LLVMBasicBlockRef> Successors, int Next)> stack = [];
        stack.Push((entry, entry.Successors(), 0));
        while (stack.TryPop(out var frame))
        {
            if (frame.Next == frame.Successors.Count) { order.Add(frame.Block); continue; }
            stack.Push((frame.Block, frame.Successors, frame.Next + 1));
            var next = frame.Successors[frame.Next];
            if (seen.Add(next.Handle)) stack.Push((next, next.Successors(), 0));
        }

        order.Reverse();
        return order;
    }

    /// <summary>Reverse post-order of the reversed graph.</summary>
    private List<int> PostOrderFrom(int exit)
    {
        List<int> order = [];
        HashSet<int> seen = [exit];
        Stack<(int Block, int Next)> stack = [];
        stack.Push((exit, 0));
        while (stack.TryPop(out var frame))
        {
            if (frame.Next == _predecessors[frame.Block].Count) { order.Add(frame.Block); continue; }
            stack.Push((frame.Block, frame.Next + 1));
            int next = _predecessors[frame.Block][frame.Next];
            if (seen.Add(next)) stack.Push((next, 0));
        }

        order.Reverse();
        return order;
    }

    /// <summary>Cooper, Harvey, Kennedy: A Simple, Fast Dominance Algorithm. −1 for blocks that the root does not reach.</summary>
    private static int[] Dominators(int count, List<int> order, List<int>[] predecessors, int root)
    {
        int[] position = new int[count];
        Array.Fill(position, -1);
        for (int i = 0; i < order.Count; i++) position[order[i]] = i;
        int[] idom = new int[count];
        Array.Fill(idom, -1);
        idom[root] = root;
        for (bool changed = true; changed;)
        {
            changed = false;
            foreach (int block in order)
            {
                if (block == root) continue;
                int best = -1;
                foreach (int p in predecessors[block])
                    if (idom[p] >= 0) best = best < 0 ? p : Intersect(p, best);
                if (best == idom[block]) continue;
                idom[block] = best;
                changed = true;
            }
        }

        return idom;

        int Intersect(int a, int b)
        {
            while (a != b)
                if (position[a] > position[b]) a = idom[a];
                else b = idom[b];
            return a;
        }
    }
}
