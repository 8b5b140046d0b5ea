using System.Text;
using static CudaBridge.Frontend.Clang.SourceText;

namespace CudaBridge.Frontend.Clang;

// __shared__ cuda::barrier<s> b;  =>  __shared__ __cudabridge_storage<cuda::barrier<s>> b__storage; auto &b = b__storage.value;
//
// A shared variable of a class with a constructor or a destructor is storage only for nvcc, which warns that neither runs; clang refuses it.

/// <summary>Writes shared variables that clang refuses for their constructors as storage that has none. Lines stay.</summary>
public static class SharedVariables
{
    private const string Keyword = "__shared__";

    /// <summary>Whether the source switches off nvcc's warning that constructors do not run.</summary>
    public static bool IsSuppressed(string source) =>
        source.Contains("static_var_with_dynamic_init", StringComparison.Ordinal) || source.Contains("diag_suppress 20054", StringComparison.Ordinal);

    /// <summary>The rewritten source; null when none of the places is a declaration without an initialiser.</summary>
    /// <param name="places">Where the names of refused variables stand.</param>
    public static string? Rewrite(string source, IEnumerable<SourcePlace> places)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(places);
        int[] lines = [0, .. Enumerable.Range(0, source.Length).Where(i => source[i] == '\n').Select(i => i + 1)];
        List<Edit> edits = [];
        int done = 0;
        foreach (SourcePlace place in places.Distinct().OrderBy(place => (place.Line, place.Column)))
        {
            if (place.Line > lines.Length || lines[place.Line - 1] + place.Column - 1 is var name && (name < done || name >= source.Length)) continue;
            if (Storage(source, name) is not { } declaration) continue;
            edits.Add(declaration);
            done = declaration.At + declaration.Length;
        }

        return edits.Count > 0 ? Apply(source, edits) : null;
    }

    // The declaration whose first variable is named here, from the type to the semicolon.
    private static Edit? Storage(string source, int name)
    {
        int keyword = source.LastIndexOf(Keyword, name, StringComparison.Ordinal);
        if (keyword < 0 || source.AsSpan(keyword, name - keyword).ContainsAny(";{}=")) return null;
        int type = SkipBlanks(source, keyword + Keyword.Length), alignment = type;
        for (int end = AfterAlignment(source, type); end > type; end = AfterAlignment(source, type)) type = SkipBlanks(source, end);
        StringBuilder text = new();
        for (int at = name; ; at = SkipBlanks(source, at + 1))
        {
            int nameEnd = at;
            while (IsNamePart(source, nameEnd)) nameEnd++;
            int boundsEnd = nameEnd, next = SkipBlanks(source, nameEnd);
            while (next < source.Length && source[next] == '[')
            {
                boundsEnd = After(source, "]", next);
                next = SkipBlanks(source, boundsEnd);
            }

            if (at == nameEnd || next >= source.Length || source[next] is not (';' or ',')) return null;
            string variable = source[at..nameEnd];
            if (at > name) text.Append($" {Keyword} {source[alignment..type]}");
            text.Append($"__cudabridge_storage<{source[type..name]}{source[nameEnd..boundsEnd]}> {variable}__storage; auto &{variable} = {variable}__storage.value;");
            if (source[next] == ';') return new Edit(type, next + 1 - type, text.ToString());
            at = next;
        }
    }

    // The end of alignas(…) or __align__(…) that begins here; the same place when none does.
    private static int AfterAlignment(string source, int at) =>
        (IsWord(source, at, "alignas") || IsWord(source, at, "__align__")) && source.IndexOf('(', at) is >= 0 and int open ? ClosingParenthesis(source, open) + 1 : at;

    private static int ClosingParenthesis(string source, int at)
    {
        for (int depth = 0; at < source.Length; at++)
            if (source[at] == '(') depth++;
            else if (source[at] == ')' && --depth == 0) return at;
        return at;
    }
}
