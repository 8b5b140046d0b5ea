using System.Text;

namespace CudaBridge.Frontend.Clang;

// kernel<<<{8, 8}, {16}>>>(…)  =>  kernel<<<dim3{8, 8}, dim3{16}>>>(…)
//
// nvcc takes braces for the grid and the block; clang's grammar does not.

/// <summary>Gives the braced lists of kernel launches the type that nvcc gives them.</summary>
public static class BracedLaunches
{
    private const string Type = "dim3";

    /// <summary>The source with types added; null when it needs none.</summary>
    public static string? Rewrite(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!source.Contains("<<<", StringComparison.Ordinal)) return null;
        List<int> places = [];
        for (int at = 0; at < source.Length;)
        {
            int next = SkipText(source, at);
            if (next > at) at = next;
            else if (StartsAt(source, at, "<<<")) at = ScanLaunch(source, at + 3, places);
            else at++;
        }
        return places.Count > 0 ? Insert(source, places) : null;
    }

    // Notes the opening braces of the first two arguments; returns where the launch's configuration ends.
    private static int ScanLaunch(string source, int at, List<int> places)
    {
        int argument = 0, depth = 0;
        bool atStart = true;
        while (at < source.Length && !(depth == 0 && StartsAt(source, at, ">>>")))
        {
            int next = SkipText(source, at);
            if (next > at)
            {
                at = next;
                continue;
            }
            char c = source[at];
            if (c == '{' && atStart && argument < 2) places.Add(at);
            if (c is '(' or '[' or '{') depth++;
            else if (c is ')' or ']' or '}') depth--;
            if (depth < 0 || c == ';') return at;
            if (c == ',' && depth == 0) (argument, atStart) = (argument + 1, true);
            else if (!char.IsWhiteSpace(c)) atStart = false;
            at++;
        }
        return at;
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

    private static string Insert(string source, List<int> places)
    {
        StringBuilder text = new(source.Length + places.Count * Type.Length);
        int from = 0;
        foreach (int place in places)
        {
            text.Append(source, from, place - from).Append(Type);
            from = place;
        }
        return text.Append(source, from, source.Length - from).ToString();
    }
}
