using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Source;

/// <summary>Writes one function as C: its control tree as statements, its values as variables or inside the expressions that use them.</summary>
internal sealed partial class FunctionWriter
{
    private readonly ModuleWriter _module;
    private readonly LLVMValueRef _function;
    private readonly Dictionary<IntPtr, string> _names = [];
    private readonly CNames _unique;
    private readonly HashSet<IntPtr> _inlined = [];
    private readonly Signedness _signs;
    private readonly List<Line> _lines = [];
    private readonly Dictionary<string, Variable> _variables = [];
    private readonly Stack<HashSet<string>> _reads = new();
    private Scope _scope = new(null, 1);
    private JumpTarget? _continue;
    private HashSet<JumpTarget> _break = [];

    public FunctionWriter(ModuleWriter module, LLVMValueRef function)
    {
        (_module, _function, _unique) = (module, function, new CNames(isCpp: module.Core is not null));
        _signs = new Signedness(function);
    }

    /// <summary>Parameters by name, in order; the module writes the head.</summary>
    public IReadOnlyList<string> Parameters { get; private set; } = [];

    public bool IsParameterSigned(uint index) => _signs.IsSigned(_function.GetParam(index));

    /// <summary>The body's lines, indented, without the braces.</summary>
    public string Body()
    {
        DominatorTree dominators = new(_function);
        List<ControlNode> tree = ControlTreeBuilder.Build(_function, dominators);
        bool meets = _function.Instructions().Exists(i => dominators.IsReachable(i.InstructionParent) && ConvergeMeetings.IsMeeting(i));
        if (meets) tree = ConvergeMeetings.Run(tree, new BlockUniformity(_function, dominators));
        List<string> parameters = [];
        for (uint i = 0; i < _function.ParamsCount; i++) parameters.Add(NameOf(_function.GetParam(i), $"arg{i}"));
        Parameters = parameters;
        foreach (LLVMBasicBlockRef block in dominators.Order) new Inliner(block, _inlined).Run();
        Sequence(tree, []);
        return Print();
    }

    private sealed class Scope(Scope? parent, int depth)
    {
        public Scope? Parent { get; } = parent;
        public int Depth { get; } = depth;

        public bool Contains(Scope? other)
        {
            for (; other is not null; other = other.Parent)
                if (other == this) return true;
            return false;
        }
    }

    private sealed class Line(Scope scope, string text, string? sets = null)
    {
        public Scope Scope { get; } = scope;
        public string Text { get; set; } = text;
        public string? Sets { get; } = sets;
        public JumpTarget? Label { get; init; }
    }

    private sealed class Variable(string type)
    {
        public string Type { get; } = type;
        public List<Scope> Places { get; } = [];
        public int Reads { get; set; }
        public Line? FirstSet { get; set; }
    }

    // A variable is declared where it is first set, if that is where all its uses can see it; else at the top.
    private string Print()
    {
        List<string> top = [];
        bool isMeeting = _variables.ContainsKey("active");
        foreach ((string name, Variable variable) in _variables)
        {
            if (variable.FirstSet is { } first && variable.Places.TrueForAll(first.Scope.Contains)) first.Text = $"{variable.Type} {first.Text}";
            else if (variable.Places.Count > 0 || variable.FirstSet is not null) top.Add($"    {variable.Type} {name}{(isMeeting ? Initial(variable.Type) : "")};");
        }

        IEnumerable<string> body = _lines.Where(l => l.Label is not { NeedsLabel: false }).Select(l => new string(' ', 4 * l.Scope.Depth) + l.Text);
        return string.Join("\n", top.Concat(body));
    }

    // Threads that only keep others company pass on what they have not set; C would call that undefined, and compilers take it for proof that it does not happen.
    private static string Initial(string type) => type.StartsWith("pair_", StringComparison.Ordinal) ? " = {0}" : " = 0";

    private void Add(string text) => _lines.Add(new Line(_scope, text));

    private void Set(string name, string text)
    {
        Line line = new(_scope, $"{name} = {text};", name);
        if (_variables.TryGetValue(name, out Variable? variable))
        {
            variable.FirstSet ??= line;
            variable.Places.Add(_scope);
        }

        _lines.Add(line);
    }

    private string Declare(string name, string type)
    {
        _variables.TryAdd(name, new Variable(type));
        return name;
    }

    private string Read(string name)
    {
        if (_variables.TryGetValue(name, out Variable? variable))
        {
            variable.Places.Add(_scope);
            variable.Reads++;
        }

        foreach (HashSet<string> reads in _reads) reads.Add(name);
        return name;
    }

    private void Indented(Action write)
    {
        Scope outer = _scope;
        _scope = new Scope(outer, outer.Depth + 1);
        write();
        _scope = outer;
    }

