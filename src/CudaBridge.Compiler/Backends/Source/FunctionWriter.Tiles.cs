using System.Globalization;
using System.Text.RegularExpressions;
using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Backends.Tile;
using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Source;

// i = block * size + thread; if (i < n) c[i] = a[i] + b[i];
//   =>  for each tile of i's: copy a and b in, add the tiles, copy c out
// Lanes are neighbours in x; they go together, operation by operation, as CUDA allows between two barriers. What differs from lane to lane by a
// constant stays a number, what differs otherwise is a tile; where the maker has no operation for it, a loop over the lanes computes it.
internal sealed partial class FunctionWriter
{
    private LaneShapes? _lanes;
    // How many lanes are at work, and which one comes first: tiles begin with it.
    private string _count = "count", _first = "";
    private readonly Dictionary<string, string> _firstOf = [];
    private readonly Dictionary<IntPtr, string> _tiles = [];
    private readonly HashSet<string> _tileNames = [];
    private string _flat = "";

    /// <summary>The kernel's body as operations on tiles. Throws a <see cref="SourceException"/> that says why lanes cannot go together.</summary>
    public CoreTiles TileBody()
    {
        DominatorTree dominators = new(_function);
        List<ControlNode> tree = ConvergeMeetings.WithoutNeedlessJumps(ControlTreeBuilder.Build(_function, dominators), []);
        if (_function.Instructions().Exists(i => dominators.IsReachable(i.InstructionParent) && ConvergeMeetings.IsMeeting(i))) throw new SourceException(default, "threads meet");
        _lanes = new LaneShapes(_function, dominators);
        _uniformity = new BlockUniformity(_function, dominators);
        NameParameters();
        PrepareTiles(dominators);
        Dimensions3();
        _flat = _unique.Unique(_lanes.Flat.Exists() && ShownName(_lanes.Flat.Name) is { Length: > 0 } given ? given : "x");
        _end = new JumpTarget(JumpKind.LoopNext, 0);
        _scope = new Scope(null, Dimensions > 1 ? 3 : 2);
        (string? bound, List<ControlNode> body) = Guard(tree);
        Coalesce();
        InLoop(_end, [], () => TileNodes(body), indent: false);
        return PrintTiles(bound);
    }

    // What differs from lane to lane gets a tile; numbers and addresses are written where they are needed.
    private void PrepareTiles(DominatorTree dominators)
    {
        foreach (LLVMBasicBlockRef block in dominators.Order) new Inliner(block, _inlined).Run();
        foreach (LLVMValueRef i in _function.Instructions())
            if (_lanes!.Of(i).Kind == LaneKind.Varying)
            {
                if (IsAddressing(i)) _inlined.Add(i.Handle);
                else if (i.TypeOf.Kind != LLVMTypeKind.LLVMIntegerTypeKind || i.TypeOf.IntWidth != 1) _inlined.Remove(i.Handle);
            }
            else if (IsRegister(i) || _lanes.IsNumber(i) || i == _lanes.FlatY) _inlined.Add(i.Handle);
            else if (_trees.Count > 0 && i.IsInstruction(LLVMOpcode.LLVMLoad)) _inlined.Remove(i.Handle);
    }

    private void Dimensions3()
    {
        if (Dimensions > 2) throw new SourceException(default, "blocks of three dimensions");
        foreach (string name in new[] { "lane", "count", "y", "end", "tiles", "rounds", "round", "of" }) _unique.Unique(name);
        if (!_lanes!.Flat.Exists()) throw new SourceException(default, "threads are not numbered through the whole grid");
    }

    // The condition that keeps the last tile inside the array becomes the loop's bound.
    private (string? Bound, List<ControlNode> Body) Guard(List<ControlNode> tree)
    {
        int at = tree.FindIndex(n => n is not CodeNode);
        if (tree.FindIndex(n => n is LoopNode) is >= 0 and var inner && Strided(tree, inner, (LoopNode)tree[inner]) is { } strided) return strided;
        if (at < 0 || tree[at] is not IfNode branch || tree.Skip(at + 1).Any(n => n is not (LabelNode or ReturnNode or CodeNode))) return (null, tree);
        if (tree.Take(at).Concat(tree.Skip(at + 1)).OfType<CodeNode>().Any(c => c.Block.Instructions().Exists(HasEffect))) return (null, tree);
        List<ControlNode> kept = branch.Then.Exists(n => n is CodeNode) ? branch.Then : branch.Else;
        List<ControlNode> other = kept == branch.Then ? branch.Else : branch.Then;
        if (other.Exists(n => n is not (EdgeNode or JumpNode))) return (null, tree);
        foreach (Conjunct part in Conjuncts(branch.Condition, kept == branch.Else))
            if (part.Value == _lanes!.Flat && part.IsBelow && IsFixedBound(part.Bound) && branch.Condition == part.Whole)
            {
                string limit = part.Plus == 0 ? Signed(part.Bound, part.IsSigned).Text : $"{Signed(part.Bound, part.IsSigned).At(Expression.Sum)} + {part.Plus}";
                return ($"smaller({limit}, {TotalLanes})", [.. tree.Take(at), .. kept.Where(n => n is not JumpNode), .. tree.Skip(at + 1)]);
            }

        return (null, tree);
    }

