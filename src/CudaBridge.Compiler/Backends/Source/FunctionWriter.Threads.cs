using System.Text.RegularExpressions;
using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Backends.Tile;
using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Source;

// if (i < n) { tile[t] = x; } barrier(); y = tile[t + 1];
//   =>  for each thread { if (i < n) tile[t] = x; }   for each thread { y[t] = tile[t + 1]; }
// A core without threads runs a block's threads in loops that end where threads meet. What a thread knows across two loops waits in an
// array of the block; what is the same for all threads is computed once between the loops.
internal sealed partial class FunctionWriter
{
    private readonly HashSet<Scope> _threadScopes = [];
    private readonly HashSet<IntPtr> _nestedPhis = [];
    private readonly HashSet<string> _kept = [];
    private readonly Dictionary<string, LocalArray> _arrays = [];
    private readonly Dictionary<IntPtr, bool> _blockLevel = [];
    private readonly HashSet<IntPtr> _topCode = [];
    private BlockUniformity? _uniformity;
    private JumpTarget? _end;
    private List<Line>? _before;
    private Scope? _loopScope;
    private bool _meets;
    private int _threadLoops;

    private sealed record LocalArray(string Element, ulong Count, uint Align);

    /// <summary>What stands at a level: a node for the block as a whole, or nodes that each thread runs by itself.</summary>
    private abstract record Stage;

    private sealed record ThreadStage(List<ControlNode> Nodes) : Stage;

    private sealed record BlockStage(ControlNode Node, List<Stage> Then, List<Stage> Else) : Stage;

    // Loops that wait for another thread. One core runs all of them in order: what they wait for has been done, or will not be.
    private readonly Dictionary<IntPtr, string> _waits = [];

    /// <summary>Some thread waits for another one: blocks must run one after the other, on one core.</summary>
    public bool Waits => _waits.Count > 0;

    private string? RoundsOf(LoopNode loop) => loop.Body.OfType<CodeNode>().FirstOrDefault() is { } header ? _waits.GetValueOrDefault(header.Block.Handle) : null;

    private void AddLoop(LoopNode loop) => Add(RoundsOf(loop) is { } rounds ? $"for (uint {rounds} = 0;; {rounds}++) {{" : "for (;;) {");

    private void BreakVainWait(LoopNode loop)
    {
        if (RoundsOf(loop) is not { } rounds) return;
        Add($"if ({rounds} == 1u << 20) {{");
        Indented(() =>
        {
            Fail("a thread waits for one that comes after it, or for the host");
            Add("break;");
        });
        Add("}");
    }

    /// <summary>The kernel's body for one block, and the scratch arrays it needs.</summary>
    public (string Text, IReadOnlyList<CoreArray> Arrays) CoreBody()
    {
        DominatorTree dominators = new(_function);
        List<ControlNode> tree = ControlTreeBuilder.Build(_function, dominators);
        _meets = _function.Instructions().Exists(i => dominators.IsReachable(i.InstructionParent) && ConvergeMeetings.IsMeeting(i));
        _uniformity = new BlockUniformity(_function, dominators);
        if (_meets) tree = ConvergeMeetings.Run(tree, _uniformity);
        foreach (Loop wait in SpinLoops.Find(_function)) _waits[wait.Header.Handle] = _unique.Unique("rounds");
        NameParameters();
        DropPrintedArrays();
        foreach (LLVMBasicBlockRef block in dominators.Order) new Inliner(block, _inlined).Run();
        foreach (LLVMValueRef i in _function.Instructions().Where(i => IsRegister(i) || (IsAddressing(i) && IsFixed(i)))) _inlined.Add(i.Handle);
        CountJumps(tree, _jumps);
        List<Stage> plan = Plan(tree);
        FindLevels(plan);
        foreach (LLVMBasicBlockRef header in dominators.Order.Where(dominators.IsLoopHeader))
            foreach (LLVMValueRef phi in header.Instructions().TakeWhile(i => i.InstructionOpcode == LLVMOpcode.LLVMPHI))
                if (_meets && !_nestedPhis.Contains(phi.Handle) && !IsBlockLevel(phi) && phi.HasUsers()) _kept.Add(VariableOf(phi));
        _end = new JumpTarget(JumpKind.LoopNext, 0);
        _scope = new Scope(null, 2);
        InLoop(_end, [], () => Stages(plan, [_end]), indent: false);
        if (_end.NeedsLabel && _meets) _lines.Add(new Line(new Scope(null, 1), $"{_end.Name}:;"));
        return PrintCore();
    }

