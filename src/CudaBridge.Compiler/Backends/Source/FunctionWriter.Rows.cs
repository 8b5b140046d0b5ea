using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Backends.Tile;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Source;

// for (c = t; c < columns; c += threads) sum += row[c];  s[t] = sum;  tree over s;  total = s[0];
//   =>  for each tile of c's: copy it in, add it to sum's tile;    total = sum_of(sum's tile)
// The threads of a block are the lanes of a tile, and go together through all of the kernel; barriers need nothing then, and a tree in shared memory is the maker's
// reduction. Where threads only divide the work of the block among them, there are as many of them as a tile has elements.
internal sealed partial class FunctionWriter
{
    private List<BlockTree> _trees = [];
    private readonly Dictionary<IntPtr, string> _totals = [];
    private readonly Dictionary<IntPtr, LLVMValueRef> _strides = [];

    private const string Width = "width";

    /// <summary>The kernel's body for one block whose threads are the lanes of a tile. Throws a <see cref="SourceException"/> that says why they cannot be.</summary>
    public CoreRows RowBody()
    {
        DominatorTree dominators = new(_function);
        if (Dimensions > 1) throw new SourceException(default, "threads meet in blocks of several dimensions");
        _trees = BlockTrees.Find(_function, dominators);
        if (_trees.Count == 0) throw new SourceException(default, "threads meet");
        if (_trees.Find(t => !_module.Core!.Tiles.Reductions.ContainsKey(t.Operation)) is { } unknown) throw new SourceException(unknown.Given, $"a reduction by {unknown.Operation}");
        List<LLVMValueRef> instructions = _function.Instructions().FindAll(i => dominators.IsReachable(i.InstructionParent));
        CheckSharing(instructions);
        List<ControlNode> tree = ConvergeMeetings.WithoutNeedlessJumps(ControlTreeBuilder.Build(_function, dominators), []);
        _lanes = new LaneShapes(_function, dominators, ofBlock: true);
        _uniformity = new BlockUniformity(_function, dominators);
        _unique.Unique(Width);
        _unique.Unique("count");
        NameParameters();
        PrepareTiles(dominators);
        int block = BlockSize(instructions);
        (_count, _end, _scope) = (Width, new JumpTarget(JumpKind.LoopNext, 0), new Scope(null, 2));
        (_rowDominators, _rowBound) = (dominators, FindStrides(instructions, block));
        string width = _rowBound is { } bound ? $"smaller(TILE, larger(1, {Value(bound).Text}))" : "block_size_x";
        Coalesce();
        InLoop(_end, [], () => TileNodes(tree), indent: false);
        CoreTiles tiles = PrintTiles(null);
        return new CoreRows(tiles.Text, tiles.Arrays, width, block);
    }

    private DominatorTree? _rowDominators;
    private LLVMValueRef? _rowBound;
    private readonly List<LLVMValueRef> _rowValues = [];

    // What a row's tile got in an earlier loop over the row, when all of it fits.
    private readonly HashSet<Line> _again = [];

    /// <summary>The value of an earlier loop over the same row that is computed in the same way from the same elements; none: there is none.</summary>
    private LLVMValueRef KeptFrom(LLVMValueRef i)
    {
        if (_rowBound is null || !RowLoopOf(i).Exists() || i.Users().Exists(u => u.IsInstruction(LLVMOpcode.LLVMPHI))) return default;
        LLVMValueRef kept = _rowValues.Find(v => RowLoopOf(v) != RowLoopOf(i) && IsSame(v, i));
        if (!kept.Exists()) _rowValues.Add(i);
        return kept;
    }

    // The counter of the loop over a row that computes a value in every round.
    private LLVMValueRef RowLoopOf(LLVMValueRef i) =>
        _rowDominators!.IsLoopHeader(i.InstructionParent) ? default : _rowDominators.ParentOf(i.InstructionParent).Instructions().Find(IsRowPhi);

    private bool IsSame(LLVMValueRef a, LLVMValueRef b)
    {
        if (a == b || IsRowPhi(a) && IsRowPhi(b)) return true;
        if (!a.IsAInstruction.Exists() || !b.IsAInstruction.Exists() || a.InstructionOpcode != b.InstructionOpcode || a.TypeOf != b.TypeOf || a.OperandCount != b.OperandCount || a.IsInstruction(LLVMOpcode.LLVMPHI)) return false;
        if (a.IsInstruction(LLVMOpcode.LLVMLoad) ? a.Volatile || a.IsAtomic || !IsUnwrittenBefore(b) : a.IsCall() && !Inliner.IsPureCall(a)) return false;
        return Enumerable.Range(0, (int)a.OperandCount).All(k => IsSame(a.GetOperand((uint)k), b.GetOperand((uint)k)));
    }