    // for (i = flat; i < n; i += threads of the grid) A  =>  A for all i < n: the tiles go round the tasks already
    private (string Bound, List<ControlNode> Body)? Strided(List<ControlNode> tree, int at, LoopNode loop)
    {
        if (tree.Where((_, k) => k != at).Any(n => n is not (LabelNode or ReturnNode or CodeNode or EdgeNode)) || tree.OfType<CodeNode>().Any(c => c.Block.Instructions().Exists(HasEffect))) return null;
        if (loop.Body is not [CodeNode header, IfNode branch, ..] || loop.Body.Skip(2).Any(n => n is not LabelNode) || header.Block.Instructions().Exists(HasEffect)) return null;
        if (header.Block.Instructions().FindAll(i => i.IsInstruction(LLVMOpcode.LLVMPHI)) is not [var phi] || phi.IncomingCount != 2 || !phi.Operands().Contains(_lanes!.Flat)) return null;
        LLVMValueRef step = phi.Operands().Find(o => o.IsInstruction(LLVMOpcode.LLVMAdd) && o.Operands().Contains(phi));
        if (!step.Exists() || !IsAllThreads(step.Operands().Find(o => o != phi)) || phi.Users().Exists(u => u != step && !IsInLoopAsWhole(u, phi))) return null;
        bool stays = branch.Then.Exists(n => n is CodeNode);
        (List<ControlNode> body, List<ControlNode> leave) = stays ? (branch.Then, branch.Else) : (branch.Else, branch.Then);
        if (leave.Exists(n => n is not (EdgeNode or JumpNode)) || body.Exists(n => n is JumpNode) || !HasOwnElements(body)) return null;
        if (Conjuncts(branch.Condition, negated: !stays) is not [{ IsBelow: true } part] || part.Value != phi || !IsFixedBound(part.Bound)) return null;
        _stridedFlat = phi;
        string limit = part.Plus == 0 ? Signed(part.Bound, part.IsSigned).Text : $"{Signed(part.Bound, part.IsSigned).At(Expression.Sum)} + {part.Plus}";
        return ($"(long){(limit.Contains(' ', StringComparison.Ordinal) ? $"({limit})" : limit)}", [.. tree.Take(at).Where(n => n is not EdgeNode), header, .. body.Where(n => n is not EdgeNode)]);
    }

    // The loop's counter where it numbers threads of the whole grid: it is the tile's first element, and counts no rounds.
    private LLVMValueRef _stridedFlat;

    private static bool IsInLoopAsWhole(LLVMValueRef user, LLVMValueRef phi) => !user.IsInstruction(LLVMOpcode.LLVMPHI) || user.InstructionParent == phi.InstructionParent;

    private static bool IsAllThreads(LLVMValueRef stride) => stride.IsInstruction(LLVMOpcode.LLVMMul)
        && new[] { BlockTrees.RegisterOf(stride.GetOperand(0)), BlockTrees.RegisterOf(stride.GetOperand(1)) } is var factors && factors.Contains("ntid.x") && factors.Contains("nctaid.x");

    // What is written is not read elsewhere: rounds of one thread know nothing of each other.
    private static bool HasOwnElements(List<ControlNode> body)
    {
        List<LLVMValueRef> accesses = [.. Instructions(body).Where(i => i.IsInstruction(LLVMOpcode.LLVMLoad) || i.IsInstruction(LLVMOpcode.LLVMStore))];
        LLVMValueRef Place(LLVMValueRef i) => i.GetOperand(i.IsInstruction(LLVMOpcode.LLVMLoad) ? 0u : 1u);
        LLVMValueRef Root(LLVMValueRef place) => place.IsInstruction(LLVMOpcode.LLVMGetElementPtr) ? Root(place.GetOperand(0)) : place;
        return accesses.Where(i => i.IsInstruction(LLVMOpcode.LLVMStore)).All(store => accesses.TrueForAll(other => Root(Place(other)) != Root(Place(store)) || Place(other) == Place(store)));
    }

