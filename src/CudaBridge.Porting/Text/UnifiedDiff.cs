using System.Globalization;
using System.Text;

namespace CudaBridge.Porting.Text;

/// <summary>A patch of one file, as <c>patch -p1</c> and <c>git apply</c> read it.</summary>
public static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>Lines that changed together: where they stood, and what stands there now.</summary>
    private sealed record Change(int First, int Count, string[] New);

    public static string Of(string path, SourceText source, IReadOnlyList<Edit> edits)
    {
        ArgumentNullException.ThrowIfNull(source);
        string[] old = Lines(source.Text);
        List<Change> changes = Changes(source, edits);
        StringBuilder patch = new($"--- a/{path}\n+++ b/{path}\n");
        int shift = 0;
        for (int i = 0; i < changes.Count;)
        {
            int last = i;
            while (last + 1 < changes.Count && changes[last + 1].First - End(changes[last]) <= 2 * Context) last++;
            shift += Hunk(patch, old, changes.GetRange(i, last - i + 1), shift);
            i = last + 1;
        }
        return patch.ToString();
    }

    private static int End(Change change) => change.First + change.Count;

    private static List<Change> Changes(SourceText source, IReadOnlyList<Edit> edits)
    {
        List<Change> changes = [];
        for (int i = 0; i < edits.Count;)
        {
            int first = source.PlaceOf(edits[i].Start).Line - 1;
            int end = LineAfter(source, edits[i]), last = i;
            while (last + 1 < edits.Count && source.PlaceOf(edits[last + 1].Start).Line - 1 < end) end = Math.Max(end, LineAfter(source, edits[++last]));
            int from = source.LineStart(first), to = source.LineStart(end);
            changes.Add(new Change(first, end - first, Lines(Edits.Apply(source.Text, from, to, [.. edits.Skip(i).Take(last - i + 1)]))));
            i = last + 1;
        }
        return changes;
    }

    // Index of the line after the last that an edit touches. An insertion of whole lines at a line's start touches none.
    private static int LineAfter(SourceText source, Edit edit)
    {
        (int line, int column) = source.PlaceOf(edit.End);
        bool wholeLines = edit.Length == 0 && column == 1 && edit.Text.EndsWith('\n');
        return wholeLines ? line - 1 : line;
    }

    private static int Hunk(StringBuilder patch, string[] old, List<Change> changes, int shift)
    {
        int start = Math.Max(0, changes[0].First - Context), end = Math.Min(old.Length, End(changes[^1]) + Context);
        int added = changes.Sum(change => change.New.Length - change.Count);
        patch.Append(CultureInfo.InvariantCulture, $"@@ -{start + 1},{end - start} +{start + 1 + shift},{end - start + added} @@\n");
        int at = start;
        foreach (Change change in changes)
        {
            for (; at < change.First; at++) Line(patch, ' ', old[at]);
            for (; at < End(change); at++) Line(patch, '-', old[at]);
            foreach (string line in change.New) Line(patch, '+', line);
        }
        for (; at < end; at++) Line(patch, ' ', old[at]);
        return added;
    }

    private static void Line(StringBuilder patch, char mark, string line)
    {
        patch.Append(mark).Append(line);
        if (!line.EndsWith('\n')) patch.Append("\n\\ No newline at end of file\n");
    }

    // Lines with their ends.
    private static string[] Lines(string text)
    {
        List<string> lines = [];
        for (int at = 0; at < text.Length;)
        {
            int end = text.IndexOf('\n', at);
            end = end < 0 ? text.Length : end + 1;
            lines.Add(text[at..end]);
            at = end;
        }
        return [.. lines];
    }
}
