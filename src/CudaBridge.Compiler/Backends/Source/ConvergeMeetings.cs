using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Source;

// if (i < n) { …; x = shuffle(y); … }
//   =>  active = i < n;  if (active) { … }  x = shuffle(y, active);  if (active) { … }
// while (cond) { …; barrier(); … }      where cond is not the same for all threads
//   =>  while (any thread is active) { if (active) { … } barrier(); … }
// Operations in which threads meet are barriers of the whole block here, so every thread must come to every one of them: control flow
// around them that differs within the block becomes flags. Threads that have left take part without effect, as CUDA promises.
internal sealed class ConvergeMeetings
{
    private readonly BlockUniformity _uniformity;
    private readonly HashSet<JumpTarget> _waiting = [];
    private readonly HashSet<JumpTarget> _flagged = [];
    private int _numbers;

    private ConvergeMeetings(BlockUniformity uniformity) => _uniformity = uniformity;

    private const string Active = "active";

    public static List<ControlNode> Run(List<ControlNode> tree, BlockUniformity uniformity)
    {
        if (!HasMeeting(tree)) return tree;
        List<ControlNode> split = Split(WithoutNeedlessJumps(tree, []));
        ConvergeMeetings pass = new(uniformity);
        List<ControlNode> result = pass.Sequence(split);
        List<ControlNode> flags = [];
        if (pass._usesActive) flags.Add(new FlagNode(Active, "true", Declares: true));
        foreach (JumpTarget target in pass._flagged.Where(f => f.Kind != JumpKind.Return).OrderBy(f => f.Number)) flags.Add(new FlagNode(FlagOf(target), "false", Declares: true));
        return [.. flags, .. result];
    }

    public static bool IsMeeting(LLVMValueRef instruction) =>
        DialectQueries.OperationOf(instruction) is { Lowering: { Kind: LoweringKind.Collective } lowering } && lowering.Target is not ("exit" or "yield" or "grid.sync");

    private bool _usesActive;

    private bool IsFull => _waiting.Count == 0 && _depth == 0;

    // Conditions with differing outcomes around the place.
    private int _depth;

    private static string FlagOf(JumpTarget target) => $"to_{target.Name}";

    // A jump to what control comes to anyway is none.
    public static List<ControlNode> WithoutNeedlessJumps(List<ControlNode> nodes, HashSet<JumpTarget> follow)
    {
        List<ControlNode> result = [];
        for (int i = 0; i < nodes.Count; i++)
        {
            HashSet<JumpTarget> next = [.. nodes.Skip(i + 1).TakeWhile(n => n is LabelNode).Select(n => ((LabelNode)n).Target)];
            if (nodes.Skip(i + 1).All(n => n is LabelNode)) next.UnionWith(follow);
            switch (nodes[i])
            {
                case JumpNode jump when next.Contains(jump.Target): break;
                case IfNode branch: result.Add(branch with { Then = WithoutNeedlessJumps(branch.Then, next), Else = WithoutNeedlessJumps(branch.Else, next) }); break;
                case LoopNode loop: result.Add(loop with { Body = WithoutNeedlessJumps(loop.Body, [loop.Next]) }); break;
                default: result.Add(nodes[i]); break;
            }
        }

        return result;
    }

    // Code nodes with meetings become code, meeting, code …
    private static List<ControlNode> Split(List<ControlNode> nodes)
    {
        List<ControlNode> result = [];
        foreach (ControlNode node in nodes)
            switch (node)
            {
                case CodeNode code: SplitCode(code, result); break;
                case IfNode branch: result.Add(branch with { Then = Split(branch.Then), Else = Split(branch.Else) }); break;
                case LoopNode loop: result.Add(loop with { Body = Split(loop.Body) }); break;
                default: result.Add(node); break;
            }

        return result;
    }

    private static void SplitCode(CodeNode code, List<ControlNode> result)
    {
        List<LLVMValueRef> instructions = code.Block.Instructions();
        int first = 0;
        for (int i = 0; i < instructions.Count; i++)
        {
            if (!IsMeeting(instructions[i])) continue;
            if (i > first) result.Add(new CodeNode(code.Block, first, i));
            result.Add(new MeetingNode(instructions[i], null));
            first = i + 1;
        }

        if (first < instructions.Count) result.Add(new CodeNode(code.Block, first, instructions.Count));
    }

