using CudaBridge.Compiler.Backends.Source;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Tile;

/// <summary>A matrix of floats turned by square tiles in shared memory. Strides are in elements, of one row to the next.</summary>
/// <param name="Rows">Rows of what is read; none: as many as the grid's tiles have in y.</param>
/// <param name="Columns">Columns of what is read; none: as many as the grid's tiles have in x.</param>
/// <param name="BlockSize">The only number of threads that it is written for; 0: any.</param>
internal sealed record TiledTranspose(LLVMValueRef From, LLVMValueRef To, IndexSum StrideFrom, IndexSum StrideTo, LLVMValueRef Rows, LLVMValueRef Columns, int Tile, int BlockSize)
{
    // for (j = 0; j < T; j += step) if (x < columns && y + j < rows) tile[ty + j][tx] = in[(y + j) * columns + x]; barrier;
    // for (k = 0; k < T; k += step) if (x' < rows && y' + k < columns) out[(y' + k) * rows + x'] = tile[tx][ty + k];      with x' = block y * T + tx, y' = block x * T + ty
    // What tile[tx][ty + k] holds is in[(block y * T + tx) * columns + block x * T + ty + k]. Without loops j and k are 0.
    public static TiledTranspose? Find(LLVMValueRef function, DominatorTree dominators, LLVMTargetDataRef layout)
    {
        List<LLVMValueRef> all = function.Instructions().FindAll(i => dominators.IsReachable(i.InstructionParent));
        List<LLVMValueRef> stores = all.FindAll(i => i.IsInstruction(LLVMOpcode.LLVMStore)), loads = all.FindAll(i => i.IsInstruction(LLVMOpcode.LLVMLoad));
        if (stores.Count != 2 || loads.Count != 2 || all.Count(BlockTrees.IsBarrier) != 1 || all.Exists(TilePatterns.HasOtherEffect)) return null;
        LLVMValueRef tx = TilePatterns.Register(all, "tid.x"), ty = TilePatterns.Register(all, "tid.y"), bx = TilePatterns.Register(all, "ctaid.x"), by = TilePatterns.Register(all, "ctaid.y");
        if (!tx.Exists() || !ty.Exists() || !bx.Exists() || !by.Exists()) return null;
        Element At(LLVMValueRef pointer) => Element.Of(pointer, layout);
        LLVMValueRef put = stores.Find(s => At(s.GetOperand(1)).Root.IsAGlobalVariable.Exists()), written = stores.Find(s => s != put);
        if (!put.Exists() || !loads.Contains(put.GetOperand(0)) || !loads.Contains(written.GetOperand(0)) || put.GetOperand(0).TypeOf.Kind != LLVMTypeKind.LLVMFloatTypeKind) return null;
        Element from = At(put.GetOperand(0).GetOperand(0)), shared = At(put.GetOperand(1)), taken = At(written.GetOperand(0).GetOperand(0)), to = At(written.GetOperand(1));
        if (!from.Root.IsAArgument.Exists() || !to.Root.IsAArgument.Exists() || shared.Root != taken.Root) return null;
        List<Count> loops = [.. all.Select(i => i.InstructionParent).Distinct().Where(dominators.IsLoopHeader).Select(header => Count.Of(header)).OfType<Count>()];
        if (all.Select(i => i.InstructionParent).Distinct().Count(dominators.IsLoopHeader) != loops.Count || loops.Count is not (0 or 2)) return null;
        IndexSum Row(LLVMValueRef thread, Element element) => loops.Find(l => !element.Index.FactorOf(l.Phi).IsZero) is { Phi.Handle: not 0 } loop ? IndexSum.Single(thread).Plus(IndexSum.Single(loop.Phi), 1) : IndexSum.Single(thread);
        IndexSum pitch = shared.Index.FactorOf(ty), strideFrom = from.Index.FactorOf(ty), strideTo = to.Index.FactorOf(ty);
        if (TileOf(from, bx) is not { } size) return null;
        IndexSum read = Row(ty, from), wrote = Row(ty, to), tileX = IndexSum.Single(bx).Times(IndexSum.Constant(size)), tileY = IndexSum.Single(by).Times(IndexSum.Constant(size));
        bool isTurned = shared.Index.Is(pitch.Times(read).Plus(IndexSum.Single(tx), 1)) && taken.Index.Is(pitch.Times(IndexSum.Single(tx)).Plus(wrote, 1))
            && from.Index.Is(strideFrom.Times(tileY.Plus(read, 1)).Plus(tileX, 1).Plus(IndexSum.Single(tx), 1)) && to.Index.Is(strideTo.Times(tileX.Plus(wrote, 1)).Plus(tileY, 1).Plus(IndexSum.Single(tx), 1));
        if (!isTurned || !IsGiven(strideFrom) || !IsGiven(strideTo) || loops.Exists(l => !l.Bound.IsAConstantInt.Exists() || l.Bound.ConstIntSExt != size)) return null;
        if (Guard.Of(dominators, put.InstructionParent, [tileX.Plus(IndexSum.Single(tx), 1), tileY.Plus(read, 1)], [.. loops]) is not { } ofFrom) return null;
        if (Guard.Of(dominators, written.InstructionParent, [tileX.Plus(wrote, 1), tileY.Plus(IndexSum.Single(tx), 1)], [.. loops]) is not { } ofTo) return null;
        if (!ofFrom.Bounds.SequenceEqual(ofTo.Bounds)) return null;
        long step = loops.Count == 0 ? size : loops[0].Step;
        if (loops.Exists(l => l.Step != step || step == 0 && BlockTrees.RegisterOf(l.StepValue) != "ntid.y")) return null;
        return new TiledTranspose(from.Root, to.Root, strideFrom, strideTo, ofFrom.Bounds[1], ofFrom.Bounds[0], size, (int)step * size);
    }

    private static bool IsGiven(IndexSum stride) => stride.Simple is { } simple && (!simple.Value.Exists() || simple.Value.IsAArgument.Exists());

    private static int? TileOf(Element from, LLVMValueRef block) => from.Index.FactorOf(block).Simple is { Value.Handle: 0, Constant: > 1 and <= 64 } size ? (int)size.Constant : null;
}