    private static IEnumerable<LLVMValueRef> Instructions(List<ControlNode> nodes) => nodes.SelectMany(node => node switch
    {
        CodeNode code => code.Block.Instructions(),
        IfNode branch => Instructions([.. branch.Then, .. branch.Else]),
        LoopNode loop => Instructions(loop.Body),
        _ => [],
    });

    private const string TotalLanes = "(long)grid_size_x * block_size_x";

    private static bool HasEffect(LLVMValueRef i) => i.InstructionOpcode is LLVMOpcode.LLVMStore or LLVMOpcode.LLVMAtomicRMW or LLVMOpcode.LLVMAtomicCmpXchg or LLVMOpcode.LLVMLoad;

    private static bool IsFixedBound(LLVMValueRef bound) => bound.IsConstant || bound.IsAArgument.Exists();

    /// <summary>value &lt; bound + plus, or its opposite.</summary>
    private readonly record struct Conjunct(LLVMValueRef Whole, LLVMValueRef Value, LLVMValueRef Bound, bool IsBelow, bool IsSigned, int Plus, bool IsRange);

    private List<Conjunct> Conjuncts(LLVMValueRef condition, bool negated)
    {
        if (!negated && condition.IsInstruction(LLVMOpcode.LLVMAnd)) return [.. Conjuncts(condition.GetOperand(0), false), .. Conjuncts(condition.GetOperand(1), false)];
        if (negated && condition.IsInstruction(LLVMOpcode.LLVMOr)) return [.. Conjuncts(condition.GetOperand(0), true), .. Conjuncts(condition.GetOperand(1), true)];
        if (!negated && condition.IsInstruction(LLVMOpcode.LLVMSelect) && condition.GetOperand(2) is { } no && no.IsAConstantInt.Exists() && no.ConstIntZExt == 0)
            return [.. Conjuncts(condition.GetOperand(0), false), .. Conjuncts(condition.GetOperand(1), false)];
        if (negated && condition.IsInstruction(LLVMOpcode.LLVMSelect) && condition.GetOperand(1) is { } yes && yes.IsAConstantInt.Exists() && yes.ConstIntZExt == 1)
            return [.. Conjuncts(condition.GetOperand(0), true), .. Conjuncts(condition.GetOperand(2), true)];
        return [Comparison(condition, negated)];
    }

    private unsafe Conjunct Comparison(LLVMValueRef condition, bool negated)
    {
        Conjunct plain = new(condition, condition, default, negated, false, 0, false);
        if (_lanes!.Of(condition).Kind == LaneKind.Uniform || !condition.IsInstruction(LLVMOpcode.LLVMICmp)) return plain;
        (LLVMValueRef a, LLVMValueRef b) = (condition.GetOperand(0), condition.GetOperand(1));
        LLVMIntPredicate predicate = LLVM.GetICmpPredicate(condition);
        (bool less, bool equal) = predicate switch
        {
            LLVMIntPredicate.LLVMIntSLT or LLVMIntPredicate.LLVMIntULT => (true, false),
            LLVMIntPredicate.LLVMIntSLE or LLVMIntPredicate.LLVMIntULE => (true, true),
            LLVMIntPredicate.LLVMIntSGT or LLVMIntPredicate.LLVMIntUGT => (false, false),
            LLVMIntPredicate.LLVMIntSGE or LLVMIntPredicate.LLVMIntUGE => (false, true),
            _ => (false, false),
        };
        if (predicate is LLVMIntPredicate.LLVMIntEQ or LLVMIntPredicate.LLVMIntNE) return plain;
        if (_lanes.Of(a).Kind == LaneKind.Uniform) (a, b, less) = (b, a, !less);
        if (_lanes.Of(a) is not { Kind: LaneKind.Strided, Stride: 1 } || _lanes.Of(b).Kind != LaneKind.Uniform) return plain;
        if (negated) (less, equal) = (!less, !equal);
        // a < b, a <= b: below b, b + 1; a >= b, a > b: from b, b + 1 on.
        return new Conjunct(condition, a, b, less, predicate >= LLVMIntPredicate.LLVMIntSGT, less ? (equal ? 1 : 0) : (equal ? 0 : 1), true);
    }

    private void TileNodes(List<ControlNode> nodes)
    {
        for (int i = 0; i < nodes.Count; i++)
            switch (nodes[i])
            {
                case CodeNode code: TileCode(code); break;
                case EdgeNode edge: TileCopies(edge.From, edge.To); break;
                case IfNode branch: TileIf(branch); break;
                case LoopNode loop: TileLoop(loop); break;
                case LabelNode or ReturnNode: break;
                default: throw new SourceException(default, "control flow that lanes cannot follow together");
            }
    }