    // What only says where something lies needs no name of its own.
    private static bool IsAddressing(LLVMValueRef i) => i.InstructionOpcode is LLVMOpcode.LLVMGetElementPtr or LLVMOpcode.LLVMSExt or LLVMOpcode.LLVMZExt or LLVMOpcode.LLVMTrunc or LLVMOpcode.LLVMAddrSpaceCast;

    private void NameParameters()
    {
        List<string> parameters = [];
        for (uint i = 0; i < _function.ParamsCount; i++) parameters.Add(NameOf(_function.GetParam(i), $"arg{i}"));
        Parameters = parameters;
    }

    private static bool IsRegister(LLVMValueRef i) => DialectQueries.OperationOf(i) is { Lowering.Kind: LoweringKind.Register };

    private static bool Meets(ControlNode node) => node switch
    {
        MeetingNode or WhileAnyNode => true,
        IfNode branch => branch.Then.Exists(Meets) || branch.Else.Exists(Meets),
        IfFlagNode branch => branch.Then.Exists(Meets),
        LoopNode loop => loop.Body.Exists(Meets),
        _ => false,
    };

    private List<Stage> Plan(List<ControlNode> nodes)
    {
        List<Stage> steps = [];
        for (int i = 0; i < nodes.Count;)
        {
            int end = i;
            while (end < nodes.Count && !Meets(nodes[end])) end++;
            PlanRun(nodes.GetRange(i, end - i), steps);
            if (end < nodes.Count) steps.Add(BlockStageOf(nodes[end++]));
            i = end;
        }

        return steps;
    }

    // Nodes in which nobody meets: threads run them alone, unless the block leaves together from inside.
    private void PlanRun(List<ControlNode> run, List<Stage> steps)
    {
        HashSet<JumpTarget> leaving = ConvergeMeetings.Outside(run, withReturns: _meets);
        leaving.UnionWith(run.OfType<LabelNode>().Select(label => label.Target).Where(target => Jumps(run, target) < _jumps.GetValueOrDefault(target)));
        // What leaves may go to labels here as well; those are the block's, too.
        for (int known = -1; known != leaving.Count;)
        {
            known = leaving.Count;
            foreach (ControlNode node in run)
                if (ConvergeMeetings.Outside([node], withReturns: _meets) is var targets && targets.Overlaps(leaving)) leaving.UnionWith(targets);
        }

        List<ControlNode> group = [];
        void Flush()
        {
            if (group.Count > 0) steps.Add(new ThreadStage(group));
            group = [];
        }

        foreach (ControlNode node in run)
            if (node is LabelNode label ? leaving.Contains(label.Target) : ConvergeMeetings.Outside([node], withReturns: _meets).Overlaps(leaving))
            {
                Flush();
                steps.Add(BlockStageOf(node));
            }
            else group.Add(node);

        Flush();
    }

    private readonly Dictionary<JumpTarget, int> _jumps = [];

    private static int Jumps(List<ControlNode> nodes, JumpTarget target)
    {
        Dictionary<JumpTarget, int> counts = [];
        CountJumps(nodes, counts);
        return counts.GetValueOrDefault(target);
    }

    private static void CountJumps(List<ControlNode> nodes, Dictionary<JumpTarget, int> counts)
    {
        foreach (ControlNode node in nodes)
            switch (node)
            {
                case JumpNode jump: counts[jump.Target] = counts.GetValueOrDefault(jump.Target) + 1; break;
                case IfNode branch:
                    CountJumps(branch.Then, counts);
                    CountJumps(branch.Else, counts);
                    break;
                case IfFlagNode branch: CountJumps(branch.Then, counts); break;
                case LoopNode loop: CountJumps(loop.Body, counts); break;
                case WhileAnyNode loop: CountJumps(loop.Body, counts); break;
            }
    }

    private BlockStage BlockStageOf(ControlNode node) => node switch
    {
        IfNode branch => new BlockStage(node, Plan(branch.Then), Plan(branch.Else)),
        LoopNode loop => new BlockStage(node, Plan(loop.Body), []),
        WhileAnyNode loop => new BlockStage(node, Plan(loop.Body), []),
        _ => new BlockStage(node, [], []),
    };

