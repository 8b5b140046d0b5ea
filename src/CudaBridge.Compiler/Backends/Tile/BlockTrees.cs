using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Backends.Source;
using CudaBridge.Compiler.Dialect;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Tile;

/// <summary>A reduction of one value of each thread in shared memory.</summary>
/// <param name="Array">The shared array; its first element holds the result behind the loop.</param>
/// <param name="Loop">The rounds of the tree.</param>
/// <param name="Given">The store of each thread's value in front of it.</param>
/// <param name="Operation"><c>sum</c>, <c>max</c> or <c>min</c>.</param>
/// <param name="Threads">How many threads take part; 0: all of the block.</param>
internal sealed record BlockTree(LLVMValueRef Array, Loop Loop, LLVMValueRef Given, string Operation, int Threads)
{
    public LLVMBasicBlockRef Header => Loop.Header;
}

/// <summary>
/// Trees in shared memory: <c>s[t] = v; for (half = n / 2; half > 0; half /= 2) { barrier; if (t &lt; half) s[t] += s[t + half]; }</c>
/// with a barrier at either end of a round.
/// </summary>
internal static class BlockTrees
{
    public static List<BlockTree> Find(LLVMValueRef function, DominatorTree dominators)
    {
        List<BlockTree> trees = [];
        foreach (Loop loop in LoopForest.Find(function))
            if (dominators.IsReachable(loop.Header) && Match(function, dominators, loop) is { } tree) trees.Add(tree);
        return trees.Exists(t => !IsAllItIsUsedFor(function, dominators, t, trees)) ? [] : trees;
    }

    private static BlockTree? Match(LLVMValueRef function, DominatorTree dominators, Loop loop)
    {
        List<LLVMValueRef> inside = [.. loop.AllBlocks.SelectMany(b => b.Instructions())];
        if (inside.FindAll(i => i.IsInstruction(LLVMOpcode.LLVMStore)) is not [var store] || !inside.Exists(IsBarrier)) return null;
        if (inside.Exists(i => i.IsInstruction(LLVMOpcode.LLVMAtomicRMW) || i.IsCall() && !IsBarrier(i) && !Inliner.IsPureCall(i))) return null;
        LLVMValueRef value = store.GetOperand(0);
        if (value.TypeOf.Kind != LLVMTypeKind.LLVMFloatTypeKind || OperationOf(value) is not { } operation) return null;
        LLVMValueRef counter = loop.Header.Instructions().TakeWhile(i => i.IsInstruction(LLVMOpcode.LLVMPHI)).FirstOrDefault(i => IsHalved(i, loop));
        if (!counter.Exists() || PlaceOf(store.GetOperand(1)) is not { Array.Handle: not 0, Index: [var own], Constant: 0 } place || !IsThread(own)) return null;
        bool Is(LLVMValueRef load, LLVMValueRef? half) => load.IsInstruction(LLVMOpcode.LLVMLoad) && PlaceOf(load.GetOperand(0)) is { } from && from.Array == place.Array && from.Constant == 0
            && (half is { } step ? from.Index.Count == 2 && from.Index.Exists(IsThread) && from.Index.Contains(step) : from.Index is [var t] && IsThread(t));
        (LLVMValueRef a, LLVMValueRef b) = (value.GetOperand(0), value.GetOperand(1));
        bool Adds(LLVMValueRef half) => (Is(a, null) && Is(b, half) || Is(a, half) && Is(b, null)) && IsGuarded(store, half, loop);
        // LLVM halves in one place what is n before the first round and half of it in the next: then the counter is twice what is added.
        bool isTwice = !Adds(counter);
        if (isTwice && !counter.Users().Exists(user => IsHalfOf(user, counter) && Adds(user))) return null;
        LLVMValueRef start = Enumerable.Range(0, (int)counter.IncomingCount).Where(i => !loop.Contains(counter.GetIncomingBlock((uint)i))).Select(i => counter.GetIncomingValue((uint)i)).First();
        int threads = start.IsAConstantInt.Exists() ? (isTwice ? 1 : 2) * (int)start.ConstIntZExt : 0;
        if (threads == 0 && !(isTwice ? RegisterOf(start) == "ntid.x" : IsHalfOfBlock(start))) return null;
        LLVMValueRef given = function.Instructions().Where(i => i.IsInstruction(LLVMOpcode.LLVMStore) && !loop.Contains(i.InstructionParent) && dominators.Dominates(i.InstructionParent, loop.Header)
            && PlaceOf(i.GetOperand(1)) is { } p && p.Array == place.Array).LastOrDefault();
        if (!given.Exists() || PlaceOf(given.GetOperand(1)) is not { Index: [var t], Constant: 0 } || !IsThread(t)) return null;
        return new BlockTree(place.Array, loop, given, operation, threads);
    }

    // Besides the trees' own accesses the array's first element is read behind one of them, and nothing else.
    private static bool IsAllItIsUsedFor(LLVMValueRef function, DominatorTree dominators, BlockTree tree, List<BlockTree> trees)
    {
        foreach (LLVMValueRef i in function.Instructions().Where(i => i.IsInstruction(LLVMOpcode.LLVMLoad) || i.IsInstruction(LLVMOpcode.LLVMStore)))
        {
            bool isLoad = i.IsInstruction(LLVMOpcode.LLVMLoad);
            if (PlaceOf(i.GetOperand(isLoad ? 0u : 1u)) is not { } place || place.Array != tree.Array || trees.Exists(t => t.Array == tree.Array && (t.Loop.Contains(i.InstructionParent) || t.Given == i))) continue;
            if (!isLoad || place.Index.Count > 0 || place.Constant != 0 || !trees.Exists(t => t.Array == tree.Array && dominators.Dominates(t.Header, i.InstructionParent))) return false;
        }

        return true;
    }