    private void TileIf(IfNode branch)
    {
        if (WriteFirstThread(branch)) return;
        if (branch.Then.Exists(n => n is JumpNode) || branch.Else.Exists(n => n is JumpNode)) throw new SourceException(branch.Condition, "a jump that lanes take apart");
        if (_lanes!.Of(branch.Condition).Kind == LaneKind.Uniform)
        {
            Expression condition = Value(branch.Condition);
            WriteIf(condition, TileArm(branch.Then), TileArm(branch.Else));
            return;
        }

        bool negated = !branch.Then.Exists(n => n is CodeNode);
        List<ControlNode> kept = negated ? branch.Else : branch.Then, other = negated ? branch.Then : branch.Else;
        if (other.Exists(n => n is not EdgeNode)) throw new SourceException(branch.Condition, "two ways that lanes take apart");
        List<Conjunct> parts = Conjuncts(branch.Condition, negated);
        if (parts.Exists(p => !p.IsRange && _lanes.Of(p.Whole).Kind != LaneKind.Uniform)) throw new SourceException(branch.Condition, "a condition that differs from lane to lane by data");
        // What the other lanes get first; those that go this way overwrite it.
        foreach (ControlNode node in other) TileCopies(((EdgeNode)node).From, ((EdgeNode)node).To);
        (string, string) outer = (_count, _first);
        List<string> tests = [.. parts.Where(p => !p.IsRange).Select(p => p.IsBelow ? Not(Value(p.Whole)).Text : Value(p.Whole).At(Expression.Both))];
        Restrict(parts.FindAll(p => p.IsRange), out string? test);
        if (test is not null) tests.Add(test);
        List<Line> lines = TileArm(kept);
        (_count, _first) = outer;
        WriteIf(new Expression(string.Join(" && ", tests), Expression.Both), lines, []);
    }

    private void Restrict(List<Conjunct> ranges, out string? test)
    {
        test = null;
        if (ranges.Count == 0) return;
        List<string> from = [], to = [_count];
        foreach (Conjunct range in ranges)
        {
            string bound = range.Bound.IsAConstantInt.Exists() ? $"{(range.IsSigned ? range.Bound.ConstIntSExt : (long)range.Bound.ConstIntZExt) + range.Plus}"
                : $"(long){Signed(range.Bound, range.IsSigned).At(Expression.Unary)}{(range.Plus == 0 ? "" : $" + {range.Plus}")}";
            string distance = $"{bound} - {Signed(range.Value, range.IsSigned).At(Expression.Product)}";
            (range.IsBelow ? to : from).Add(distance);
        }

        string count = _unique.Unique("lanes"), first = _first;
        string skipped = "";
        if (from.Count > 0)
        {
            skipped = _unique.Unique("first");
            Add($"const long {skipped} = {from.Aggregate("0", (a, b) => $"larger({a}, {b})")};");
            first = first.Length == 0 ? skipped : $"{first} + {skipped}";
        }

        string last = to.Aggregate((a, b) => $"smaller({a}, {b})");
        Add($"const long {count} = {last}{(skipped.Length == 0 ? "" : $" - {skipped}")};");
        (_count, _first) = (count, first);
        test = $"{count} > 0";
    }

    private List<Line> TileArm(List<ControlNode> nodes)
    {
        int start = _lines.Count;
        Indented(() => TileNodes(nodes));
        List<Line> lines = _lines.GetRange(start, _lines.Count - start);
        _lines.RemoveRange(start, lines.Count);
        return lines;
    }

    private void TileLoop(LoopNode loop)
    {
        if (IsTree(loop)) return;
        if (loop.Body is not [CodeNode header, IfNode branch, ..] || loop.Body.Skip(2).Any(n => n is not LabelNode)) throw new SourceException(default, "a loop that is not left at its head");
        bool stays = branch.Then.Exists(n => n is CodeNode or IfNode or LoopNode) || !branch.Else.Exists(n => n is CodeNode or IfNode or LoopNode) && !branch.Then.Exists(n => n is JumpNode);
        List<ControlNode> body = stays ? branch.Then : branch.Else, leave = stays ? branch.Else : branch.Then;
        if (leave.Exists(n => n is CodeNode or IfNode or LoopNode) || body.Exists(n => n is JumpNode)) throw new SourceException(branch.Condition, "a loop that is left at several places");
        (string, string) outer = (_count, _first);
        if (_lanes!.Of(branch.Condition).Kind == LaneKind.Uniform)
        {
            Add("for (;;) {");
            Indented(() =>
            {
                TileCode(header);
                Add($"if ({(stays ? Not(Value(branch.Condition)) : Value(branch.Condition))}) break;");
                TileNodes(body);
            });
        }
        else
        {
            List<Conjunct> parts = Conjuncts(branch.Condition, negated: !stays);
            if (parts.Exists(p => !p.IsRange)) throw new SourceException(branch.Condition, "a loop that lanes leave by data");
            if (header.Block.Instructions().Exists(i => i.IsInstruction(LLVMOpcode.LLVMPHI) && _lanes.Of(i).Kind != LaneKind.Varying && IsUsedBehind(i, header.Block))) throw new SourceException(branch.Condition, "a number that lanes bring out of a loop at different times");
            Add("for (;;) {");
            Indented(() =>
            {
                TileCode(header);
                Restrict(parts, out string? test);
                Add($"if (!({test})) break;");
                TileNodes(body);
            });
        }

        Add("}");
        (_count, _first) = outer;
        foreach (ControlNode node in leave)
            if (node is EdgeNode edge) TileCopies(edge.From, edge.To);
    }

