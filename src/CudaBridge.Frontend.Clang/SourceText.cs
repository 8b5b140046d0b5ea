using System.Text;

namespace CudaBridge.Frontend.Clang;

/// <summary>C++ as text, for rewriting what clang cannot parse.</summary>
internal static class SourceText
{
    public readonly record struct Edit(int At, int Length, string Text);

    /// <summary>Whether a name of its own begins here.</summary>
    public static bool IsWord(string source, int at, string word) =>
        StartsAt(source, at, word) && !IsNamePart(source, at - 1) && !IsNamePart(source, at + word.Length);

    /// <summary>The first place from here that is neither blank nor in a comment.</summary>
    public static int SkipBlanks(string source, int at)
    {
        while (at < source.Length)
            if (char.IsWhiteSpace(source[at])) at++;
            else if (source[at] == '/' && SkipText(source, at) is int end && end > at) at = end;
            else break;
        return at;
    }

    /// <summary>Where a comment, a string or a character that starts here ends; the same place when none does.</summary>
    public static int SkipText(string source, int at) => source[at] switch
    {
        '/' when StartsAt(source, at, "//") => After(source, "\n", at),
        '/' when StartsAt(source, at, "/*") => After(source, "*/", at + 2),
        'R' when StartsAt(source, at, "R\"") && !IsNamePart(source, at - 1) => SkipRaw(source, at + 2),
        '"' => SkipQuoted(source, at, '"'),
        // 1'000: a digit separator.
        '\'' when !IsNamePart(source, at - 1) => SkipQuoted(source, at, '\''),
        _ => at,
    };

    private static int SkipRaw(string source, int at)
    {
        int open = source.IndexOf('(', at);
        return open < 0 ? source.Length : After(source, $"){source[at..open]}\"", open);
    }

    private static int SkipQuoted(string source, int at, char quote)
    {
        for (int i = at + 1; i < source.Length; i++)
            if (source[i] == '\\') i++;
            else if (source[i] == quote) return i + 1;
            else if (source[i] == '\n') return i;
        return source.Length;
    }

    public static int After(string source, string end, int from)
    {
        int found = source.IndexOf(end, from, StringComparison.Ordinal);
        return found < 0 ? source.Length : found + end.Length;
    }

    public static bool StartsAt(string source, int at, string text) => string.CompareOrdinal(source, at, text, 0, text.Length) == 0;

    public static bool IsNamePart(string source, int at) => at >= 0 && at < source.Length && (char.IsAsciiLetterOrDigit(source[at]) || source[at] == '_');

    /// <summary>The source with edits that follow one another.</summary>
    public static string Apply(string source, IEnumerable<Edit> edits)
    {
        StringBuilder text = new(source.Length);
        int from = 0;
        foreach (Edit edit in edits)
        {
            text.Append(source, from, edit.At - from).Append(edit.Text);
            from = edit.At + edit.Length;
        }
        return text.Append(source, from, source.Length - from).ToString();
    }
}
