namespace CudaBridge.Compiler.Backends.Tile;

/// <summary>A transpose for languages without an operation for it: rows come and go by copies, the core turns them element by element.</summary>
internal static class TransposeByRows
{
    /// <summary>A kernel's body, as <see cref="TileOperations.Transpose"/> describes it.</summary>
    public static string Of(CoreLanguage language) => $$"""
        constexpr long SIDE = 64;
        {{RowCalls.Array(language, "tile", "[SIDE * SIDE]")}}
        {{RowCalls.Array(language, "turned", "[SIDE * SIDE]")}}
        const long across = (columns + SIDE - 1) / SIDE, down = (rows + SIDE - 1) / SIDE;
        for (long at = {{language.Task}}; at < across * down; at += {{language.Tasks}}) {
            const long y = at / across * SIDE, x = at % across * SIDE;
            const long height = smaller(SIDE, rows - y), width = smaller(SIDE, columns - x);
            for (long r = 0; r < height; r++) {{RowCalls.Call(language.Tiles.CopyIn, "width", "tile + r * SIDE", "{a} + (y + r) * {lda} + x")}}
            for (long r = 0; r < height; r++)
                for (long c = 0; c < width; c++) turned[c * SIDE + r] = tile[r * SIDE + c];
            for (long c = 0; c < width; c++) {{RowCalls.Call(language.Tiles.CopyOut, "height", "{b} + (x + c) * {ldb} + y", "turned + c * SIDE")}}
        }
        """;
}