    private bool IsUsedBehind(LLVMValueRef value, LLVMBasicBlockRef header) =>
        LoopForest.Find(_function).Find(l => l.Header == header) is { } loop && value.Users().Exists(u => !loop.Contains(u.InstructionParent));

    private void TileCode(CodeNode code)
    {
        List<LLVMValueRef> instructions = code.Block.Instructions();
        for (int k = code.First; k < Math.Min(code.End, instructions.Count); k++)
        {
            LLVMValueRef i = instructions[k];
            if (i.InstructionOpcode is LLVMOpcode.LLVMPHI or LLVMOpcode.LLVMBr or LLVMOpcode.LLVMRet or LLVMOpcode.LLVMUnreachable || _inlined.Contains(i.Handle)) continue;
            if (i.InstructionOpcode is LLVMOpcode.LLVMAtomicRMW or LLVMOpcode.LLVMAtomicCmpXchg or LLVMOpcode.LLVMAlloca) throw new SourceException(i, "an atomic operation or a local array");
            if (BlockTrees.IsBarrier(i) || WriteTotalRead(i)) continue;
            if (i.IsInstruction(LLVMOpcode.LLVMStore)) TileStore(i);
            else if (_lanes!.Of(i).Kind == LaneKind.Varying) TileValue(i);
            else Statement(i);
        }
    }

    private bool IsTile(LLVMValueRef value) => !value.IsConstant && !value.IsAArgument.Exists() && _lanes!.Of(value).Kind == LaneKind.Varying;

    private string TileOf(LLVMValueRef value)
    {
        string name = _tiles.TryGetValue(value.Handle, out string? known) ? known : NameTile(value, TileName(value));
        // A tile begins with the lane that was the first when it was made.
        if (_firstOf.TryAdd(name, _first) || _firstOf[name] == _first) return name;
        throw new SourceException(value, "tiles that begin with different lanes");
    }

    private string NameTile(LLVMValueRef value, string name)
    {
        string type = _module.StoredName(value.TypeOf);
        if (value.TypeOf.Kind == LLVMTypeKind.LLVMPointerTypeKind) throw new SourceException(value, "addresses that differ from lane to lane by data");
        _tiles[value.Handle] = name;
        _names[value.Handle] = name;
        _tileNames.Add(name);
        Declare(name, type);
        return name;
    }

    // A tile that is copied is called as the array it comes from or goes to.
    private string TileName(LLVMValueRef value)
    {
        string? array = null;
        if (value.IsInstruction(LLVMOpcode.LLVMLoad)) array = ArrayName(value.GetOperand(0));
        else if (value.Users() is [var only] && only.IsInstruction(LLVMOpcode.LLVMStore)) array = ArrayName(only.GetOperand(1));
        string shown = value.IsInstruction(LLVMOpcode.LLVMPHI) ? ShownName(value.Name) : array ?? ShownName(value.Name);
        return _unique.Unique($"{(shown.Length > 0 ? shown.TrimEnd('.', '_') : "value")}_tile");
    }

    private string? ArrayName(LLVMValueRef pointer)
    {
        while (pointer.IsInstruction(LLVMOpcode.LLVMGetElementPtr)) pointer = pointer.GetOperand(0);
        return pointer.IsAArgument.Exists() ? NameOf(pointer, "arg") : null;
    }

    // A value that takes a variable's next round is computed in the variable's tile.
    private void Coalesce()
    {
        foreach (LLVMValueRef phi in _function.Instructions().Where(i => i.IsInstruction(LLVMOpcode.LLVMPHI) && IsTile(i) && !IsOfTree(i)))
        {
            string name = NameTile(phi, TileName(phi));
            foreach (LLVMValueRef value in phi.Operands().Where(v => v.IsAInstruction.Exists() && IsTile(v) && !_tiles.ContainsKey(v.Handle)))
            {
                bool isLast = value.Users() is [var user] && user == phi && phi.Users().TrueForAll(u => u == value || u.InstructionParent != value.InstructionParent && !u.IsInstruction(LLVMOpcode.LLVMPHI));
                if (isLast && !value.IsInstruction(LLVMOpcode.LLVMPHI) && value.TypeOf == phi.TypeOf && !value.IsInstruction(LLVMOpcode.LLVMLoad)) NameTile(value, name);
            }
        }
    }

