using CudaBridge.Compiler.Backends.Source;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Tile.Forms;

// tile[ty][tx] = in[y][x]; barrier; out[x][y] = tile[tx][ty]  =>  the maker's transpose of tiles of its own size
internal static class TransposeForm
{
    public static CoreText? Write(KernelDraft draft)
    {
        LLVMValueRef function = draft.Kernel.Function;
        if (TiledTranspose.Find(function, new DominatorTree(function), draft.Translation.Module.Layout()) is not { } turned) return null;
        CoreText text = PlaneText.Write(draft, draft.Language.Tiles.Transpose ?? TransposeByRows.Of(draft.Language), "A matrix is turned: tiles of it, as large as the core's memory likes them, go round the tasks.", turned.Tile, turned.Rows, turned.Columns, "",
            [("{a}", new(turned.From)), ("{b}", new(turned.To)), ("{lda}", turned.StrideFrom), ("{ldb}", turned.StrideTo)]);
        return text with { Kernel = text.Kernel with { BlockSize = turned.BlockSize } };
    }
}