    private void FindLevels(List<Stage> steps)
    {
        foreach (Stage step in steps)
            switch (step)
            {
                case ThreadStage alone:
                    foreach (ControlNode node in alone.Nodes)
                        if (node is CodeNode code) MarkTop(code);
                        else if (node is not EdgeNode) MarkNested(node);
                    break;
                case BlockStage together:
                    FindLevels(together.Then);
                    FindLevels(together.Else);
                    break;
            }
    }

    private void MarkTop(CodeNode code)
    {
        List<LLVMValueRef> instructions = code.Block.Instructions();
        for (int i = code.First; i < Math.Min(code.End, instructions.Count); i++) _topCode.Add(instructions[i].Handle);
    }

    private void MarkNested(ControlNode node)
    {
        switch (node)
        {
            case EdgeNode edge:
                foreach (LLVMValueRef phi in edge.To.Instructions().TakeWhile(i => i.InstructionOpcode == LLVMOpcode.LLVMPHI)) _nestedPhis.Add(phi.Handle);
                break;
            case IfNode branch:
                branch.Then.ForEach(MarkNested);
                branch.Else.ForEach(MarkNested);
                break;
            case IfFlagNode branch: branch.Then.ForEach(MarkNested); break;
            case LoopNode loop: loop.Body.ForEach(MarkNested); break;
        }
    }

    /// <summary>Computed once for the block, outside the loops over its threads.</summary>
    private bool IsBlockLevel(LLVMValueRef value)
    {
        if (value.IsConstant || value.IsAArgument.Exists()) return true;
        if (_blockLevel.TryGetValue(value.Handle, out bool known)) return known;
        _blockLevel[value.Handle] = false;
        bool result = _uniformity!.IsUniform(value) && (value.IsInstruction(LLVMOpcode.LLVMPHI) ? !_nestedPhis.Contains(value.Handle) && _meets
            : IsRegister(value) || (_topCode.Contains(value.Handle) && IsPure(value) && value.Operands().TrueForAll(o => o.IsAFunction.Exists() || IsBlockLevel(o))));
        return _blockLevel[value.Handle] = result;
    }

    private static bool IsPure(LLVMValueRef value) => value.InstructionOpcode switch
    {
        LLVMOpcode.LLVMLoad => !value.Volatile && !value.IsAtomic,
        LLVMOpcode.LLVMCall => Inliner.IsPureCall(value) && value.TypeOf.Kind != LLVMTypeKind.LLVMStructTypeKind,
        LLVMOpcode.LLVMStore or LLVMOpcode.LLVMAlloca or LLVMOpcode.LLVMAtomicRMW or LLVMOpcode.LLVMAtomicCmpXchg or LLVMOpcode.LLVMFence => false,
        LLVMOpcode.LLVMInsertElement or LLVMOpcode.LLVMInsertValue or LLVMOpcode.LLVMExtractValue => false,
        _ => true,
    };

    private void Stages(List<Stage> steps, HashSet<JumpTarget> follow)
    {
        for (int i = 0; i < steps.Count; i++)
        {
            HashSet<JumpTarget> next = [];
            int after = i + 1;
            for (; after < steps.Count && steps[after] is BlockStage { Node: LabelNode label }; after++) next.Add(label.Target);
            if (after == steps.Count) next.UnionWith(follow);
            if (steps[i] is ThreadStage alone)
                foreach (List<ControlNode> part in Parts(alone.Nodes)) ThreadLoop(() => Sequence(part, _meets ? [] : [_end!]));
            else Together((BlockStage)steps[i], next);
        }
    }

    // What follows where the block's own variables change sees them changed.
    private IEnumerable<List<ControlNode>> Parts(List<ControlNode> nodes)
    {
        List<ControlNode> part = [];
        foreach (ControlNode node in nodes)
        {
            part.Add(node);
            if (node is not EdgeNode edge || !edge.To.Instructions().TakeWhile(i => i.InstructionOpcode == LLVMOpcode.LLVMPHI).Any(phi => phi.HasUsers() && IsBlockLevel(phi))) continue;
            yield return part;
            part = [];
        }

        if (part.Count > 0) yield return part;
    }

