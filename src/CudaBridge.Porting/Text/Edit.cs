using System.Text;

namespace CudaBridge.Porting.Text;

/// <summary>Bytes of the original that another text replaces; length 0 inserts.</summary>
public readonly record struct Edit(int Start, int Length, string Text)
{
    public int End => Start + Length;
}

public static class Edits
{
    /// <param name="edits">In order, none over another.</param>
    public static string Apply(string text, int start, int end, IReadOnlyList<Edit> edits)
    {
        StringBuilder result = new(end - start + 64);
        int at = start;
        foreach (Edit edit in edits)
        {
            result.Append(text, at, edit.Start - at).Append(edit.Text);
            at = edit.End;
        }
        return result.Append(text, at, end - at).ToString();
    }

    public static string Apply(string text, IReadOnlyList<Edit> edits) => edits.Count == 0 ? text : Apply(text, 0, text.Length, edits);
}