    // Stores into global memory come after the load in its block, or behind its loop.
    private bool IsUnwrittenBefore(LLVMValueRef load)
    {
        LLVMBasicBlockRef block = load.InstructionParent, header = _rowDominators!.ParentOf(block);
        List<Loop> around = LoopForest.Find(_function).FindAll(loop => loop.Contains(block));
        return _function.Instructions().Where(i => i.IsInstruction(LLVMOpcode.LLVMStore) && _module.Pointers.SpaceOf(i.GetOperand(1)) == Space.Global).All(store => store.InstructionParent == block
            ? block.Instructions().TakeWhile(i => i != store).Contains(load) : _rowDominators.Dominates(header, store.InstructionParent) && !around.Exists(loop => loop.Contains(store.InstructionParent)));
    }

    private List<Line> OnlyAgain(List<Line> lines)
    {
        List<Line> result = [];
        for (int k = 0; k < lines.Count; k++)
        {
            bool isAgain = _again.Contains(lines[k]), isFirst = isAgain && (k == 0 || !_again.Contains(lines[k - 1])), isLast = isAgain && (k + 1 == lines.Count || !_again.Contains(lines[k + 1]));
            if (isFirst) result.Add(new Line(lines[k].Scope, $"if ({Value(_rowBound!.Value).At(Expression.Relation)} > TILE) {{"));
            result.Add(isAgain ? new Line(new Scope(lines[k].Scope, lines[k].Scope.Depth + 1), lines[k].Text, lines[k].Sets) : lines[k]);
            if (isLast) result.Add(new Line(lines[k].Scope, "}"));
        }

        return result;
    }

    /// <summary>The kernel's parameters get their names, and nothing is written: the body comes from a pattern.</summary>
    /// <param name="body">The pattern's text, whose own names the parameters keep away from.</param>
    public void NameHead(string body)
    {
        foreach (string word in System.Text.RegularExpressions.Regex.Matches(body, "[A-Za-z_]+").Select(word => word.Value).Distinct()) _unique.Unique(word);
        NameParameters();
    }

    private void CheckSharing(List<LLVMValueRef> instructions)
    {
        foreach (LLVMValueRef i in instructions)
        {
            if (ConvergeMeetings.IsMeeting(i) && !BlockTrees.IsBarrier(i)) throw new SourceException(i, "threads meet in a warp");
            if (i.IsInstruction(LLVMOpcode.LLVMLoad) || i.IsInstruction(LLVMOpcode.LLVMStore))
            {
                LLVMValueRef pointer = i.GetOperand(i.IsInstruction(LLVMOpcode.LLVMLoad) ? 0u : 1u);
                if (_module.Pointers.SpaceOf(pointer) == Space.Local && !_trees.Exists(t => t.Array == BlockTrees.ArrayOf(pointer))) throw new SourceException(i, "shared memory besides a tree");
            }
        }
    }

    // The number of threads that trees and strides are written for; 0: any.
    private int BlockSize(List<LLVMValueRef> instructions)
    {
        List<int> sizes = [.. _trees.Select(t => t.Threads).Where(n => n > 0), .. instructions.Where(IsRowPhi).Select(StrideOf).Where(s => s.IsAConstantInt.Exists()).Select(s => (int)s.ConstIntZExt)];
        if (sizes.Distinct().Count() > 1) throw new SourceException(default, "strides and trees for blocks of several sizes");
        return sizes.FirstOrDefault();
    }

    // c = phi(t, c + threads)
    private bool IsRowPhi(LLVMValueRef phi) =>
        phi.IsInstruction(LLVMOpcode.LLVMPHI) && phi.IncomingCount == 2 && phi.Operands().Exists(BlockTrees.IsThread) && StrideOf(phi) is { Handle: not 0 } stride
        && (BlockTrees.RegisterOf(stride) == "ntid.x" || stride.IsAConstantInt.Exists());

    private static LLVMValueRef StepOf(LLVMValueRef phi) => phi.Operands().Find(o => o.IsInstruction(LLVMOpcode.LLVMAdd) && o.Operands().Contains(phi));

    private static LLVMValueRef StrideOf(LLVMValueRef phi) => StepOf(phi) is { Handle: not 0 } step ? step.Operands().Find(o => o != phi) : default;