    private void Together(BlockStage step, HashSet<JumpTarget> next)
    {
        switch (step.Node)
        {
            case MeetingNode meeting: MeetInLoops(meeting); break;
            case JumpNode jump: Jump(jump.Target, next); break;
            case ReturnNode: Jump(_end!, next); break;
            case LabelNode label: _lines.Add(new Line(new Scope(null, Math.Max(0, _scope.Depth - 1)), $"{label.Target.Name}:;") { Label = label.Target }); break;
            case EdgeNode edge: Copies(edge.From, edge.To); break;
            case IfNode branch: IfTogether(branch, step, next); break;
            case LoopNode loop:
                AddLoop(loop);
                InLoop(loop.Next, next, () =>
                {
                    BreakVainWait(loop);
                    Stages(step.Then, [loop.Next]);
                    _lines.Add(new Line(_scope, $"{loop.Next.Name}:;") { Label = loop.Next });
                });
                Add("}");
                break;
            case WhileAnyNode loop:
                _kept.Add(loop.Flag);
                Add($"while (any_thread({Whole(loop.Flag)}, {CoreRegisters.ThreadCount(Dimensions)})) {{");
                InLoop(null, [], () => Stages(step.Then, []));
                Add("}");
                break;
            default: throw new InvalidOperationException($"{step.Node.GetType().Name} is no place where a block stays together");
        }
    }

    private void IfTogether(IfNode branch, BlockStage step, HashSet<JumpTarget> next)
    {
        Expression condition = Value(branch.Condition);
        int start = _lines.Count;
        List<Line> Arm(List<Stage> steps)
        {
            Indented(() => Stages(steps, next));
            List<Line> lines = _lines.GetRange(start, _lines.Count - start);
            _lines.RemoveRange(start, lines.Count);
            return lines;
        }

        WriteIf(condition, Arm(step.Then), Arm(step.Else));
    }

    // An array by its name, where all threads' values are meant.
    private string Whole(string name)
    {
        Read(name);
        return $"@{name}@";
    }

    private int? _dimensions;

    /// <summary>How many dimensions of its grid and blocks the kernel looks at.</summary>
    public int Dimensions => _dimensions ??= CoreRegisters.Dimensions(_function);

    private void ThreadLoop(Action body)
    {
        Scope outer = _scope;
        List<Line> before = [], inside;
        JumpTarget next = new(JumpKind.LoopNext, 5000 + ++_threadLoops);
        JumpTarget? end = _end;
        (_before, _loopScope) = (before, new Scope(outer, outer.Depth + Dimensions));
        _threadScopes.Add(_loopScope);
        if (!_meets) _end = next;
        int start = _lines.Count;
        _after.Clear();
        _scope = _loopScope;
        InLoop(next, [], body, indent: false);
        _lines.Add(new Line(_loopScope, $"{next.Name}:;") { Label = next });
        inside = _lines.GetRange(start, _lines.Count - start);
        _lines.RemoveRange(start, inside.Count);
        (_scope, _before, _end) = (outer, null, end);
        Scope loop = _loopScope;
        _loopScope = null;
        _lines.AddRange(before);
        if (inside.Exists(l => l.Label is not { NeedsLabel: false })) Wrap(inside, outer, loop);
        _lines.AddRange(_after);
    }

    private readonly List<Line> _after = [];

    // for z for y for x, as CUDA counts the threads of a block.
    private void Wrap(List<Line> inside, Scope outer, Scope loop)
    {
        for (int d = Dimensions - 1; d >= 0; d--)
        {
            string axis = "xyz"[d].ToString();
            _lines.Add(new Line(new Scope(null, outer.Depth + Dimensions - 1 - d), $"for (uint thread_{axis} = 0; thread_{axis} < block_size_{axis}; thread_{axis}++) {{"));
        }

        _lines.Add(new Line(loop, ThreadMark));
        _lines.AddRange(inside);
        for (int d = 0; d < Dimensions; d++) _lines.Add(new Line(new Scope(null, outer.Depth + Dimensions - 1 - d), "}"));
    }

    // Becomes the line that computes a thread's number, where something needs it.
    private const string ThreadMark = "@thread@";

