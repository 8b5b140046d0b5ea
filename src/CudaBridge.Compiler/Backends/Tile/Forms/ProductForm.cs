using System.Text;
using CudaBridge.Compiler.Analysis;
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
        string form = draft.Language.Tiles.Product ?? ProductByRows.Of(draft.Language);
        draft.Writer.NameHead("rows columns " + form.Replace("{a}", "", StringComparison.Ordinal).Replace("{b}", "", StringComparison.Ordinal).Replace("{c}", "", StringComparison.Ordinal));
        string NameOf(LLVMValueRef value) => value.IsAConstantInt.Exists() ? $"{value.ConstIntZExt}" : draft.Writer.Parameters[Enumerable.Range(0, (int)function.ParamsCount).First(i => function.GetParam((uint)i) == value)];
        string Stride(IndexSum stride) => stride.Simple is { Value.Handle: not 0 } simple ? NameOf(simple.Value) : $"{stride.Simple!.Value.Constant}";
        draft.Open(2, true, "A product of matrices: tiles of it, as large as the core's memory likes them, go round the tasks.");
        draft.Line(1, $"const long depth = {NameOf(product.Depth)}, rows = (long)grid_size_y * {product.Tile}, columns = (long)grid_size_x * {product.Tile};");
        StringBuilder body = new(form);
        foreach ((string place, string text) in new[] { ("{a}", NameOf(product.A)), ("{b}", NameOf(product.B)), ("{c}", NameOf(product.C)), ("{lda}", Stride(product.StrideA)), ("{ldb}", Stride(product.StrideB)), ("{ldc}", Stride(product.StrideC)) })
            body.Replace(place, text);
        foreach (string line in body.ToString().Split('\n')) draft.Line(1, line);
        return new CoreText(draft.Describe(CoreForm.Tiles, "", 2) with { MaxThreads = 1024, BlockSize = product.Tile * product.Tile }, draft.Close());
    }
}