    /// <summary>Where all that threads do is to divide loops among them: the loops' bound, and from now on a tile's elements instead of threads.</summary>
    private LLVMValueRef? FindStrides(List<LLVMValueRef> instructions, int block)
    {
        List<LLVMValueRef> rows = instructions.FindAll(IsRowPhi);
        if (rows.Count == 0 || !rows.TrueForAll(r => block == 0 || StrideOf(r).IsAConstantInt.Exists())) return null;
        bool OnlyDivides(LLVMValueRef user) => rows.Contains(user) || _trees.Exists(t => t.Loop.Contains(user.InstructionParent) || t.Given == user) || IsFirstThread(user)
            || (IsAddressing(user) && user.Users().TrueForAll(OnlyDivides));
        foreach (LLVMValueRef i in instructions)
        {
            if (BlockTrees.IsThread(i) && !i.Users().TrueForAll(OnlyDivides)) return null;
            if (BlockTrees.RegisterOf(i) == "ntid.x" && !i.Users().TrueForAll(u => rows.Exists(r => StepOf(r) == u) || u.Users().TrueForAll(v => v.IsInstruction(LLVMOpcode.LLVMPHI) && _trees.Exists(t => t.Header == v.InstructionParent)))) return null;
        }

        List<LLVMValueRef> bounds = [.. rows.Select(BoundOf).Distinct()];
        if (bounds is not [var bound] || !bound.Exists() || !(bound.IsAArgument.Exists() || bound.IsAConstantInt.Exists())) return null;
        foreach (LLVMValueRef row in rows) _strides[StepOf(row).Handle] = row;
        return bound;
    }

    private static LLVMValueRef BoundOf(LLVMValueRef phi) => phi.InstructionParent.Terminator is { InstructionOpcode: LLVMOpcode.LLVMBr } branch && branch.IsConditional
        && branch.Condition is { } test && test.IsInstruction(LLVMOpcode.LLVMICmp) && test.GetOperand(0) == phi ? test.GetOperand(1) : default;

    // t == 0
    private static unsafe bool IsFirstThread(LLVMValueRef test) => test.IsInstruction(LLVMOpcode.LLVMICmp) && BlockTrees.IsThread(test.GetOperand(0)) && test.GetOperand(1).IsAConstantInt.Exists()
        && (LLVM.GetICmpPredicate(test), test.GetOperand(1).ConstIntZExt) is (LLVMIntPredicate.LLVMIntEQ, 0) or (LLVMIntPredicate.LLVMIntULT, 1);

    // The one who does it for the block: the place is there once anyway.
    private bool WriteFirstThread(IfNode branch)
    {
        if (_trees.Count == 0 || !IsFirstThread(branch.Condition) || branch.Else.Exists(n => n is not EdgeNode) || branch.Then.Concat(branch.Else).OfType<EdgeNode>().Any(HasCopies)) return false;
        (string, string) outer = (_count, _first);
        (_count, _first) = ("1", "");
        TileNodes(branch.Then);
        (_count, _first) = outer;
        return true;
    }

    private static bool HasCopies(EdgeNode edge) => edge.To.Instructions().TakeWhile(i => i.IsInstruction(LLVMOpcode.LLVMPHI)).Any(phi => phi.HasUsers());

    private bool IsTree(LoopNode loop) => loop.Body is [CodeNode header, ..] && _trees.Exists(t => t.Header == header.Block);

    private bool IsOfTree(LLVMValueRef phi) => _trees.Exists(t => t.Header == phi.InstructionParent);

    // s[t] = v in front of a tree: its total.
    private bool WriteTotal(LLVMValueRef store)
    {
        if (_trees.Find(t => t.Given == store) is not { } tree) return false;
        LLVMValueRef value = store.GetOperand(0);
        if (!IsTile(value) || _count != Width || _first.Length > 0) throw new SourceException(store, "a reduction of a part of the threads");
        if (!_totals.TryGetValue(tree.Array.Handle, out string? total)) _totals[tree.Array.Handle] = total = Declare(_unique.Unique(ShownName(tree.Array.Name)), "float");
        Set(total, $"{_module.Core!.Tiles.Reductions[tree.Operation]}({TileOf(value)}, {_count})");
        return true;
    }

    private bool WriteTotalRead(LLVMValueRef load)
    {
        if (!load.IsInstruction(LLVMOpcode.LLVMLoad) || !_totals.TryGetValue(BlockTrees.ArrayOf(load.GetOperand(0)).Handle, out string? total)) return false;
        Set(VariableOf(load), Read(total));
        return true;
    }
}
