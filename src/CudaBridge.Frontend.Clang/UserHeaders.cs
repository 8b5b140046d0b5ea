using System.Text.RegularExpressions;

namespace CudaBridge.Frontend.Clang;

/// <summary>The headers of a project that a source file can reach, found without preprocessing: more than it includes, perhaps, but quickly.</summary>
public static partial class UserHeaders
{
    private static readonly string[] s_folderOptions = ["-I", "-iquote"];

    /// <summary>Full paths and texts of the source and of what its include directives lead to, beside the including file and in the folders of -I and -iquote.</summary>
    /// <param name="arguments">The preprocessor's arguments as clang spells them.</param>
    /// <param name="read">A file's text; null: it cannot be read.</param>
    public static IEnumerable<(string Path, string Text)> WithSource(string source, IReadOnlyList<string> arguments, Func<string, string?> read)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(read);
        List<string> folders = [.. Folders(arguments)];
        HashSet<string> seen = [];
        Stack<string> open = new([Path.GetFullPath(source)]);
        while (open.TryPop(out string? path))
        {
            if (!seen.Add(path) || read(path) is not { } text) continue;
            yield return (path, text);
            foreach (Match include in Include().Matches(text))
                if (Find(include.Groups[1].Value, Path.GetDirectoryName(path)!, folders) is { } header) open.Push(header);
        }
    }

    private static IEnumerable<string> Folders(IReadOnlyList<string> arguments)
    {
        for (int i = 0; i < arguments.Count; i++)
            foreach (string option in s_folderOptions)
                if (arguments[i] == option && i + 1 < arguments.Count) yield return arguments[++i];
                else if (arguments[i].Length > option.Length && arguments[i].StartsWith(option, StringComparison.Ordinal)) yield return arguments[i][option.Length..];
    }

    private static string? Find(string name, string beside, List<string> folders) =>
        folders.Prepend(beside).Select(folder => Path.GetFullPath(Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    [GeneratedRegex("""^[ \t]*#[ \t]*include[ \t]*[<"]([^>"\n]+)[>"]""", RegexOptions.Multiline)]
    private static partial Regex Include();
}
