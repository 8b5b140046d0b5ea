using CudaBridge.Porting.Dialects;
using CudaBridge.Porting.Text;

namespace CudaBridge.Porting.Rewriting;

/// <summary>The way back: from a dialect whose names were only renamed to CUDA's.</summary>
public sealed class ReverseNames
{
    private const string Was = "  // CUDA: ";
    private readonly Dialect _dialect;
    private readonly Dictionary<string, List<(int Arity, string Cuda)>> _rows = [];
    private readonly Dictionary<string, string> _headers = [];

    public ReverseNames(Dialect dialect)
    {
        _dialect = dialect ?? throw new ArgumentNullException(nameof(dialect));
        foreach (IReadOnlyList<(int Arity, Mapping Mapping)> rows in dialect.Names.Values)
            foreach ((int arity, Mapping mapping) in rows)
                if (mapping is { Target: not null, Reshapes: false, Keeps: false } && !IsEverybodys(mapping.Target)) Add(mapping.Target, arity, mapping.Cuda);
        foreach (HeaderMapping header in dialect.Headers.Values)
            if (header.Target is not null && header.Target != header.Cuda) _headers.TryAdd(header.Target, header.Cuda);
    }

    // abort may come from __trap, but programs have an abort of their own.
    private static bool IsEverybodys(string target) => target.All(char.IsAsciiLetterLower);

    /// <summary>What follows an include whose way back would lead to another header; empty when it leads home.</summary>
    public static string HeaderMark(Dialect dialect, HeaderMapping mapping)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        ArgumentNullException.ThrowIfNull(mapping);
        return dialect.Headers.Values.First(header => header.Target == mapping.Target).Cuda == mapping.Cuda ? "" : Was + mapping.Cuda;
    }

    public List<Edit> Rewrite(SourceText source, IReadOnlyList<Token> tokens, Func<string, string?> renamedInclude)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(tokens);
        List<Edit> edits = [];
        for (int i = 0; i < tokens.Count; i++)
            if (tokens[i].Kind == TokenKind.HeaderName) RewriteInclude(source, tokens[i], renamedInclude, edits);
            else if (tokens[i].Kind == TokenKind.Identifier && NameAt(source.Text, tokens, i) is { } cuda) edits.Add(new Edit(tokens[i].Start, tokens[i].Length, cuda));
        return edits;
    }

    private string? NameAt(string text, IReadOnlyList<Token> tokens, int index)
    {
        string name = text.Substring(tokens[index].Start, tokens[index].Length);
        if (index > 0 && text[tokens[index - 1].Start] == '.') return null;
        int arity = CallArguments.Read(text, tokens, index + 1)?.Arguments.Count ?? -1;
        return Find(name, arity);
    }

    /// <summary>CUDA's name for a name of the dialect; null when the name is not one of its own.</summary>
    public string? Find(string name, int arity = -1)
    {
        ArgumentNullException.ThrowIfNull(name);
        // cudaThreadSynchronize and cudaDeviceSynchronize are one in HIP: what follows the rule wins.
        if (ByRule(name, runtimeOnly: true) is { } regular) return regular;
        if (_rows.TryGetValue(name, out List<(int Arity, string Cuda)>? rows))
            return rows.Find(row => row.Arity == arity).Cuda ?? rows.Find(row => row.Arity < 0).Cuda ?? rows[0].Cuda;
        return ByRule(name, runtimeOnly: false);
    }

    private string? ByRule(string name, bool runtimeOnly)
    {
        foreach (PrefixRule rule in _dialect.Rules)
        {
            if (rule.To is "-" or "" || rule.To == rule.From || !name.StartsWith(rule.To, StringComparison.Ordinal)) continue;
            if (runtimeOnly && rule.Category is not (NameCategory.Runtime or NameCategory.RuntimeType or NameCategory.RuntimeConstant)) continue;
            string candidate = rule.From + name[rule.To.Length..];
            if (CudaNames.CategoryOf(candidate) == rule.Category && _dialect.Find(candidate)?.Target == name) return candidate;
        }
        return null;
    }

    private void RewriteInclude(SourceText source, Token token, Func<string, string?> renamedInclude, List<Edit> edits)
    {
        string text = source.Text, name = text.Substring(token.Start + 1, Math.Max(0, token.Length - 2));
        int lineEnd = text.IndexOf('\n', token.End) is >= 0 and int found ? found : text.Length;
        ReadOnlySpan<char> rest = text.AsSpan(token.End, lineEnd - token.End).TrimEnd('\r');
        if (rest.SequenceEqual(FileRewriter.AddedMark)) edits.Add(new Edit(LineStart(source, token), Math.Min(lineEnd + 1, text.Length) - LineStart(source, token), ""));
        else if (_headers.TryGetValue(name, out string? cuda))
        {
            bool marked = rest.StartsWith(Was);
            edits.Add(new Edit(token.Start + 1, name.Length, marked ? rest[Was.Length..].ToString() : cuda));
            if (marked) edits.Add(new Edit(token.End, rest.Length, ""));
        }
        else if (renamedInclude(name) is { } renamed) edits.Add(new Edit(token.Start + 1, name.Length, renamed));
    }

    private static int LineStart(SourceText source, Token token) => source.LineStart(source.PlaceOf(token.Start).Line - 1);

    private void Add(string target, int arity, string cuda)
    {
        if (!_rows.TryGetValue(target, out List<(int Arity, string Cuda)>? rows)) _rows[target] = rows = [];
        rows.Add((arity, cuda));
    }
}