    private string NameOf(LLVMValueRef value, string otherwise)
    {
        if (_names.TryGetValue(value.Handle, out string? name)) return name;
        return _names[value.Handle] = _unique.Unique(ShownName(value.Name) is { Length: > 0 } given ? given : otherwise);
    }

    // Names that LLVM gave say how the value came to be, not what it is.
    private static readonly string[] s_meaningless = ["gep", "invariant.gep", "arrayidx", "add", "sub", "mul", "conv", "cmp", "inc", "tmp", "call", "spec.select", "lcssa", "cond", "idxprom", "indvars.iv", "shared.base"];

    private static string ShownName(string name)
    {
        string head = name.TrimEnd("0123456789".ToCharArray());
        if (head.StartsWith("indvars.iv", StringComparison.Ordinal)) return head.EndsWith("next", StringComparison.Ordinal) ? "i_next" : "i";
        if (head.EndsWith(".lcssa", StringComparison.Ordinal)) head = head[..^6];
        if (Array.IndexOf(s_meaningless, head.TrimEnd('.', 'i')) >= 0 || Array.IndexOf(s_meaningless, head) >= 0) return "";
        // A variable inside a function: _ZZ8multiplyvE2tb is multiply()::tb.
        if (!head.StartsWith("_Z", StringComparison.Ordinal)) return head;
        string shown = Demangler.Demangle(name);
        return shown[(shown.LastIndexOf(':') + 1)..];
    }

    /// <param name="follow">What control comes to behind the sequence without a jump.</param>
    private void Sequence(List<ControlNode> nodes, HashSet<JumpTarget> follow)
    {
        for (int i = 0; i < nodes.Count; i++)
        {
            HashSet<JumpTarget> next = [];
            int after = i + 1;
            for (; after < nodes.Count && nodes[after] is LabelNode label; after++) next.Add(label.Target);
            if (after == nodes.Count) next.UnionWith(follow);
            Node(nodes[i], next, isLast: i == nodes.Count - 1 && _scope.Depth == 1);
        }
    }

    private void Node(ControlNode node, HashSet<JumpTarget> next, bool isLast)
    {
        switch (node)
        {
            case CodeNode code: Code(code); break;
            case EdgeNode edge when _module.Core is not null: CoreCopies(edge.From, edge.To); break;
            case EdgeNode edge: Copies(edge.From, edge.To); break;
            case IfNode branch: If(branch, next); break;
            case LoopNode loop: Loop(loop, next); break;
            case JumpNode jump: Jump(jump.Target, next); break;
            case LabelNode label: _lines.Add(new Line(new Scope(null, Math.Max(0, _scope.Depth - 1)), $"{label.Target.Name}:;") { Label = label.Target }); break;
            case ReturnNode when _module.Core is not null: Jump(_end!, next); break;
            case ReturnNode end: Return(end.Block, isLast); break;
            case MeetingNode meeting: Meeting(meeting); break;
            case FlagNode flag:
                Declare(flag.Flag, "bool");
                _kept.Add(flag.Flag);
                Set(flag.Flag, ReadFlags(flag.Text));
                break;
            case FlagFromNode flag:
                Declare(flag.Flag, "bool");
                _kept.Add(flag.Flag);
                Set(flag.Flag, $"{Read("active")} && {Value(flag.Condition).At(Expression.Both)}");
                break;
            case IfFlagNode branch:
                List<Line> inside = Arm(branch.Then, next);
                if (inside.TrueForAll(l => l.Label is { NeedsLabel: false })) break;
                Add($"if ({ReadFlags(branch.Text)}) {{");
                _lines.AddRange(inside);
                Add("}");
                break;
            case WhileAnyNode loop:
                Add($"while (any_thread(scratch, {Read(loop.Flag)})) {{");
                InLoop(null, [], () =>
                {
                    Sequence(loop.Body, []);
                    Add($"barrier({AllMemory}); // PoCL 3.1 mixes up a thread's values in loops that do not end with one");
                });
                Add("}");
                _module.Use("any_thread");
                break;
        }
    }

    private string ReadFlags(string text)
    {
        foreach (string word in text.Split(' ', '!', '&', '|', '(', ')'))
            if (_variables.ContainsKey(word)) Read(word);
        return text;
    }

    private void If(IfNode branch, HashSet<JumpTarget> next)
    {
        Expression condition = Value(branch.Condition);
        WriteIf(condition, Arm(branch.Then, next), Arm(branch.Else, next));
    }