    /// <summary>Statements that the block executes once go before the loop over threads that is being written.</summary>
    private bool WriteBefore(LLVMValueRef instruction)
    {
        if (_before is null || _scope != _loopScope || !IsBlockLevel(instruction) || !instruction.HasUsers()) return false;
        Scope inner = _scope;
        _scope = inner.Parent!;
        int start = _lines.Count;
        Statement(instruction);
        _before.AddRange(_lines.GetRange(start, _lines.Count - start));
        _lines.RemoveRange(start, _lines.Count - start);
        _scope = inner;
        return true;
    }

    private void CoreCopies(LLVMBasicBlockRef from, LLVMBasicBlockRef to)
    {
        bool isTop = _before is not null && _scope == _loopScope;
        if (!isTop)
        {
            Copies(from, to, _ => true);
            return;
        }

        Copies(from, to, phi => !IsBlockLevel(phi));
        Scope inner = _scope;
        _scope = inner.Parent!;
        int start = _lines.Count;
        Copies(from, to, IsBlockLevel);
        _after.AddRange(_lines.GetRange(start, _lines.Count - start));
        _lines.RemoveRange(start, _lines.Count - start);
        _scope = inner;
    }

    // Each thread puts its part into an array, then each takes what it is to get.
    private void MeetInLoops(MeetingNode meeting)
    {
        LLVMValueRef call = meeting.Call;
        Lowering lowering = DialectQueries.OperationOf(call)!.Value.Lowering;
        string[] names = lowering.Detail.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string operation = lowering.Target;
        LLVMValueRef Operand(string name) => Array.IndexOf(names, name) is >= 0 and var at ? call.GetOperand((uint)at) : default;
        if (operation.StartsWith("barrier.", StringComparison.Ordinal)) CheckBarrier(call, operation, Operand("id"), Operand("count"));
        if (operation is "barrier.sync" or "warp.sync") return;
        string threads = CoreRegisters.ThreadCount(Dimensions), me = CoreRegisters.Thread(Dimensions), active = "";
        ThreadLoop(() => active = meeting.Active is { } flag ? Read(flag) : "true");
        Expression Truth(LLVMValueRef value) => value.TypeOf.IntWidth == 1 ? Value(value) : Binary(Unsigned(value), "!=", new Expression("0", Expression.Primary), Expression.Equality, false);
        string taking = Keep(_unique.Unique("taking"), "bool"), offered;
        LLVMValueRef value = Operand("value"), mask = Operand("mask");
        if (operation.StartsWith("barrier.", StringComparison.Ordinal)) value = Operand("predicate");
        bool isFloat = value.Exists() && value.TypeOf.Kind == LLVMTypeKind.LLVMFloatTypeKind;
        bool isVote = operation.StartsWith("vote.", StringComparison.Ordinal) || operation.StartsWith("barrier.", StringComparison.Ordinal);
        string type = isVote ? "bool" : isFloat ? "float" : operation is "redux.smin" or "redux.smax" ? "int" : value.Exists() && value.TypeOf.IntWidth == 64 ? "ulong" : "uint";
        offered = Keep(_unique.Unique("offered"), type);
        bool asksActive = operation is not ("shfl.idx" or "shfl.up" or "shfl.down" or "shfl.bfly");
        ThreadLoop(() =>
        {
            if (value.Exists()) Set(offered, isVote ? Truth(value).Text : isFloat ? Value(value).Text : Signed(value, type == "int").Text);
            if (asksActive) Set(taking, meeting.Active is { } flag ? Read(flag) : "true");
        });
        if (!call.HasUsers()) return;
        if (operation.StartsWith("warp.", StringComparison.Ordinal))
        {
            // The first lane's place gets what its warp's lanes give together.
            Add($"warp_{operation["warp.".Length..]}({Whole(offered)}, {Whole(taking)}, {threads});");
            ThreadLoop(() => Set(VariableOf(call), $"{Whole(offered)}[{me} / 32 * 32]"));
            return;
        }

        ThreadLoop(() =>
        {
            string maskText = mask.Exists() ? Unsigned(mask).Text : "~0u";
            string Warp(string function, string more = "") => $"{function}({Whole(offered)}, {Whole(taking)}, {me}, {threads}, {maskText}{more})";
            string Block(string function) => $"{function}({Whole(offered)}, {Whole(taking)}, {threads})";
            string Shuffle(string form) => $"shuffle_{form}({Whole(offered)}, {me}, {threads}, {Unsigned(Operand("a"))}, {Unsigned(Operand("b"))})";
            string InRange(string form) => $"shuffle_in_{form}({me}, {Unsigned(Operand("a"))}, {Unsigned(Operand("b"))})";
            bool isPair = call.TypeOf.Kind == LLVMTypeKind.LLVMStructTypeKind;
            switch (operation)
            {
                case "barrier.and": Set(VariableOf(call), $"{Block("count_without")} == 0"); break;
                case "barrier.or": Set(VariableOf(call), $"{Block("count_with")} != 0"); break;
                case "barrier.popc": Set(VariableOf(call), Block("count_with")); break;
                case "activemask": Set(VariableOf(call), $"active_lanes({Whole(taking)}, {me}, {threads})"); break;
                case "vote.ballot": Set(VariableOf(call), Warp("ballot")); break;
                case "vote.any": Set(VariableOf(call), $"{Warp("ballot")} != 0"); break;
                case "vote.all": Set(VariableOf(call), $"{Warp("ballot_not")} == 0"); break;
                case "vote.uni": Set(VariableOf(call), $"{Warp("ballot")} == 0 || {Warp("ballot_not")} == 0"); break;
                case "shfl.idx" or "shfl.up" or "shfl.down" or "shfl.bfly" when !isPair: Set(VariableOf(call), Shuffle(operation[5..])); break;
                case "shfl.idx" or "shfl.up" or "shfl.down" or "shfl.bfly":
                    string pair = VariableOf(call);
                    Add($"{Read(pair)}.f0 = {Shuffle(operation[5..])};");
                    Add($"{Read(pair)}.f1 = {InRange(operation[5..])};");
                    break;
                case "match.any": Set(VariableOf(call), Warp("match_any")); break;
                case "match.all":
                    string matched = VariableOf(call);
                    Add($"{Read(matched)}.f0 = {Warp("match_all")};");
                    Add($"{Read(matched)}.f1 = {matched}.f0 != 0;");
                    break;
                case var _ when operation.StartsWith("redux.", StringComparison.Ordinal):
                    Set(VariableOf(call), Warp("reduce_" + (operation[6..] is "smin" or "smax" or "umin" or "umax" ? operation[7..] : operation[6..])));
                    break;
                default: throw new SourceException(call, $"the operation {operation}");
            }
        });
    }

