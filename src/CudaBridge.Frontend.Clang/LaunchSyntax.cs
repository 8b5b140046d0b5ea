using static CudaBridge.Frontend.Clang.SourceText;

namespace CudaBridge.Frontend.Clang;

// kernel<<<{8, 8}, {16}>>>(…)  =>  kernel<<<dim3{8, 8}, dim3{16}>>>(…)
// kernel << <8, 16 >> > (…)    =>  kernel <<< 8, 16 >>>  (…)
//
// nvcc takes braces for the grid and the block, and the blanks that formatters put into the brackets; clang's grammar takes neither.

/// <summary>Writes kernel launches as clang reads them. Lines stay, and columns unless braces are given their type.</summary>
public static class LaunchSyntax
{
    private const string Type = "dim3";

    /// <summary>The rewritten source; null when it is as clang takes it.</summary>
    /// <param name="keepColumns">For reading only: braces become parentheses, so that every character stays in its place.</param>
    public static string? Rewrite(string source, bool keepColumns = false)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!source.Contains("<<", StringComparison.Ordinal)) return null;
        List<Edit> edits = [];
        for (int at = 0; at < source.Length;)
        {
            int next = SkipText(source, at);
            if (next > at) at = next;
            else if (OpeningEnd(source, at) is int end && end > at) at = ScanLaunch(source, at, end, keepColumns, edits);
            else at++;
        }
        return edits.Count > 0 ? Apply(source, edits) : null;
    }

    // Notes what the launch needs; returns where its configuration ends.
    private static int ScanLaunch(string source, int open, int at, bool keepColumns, List<Edit> edits)
    {
        List<Edit> launch = [.. Joined(source, open, at, '<')];
        int argument = 0, depth = 0, brace = -1;
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
            if (c == '{' && atStart && argument < 2 && !keepColumns) launch.Add(new Edit(at, 0, Type));
            if (c == '{' && atStart && argument < 2 && keepColumns) brace = at;
            if (c is '(' or '[' or '{') depth++;
            else if (c is ')' or ']' or '}') depth--;
            if (c == '}' && depth == 0 && brace >= 0)
            {
                bool empty = string.IsNullOrWhiteSpace(source[(brace + 1)..at]);
                launch.AddRange([new Edit(brace, 1, empty ? "0" : "("), new Edit(at, 1, empty ? " " : ")")]);
                brace = -1;
            }
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
}