    private static bool HasMeeting(List<ControlNode> nodes) => nodes.Exists(HasMeeting);

    private static bool HasMeeting(ControlNode node) => node switch
    {
        MeetingNode => true,
        CodeNode code => code.Block.Instructions().Exists(IsMeeting) && code.End == int.MaxValue,
        IfNode branch => HasMeeting(branch.Then) || HasMeeting(branch.Else),
        LoopNode loop => HasMeeting(loop.Body),
        _ => false,
    };

    private List<ControlNode> Sequence(List<ControlNode> nodes)
    {
        List<ControlNode> result = [];
        for (int i = 0; i < nodes.Count; i++)
        {
            ControlNode node = nodes[i];
            if (node is LabelNode label && _waiting.Contains(label.Target))
            {
                result.Add(label);
                Resume(label.Target, result);
            }
            else if (HasMeeting(node)) Meet(node, result);
            else if (IsFull && JumpsTogether(node)) result.Add(node);
            else
            {
                int end = i + 1;
                while (end < nodes.Count && !HasMeeting(nodes[end]) && !(nodes[end] is LabelNode next && _waiting.Contains(next.Target))) end++;
                Alone(nodes.GetRange(i, end - i), result);
                i = end - 1;
            }
        }

        return result;
    }

    private void Meet(ControlNode node, List<ControlNode> result)
    {
        switch (node)
        {
            case MeetingNode meeting:
                if (!IsFull) _usesActive = true;
                result.Add(meeting with { Active = IsFull ? null : Active });
                break;
            case IfNode branch when IsFull && _uniformity.IsUniform(branch.Condition) && TryPlain(branch, result): break;
            case IfNode branch: Divide(branch, result); break;
            case LoopNode loop when IsFull && TryPlain(loop, result): break;
            case LoopNode loop: GoRound(loop, result); break;
            default: throw new InvalidOperationException($"{node.GetType().Name} holds no meeting");
        }
    }

    // Both arms keep the block together.
    private bool TryPlain(IfNode branch, List<ControlNode> result)
    {
        HashSet<JumpTarget> before = [.. _flagged];
        List<ControlNode> taken = Sequence(branch.Then);
        HashSet<JumpTarget> waiting = [.. _waiting];
        _waiting.Clear();
        List<ControlNode> other = Sequence(branch.Else);
        if (waiting.Count == 0 && _waiting.Count == 0)
        {
            result.Add(branch with { Then = taken, Else = other });
            return true;
        }

        _waiting.Clear();
        _flagged.IntersectWith(before);
        return false;
    }

    private bool TryPlain(LoopNode loop, List<ControlNode> result)
    {
        HashSet<JumpTarget> before = [.. _flagged];
        List<ControlNode> body = Sequence(loop.Body);
        if (_waiting.Count == 0)
        {
            result.Add(loop with { Body = body });
            return true;
        }

        _waiting.Clear();
        _flagged.IntersectWith(before);
        return false;
    }

    private void Divide(IfNode branch, List<ControlNode> result)
    {
        _usesActive = true;
        string number = $"{++_numbers}", taken = $"then{number}", other = $"else{number}", after = $"after{number}";
        result.Add(new FlagFromNode(taken, branch.Condition));
        result.Add(new FlagNode(other, $"{Active} && !{taken}", Declares: true));
        _depth++;
        result.Add(new FlagNode(Active, taken));
        result.AddRange(Sequence(branch.Then));
        result.Add(new FlagNode(after, Active, Declares: true));
        result.Add(new FlagNode(Active, other));
        result.AddRange(Sequence(branch.Else));
        result.Add(new FlagNode(Active, $"{Active} || {after}"));
        _depth--;
    }