    private string Keep(string name, string type)
    {
        _kept.Add(name);
        return Declare(name, type);
    }

    private (string, IReadOnlyList<CoreArray>) PrintCore()
    {
        List<CoreArray> arrays = [];
        List<Line> top = [];
        HashSet<string> indexed = [];
        DropUnread();
        foreach ((string name, Variable variable) in _variables.Reverse().ToList())
        {
            if (variable.Places.Count == 0 && variable.FirstSet is null) continue;
            List<Scope> loops = [.. variable.Places.Select(LoopOf).OfType<Scope>().Distinct()];
            bool isOutside = variable.Places.Exists(p => LoopOf(p) is null);
            _arrays.TryGetValue(name, out LocalArray? array);
            List<Line> sets = _lines.FindAll(l => l.Sets == name);
            bool isBlocks = loops.Count == 0 || (sets.Count > 0 && array is null && sets.TrueForAll(l => LoopOf(l.Scope) is null));
            bool isKept = !isBlocks && (_kept.Contains(name) || loops.Count > 1 || isOutside);
            string extent = array is null ? "" : $"[{array.Count}]";
            if (isKept && sets.Count == 1 && _values.TryGetValue(name, out LLVMValueRef value) && IsFixed(value)) Recompute(name, variable, sets[0], loops);
            else if (isKept)
            {
                arrays.Add(new CoreArray(array?.Element ?? variable.Type, name, extent));
                indexed.Add(name);
            }
            else if (array is null && variable.FirstSet is { } first && variable.Places.TrueForAll(first.Scope.Contains)) first.Text = Declaration(variable.Type, first.Text);
            else if (isBlocks) top.Add(new Line(new Scope(null, 2), Declaration(variable.Type, $"{name};")));
            else InsertAtTop(loops[0], Declaration(array?.Element ?? variable.Type, $"{name}{extent};"));
        }

        if (indexed.Count > 0)
        {
            Regex names = new($@"(?<![A-Za-z0-9_@.])({string.Join('|', indexed.OrderByDescending(n => n.Length))})(?![A-Za-z0-9_@])");
            string me = CoreRegisters.Thread(Dimensions);
            foreach (Line line in _lines) line.Text = names.Replace(line.Text, m => $"{m.Value}[{(LoopOf(line.Scope) is null ? "0" : me)}]");
        }

        foreach (Line line in _lines) line.Text = line.Text.Replace(CoreRegisters.AnyThread, CoreRegisters.Thread(Dimensions), StringComparison.Ordinal);
        List<string> text = [];
        List<Line> all = [.. top, .. _lines.Where(l => l.Label is not { NeedsLabel: false })];
        for (int i = 0; i < all.Count; i++)
        {
            if (all[i].Text == ThreadMark)
            {
                bool needed = Dimensions > 1 && all.Skip(i + 1).TakeWhile(l => l.Text != ThreadMark).Any(l => Regex.IsMatch(l.Text, @"\bthread\b"));
                if (needed) text.Add(new string(' ', 4 * all[i].Scope.Depth) + $"const uint thread = {CoreRegisters.ThreadNumber(Dimensions)};");
                continue;
            }

            text.Add(new string(' ', 4 * all[i].Scope.Depth) + all[i].Text.Replace("@", "", StringComparison.Ordinal));
        }

        return (string.Join("\n", LoopText.Improve(text)), arrays);
    }

