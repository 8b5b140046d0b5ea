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
        if (tiles.Stages is { } stages) return WriteStages(draft, tiles, stages);
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
        draft.Line(depth + 1, $"const long count = smaller(TILE, end - {tiles.Flat});");
        draft.Body(tiles.Text);
        for (; depth > 0; depth--) draft.Line(depth, "}");
        return new CoreText(draft.Describe(CoreForm.Tiles, "", draft.Writer.Dimensions) with { MaxThreads = 1024 }, draft.Close());
    }

    // Two of each tile: while one is computed, the next comes in and the last goes out.
    private static CoreText WriteStages(KernelDraft draft, CoreTiles tiles, CoreStages stages)
    {
        (string task, string tasks) = (draft.Language.Task, draft.Language.Tasks);
        draft.Open(1, true, "Tiles of neighbouring threads go round the tasks: while one is computed, the next one is copied in and the one before is copied out.");
        draft.Tiles(tiles.Arrays, SmallestTile, of: 2);
        draft.Line(1, $"const long end = {tiles.Bound}, tiles = (end + TILE - 1) / TILE, rounds = (tiles + {tasks} - 1 - {task}) / {tasks};");
        draft.Line(1, "for (long round = 0; round < rounds + 2; round++) {");
        Regex names = new($@"\b({string.Join('|', tiles.Arrays.Select(a => a.Name).OrderByDescending(name => name.Length))})\b");
        Stage("round < rounds", "round", stages.In);
        Stage("round >= 1 && round <= rounds", "(round - 1)", stages.Compute);
        Stage("round >= 2", "(round - 2)", stages.Out);
        draft.Line(2, draft.Language.Tiles.Overlap!.Wait);
        draft.Line(1, "}");
        return new CoreText(draft.Describe(CoreForm.Tiles, "", 1) with { MaxThreads = 1024 }, draft.Close());

        void Stage(string when, string round, IReadOnlyList<string> lines)
        {
            draft.Line(2, $"if ({when}) {{");
            draft.Line(3, $"const long {tiles.Flat} = ({task} + {round} * {tasks}) * TILE, count = smaller(TILE, end - {tiles.Flat}), of = {round} % 2;");
            foreach (string line in lines) draft.Line(3, names.Replace(line, "$1[of]"));
            draft.Line(2, "}");
        }
    }
}