    private void GoRound(LoopNode loop, List<ControlNode> result)
    {
        _usesActive = true;
        _depth++;
        List<ControlNode> body = Sequence(loop.Body);
        if (_waiting.Contains(loop.Next)) Resume(loop.Next, body);
        result.Add(new WhileAnyNode(Active, body));
        _depth--;
    }

    private void Resume(JumpTarget target, List<ControlNode> result)
    {
        _waiting.Remove(target);
        result.Add(new FlagNode(Active, $"{Active} || {FlagOf(target)}"));
        result.Add(new FlagNode(FlagOf(target), "false"));
    }

    // Threads run it without each other; where it jumps out of the group they go to sleep.
    private void Alone(List<ControlNode> group, List<ControlNode> result)
    {
        bool wasFull = IsFull;
        HashSet<JumpTarget> leaving = Outside(group);
        List<ControlNode> inner = group;
        if (leaving.Count > 0)
        {
            _usesActive = true;
            JumpTarget end = new(JumpKind.Label, 1000 + ++_numbers);
            inner = [.. Redirect(group, leaving, end), new LabelNode(end)];
            _waiting.UnionWith(leaving);
            _flagged.UnionWith(leaving);
        }

        if (wasFull) result.AddRange(inner);
        else
        {
            _usesActive = true;
            result.Add(new IfFlagNode(Active, inner));
        }
    }

    private static List<ControlNode> Redirect(List<ControlNode> nodes, HashSet<JumpTarget> leaving, JumpTarget end)
    {
        List<ControlNode> result = [];
        foreach (ControlNode node in nodes)
            switch (node)
            {
                case JumpNode jump when leaving.Contains(jump.Target):
                    result.AddRange([new FlagNode(Active, "false"), new FlagNode(FlagOf(jump.Target), "true"), new JumpNode(end)]);
                    break;
                case ReturnNode: result.AddRange([new FlagNode(Active, "false"), new JumpNode(end)]); break;
                case IfNode branch: result.Add(branch with { Then = Redirect(branch.Then, leaving, end), Else = Redirect(branch.Else, leaving, end) }); break;
                case LoopNode loop: result.Add(loop with { Body = Redirect(loop.Body, leaving, end) }); break;
                default: result.Add(node); break;
            }

        return result;
    }

    private static readonly JumpTarget s_return = new(JumpKind.Return, 0);

    /// <summary>Targets outside the node that it jumps to.</summary>
    private static HashSet<JumpTarget> Jumps(ControlNode node)
    {
        HashSet<JumpTarget> jumps = [];
        switch (node)
        {
            case JumpNode jump: jumps.Add(jump.Target); break;
            case ReturnNode: jumps.Add(s_return); break;
            case IfNode branch:
                jumps.UnionWith(Outside(branch.Then));
                jumps.UnionWith(Outside(branch.Else));
                break;
            case IfFlagNode branch: jumps.UnionWith(Outside(branch.Then)); break;
            case LoopNode loop:
                jumps.UnionWith(Outside(loop.Body));
                jumps.Remove(loop.Next);
                break;
        }

        return jumps;
    }

    /// <summary>Where control may go from these nodes that is not among them.</summary>
    public static HashSet<JumpTarget> Outside(List<ControlNode> nodes, bool withReturns)
    {
        HashSet<JumpTarget> targets = Outside(nodes);
        if (!withReturns) targets.Remove(s_return);
        return targets;
    }

    private static HashSet<JumpTarget> Outside(List<ControlNode> nodes)
    {
        HashSet<JumpTarget> jumps = [.. nodes.SelectMany(Jumps)];
        jumps.ExceptWith(nodes.OfType<LabelNode>().Select(l => l.Target));
        return jumps;
    }

    // No jump out of the node stands under a condition that differs within the block.
    private bool JumpsTogether(ControlNode node) => node switch
    {
        IfNode branch when Jumps(branch).Count > 0 =>
            _uniformity.IsUniform(branch.Condition) && branch.Then.TrueForAll(JumpsTogether) && branch.Else.TrueForAll(JumpsTogether),
        LoopNode loop when Jumps(loop).Count > 0 => loop.Body.TrueForAll(JumpsTogether),
        _ => true,
    };
}
