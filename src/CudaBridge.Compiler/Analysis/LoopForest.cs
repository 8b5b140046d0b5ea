using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Analysis;

/// <summary>A loop: a strongly connected set of blocks with the header through which it is entered (irreducible ones have several; one counts).</summary>
internal sealed record Loop(LLVMBasicBlockRef Header, IReadOnlySet<IntPtr> Blocks)
{
    public bool Contains(LLVMBasicBlockRef block) => Blocks.Contains(block.Handle);

    public IEnumerable<LLVMBasicBlockRef> AllBlocks => Blocks.Select(b => new LLVMBasicBlockRef(b));

    /// <summary>The blocks from which the loop goes round again.</summary>
    public IEnumerable<LLVMBasicBlockRef> Latches => AllBlocks.Where(b => b.Successors().Contains(Header));

    /// <summary>The blocks from which it can be left.</summary>
    public IEnumerable<LLVMBasicBlockRef> Exiting => AllBlocks.Where(b => b.Successors().Exists(s => !Contains(s)));
}

/// <summary>All loops of a function, outer before inner, found as nested strongly connected components.</summary>
internal static class LoopForest
{
    public static List<Loop> Find(LLVMValueRef function)
    {
        List<Loop> loops = [];
        Collect(function.Blocks(), default, loops);
        return loops;
    }

    // removed: edges to it do not count; it is the header of the loop whose inside is searched.
    private static void Collect(IReadOnlyCollection<LLVMBasicBlockRef> blocks, LLVMBasicBlockRef removed, List<Loop> loops)
    {
        foreach (List<LLVMBasicBlockRef> component in Components(blocks, removed))
        {
            HashSet<IntPtr> set = [.. component.Select(b => b.Handle)];
            bool isLoop = component.Count > 1 || (component[0] != removed && component[0].Successors().Contains(component[0]));
            if (!isLoop) continue;
            Loop loop = new(HeaderOf(component, set), set);
            loops.Add(loop);
            Collect(component, loop.Header, loops);
        }
    }

    private static LLVMBasicBlockRef HeaderOf(List<LLVMBasicBlockRef> component, HashSet<IntPtr> set)
    {
        LLVMValueRef function = component[0].Parent;
        HashSet<IntPtr> entered = [];
        foreach (LLVMBasicBlockRef block in function.Blocks().Where(b => !set.Contains(b.Handle)))
            entered.UnionWith(block.Successors().Select(s => s.Handle));
        LLVMBasicBlockRef header = component.Find(b => entered.Contains(b.Handle));
        // An inner loop may be entered from the outer one's header only, which is inside the set of the outer loop, not of this one.
        return header.Exists() ? header : component[0];
    }

    // Tarjan's algorithm with an explicit stack: kernels can have thousands of blocks.
    private static List<List<LLVMBasicBlockRef>> Components(IReadOnlyCollection<LLVMBasicBlockRef> blocks, LLVMBasicBlockRef removed)
    {
        HashSet<IntPtr> inside = [.. blocks.Select(b => b.Handle)];
        Dictionary<IntPtr, int> index = [], low = [];
        Stack<LLVMBasicBlockRef> open = new();
        HashSet<IntPtr> onStack = [];
        List<List<LLVMBasicBlockRef>> components = [];
        foreach (LLVMBasicBlockRef root in blocks)
        {
            if (index.ContainsKey(root.Handle)) continue;
            Stack<(LLVMBasicBlockRef Block, List<LLVMBasicBlockRef> Successors, int Next)> work = new();
            Enter(root);
            while (work.TryPop(out var frame))
            {
                if (frame.Next < frame.Successors.Count)
                {
                    LLVMBasicBlockRef successor = frame.Successors[frame.Next];
                    work.Push((frame.Block, frame.Successors, frame.Next + 1));
                    if (!index.ContainsKey(successor.Handle)) Enter(successor);
                    else if (onStack.Contains(successor.Handle)) low[frame.Block.Handle] = Math.Min(low[frame.Block.Handle], index[successor.Handle]);
                    continue;
                }

                if (work.TryPeek(out var parent)) low[parent.Block.Handle] = Math.Min(low[parent.Block.Handle], low[frame.Block.Handle]);
                if (low[frame.Block.Handle] == index[frame.Block.Handle]) components.Add(PopComponent(frame.Block));
            }

            void Enter(LLVMBasicBlockRef block)
            {
                index[block.Handle] = low[block.Handle] = index.Count;
                open.Push(block);
                onStack.Add(block.Handle);
                work.Push((block, block.Successors().FindAll(s => inside.Contains(s.Handle) && s != removed), 0));
            }
        }

        return components;

        List<LLVMBasicBlockRef> PopComponent(LLVMBasicBlockRef root)
        {
            List<LLVMBasicBlockRef> component = [];
            LLVMBasicBlockRef block;
            do
            {
                block = open.Pop();
                onStack.Remove(block.Handle);
                component.Add(block);
            }
            while (block != root);
            return component;
        }
    }
}
