using System.Text.RegularExpressions;
using CudaBridge.Porting.Dialects;
using CudaBridge.Porting.Text;

namespace CudaBridge.Porting.Rewriting;

/// <summary>Headers of ours that go with the output of some dialects: what CUDA has and the maker's toolkit lacks, or means otherwise.</summary>
public static partial class HelperHeader
{
    /// <summary>Object that opens and closes a maker's runtime around main.</summary>
    public const string SessionType = "AclSession";

    private const string Written = "helpers/", InCuda = "helpers-cuda/", Prefix = "cudabridge_";

    // Without the prefix: what several helpers share. A comment with its name alone stands for it in their text.
    private static readonly string[] s_parts = [.. Resources.Names(Written).Where(name => !name[Written.Length..].StartsWith(Prefix, StringComparison.Ordinal))];

    private static readonly HashSet<string> s_names = [.. Resources.Names(Written).Select(name => name[Written.Length..]).Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)), .. Resources.Names(InCuda).Select(name => name[InCuda.Length..])];

    /// <summary>Whether a header of this name is one that cudabridge writes.</summary>
    public static bool IsOurs(string name) => s_names.Contains(name);

    /// <summary>The headers to write for those that the sources include, with those that they include in their turn.</summary>
    public static IReadOnlyDictionary<string, string> Texts(Dialect dialect, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        SortedDictionary<string, string> texts = new(StringComparer.Ordinal);
        Queue<string> wanted = new(names);
        while (wanted.TryDequeue(out string? name))
        {
            if (texts.ContainsKey(name)) continue;
            (texts[name], IEnumerable<string> more) = Text(dialect, name);
            foreach (string other in more) wanted.Enqueue(other);
        }

        return texts;
    }

    /// <summary>Names that need the dialect's helper; empty when it has none.</summary>
    public static HashSet<string> Names(Dialect dialect)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        return dialect.Helper is null ? [] : [.. DefinedName().Matches(Resources.Text(Written + dialect.Helper)).Select(match => match.Groups[1].Value)];
    }

    /// <summary>Names that a header of ours written in CUDA gives, and which.</summary>
    public static IReadOnlyDictionary<string, string> Givers => s_givers.Value;

    private static readonly Lazy<Dictionary<string, string>> s_givers = new(() => Resources.Names(InCuda)
        .SelectMany(header => DefinedName().Matches(Resources.Text(header)).Select(match => (Name: match.Groups[1].Value, Header: header[InCuda.Length..]))).ToDictionary(pair => pair.Name, pair => pair.Header));

    // What is written in CUDA is translated like the program that uses it.
    private static (string Text, IEnumerable<string> Includes) Text(Dialect dialect, string name)
    {
        if (!Resources.Names(InCuda).Contains(InCuda + name)) return (Whole(Written + name), []);
        SourceText source = new(System.Text.Encoding.UTF8.GetBytes(Whole(InCuda + name)));
        RewriteResult result = FileRewriter.Rewrite(dialect, new RewriteInput(name, source, Lexer.Tokenize(source.Text), null, false, _ => null, _ => false));
        return (Edits.Apply(source.Text, result.Edits), result.OwnHeaders);
    }

    private static string Whole(string resource) =>
        s_parts.Aggregate(ToolkitHeader().Replace(Resources.Text(resource), match => FromToolkit(match.Groups[1].Value)),
            (text, part) => text.Replace($"// {part[Written.Length..]}\n", Resources.Text(part), StringComparison.Ordinal));

    // A header of the toolkit as it is, with its tables and without what it includes: the helper has that.
    private static string FromToolkit(string name) => Include().Replace(Resources.Text("toolkit/" + name), match =>
        match.Groups[1].Value.EndsWith(".inc", StringComparison.Ordinal) ? Resources.Text("toolkit/" + Path.GetFileName(match.Groups[1].Value)) : "");

    [GeneratedRegex(@"^// toolkit: (\S+)\n", RegexOptions.Multiline)]
    private static partial Regex ToolkitHeader();

    [GeneratedRegex(@"^#include ""(.+)""\n", RegexOptions.Multiline)]
    private static partial Regex Include();

    // The helpers name what they give in lines that start so.
    [GeneratedRegex(@"^// gives (\S+)$", RegexOptions.Multiline)]
    private static partial Regex DefinedName();
}
