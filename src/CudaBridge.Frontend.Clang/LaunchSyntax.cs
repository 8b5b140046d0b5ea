using System.Text;

namespace CudaBridge.Frontend.Clang;

// kernel<<<{8, 8}, {16}>>>(…)  =>  kernel<<<dim3{8, 8}, dim3{16}>>>(…)
// kernel << <8, 16 >> > (…)    =>  kernel <<< 8, 16 >>>  (…)
//
// nvcc takes braces for the grid and the block, and the blanks that formatters put into the brackets; clang's grammar takes neither.

/// <summary>Writes kernel launches as clang reads them. Lines stay, and columns unless braces are given their type.</summary>
public static class LaunchSyntax
{
    private const string Type = "dim3";

    private readonly record struct Edit(int At, int Length, string Text);

    /// <summary>The rewritten source; null when it is as clang takes it.</summary>
    public static string? Rewrite(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!source.Contains("<<", StringComparison.Ordinal)) return null;
        List<Edit> edits = [];
        for (int at = 0; at < source.Length;)
        {
            int next = SkipText(source, at);
            if (next > at) at = next;
            else if (OpeningEnd(source, at) is int end && end > at) at = ScanLaunch(source, at, end, edits);
            else at++;
        }
        return edits.Count > 0 ? Apply(source, edits) : null;
    }

    // Notes what the launch needs; returns where its configuration ends.
    private static int ScanLaunch(string source, int open, int at, List<Edit> edits)
    {
        List<Edit> launch = [.. Joined(source, open, at, '<')];
        int argument = 0, depth = 0;
        bool atStart = true;
        while (at < source.Length)
        {
            int next = SkipText(source, at);
            if (next > at)
            {
                at = next;
                continue;
            }
            if (depth == 0 && ClosingEnd(source, at) is int end && end > at)
            {
                edits.AddRange([.. launch, .. Joined(source, at, end, '>')]);
                return end;
            }
            char c = source[at];
            if (c == '{' && atStart && argument < 2) launch.Add(new Edit(at, 0, Type));
            if (c is '(' or '[' or '{') depth++;
            else if (c is ')' or ']' or '}') depth--;
            if (depth < 0 || c == ';') return at;
            if (c == ',' && depth == 0) (argument, atStart) = (argument + 1, true);
            else if (!char.IsWhiteSpace(c)) atStart = false;
            at++;
        }
        return at;
    }

    // The end of "<<<", or of "<< <" where C++ has no such thing: the name "operator<<" may be followed by template arguments.
    private static int OpeningEnd(string source, int at)
    {
        int end = ThreeEnd(source, at, '<');
        return end - at > 3 && source.AsSpan(0, at).TrimEnd().EndsWith("operator") ? at : end;
    }

    // The end of ">>>"; with blanks it may close template arguments, and the call's parenthesis tells.
    private static int ClosingEnd(string source, int at)
    {
        int end = ThreeEnd(source, at, '>');
        return end - at > 3 && !source.AsSpan(end).TrimStart().StartsWith("(") ? at : end;
    }

    // The end of three brackets with nothing but blanks between them; the same place when there are none.
    private static int ThreeEnd(string source, int at, char bracket)
    {
        int end = at;
        for (int n = 0; n < 3; n++)
        {
            while (n > 0 && end < source.Length && source[end] is (' ' or '\t')) end++;
            if (end == source.Length || source[end++] != bracket) return at;
        }
        return end;
    }

    // Brackets with the blanks behind them.
    private static IEnumerable<Edit> Joined(string source, int at, int end, char bracket)
    {
        if (end - at > 3) yield return new Edit(at, end - at, new string(bracket, 3).PadRight(end - at));
    }

    // Where a comment, a string or a character that starts here ends; the same place when none does.
    private static int SkipText(string source, int at) => source[at] switch
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

    private static int After(string source, string end, int from)
    {
        int found = source.IndexOf(end, from, StringComparison.Ordinal);
        return found < 0 ? source.Length : found + end.Length;
    }

    private static bool StartsAt(string source, int at, string text) => string.CompareOrdinal(source, at, text, 0, text.Length) == 0;

    private static bool IsNamePart(string source, int at) => at >= 0 && (char.IsAsciiLetterOrDigit(source[at]) || source[at] == '_');

    private static string Apply(string source, List<Edit> edits)
    {
        StringBuilder text = new(source.Length + edits.Count * Type.Length);
        int from = 0;
        foreach (Edit edit in edits)
        {
            text.Append(source, from, edit.At - from).Append(edit.Text);
            from = edit.At + edit.Length;
        }
        return text.Append(source, from, source.Length - from).ToString();
    }
}