    private void WriteIf(Expression condition, List<Line> taken, List<Line> other)
    {
        if (taken.Count == 0 && other.Count == 0) return;
        if (taken.Count == 0) (taken, other, condition) = (other, taken, Not(condition));
        // if (c) { long } else break;  =>  if (!c) break; long
        if (IsJump(other) && !IsJump(taken)) (taken, other, condition) = (other, taken, Not(condition));
        if (IsJump(taken))
        {
            Add($"if ({condition}) {taken[0].Text}");
            foreach (Line line in other) _lines.Add(Outdent(line));
            return;
        }

        Add($"if ({condition}) {{");
        _lines.AddRange(taken);
        if (other.Count > 0)
        {
            Add("} else {");
            _lines.AddRange(other);
        }

        Add("}");
    }

    private static bool IsJump(List<Line> lines) =>
        lines is [{ Sets: null } only] && (only.Text is "break;" or "continue;" or "return;" || only.Text.StartsWith("goto ", StringComparison.Ordinal)) && only.Label is null;

    // The lines' scope objects stay: a declaration inside is still seen by what is inside.
    private readonly Dictionary<Scope, Scope> _outdented = [];

    private Line Outdent(Line line)
    {
        Line moved = new(Shallower(line.Scope), line.Text, line.Sets) { Label = line.Label };
        if (line.Sets is { } name && _variables.TryGetValue(name, out Variable? variable) && variable.FirstSet == line) variable.FirstSet = moved;
        return moved;
    }

    private Scope Shallower(Scope scope)
    {
        if (scope == _scope || scope.Parent is null) return scope.Parent is null && scope != _scope ? new Scope(null, Math.Max(0, scope.Depth - 1)) : scope;
        if (_outdented.TryGetValue(scope, out Scope? known)) return known;
        Scope result = scope.Parent == _scope ? new Scope(_scope, scope.Depth - 1) : new Scope(Shallower(scope.Parent), scope.Depth - 1);
        _outdented[scope] = result;
        if (_threadScopes.Contains(scope)) _threadScopes.Add(result);
        foreach (Variable variable in _variables.Values)
            for (int i = 0; i < variable.Places.Count; i++)
                if (variable.Places[i] == scope) variable.Places[i] = result;
        return result;
    }

    private List<Line> Arm(List<ControlNode> nodes, HashSet<JumpTarget> next)
    {
        int start = _lines.Count;
        Indented(() => Sequence(nodes, next));
        List<Line> lines = _lines.GetRange(start, _lines.Count - start);
        _lines.RemoveRange(start, _lines.Count - start);
        return lines;
    }

    private static Expression Not(Expression condition)
    {
        string text = condition.Text;
        return condition.Binding == Expression.Unary && text.StartsWith('!') ? new Expression(text[1..], Expression.Unary) : new Expression("!" + condition.At(Expression.Unary), Expression.Unary);
    }

    private void Loop(LoopNode loop, HashSet<JumpTarget> next)
    {
        AddLoop(loop);
        InLoop(loop.Next, next, () =>
        {
            BreakVainWait(loop);
            Sequence(loop.Body, [loop.Next]);
            _lines.Add(new Line(_scope, $"{loop.Next.Name}:;") { Label = loop.Next });
        });
        Add("}");
    }

    private void InLoop(JumpTarget? repeat, HashSet<JumpTarget> exits, Action body, bool indent = true)
    {
        (JumpTarget? Continue, HashSet<JumpTarget> Break) outer = (_continue, _break);
        (_continue, _break) = (repeat, exits);
        if (indent) Indented(body);
        else body();
        (_continue, _break) = outer;
    }

    private void Jump(JumpTarget target, HashSet<JumpTarget> next)
    {
        if (next.Contains(target)) return;
        if (target == _continue) Add("continue;");
        else if (_break.Contains(target)) Add("break;");
        else
        {
            target.NeedsLabel = true;
            Add($"goto {target.Name};");
        }
    }

    private void Return(LLVMBasicBlockRef block, bool isLast)
    {
        LLVMValueRef terminator = block.Terminator;
        if (terminator.InstructionOpcode == LLVMOpcode.LLVMRet && terminator.OperandCount == 1) Add($"return {As(terminator.GetOperand(0), terminator.GetOperand(0), _module.ReturnSpace(_function))};");
        else if (_function.GlobalValueType.ReturnType.Kind != LLVMTypeKind.LLVMVoidTypeKind) Add($"return {_module.Zero(_function.GlobalValueType.ReturnType)};");
        else if (!isLast) Add("return;");
    }

    // All phis of the target take their values at once; a copy that another copy's source reads goes last, a circle goes through a temporary.
    private void Copies(LLVMBasicBlockRef from, LLVMBasicBlockRef to) => Copies(from, to, _ => true);