    private void TileCopies(LLVMBasicBlockRef from, LLVMBasicBlockRef to)
    {
        foreach (LLVMValueRef phi in to.Instructions().TakeWhile(i => i.InstructionOpcode == LLVMOpcode.LLVMPHI).Where(p => IsTile(p) && p.HasUsers()))
        {
            LLVMValueRef value = Incoming(phi, from);
            if (value.IsUndef) continue;
            string tile = TileOf(phi);
            if (!IsTile(value)) SetLanes(tile, phi, value);
            else if (TileOf(value) != tile)
            {
                // Two phis that exchange their values would need a third tile.
                if (value.IsInstruction(LLVMOpcode.LLVMPHI) && value.InstructionParent == to) throw new SourceException(phi, "tiles that exchange their values");
                Lane($"{tile}[lane] = {TileOf(value)}[lane];");
            }
        }

        Copies(from, to, phi => !IsTile(phi) && !IsOfTree(phi));
    }

    private void SetLanes(string tile, LLVMValueRef like, LLVMValueRef value)
    {
        if (like.TypeOf.Kind == LLVMTypeKind.LLVMFloatTypeKind && _lanes!.Of(value).Kind == LaneKind.Uniform) Tile(_module.Core!.Tiles.Fill, tile, Value(value).Text);
        else Lane($"{tile}[lane] = {LaneText(() => Value(value).Text)};");
    }

    private void Lane(string statement) => Add($"for (long lane = 0; lane < {_count}; lane++) {statement}");

    // A text for one lane: what is counted from the first lane moves on to it, tiles become their elements.
    private string LaneText(Func<string> write)
    {
        _isLane = true;
        string text = write();
        _isLane = false;
        return text;
    }

    private bool _isLane;

    // Numbers are counted from the first lane; in a loop over lanes from the lane on.
    private Expression? LaneLeaf(LLVMValueRef value)
    {
        if (_lanes is null || !value.IsAInstruction.Exists()) return null;
        bool isPhi = value.IsInstruction(LLVMOpcode.LLVMPHI) && _lanes.Of(value).Kind == LaneKind.Strided;
        if (_strides.TryGetValue(value.Handle, out LLVMValueRef row)) return new Expression($"{Read(VariableOf(row))} + {Width}", Expression.Sum, true);
        if (_trees.Count > 0 && BlockTrees.IsThread(value)) return new Expression(LaneNumber() is { Length: > 0 } number ? $"({number})" : "0", Expression.Primary, true);
        if (value == _lanes.FlatY) return new Expression("y", Expression.Primary, _signs.IsSigned(value));
        bool isFlat = value == _lanes.Flat || value == _stridedFlat;
        if (isFlat || isPhi)
        {
            string name = isFlat ? _flat : Read(VariableOf(value));
            long stride = isFlat ? 1 : _lanes.Of(value).Stride;
            string moved = LaneNumber();
            if (moved.Length == 0) return new Expression(name, Expression.Primary, _signs.IsSigned(value));
            return new Expression($"({name} + {(stride == 1 ? moved : $"{stride} * ({moved})")})", Expression.Primary, _signs.IsSigned(value));
        }

        if (_isLane && IsTile(value) && !_inlined.Contains(value.Handle)) return new Expression($"{TileOf(value)}[lane]", Expression.Primary, _signs.IsSigned(value));
        return null;
    }

    private string LaneNumber() => _first + (_isLane ? (_first.Length > 0 ? " + " : "") + "lane" : "");

    private void Tile(string form, string result, string a, string b = "") =>
        Add(string.Format(CultureInfo.InvariantCulture, form.Replace("{n}", _count, StringComparison.Ordinal), result, a, b));

    private void TileValue(LLVMValueRef i)
    {
        LLVMValueRef kept = KeptFrom(i);
        if (kept.Exists()) (_tiles[i.Handle], _names[i.Handle]) = (TileOf(kept), TileOf(kept));
        int start = _lines.Count;
        ComputeTile(i);
        if (kept.Exists()) _again.UnionWith(_lines.Skip(start));
    }

