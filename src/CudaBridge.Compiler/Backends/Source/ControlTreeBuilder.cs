using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Source;

/// <summary>
/// The control tree of a function whose loops have one entry each, from its dominator tree (Ramsey: Beyond Relooper, ICFP 2022): a block's
/// code, then its terminator with the blocks that only it leads to, then the blocks where ways from it join. What a loop leads to stands
/// behind the loop, not inside it as there. Jumps to what follows anyway need no statement; the writer makes the others break, continue, goto.
/// </summary>
internal sealed class ControlTreeBuilder
{
    private readonly DominatorTree _dominators;
    private readonly List<Loop> _loops;
    private readonly Dictionary<IntPtr, JumpTarget> _labels = [];
    private readonly Dictionary<IntPtr, JumpTarget> _repeats = [];
    private int _numbers;

    private ControlTreeBuilder(LLVMValueRef function, DominatorTree dominators) => (_dominators, _loops) = (dominators, LoopForest.Find(function));

    public static List<ControlNode> Build(LLVMValueRef function, DominatorTree dominators)
    {
        List<ControlNode> tree = [];
        new ControlTreeBuilder(function, dominators).Tree(dominators.Order[0], tree);
        return tree;
    }

    private void Tree(LLVMBasicBlockRef block, List<ControlNode> into)
    {
        Loop? loop = _loops.Find(l => l.Header == block);
        List<LLVMBasicBlockRef> joins = [.. _dominators.ChildrenOf(block).Where(b => _dominators.IsMerge(b) && !IsBehindLoop(b))];
        if (loop is null)
        {
            Within(block, joins, into);
            return;
        }

        List<LLVMBasicBlockRef> behind = [.. _dominators.Order.Where(b => OutermostLeft(b) == loop)];
        foreach (LLVMBasicBlockRef exit in behind) _labels[exit.Handle] = new JumpTarget(JumpKind.Label, ++_numbers);
        JumpTarget next = new(JumpKind.LoopNext, ++_numbers);
        _repeats[block.Handle] = next;
        List<ControlNode> body = [];
        Within(block, joins, body);
        into.Add(new LoopNode(next, body));
        Place(behind, into);
    }

    private bool IsBehindLoop(LLVMBasicBlockRef block) => OutermostLeft(block) is not null;

    // The outermost loop that its dominator is in and it is not.
    private Loop? OutermostLeft(LLVMBasicBlockRef block)
    {
        LLVMBasicBlockRef parent = _dominators.ParentOf(block);
        return _loops.Find(l => l.Contains(parent) && !l.Contains(block));
    }

    private void Within(LLVMBasicBlockRef block, List<LLVMBasicBlockRef> joins, List<ControlNode> into)
    {
        foreach (LLVMBasicBlockRef join in joins) _labels[join.Handle] = new JumpTarget(JumpKind.Label, ++_numbers);
        into.Add(new CodeNode(block, 0, int.MaxValue));
        Leave(block, into);
        Place(joins, into);
    }

    private void Place(List<LLVMBasicBlockRef> blocks, List<ControlNode> into)
    {
        foreach (LLVMBasicBlockRef block in blocks)
        {
            into.Add(new LabelNode(_labels[block.Handle]));
            Tree(block, into);
        }
    }

    private void Leave(LLVMBasicBlockRef block, List<ControlNode> into)
    {
        LLVMValueRef terminator = block.Terminator;
        switch (terminator.InstructionOpcode)
        {
            case LLVMOpcode.LLVMBr when terminator.IsConditional && terminator.GetSuccessor(0) != terminator.GetSuccessor(1):
                List<ControlNode> taken = [], other = [];
                Go(block, terminator.GetSuccessor(0), taken);
                Go(block, terminator.GetSuccessor(1), other);
                into.Add(new IfNode(terminator.Condition, taken, other));
                break;
            case LLVMOpcode.LLVMBr:
                Go(block, terminator.GetSuccessor(0), into);
                break;
            case LLVMOpcode.LLVMRet or LLVMOpcode.LLVMUnreachable:
                into.Add(new ReturnNode(block));
                break;
            default:
                throw new SourceException(terminator, $"the terminator {terminator.InstructionOpcode}");
        }
    }

    private void Go(LLVMBasicBlockRef from, LLVMBasicBlockRef to, List<ControlNode> into)
    {
        into.Add(new EdgeNode(from, to));
        if (_dominators.IsBackward(from, to)) into.Add(new JumpNode(_repeats[to.Handle]));
        else if (_labels.TryGetValue(to.Handle, out JumpTarget? label)) into.Add(new JumpNode(label));
        else Tree(to, into);
    }
}
