using CudaBridge.Compiler.Analysis;
using CudaBridge.Compiler.Backends.Source;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Tile;

/// <summary>C = A · B, by square tiles in shared memory. Strides are in elements, of one row to the next.</summary>
/// <param name="Tile">Rows and columns of CUDA's tile, and of its block.</param>
/// <param name="Rows">Rows of C; none: as many as the grid has threads in y.</param>
/// <param name="Columns">Columns of C; none: as many as the grid has threads in x.</param>
/// <param name="Depth">Columns of A, rows of B.</param>
/// <param name="WholeTiles">Only whole tiles of the depth count.</param>
internal sealed record TiledProduct(
    LLVMValueRef A, LLVMValueRef B, LLVMValueRef C, IndexSum StrideA, IndexSum StrideB, IndexSum StrideC, LLVMValueRef Rows, LLVMValueRef Columns, LLVMValueRef Depth, bool WholeTiles, int Tile)
{
    // for (t = 0; t < depth; t += T) { left[ty][tx] = a[y * n + t + tx]; right[ty][tx] = b[(t + ty) * n + x]; barrier; for (k = 0; k < T; k++) sum += left[ty][k] * right[k][tx]; barrier; }
    // c[y * n + x] = sum;
    // What left[ty][k] holds is what the thread with tx = k has put there; so the sum is that of a[y * n + t + k] * b[(t + k) * n + x].
    // Either may be 0 outside of the matrices, y < rows && t + tx < depth ? a[…] : 0, and then c must not be written there.
    public static TiledProduct? Find(LLVMValueRef function, DominatorTree dominators, LLVMTargetDataRef layout)
    {
        List<LLVMValueRef> all = function.Instructions().FindAll(i => dominators.IsReachable(i.InstructionParent));
        List<LLVMValueRef> stores = all.FindAll(i => i.IsInstruction(LLVMOpcode.LLVMStore)), loads = all.FindAll(i => i.IsInstruction(LLVMOpcode.LLVMLoad));
        if (stores.Count != 3 || loads.Count != 4 || all.Count(BlockTrees.IsBarrier) != 2 || all.Exists(TilePatterns.HasOtherEffect)) return null;
        LLVMValueRef tx = TilePatterns.Register(all, "tid.x"), ty = TilePatterns.Register(all, "tid.y"), bx = TilePatterns.Register(all, "ctaid.x"), by = TilePatterns.Register(all, "ctaid.y");
        if (!tx.Exists() || !ty.Exists() || !bx.Exists() || !by.Exists()) return null;
        Element At(LLVMValueRef pointer) => Element.Of(pointer, layout);
        LLVMValueRef result = stores.Find(s => At(s.GetOperand(1)).Root.IsAArgument.Exists());
        if (!result.Exists() || !IsSum(result.GetOperand(0), out LLVMValueRef outer, out LLVMValueRef inner, out LLVMValueRef left, out LLVMValueRef right)) return null;
        if (Count.Of(outer.InstructionParent, outer) is not { Step: > 0 } tiles || Count.Of(inner.InstructionParent, inner) is not { Step: 1 } elements || !elements.Bound.IsAConstantInt.Exists()) return null;
        int size = (int)elements.Bound.ConstIntZExt;
        if (size < 2 || DepthOf(tiles, size) is not { } depthOf) return null;
        IndexSum start = tiles.Step == size ? IndexSum.Single(tiles.Phi) : IndexSum.Single(tiles.Phi).Times(IndexSum.Constant(size)), depth = start.Plus(IndexSum.Single(elements.Phi), 1);
        IndexSum y = IndexSum.Single(by).Times(IndexSum.Constant(size)).Plus(IndexSum.Single(ty), 1), x = IndexSum.Single(bx).Times(IndexSum.Constant(size)).Plus(IndexSum.Single(tx), 1);
        if (Guard.Of(dominators, result.InstructionParent, [y, x], tiles, elements) is not { } written) return null;
        foreach ((LLVMValueRef one, LLVMValueRef other) in new[] { (left, right), (right, left) })
        {
            if (Origin(stores, At, one, tx, elements.Phi) is not { } a || Origin(stores, At, other, ty, elements.Phi) is not { } b) continue;
            Element c = At(result.GetOperand(1));
            IndexSum strideA = a.Element.Index.FactorOf(ty), strideB = b.Element.Index.FactorOf(elements.Phi), strideC = c.Index.FactorOf(ty);
            bool isProduct = a.Element.Index.Is(strideA.Times(y).Plus(depth, 1)) && b.Element.Index.Is(strideB.Times(depth).Plus(x, 1)) && c.Index.Is(strideC.Times(y).Plus(x, 1));
            if (!isProduct || !new[] { strideA, strideB, strideC }.All(s => s.Simple is { } simple && (!simple.Value.Exists() || simple.Value.IsAArgument.Exists()))) continue;
            if (Guard.Of(dominators, a.Load.InstructionParent, [y, start.Plus(IndexSum.Single(tx), 1)], tiles, elements) is not { } ofA) continue;
            if (Guard.Of(dominators, b.Load.InstructionParent, [x, start.Plus(IndexSum.Single(ty), 1)], tiles, elements) is not { } ofB) continue;
            LLVMValueRef rows = written.Bounds[0], columns = written.Bounds[1], depthA = ofA.Bounds[1], depthB = ofB.Bounds[1];
            if (ofA.Bounds[0].Exists() && ofA.Bounds[0] != rows || ofB.Bounds[0].Exists() && ofB.Bounds[0] != columns) continue;
            // Behind the depth one of the two must be 0, unless the tiles end with it.
            bool isCut = depthA.Exists() || depthB.Exists();
            if (depthA.Exists() && depthA != depthOf.Value || depthB.Exists() && depthB != depthOf.Value || depthOf.IsRoundedUp && !isCut) continue;
            return new TiledProduct(a.Element.Root, b.Element.Root, c.Root, strideA, strideB, strideC, rows, columns, depthOf.Value, depthOf.IsRoundedDown && !isCut, size);
        }

        return null;
    }

    private readonly record struct Extent(LLVMValueRef Value, bool IsRoundedUp, bool IsRoundedDown);

    // t < depth, or as a number of tiles: t < depth / T, t < (depth + T - 1) / T
    private static Extent? DepthOf(Count tiles, int size)
    {
        LLVMValueRef bound = tiles.Bound;
        if (tiles.Step == size) return TilePatterns.IsGiven(bound) ? new Extent(bound, false, false) : null;
        if (tiles.Step != 1 || !bound.IsAInstruction.Exists() || bound.OperandCount != 2 || !bound.GetOperand(1).IsAConstantInt.Exists()) return null;
        long by = bound.GetOperand(1).ConstIntSExt;
        bool isQuotient = bound.InstructionOpcode switch { LLVMOpcode.LLVMSDiv or LLVMOpcode.LLVMUDiv => by == size, LLVMOpcode.LLVMAShr or LLVMOpcode.LLVMLShr => 1L << (int)by == size, _ => false };
        LLVMValueRef whole = bound.GetOperand(0);
        if (!isQuotient) return null;
        if (TilePatterns.IsGiven(whole)) return new Extent(whole, false, true);
        return whole.IsInstruction(LLVMOpcode.LLVMAdd) && TilePatterns.IsGiven(whole.GetOperand(0)) && whole.GetOperand(1).IsAConstantInt.Exists() && whole.GetOperand(1).ConstIntSExt == size - 1 ? new Extent(whole.GetOperand(0), true, false) : null;
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

    // What the shared element that is read holds: the global element that its thread has put there, with k for that thread's number.
    private static (Element Element, LLVMValueRef Load)? Origin(List<LLVMValueRef> stores, Func<LLVMValueRef, Element> at, LLVMValueRef read, LLVMValueRef thread, LLVMValueRef k)
    {
        Element place = at(read.GetOperand(0));
        LLVMValueRef store = stores.Find(s => at(s.GetOperand(1)).Root == place.Root);
        if (!store.Exists() || !place.Root.IsAGlobalVariable.Exists() || !at(store.GetOperand(1)).Index.With(thread, k).Is(place.Index)) return null;
        LLVMValueRef value = store.GetOperand(0);
        // Or 0, where the matrix has no element.
        if (value.IsInstruction(LLVMOpcode.LLVMPHI) && value.Operands().FindAll(o => !o.IsNull) is [var loaded]) value = loaded;
        if (!value.IsInstruction(LLVMOpcode.LLVMLoad) || value.TypeOf.Kind != LLVMTypeKind.LLVMFloatTypeKind) return null;
        Element from = at(value.GetOperand(0));
        return from.Root.IsAArgument.Exists() ? (new Element(from.Root, from.Index.With(thread, k)), value) : null;
    }
}