    private void ComputeTile(LLVMValueRef i)
    {
        string tile = TileOf(i);
        bool isFloat = i.TypeOf.Kind == LLVMTypeKind.LLVMFloatTypeKind;
        if (i.IsInstruction(LLVMOpcode.LLVMLoad))
        {
            if (Contiguous(i.GetOperand(0), i.TypeOf) is { } place) Copy(true, tile, place, i.TypeOf);
            else Lane($"{tile}[lane] = {LaneText(() => Load(i).Text)};");
            return;
        }

        (string Name, LLVMValueRef A, LLVMValueRef? B)? operation = isFloat ? FloatOperation(i) : null;
        if (operation is { } op && Operation(tile, op.Name, op.A, op.B)) return;
        Lane($"{tile}[lane] = {LaneText(() => Build(i).Text)};");
    }

    private bool Operation(string tile, string name, LLVMValueRef a, LLVMValueRef? b)
    {
        IReadOnlyDictionary<string, string> forms = _module.Core!.Tiles.Float;
        if (b is not { } second) return IsTile(a) && forms.TryGetValue(name, out string? unary) && Done(unary, tile, TileOf(a));
        if (IsTile(a) && IsTile(second)) return forms.TryGetValue(name, out string? both) && Done(both, tile, TileOf(a), TileOf(second));
        if (!IsTile(a) && name is "add" or "mul" && IsTile(second)) (a, second) = (second, a);
        if (IsTile(a) && _lanes!.Of(second).Kind == LaneKind.Uniform && forms.TryGetValue(name + ".scalar", out string? scalar)) return Done(scalar, tile, TileOf(a), Value(second).Text);
        return forms.TryGetValue(name, out string? filled) && FillAndDo(filled, tile, a, second);
    }

    // The result's tile holds the number first.
    private bool FillAndDo(string form, string tile, LLVMValueRef a, LLVMValueRef b)
    {
        LLVMValueRef number = IsTile(a) ? b : a, other = IsTile(a) ? a : b;
        if (!IsTile(other) || _lanes!.Of(number).Kind != LaneKind.Uniform || TileOf(other) == tile) return false;
        Tile(_module.Core!.Tiles.Fill, tile, Value(number).Text);
        return IsTile(a) ? Done(form, tile, TileOf(a), tile) : Done(form, tile, tile, TileOf(b));
    }

    private bool Done(string form, string tile, string a, string b = "")
    {
        Tile(form, tile, a, b);
        return true;
    }

    private static (string, LLVMValueRef, LLVMValueRef?)? FloatOperation(LLVMValueRef i)
    {
        string? binary = i.InstructionOpcode switch { LLVMOpcode.LLVMFAdd => "add", LLVMOpcode.LLVMFSub => "sub", LLVMOpcode.LLVMFMul => "mul", LLVMOpcode.LLVMFDiv => "div", _ => null };
        if (binary is not null) return (binary, i.GetOperand(0), i.GetOperand(1));
        if (!i.IsCall() || i.CalledFunction() is not { Handle: not 0 } callee) return null;
        string name = callee.Name;
        string? two = name switch { "llvm.maximumnum.f32" or "llvm.maxnum.f32" => "max", "llvm.minimumnum.f32" or "llvm.minnum.f32" => "min", _ => null };
        if (two is not null) return (two, i.GetOperand(0), i.GetOperand(1));
        string? one = name switch { "__nv_expf" => "exp", "__nv_logf" => "log", "llvm.sqrt.f32" => "sqrt", "llvm.fabs.f32" => "abs", _ => null };
        return one is null ? null : (one, i.GetOperand(0), null);
    }

    // p + i, where the lanes' elements lie side by side.
    private string? Contiguous(LLVMValueRef pointer, LLVMTypeRef type)
    {
        if (!pointer.IsInstruction(LLVMOpcode.LLVMGetElementPtr) || type.Kind is not (LLVMTypeKind.LLVMFloatTypeKind or LLVMTypeKind.LLVMIntegerTypeKind)) return null;
        if (_module.Pointers.SpaceOf(pointer) != Space.Global || _lanes!.StrideOf(pointer, _module) != (long)_module.SizeOf(type) || _module.ElementName(pointer) != _module.StoredName(type)) return null;
        return Value(pointer).Text;
    }

    private readonly Dictionary<Line, TileCopy> _copies = [];

    /// <summary>A tile that is copied, and how to do it while the core computes.</summary>
    private sealed record TileCopy(bool IsIn, string Tile, string Text);

    private void Copy(bool isIn, string to, string from, LLVMTypeRef type)
    {
        TileOperations tiles = _module.Core!.Tiles;
        string Text(string form) => string.Format(CultureInfo.InvariantCulture, form.Replace("{e}", _count, StringComparison.Ordinal), to, from, $"{_count} * sizeof({_module.StoredName(type)})");
        Add(Text(isIn ? tiles.CopyIn : tiles.CopyOut));
        if (tiles.Overlap is { } overlap) _copies[_lines[^1]] = new TileCopy(isIn, isIn ? to : from, Text(isIn ? overlap.CopyIn : overlap.CopyOut));
    }

