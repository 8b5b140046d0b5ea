using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Backends.Source;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Tile;

/// <summary>C = A · B, by square tiles in shared memory. Strides are in elements, of one row to the next.</summary>
/// <param name="Tile">Rows and columns of CUDA's tile, and of its block.</param>
/// <param name="Depth">Columns of A, rows of B.</param>
internal sealed record TiledProduct(LLVMValueRef A, LLVMValueRef B, LLVMValueRef C, IndexSum StrideA, IndexSum StrideB, IndexSum StrideC, LLVMValueRef Depth, int Tile)
{
    // for (t = 0; t < depth; t += T) { left[ty][tx] = a[y * n + t + tx]; right[ty][tx] = b[(t + ty) * n + x]; barrier; for (k = 0; k < T; k++) sum += left[ty][k] * right[k][tx]; barrier; }
    // c[y * n + x] = sum;
    // What left[ty][k] holds is what the thread with tx = k has put there; so the sum is that of a[y * n + t + k] * b[(t + k) * n + x].
    public static TiledProduct? Find(LLVMValueRef function, DominatorTree dominators, LLVMTargetDataRef layout)
    {
        List<LLVMValueRef> all = function.Instructions().FindAll(i => dominators.IsReachable(i.InstructionParent));
        if (all.Count(i => i.IsInstruction(LLVMOpcode.LLVMBr) && i.IsConditional) != 2 || all.Exists(HasOtherEffect)) return null;
        List<LLVMValueRef> stores = all.FindAll(i => i.IsInstruction(LLVMOpcode.LLVMStore)), loads = all.FindAll(i => i.IsInstruction(LLVMOpcode.LLVMLoad));
        if (stores.Count != 3 || loads.Count != 4 || all.Count(BlockTrees.IsBarrier) != 2) return null;
        LLVMValueRef tx = Register(all, "tid.x"), ty = Register(all, "tid.y"), bx = Register(all, "ctaid.x"), by = Register(all, "ctaid.y");
        if (!tx.Exists() || !ty.Exists() || !bx.Exists() || !by.Exists()) return null;
        Element At(LLVMValueRef pointer) => Element.Of(pointer, layout);
        LLVMValueRef result = stores.Find(s => At(s.GetOperand(1)).Root.IsAArgument.Exists());
        if (!result.Exists() || !IsSum(result.GetOperand(0), out LLVMValueRef outer, out LLVMValueRef inner, out LLVMValueRef left, out LLVMValueRef right)) return null;
        if (Counter(outer.InstructionParent, outer) is not { Step: > 1 } tiles || Counter(inner.InstructionParent, inner) is not { Step: 1 } elements) return null;
        int size = (int)tiles.Step;
        if (!elements.Bound.IsAConstantInt.Exists() || (int)elements.Bound.ConstIntZExt != size || !(tiles.Bound.IsAArgument.Exists() || tiles.Bound.IsAConstantInt.Exists())) return null;
        foreach ((LLVMValueRef one, LLVMValueRef other) in new[] { (left, right), (right, left) })
        {
            if (Origin(stores, At, one, tx, elements.Phi) is not { } a || Origin(stores, At, other, ty, elements.Phi) is not { } b) continue;
            Element c = At(result.GetOperand(1));
            IndexSum y = IndexSum.Single(by).Times(IndexSum.Constant(size)).Plus(IndexSum.Single(ty), 1), x = IndexSum.Single(bx).Times(IndexSum.Constant(size)).Plus(IndexSum.Single(tx), 1);
            IndexSum depth = IndexSum.Single(tiles.Phi).Plus(IndexSum.Single(elements.Phi), 1);
            IndexSum strideA = a.Index.FactorOf(ty), strideB = b.Index.FactorOf(elements.Phi), strideC = c.Index.FactorOf(ty);
            bool isProduct = a.Index.Is(strideA.Times(y).Plus(depth, 1)) && b.Index.Is(strideB.Times(depth).Plus(x, 1)) && c.Index.Is(strideC.Times(y).Plus(x, 1));
            if (isProduct && new[] { strideA, strideB, strideC }.All(s => s.Simple is { } simple && (!simple.Value.Exists() || simple.Value.IsAArgument.Exists())))
                return new TiledProduct(a.Root, b.Root, c.Root, strideA, strideB, strideC, tiles.Bound, size);
        }

        return null;
    }

    private static bool HasOtherEffect(LLVMValueRef i) => i.InstructionOpcode is LLVMOpcode.LLVMAtomicRMW or LLVMOpcode.LLVMAtomicCmpXchg or LLVMOpcode.LLVMAlloca or LLVMOpcode.LLVMFence
        || i.IsCall() && !BlockTrees.IsBarrier(i) && !Inliner.IsPureCall(i);