    private void Copies(LLVMBasicBlockRef from, LLVMBasicBlockRef to, Func<LLVMValueRef, bool> wanted)
    {
        List<(string Name, string Text, HashSet<string> Reads)> copies = [];
        foreach (LLVMValueRef phi in to.Instructions().TakeWhile(i => i.InstructionOpcode == LLVMOpcode.LLVMPHI))
        {
            LLVMValueRef value = Incoming(phi, from);
            if (value.IsUndef || !phi.HasUsers() || !wanted(phi)) continue;
            string name = VariableOf(phi);
            HashSet<string> reads = [];
            _reads.Push(reads);
            string text = As(value, phi, _module.Pointers.SpaceOf).Text;
            _reads.Pop();
            if (text != name) copies.Add((name, text, reads));
        }

        while (copies.Count > 0)
        {
            int free = copies.FindIndex(c => !copies.Exists(o => o.Name != c.Name && o.Reads.Contains(c.Name)));
            if (free >= 0)
            {
                Set(copies[free].Name, copies[free].Text);
                copies.RemoveAt(free);
                continue;
            }

            string saved = Declare(_unique.Unique($"{copies[0].Name}_before"), _variables[copies[0].Name].Type);
            Set(saved, copies[0].Name);
            string replaced = copies[0].Name;
            for (int i = 0; i < copies.Count; i++)
                if (copies[i].Reads.Remove(replaced)) copies[i] = (copies[i].Name, ReplaceWord(copies[i].Text, replaced, Read(saved)), copies[i].Reads);
        }
    }

    private static string ReplaceWord(string text, string word, string by) =>
        System.Text.RegularExpressions.Regex.Replace(text, $@"(?<![A-Za-z0-9_]){word}(?![A-Za-z0-9_])", by);

    private static LLVMValueRef Incoming(LLVMValueRef phi, LLVMBasicBlockRef from)
    {
        for (uint i = 0; i < phi.IncomingCount; i++)
            if (phi.GetIncomingBlock(i) == from) return phi.GetIncomingValue(i);
        throw new InvalidOperationException("a phi without a value for an edge");
    }

    private void Code(CodeNode code)
    {
        List<LLVMValueRef> instructions = code.Block.Instructions();
        for (int i = code.First; i < Math.Min(code.End, instructions.Count); i++)
        {
            LLVMValueRef instruction = instructions[i];
            if (instruction.InstructionOpcode is LLVMOpcode.LLVMPHI or LLVMOpcode.LLVMBr or LLVMOpcode.LLVMRet or LLVMOpcode.LLVMUnreachable) continue;
            if (_inlined.Contains(instruction.Handle) || _dropped.Contains(instruction.Handle)) continue;
            try
            {
                if (_module.Core is null || !WriteBefore(instruction)) Statement(instruction);
            }
            catch (SourceException problem) when (problem.Place.Handle == IntPtr.Zero)
            {
                throw new SourceException(instruction, problem.Message);
            }
        }
    }

    private string VariableOf(LLVMValueRef value)
    {
        bool isNew = !_names.ContainsKey(value.Handle);
        string name = NameOf(value, Guess(value));
        if (isNew)
        {
            Declare(name, TypeOf(value));
            _values[name] = value;
        }

        return name;
    }

    private readonly Dictionary<string, LLVMValueRef> _values = [];

    private string TypeOf(LLVMValueRef value) => _module.TypeOf(value, _signs.IsSigned(value));

    private static string Guess(LLVMValueRef value)
    {
        if (DialectQueries.OperationOf(value) is { Lowering: { Kind: LoweringKind.Register } register })
            return register.Target switch
            {
                "tid.x" or "tid.y" or "tid.z" => "thread_" + register.Target[^1],
                "ctaid.x" or "ctaid.y" or "ctaid.z" => "block_" + register.Target[^1],
                "ntid.x" or "ntid.y" or "ntid.z" => "block_size_" + register.Target[^1],
                "nctaid.x" or "nctaid.y" or "nctaid.z" => "grid_size_" + register.Target[^1],
                _ => register.Target,
            };
        return value.TypeOf.Kind switch
        {
            LLVMTypeKind.LLVMPointerTypeKind => "p",
            LLVMTypeKind.LLVMFloatTypeKind or LLVMTypeKind.LLVMDoubleTypeKind => "x",
            LLVMTypeKind.LLVMIntegerTypeKind when value.TypeOf.IntWidth == 1 => "b",
            LLVMTypeKind.LLVMIntegerTypeKind when value.InstructionOpcode == LLVMOpcode.LLVMPHI => "i",
            LLVMTypeKind.LLVMIntegerTypeKind => "n",
            _ => "v",
        };
    }
}
