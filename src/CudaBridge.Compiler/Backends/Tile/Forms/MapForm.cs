using System.Text.RegularExpressions;

namespace CudaBridge.Compiler.Backends.Tile.Forms;

// i = block * size + thread; if (i < n) c[i] = a[i] + b[i];
//   =>  for each tile of i's: copy a and b in, add the tiles, copy c out
internal static class MapForm
{
    private const int SmallestTile = 256;

    public static CoreText? Write(KernelDraft draft)
    {
        CoreTiles tiles = draft.Writer.TileBody();
        if (!tiles.IsVector) return null;
        CoreLanguage language = draft.Language;
        bool isPlane = draft.Writer.Dimensions == 2;
        draft.Open(draft.Writer.Dimensions, true, $"{(isPlane ? "Rows go round the tasks; a row is computed tile by tile" : "Tiles of neighbouring threads go round the tasks")}: copied in, computed by vector operations, copied out.");
        draft.Tiles(tiles.Arrays, SmallestTile);
        draft.Line(1, $"const long end = {tiles.Bound};");
        (string start, string step, int depth) = ($"{language.Task} * TILE", $"{language.Tasks} * TILE", 1);
        if (isPlane)
        {
            draft.Line(1, $"for (long y = {language.Task}; y < (long)grid_size_y * block_size_y; y += {language.Tasks}) {{");
            if (Regex.IsMatch(tiles.Text, @"\b(block|thread)_y\b")) draft.Line(2, "const uint block_y = y / block_size_y, thread_y = y % block_size_y;");
            (start, step, depth) = ("0", "TILE", 2);
        }

        draft.Line(depth, $"for (long {tiles.Flat} = {start}; {tiles.Flat} < end; {tiles.Flat} += {step}) {{");
        draft.Line(depth + 1, $"const long count = std::min<long>(TILE, end - {tiles.Flat});");
        draft.Body(tiles.Text);
        for (; depth > 0; depth--) draft.Line(depth, "}");
        return new CoreText(draft.Describe(CoreForm.Tiles, "", draft.Writer.Dimensions) with { MaxThreads = 1024 }, draft.Close());
    }
}
