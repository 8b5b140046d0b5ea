using CudaBridge.Compiler.Backends.Source;
using CudaBridge.Compiler.Ir;
using LLVMSharp.Interop;

namespace CudaBridge.Compiler.Backends.Tile.Forms;

// tiles of A and B in shared memory, c[y][x] = sum  =>  the maker's product of tiles of its own size
internal static class ProductForm
{
    public static CoreText? Write(KernelDraft draft)
    {
        LLVMValueRef function = draft.Kernel.Function;
        if (TiledProduct.Find(function, new DominatorTree(function), draft.Translation.Module.Layout()) is not { } product) return null;
        CoreText text = PlaneText.Write(draft, draft.Language.Tiles.Product ?? ProductByRows.Of(draft.Language), "A product of matrices: tiles of it, as large as the core's memory likes them, go round the tasks.", product.Tile, product.Rows, product.Columns,
            product.WholeTiles ? $", depth = {{depth}} / {product.Tile} * {product.Tile}" : ", depth = {depth}",
            [("{a}", new(product.A)), ("{b}", new(product.B)), ("{c}", new(product.C)), ("{lda}", product.StrideA), ("{ldb}", product.StrideB), ("{ldc}", product.StrideC), ("{depth}", new(product.Depth))]);
        return text with { Kernel = text.Kernel with { BlockSize = product.Tile * product.Tile } };
    }
}
