using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Source;

/// <summary>
/// Dominators of the blocks that can be reached (Cooper, Harvey, Kennedy: A Simple, Fast Dominance Algorithm), and the reverse postorder
/// they are found in.
/// </summary>
internal sealed class DominatorTree
{
    private readonly Dictionary<IntPtr, int> _number = [];
    private readonly int[] _parent;
    private readonly List<int>[] _predecessors;

    public DominatorTree(LLVMValueRef function)
    {
        List<LLVMBasicBlockRef> postorder = [];
        Visit(function.EntryBasicBlock, postorder);
        postorder.Reverse();
        Order = postorder;
        for (int i = 0; i < postorder.Count; i++) _number[postorder[i].Handle] = i;
        _predecessors = [.. postorder.Select(_ => new List<int>())];
        for (int i = 0; i < postorder.Count; i++)
            foreach (LLVMBasicBlockRef successor in postorder[i].Successors()) _predecessors[_number[successor.Handle]].Add(i);
        _parent = Solve();
    }

    /// <summary>Reverse postorder.</summary>
    public List<LLVMBasicBlockRef> Order { get; }

    public bool IsReachable(LLVMBasicBlockRef block) => _number.ContainsKey(block.Handle);

    public int NumberOf(LLVMBasicBlockRef block) => _number[block.Handle];

    public LLVMBasicBlockRef ParentOf(LLVMBasicBlockRef block) => Order[_parent[NumberOf(block)]];

    public IEnumerable<LLVMBasicBlockRef> Predecessors(LLVMBasicBlockRef block) => _predecessors[NumberOf(block)].Select(p => Order[p]);

    /// <summary>Blocks whose immediate dominator it is, in reverse postorder.</summary>
    public IEnumerable<LLVMBasicBlockRef> ChildrenOf(LLVMBasicBlockRef block)
    {
        int number = NumberOf(block);
        for (int i = number + 1; i < Order.Count; i++)
            if (_parent[i] == number) yield return Order[i];
    }

    public bool Dominates(LLVMBasicBlockRef above, LLVMBasicBlockRef below)
    {
        int a = NumberOf(above), b = NumberOf(below);
        while (b > a) b = _parent[b];
        return a == b;
    }

    public bool IsBackward(LLVMBasicBlockRef from, LLVMBasicBlockRef to) => NumberOf(to) <= NumberOf(from);

    public bool IsLoopHeader(LLVMBasicBlockRef block) => Predecessors(block).Any(p => IsBackward(p, block));

    /// <summary>More than one forward edge comes to it.</summary>
    public bool IsMerge(LLVMBasicBlockRef block) => _predecessors[NumberOf(block)].Distinct().Count(p => p < NumberOf(block)) > 1;

    private static void Visit(LLVMBasicBlockRef entry, List<LLVMBasicBlockRef> postorder)
    {
        HashSet<IntPtr> seen = [entry.Handle];
        Stack<(LLVMBasicBlockRef Block, Queue<LLVMBasicBlockRef> Left)> path = new();
        path.Push((entry, new(Enumerable.Reverse(entry.Successors()))));
        while (path.TryPeek(out var top))
        {
            if (!top.Left.TryDequeue(out LLVMBasicBlockRef next))
            {
                postorder.Add(top.Block);
                path.Pop();
            }
            else if (seen.Add(next.Handle)) path.Push((next, new(Enumerable.Reverse(next.Successors()))));
        }
    }

    private int[] Solve()
    {
        int[] parent = [.. Enumerable.Repeat(-1, Order.Count)];
        parent[0] = 0;
        for (bool changed = true; changed;)
        {
            changed = false;
            for (int i = 1; i < Order.Count; i++)
            {
                int common = -1;
                foreach (int p in _predecessors[i].Where(p => parent[p] >= 0)) common = common < 0 ? p : Meet(parent, common, p);
                if (parent[i] == common) continue;
                parent[i] = common;
                changed = true;
            }
        }

        return parent;
    }

    private static int Meet(int[] parent, int a, int b)
    {
        while (a != b)
            if (a > b) a = parent[a];
            else b = parent[b];
        return a;
    }
}