    // Copies in, operations, copies out, one after the other: then a tile can be computed while its neighbours are copied.
    private CoreStages? Stages(List<Line> lines)
    {
        // A copy in can go ahead of operations on other tiles, if these compute nothing that says where it comes from.
        int lastIn = lines.FindLastIndex(line => _copies.GetValueOrDefault(line) is { IsIn: true });
        bool IsIn(Line line) => _copies.GetValueOrDefault(line) is { IsIn: true };
        if (lastIn >= 0 && lines.Take(lastIn).All(line => line.Sets is null && _copies.GetValueOrDefault(line) is not { IsIn: false } && line.Scope.Depth == lines[lastIn].Scope.Depth && !line.Text.StartsWith("const ", StringComparison.Ordinal)))
            lines = [.. lines.Where(IsIn), .. lines.Where(line => !IsIn(line))];
        List<TileCopy?> copies = [.. lines.Select(line => _copies.GetValueOrDefault(line))];
        int first = copies.TakeWhile(copy => copy is { IsIn: true }).Count(), last = lines.Count - Enumerable.Reverse(copies).TakeWhile(copy => copy is { IsIn: false }).Count();
        bool isOrdered = first > 0 && last < lines.Count && first <= last && copies[first..last].TrueForAll(copy => copy is null) && lines.TrueForAll(line => line.Scope.Depth >= lines[0].Scope.Depth);
        bool isApart = !copies.OfType<TileCopy>().GroupBy(copy => copy.Tile).Any(same => same.Any(copy => copy.IsIn) && same.Any(copy => !copy.IsIn));
        if (_module.Core!.Tiles.Overlap is null || Dimensions > 1 || !isOrdered || !isApart) return null;
        IReadOnlyList<string> Texts(int from, int to) => [.. Enumerable.Range(from, to - from).Select(k => copies[k]?.Text ?? new string(' ', 4 * (lines[k].Scope.Depth - lines[0].Scope.Depth)) + lines[k].Text)];
        return new CoreStages(Texts(0, first), Texts(first, last), Texts(last, lines.Count));
    }

    private void TileStore(LLVMValueRef store)
    {
        LLVMValueRef value = store.GetOperand(0), pointer = store.GetOperand(1);
        if (value.IsUndef || WriteTotal(store)) return;
        if (_count == "1" && !IsTile(value))
        {
            Store(store);
            return;
        }

        if (Contiguous(pointer, value.TypeOf) is { } place)
        {
            string tile;
            if (IsTile(value)) tile = TileOf(value);
            else
            {
                tile = _unique.Unique($"{ArrayName(pointer) ?? "value"}_tile");
                _tileNames.Add(tile);
                Declare(tile, _module.StoredName(value.TypeOf));
                SetLanes(tile, value, value);
            }

            Copy(false, place, tile, value.TypeOf);
            return;
        }

        int start = _lines.Count;
        _isLane = true;
        Store(store);
        _isLane = false;
        List<Line> lines = _lines.GetRange(start, _lines.Count - start);
        _lines.RemoveRange(start, lines.Count);
        Lane(lines.Single().Text);
    }

    private CoreTiles PrintTiles(string? bound)
    {
        List<Line> top = [];
        foreach ((string name, Variable variable) in _variables.Where(v => !_tileNames.Contains(v.Key)))
        {
            if (variable.FirstSet is { } first && variable.Places.TrueForAll(first.Scope.Contains)) first.Text = Declaration(variable.Type, first.Text);
            else if (variable.Places.Count > 0 || variable.FirstSet is not null) top.Add(new Line(new Scope(null, Dimensions > 1 ? 3 : 2), Declaration(variable.Type, $"{name};")));
        }

        List<Line> body = OnlyAgain([.. top, .. _lines.Where(l => l.Label is not { NeedsLabel: false })]);
        List<string> text = [.. body.Select(l => new string(' ', 4 * l.Scope.Depth) + l.Text)];
        List<CoreArray> arrays = [.. _tileNames.Select(name => new CoreArray(_variables[name].Type, name, ""))];
        return new CoreTiles(string.Join("\n", LoopText.Improve(text)), arrays, _flat, bound ?? TotalLanes, _lines.Exists(l => l.Text.Contains("_tile", StringComparison.Ordinal) && !l.Text.StartsWith("for (long lane", StringComparison.Ordinal)), Stages(body));
    }
}
