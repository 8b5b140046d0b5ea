namespace CudaBridge.Compiler.Backends.Tile;

/// <summary>A product of matrices for vector cores without an operation for it: rows of C get rows of B, times numbers of A, tile by tile.</summary>
internal static class ProductByRows
{
    /// <summary>A kernel's body, as <see cref="TileOperations.Product"/> describes it.</summary>
    public static string Of(CoreLanguage language)
    {
        TileOperations tiles = language.Tiles;
        string Array(string name, string extent) => RowCalls.Array(language, name, extent);
        return $$"""
            constexpr long ROWS = 64, COLUMNS = 256, DEPTH = 64;
            {{Array("a_tile", "[ROWS * DEPTH]")}}
            {{Array("b_tile", "[DEPTH * COLUMNS]")}}
            {{Array("c_tile", "[ROWS * COLUMNS]")}}
            const long across = (columns + COLUMNS - 1) / COLUMNS, down = (rows + ROWS - 1) / ROWS;
            for (long tile = {{language.Task}}; tile < across * down; tile += {{language.Tasks}}) {
                const long y = tile / across * ROWS, x = tile % across * COLUMNS;
                const long height = smaller(ROWS, rows - y), width = smaller(COLUMNS, columns - x);
                {{RowCalls.Call(tiles.Fill, "ROWS * COLUMNS", "c_tile", "0.0f")}}
                for (long k = 0; k < depth; k += DEPTH) {
                    const long length = smaller(DEPTH, depth - k);
                    for (long r = 0; r < height; r++) {{RowCalls.Call(tiles.CopyIn, "length", "a_tile + r * DEPTH", "{a} + (y + r) * {lda} + k")}}
                    for (long r = 0; r < length; r++) {{RowCalls.Call(tiles.CopyIn, "width", "b_tile + r * COLUMNS", "{b} + (k + r) * {ldb} + x")}}
                    for (long r = 0; r < height; r++)
                        for (long j = 0; j < length; j++) {{RowCalls.Call(tiles.MultiplyAdd, "width", "c_tile + r * COLUMNS", "b_tile + j * COLUMNS", "a_tile[r * DEPTH + j]")}}
                }
                for (long r = 0; r < height; r++) {{RowCalls.Call(tiles.CopyOut, "width", "{c} + (y + r) * {ldc} + x", "c_tile + r * COLUMNS")}}
            }
            """;
    }
}
