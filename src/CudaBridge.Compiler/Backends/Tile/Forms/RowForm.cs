namespace CudaBridge.Compiler.Backends.Tile.Forms;

// for (c = t; c < columns; c += threads) sum += row[c];  s[t] = sum;  tree over s;  total = s[0];
//   =>  for each tile of c's: copy it in, add it to sum's tile;    total = sum_of(sum's tile)
internal static class RowForm
{
    public static CoreText Write(KernelDraft draft)
    {
        CoreRows rows = draft.Writer.RowBody();
        draft.Open(1, true, "A task runs whole blocks of CUDA's grid; what a block's threads did together is done tile by tile, and their trees are reductions of tiles.");
        draft.Tiles(rows.Arrays, draft.Threads);
        draft.Line(1, $"const long width = {rows.Width};");
        draft.Line(1, $"for (uint block_x = {draft.Language.Task}; block_x < grid_size_x; block_x += {draft.Language.Tasks}) {{");
        draft.Body(rows.Text);
        draft.Line(1, "}");
        return new CoreText(draft.Describe(CoreForm.Tiles, "", 1) with { BlockSize = rows.BlockSize }, draft.Close());
    }
}