    private static LLVMValueRef Register(List<LLVMValueRef> all, string name) => all.FindAll(i => BlockTrees.RegisterOf(i) == name) is [var only] ? only : default;

    /// <summary>An element of an array of floats: where the array begins, and the element's number.</summary>
    private readonly record struct Element(LLVMValueRef Root, IndexSum Index)
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

    // outer = phi(0, inner), inner = phi(outer, inner + left * right)
    private static bool IsSum(LLVMValueRef value, out LLVMValueRef outer, out LLVMValueRef inner, out LLVMValueRef left, out LLVMValueRef right)
    {
        (outer, inner, left, right) = (value, default, default, default);
        if (!value.IsInstruction(LLVMOpcode.LLVMPHI) || value.TypeOf.Kind != LLVMTypeKind.LLVMFloatTypeKind || value.IncomingCount != 2) return false;
        inner = value.Operands().Find(o => o.IsInstruction(LLVMOpcode.LLVMPHI));
        if (!inner.Exists() || inner.IncomingCount != 2 || !value.Operands().Exists(o => o.IsNull) || !inner.Operands().Contains(value)) return false;
        LLVMValueRef grown = inner.Operands().Find(o => o.IsInstruction(LLVMOpcode.LLVMFAdd) || o.IsCall()), own = inner;
        if (!grown.Exists()) return false;
        if (grown.IsInstruction(LLVMOpcode.LLVMFAdd) && grown.Operands().Contains(own) && grown.Operands().Find(o => o.IsInstruction(LLVMOpcode.LLVMFMul)) is { Handle: not 0 } product)
            (left, right) = (product.GetOperand(0), product.GetOperand(1));
        else if (grown.IsCall() && grown.CalledFunction() is { Handle: not 0 } callee && callee.Name is "llvm.fma.f32" or "llvm.fmuladd.f32" && grown.GetOperand(2) == own)
            (left, right) = (grown.GetOperand(0), grown.GetOperand(1));
        return left.IsInstruction(LLVMOpcode.LLVMLoad) && right.IsInstruction(LLVMOpcode.LLVMLoad);
    }

    private readonly record struct Count(LLVMValueRef Phi, long Step, LLVMValueRef Bound);

    // i = phi(0, i + step); i < bound
    private static unsafe Count? Counter(LLVMBasicBlockRef header, LLVMValueRef sum)
    {
        LLVMValueRef phi = header.Instructions().Find(i => i.IsInstruction(LLVMOpcode.LLVMPHI) && i != sum);
        if (!phi.Exists() || phi.IncomingCount != 2 || !phi.Operands().Exists(o => o.IsAConstantInt.Exists() && o.ConstIntZExt == 0) || header.Terminator is not { InstructionOpcode: LLVMOpcode.LLVMBr } branch || !branch.IsConditional) return null;
        LLVMValueRef next = phi.Operands().Find(o => o.IsInstruction(LLVMOpcode.LLVMAdd) && o.GetOperand(0) == phi && o.GetOperand(1).IsAConstantInt.Exists()), test = branch.Condition;
        if (!next.Exists() || !test.IsInstruction(LLVMOpcode.LLVMICmp) || test.GetOperand(0) != phi || LLVM.GetICmpPredicate(test) is not (LLVMIntPredicate.LLVMIntSLT or LLVMIntPredicate.LLVMIntULT)) return null;
        return new Count(phi, next.GetOperand(1).ConstIntSExt, test.GetOperand(1));
    }

    // What the shared element that is read holds: the global element that its thread has put there, with k for that thread's number.
    private static Element? Origin(List<LLVMValueRef> stores, Func<LLVMValueRef, Element> at, LLVMValueRef read, LLVMValueRef thread, LLVMValueRef k)
    {
        Element place = at(read.GetOperand(0));
        LLVMValueRef store = stores.Find(s => at(s.GetOperand(1)).Root == place.Root);
        if (!store.Exists() || !place.Root.IsAGlobalVariable.Exists() || !at(store.GetOperand(1)).Index.With(thread, k).Is(place.Index)) return null;
        LLVMValueRef value = store.GetOperand(0);
        if (!value.IsInstruction(LLVMOpcode.LLVMLoad) || value.TypeOf.Kind != LLVMTypeKind.LLVMFloatTypeKind) return null;
        Element from = at(value.GetOperand(0));
        return from.Root.IsAArgument.Exists() ? new Element(from.Root, from.Index.With(thread, k)) : null;
    }
}
