using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Backends.Source;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Tile;

/// <summary>What patterns of tiles in shared memory are made of.</summary>
internal static class TilePatterns
{
    public static bool IsGiven(LLVMValueRef value) => value.IsAArgument.Exists() || value.IsAConstantInt.Exists();

    public static bool HasOtherEffect(LLVMValueRef i) => i.InstructionOpcode is LLVMOpcode.LLVMAtomicRMW or LLVMOpcode.LLVMAtomicCmpXchg or LLVMOpcode.LLVMAlloca or LLVMOpcode.LLVMFence
        || i.IsCall() && !BlockTrees.IsBarrier(i) && !Inliner.IsPureCall(i);

    public static LLVMValueRef Register(List<LLVMValueRef> all, string name) => all.FindAll(i => BlockTrees.RegisterOf(i) == name) is [var only] ? only : default;
}

/// <summary>An element of an array of floats: where the array begins, and the element's number.</summary>
internal readonly record struct Element(LLVMValueRef Root, IndexSum Index)
{
    public static Element Of(LLVMValueRef pointer, LLVMTargetDataRef layout)
    {
        IndexSum index = IndexSum.Constant(0);
        for (; ; pointer = pointer.GetOperand(0))
        {
            if (pointer.IsInstruction(LLVMOpcode.LLVMAddrSpaceCast) || pointer.ConstOpcodeOrNone() == LLVMOpcode.LLVMAddrSpaceCast) continue;
            if (!pointer.IsInstruction(LLVMOpcode.LLVMGetElementPtr) && pointer.ConstOpcodeOrNone() != LLVMOpcode.LLVMGetElementPtr) return new Element(pointer, index);
            LLVMTypeRef type = pointer.GEPSourceElementType;
            for (uint o = 1; o < pointer.OperandCount; o++)
            {
                if (o > 1 && type.Kind != LLVMTypeKind.LLVMArrayTypeKind) return new Element(pointer, index);
                if (o > 1) type = type.ElementType;
                ulong bytes = layout.ABISizeOfType(type);
                if (bytes % 4 != 0) return new Element(pointer, index);
                index = index.Plus(IndexSum.Of(pointer.GetOperand(o)).Times(IndexSum.Constant((long)bytes / 4)), 1);
            }
        }
    }
}

/// <summary>A loop's counter: <c>for (phi = 0; phi &lt; bound; phi += step)</c>.</summary>
internal readonly record struct Count(LLVMValueRef Phi, LLVMValueRef StepValue, LLVMValueRef Bound)
{
    /// <summary>0: it is not known.</summary>
    public long Step => StepValue.IsAConstantInt.Exists() ? StepValue.ConstIntSExt : 0;

    /// <param name="sum">Another value that the loop carries.</param>
    public static unsafe Count? Of(LLVMBasicBlockRef header, LLVMValueRef sum = default)
    {
        LLVMValueRef phi = header.Instructions().Find(i => i.IsInstruction(LLVMOpcode.LLVMPHI) && i != sum);
        if (!phi.Exists() || phi.IncomingCount != 2 || !phi.Operands().Exists(o => o.IsAConstantInt.Exists() && o.ConstIntZExt == 0) || header.Terminator is not { InstructionOpcode: LLVMOpcode.LLVMBr } branch || !branch.IsConditional) return null;
        LLVMValueRef next = phi.Operands().Find(o => o.IsInstruction(LLVMOpcode.LLVMAdd) && o.Operands().Contains(phi)), test = branch.Condition;
        if (!next.Exists() || !test.IsInstruction(LLVMOpcode.LLVMICmp) || test.GetOperand(0) != phi || LLVM.GetICmpPredicate(test) is not (LLVMIntPredicate.LLVMIntSLT or LLVMIntPredicate.LLVMIntULT)) return null;
        return new Count(phi, next.Operands().Find(o => o != phi), test.GetOperand(1));
    }
}

/// <summary>The bounds that some indices are below wherever a block is reached; none for an index that is not compared.</summary>
internal sealed record Guard(LLVMValueRef[] Bounds)
{
    /// <summary>Null: something else decides whether the block is reached.</summary>
    public static Guard? Of(DominatorTree dominators, LLVMBasicBlockRef block, IndexSum[] indices, params IReadOnlyList<Count> loops)
    {
        LLVMValueRef[] bounds = new LLVMValueRef[indices.Length];
        while (dominators.ParentOf(block) is { Handle: not 0 } parent && parent != block)
        {
            LLVMBasicBlockRef reached = block;
            block = parent;
            if (parent.Terminator is not { InstructionOpcode: LLVMOpcode.LLVMBr } branch || !branch.IsConditional || dominators.Predecessors(reached).ToList() is not [var only] || only != parent) continue;
            foreach ((LLVMValueRef test, bool isTrue) in Parts(branch.Condition, branch.GetSuccessor(0) == reached))
            {
                if (test.IsInstruction(LLVMOpcode.LLVMICmp) && loops.Any(loop => loop.Phi == test.GetOperand(0))) continue;
                // A loop that is entered at all: 0 < bound.
                if (test.IsInstruction(LLVMOpcode.LLVMICmp) && loops.Any(loop => test.Operands().Contains(loop.Bound)) && test.Operands().Exists(o => o.IsAConstantInt.Exists())) continue;
                if (Below(test, isTrue) is not { } below || !TilePatterns.IsGiven(below.Bound)) return null;
                int at = Array.FindIndex(indices, index => index.Is(IndexSum.Of(below.Value)));
                if (at < 0 || bounds[at].Exists() && bounds[at] != below.Bound) return null;
                bounds[at] = below.Bound;
            }
        }

        return new Guard(bounds);
    }

    private static IEnumerable<(LLVMValueRef Test, bool IsTrue)> Parts(LLVMValueRef condition, bool isTrue)
    {
        bool isBoth = condition.IsInstruction(LLVMOpcode.LLVMAnd) || condition.IsInstruction(LLVMOpcode.LLVMSelect) && condition.GetOperand(2).IsNull;
        bool isEither = condition.IsInstruction(LLVMOpcode.LLVMOr) || condition.IsInstruction(LLVMOpcode.LLVMSelect) && condition.GetOperand(1) is { } yes && yes.IsAConstantInt.Exists() && yes.ConstIntZExt == 1;
        if (!(isTrue ? isBoth : isEither)) return [(condition, isTrue)];
        LLVMValueRef second = condition.IsInstruction(LLVMOpcode.LLVMSelect) && !isTrue ? condition.GetOperand(2) : condition.GetOperand(1);
        return [.. Parts(condition.GetOperand(0), isTrue), .. Parts(second, isTrue)];
    }

    private static unsafe (LLVMValueRef Value, LLVMValueRef Bound)? Below(LLVMValueRef test, bool isTrue)
    {
        if (!test.IsInstruction(LLVMOpcode.LLVMICmp)) return null;
        (LLVMValueRef a, LLVMValueRef b) = (test.GetOperand(0), test.GetOperand(1));
        return LLVM.GetICmpPredicate(test) switch
        {
            LLVMIntPredicate.LLVMIntSLT or LLVMIntPredicate.LLVMIntULT when isTrue => (a, b),
            LLVMIntPredicate.LLVMIntSGE or LLVMIntPredicate.LLVMIntUGE when !isTrue => (a, b),
            LLVMIntPredicate.LLVMIntSGT or LLVMIntPredicate.LLVMIntUGT when isTrue => (b, a),
            LLVMIntPredicate.LLVMIntSLE or LLVMIntPredicate.LLVMIntULE when !isTrue => (b, a),
            _ => null,
        };
    }
}