    public static bool IsBarrier(LLVMValueRef i) => DialectQueries.OperationOf(i) is { Lowering: { Kind: LoweringKind.Collective, Target: "barrier.sync" or "warp.sync" } };

    /// <summary>The shared array that an address points into; null: none that is known.</summary>
    public static LLVMValueRef ArrayOf(LLVMValueRef pointer) => PlaceOf(pointer)?.Array ?? default;

    private sealed record Place(LLVMValueRef Array, List<LLVMValueRef> Index, long Constant);

    // array + 4 * (index + index + …) + constant bytes
    private static Place? PlaceOf(LLVMValueRef pointer)
    {
        List<LLVMValueRef> index = [];
        long constant = 0;
        for (; ; pointer = pointer.GetOperand(0))
        {
            if (pointer.IsAGlobalVariable.Exists()) return pointer.PointerSpace() == AddressSpace.Shared ? new Place(pointer, index, constant) : null;
            if (pointer.IsInstruction(LLVMOpcode.LLVMAddrSpaceCast) || pointer.ConstOpcodeOrNone() == LLVMOpcode.LLVMAddrSpaceCast) continue;
            if (!pointer.IsInstruction(LLVMOpcode.LLVMGetElementPtr) && pointer.ConstOpcodeOrNone() != LLVMOpcode.LLVMGetElementPtr) return null;
            LLVMTypeRef type = pointer.GEPSourceElementType;
            for (uint o = 1; o < pointer.OperandCount; o++)
            {
                if (o > 1 && type.Kind != LLVMTypeKind.LLVMArrayTypeKind) return null;
                if (o > 1) type = type.ElementType;
                LLVMValueRef at = pointer.GetOperand(o);
                if (at.IsAConstantInt.Exists()) constant += at.ConstIntSExt;
                else if (type.Kind == LLVMTypeKind.LLVMFloatTypeKind) AddTerms(at, index);
                else return null;
            }
        }
    }

    private static void AddTerms(LLVMValueRef value, List<LLVMValueRef> terms)
    {
        while (value.IsInstruction(LLVMOpcode.LLVMSExt) || value.IsInstruction(LLVMOpcode.LLVMZExt)) value = value.GetOperand(0);
        if (!value.IsInstruction(LLVMOpcode.LLVMAdd))
        {
            terms.Add(value);
            return;
        }

        AddTerms(value.GetOperand(0), terms);
        AddTerms(value.GetOperand(1), terms);
    }

    public static bool IsThread(LLVMValueRef value) => RegisterOf(value) == "tid.x";

    public static string? RegisterOf(LLVMValueRef i) => DialectQueries.OperationOf(i) is { Lowering: { Kind: LoweringKind.Register } register } ? register.Target : null;

    private static string? OperationOf(LLVMValueRef value)
    {
        if (value.IsInstruction(LLVMOpcode.LLVMFAdd)) return "sum";
        if (!value.IsCall() || value.CalledFunction() is not { Handle: not 0 } callee) return null;
        return callee.Name switch { "llvm.maximumnum.f32" or "llvm.maxnum.f32" => "max", "llvm.minimumnum.f32" or "llvm.minnum.f32" => "min", _ => null };
    }

    private static bool IsHalved(LLVMValueRef phi, Loop loop) => Enumerable.Range(0, (int)phi.IncomingCount).Where(i => loop.Contains(phi.GetIncomingBlock((uint)i))).All(i => IsHalfOf(phi.GetIncomingValue((uint)i), phi));

    private static bool IsHalfOf(LLVMValueRef value, LLVMValueRef whole)
    {
        if (value.OperandCount != 2 || value.GetOperand(0) != whole || !value.GetOperand(1).IsAConstantInt.Exists()) return false;
        ulong by = value.GetOperand(1).ConstIntZExt;
        return value.InstructionOpcode switch { LLVMOpcode.LLVMLShr or LLVMOpcode.LLVMAShr => by == 1, LLVMOpcode.LLVMSDiv or LLVMOpcode.LLVMUDiv => by == 2, _ => false };
    }

    private static bool IsHalfOfBlock(LLVMValueRef start) => start.IsAInstruction.Exists() && start.OperandCount == 2 && RegisterOf(start.GetOperand(0)) == "ntid.x" && IsHalfOf(start, start.GetOperand(0));

    // if (t < half)
    private static unsafe bool IsGuarded(LLVMValueRef store, LLVMValueRef half, Loop loop)
    {
        foreach (LLVMBasicBlockRef block in loop.AllBlocks)
        {
            if (block.Terminator is not { InstructionOpcode: LLVMOpcode.LLVMBr } branch || !branch.IsConditional || branch.GetSuccessor(0) != store.InstructionParent) continue;
            LLVMValueRef test = branch.Condition;
            if (test.IsInstruction(LLVMOpcode.LLVMICmp) && LLVM.GetICmpPredicate(test) is LLVMIntPredicate.LLVMIntULT or LLVMIntPredicate.LLVMIntSLT && IsThread(test.GetOperand(0)) && test.GetOperand(1) == half) return true;
            if (test.IsInstruction(LLVMOpcode.LLVMICmp) && LLVM.GetICmpPredicate(test) is LLVMIntPredicate.LLVMIntUGT or LLVMIntPredicate.LLVMIntSGT && IsThread(test.GetOperand(1)) && test.GetOperand(0) == half) return true;
        }

        return false;
    }
}