    private static string Declaration(string type, string text) => type.EndsWith('*') ? type + text : $"{type} {text}";

    // Flags that nobody asks for.
    private void DropUnread()
    {
        foreach ((string name, Variable variable) in _variables.Where(v => v.Value.Reads == 0 && _kept.Contains(v.Key)).ToList())
        {
            if (_values.ContainsKey(name)) continue;
            _lines.RemoveAll(l => l.Sets == name);
            _variables.Remove(name);
        }
    }

    /// <summary>Depends on nothing but the kernel's arguments and who the thread is.</summary>
    private static bool IsFixed(LLVMValueRef value)
    {
        if (value.IsConstant || value.IsAArgument.Exists() || IsRegister(value)) return true;
        return value.InstructionOpcode switch
        {
            LLVMOpcode.LLVMAdd or LLVMOpcode.LLVMSub or LLVMOpcode.LLVMMul or LLVMOpcode.LLVMShl or LLVMOpcode.LLVMLShr or LLVMOpcode.LLVMAShr or LLVMOpcode.LLVMAnd or LLVMOpcode.LLVMOr or LLVMOpcode.LLVMXor
                or LLVMOpcode.LLVMUDiv or LLVMOpcode.LLVMURem or LLVMOpcode.LLVMSDiv or LLVMOpcode.LLVMSRem or LLVMOpcode.LLVMSExt or LLVMOpcode.LLVMZExt or LLVMOpcode.LLVMTrunc or LLVMOpcode.LLVMGetElementPtr
                or LLVMOpcode.LLVMAddrSpaceCast or LLVMOpcode.LLVMICmp => value.Operands().TrueForAll(IsFixed),
            _ => false,
        };
    }

    // Cheaper than an array: every loop that needs it computes it.
    private void Recompute(string name, Variable variable, Line set, List<Scope> loops)
    {
        string text = (variable.Type.EndsWith('*') ? "" : "const ") + Declaration(variable.Type, set.Text);
        Scope own = LoopOf(set.Scope)!;
        // Users stand before what they use in the list of variables, seen from its end: a variable that this one needs comes later and goes on top.
        foreach (Match word in Regex.Matches(set.Text[(set.Text.IndexOf('=', StringComparison.Ordinal) + 1)..], @"\w+"))
            if (word.Value != name && _variables.TryGetValue(word.Value, out Variable? needed)) needed.Places.AddRange(loops);
        set.Text = text;
        foreach (Scope loop in loops.Where(l => l != own)) InsertAtTop(loop, text);
        if (!variable.Places.Exists(p => LoopOf(p) == own && !set.Scope.Contains(p))) return;
        _lines.Remove(set);
        InsertAtTop(own, text);
    }

    private void InsertAtTop(Scope loop, string text) => _lines.Insert(_lines.FindIndex(l => l.Scope == loop && l.Text == ThreadMark) + 1, new Line(loop, text));

    private Scope? LoopOf(Scope? scope)
    {
        for (; scope is not null; scope = scope.Parent)
            if (_threadScopes.Contains(scope)) return scope;
        return null;
    }
}
