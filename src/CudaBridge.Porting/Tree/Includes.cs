using CudaBridge.Porting.Rewriting;
using CudaBridge.Porting.Text;

namespace CudaBridge.Porting.Tree;

/// <summary>Which file of the tree an include names. What neither stands beside the includer nor in a given folder is looked for by its name, nearest first.</summary>
public sealed class Includes
{
    private readonly Dictionary<string, SourceFile> _byPath;
    private readonly ILookup<string, SourceFile> _byFileName;

    public Includes(IReadOnlyList<SourceFile> files)
    {
        _byPath = files.ToDictionary(file => file.Path);
        _byFileName = files.ToLookup(file => Path.GetFileName(file.Path));
    }

    public SourceFile? Resolve(SourceFile includer, string name)
    {
        string beside = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(includer.Path)!, name));
        if (_byPath.TryGetValue(beside, out SourceFile? found)) return found;
        string suffix = "/" + name.TrimStart('.', '/');
        return _byFileName[Path.GetFileName(name)].Where(file => file.Path.EndsWith(suffix, StringComparison.Ordinal))
            .OrderByDescending(file => CommonLength(file.Path, includer.Path)).FirstOrDefault();
    }

    /// <summary>
    /// Folders to give clang so that it finds what the unit and its headers include: for names in quotes alone, and for names in brackets after all others, so that a file of
    /// the tree that is called as a system's header is not taken for it.
    /// </summary>
    public IReadOnlyList<string> ArgumentsFor(SourceFile unit)
    {
        List<(string Flag, string Folder)> folders = [];
        HashSet<SourceFile> seen = [unit];
        Queue<SourceFile> queue = new([unit]);
        while (queue.TryDequeue(out SourceFile? file))
            foreach ((string name, bool quoted) in IncludesOf(file))
            {
                if (Resolve(file, name) is not { } found) continue;
                if (seen.Add(found)) queue.Enqueue(found);
                string beside = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file.Path)!, name));
                string folder = found.Path.EndsWith("/" + name, StringComparison.Ordinal) ? found.Path[..^(name.Length + 1)] : "";
                (string, string) argument = (quoted ? "-iquote" : "-idirafter", folder);
                if ((beside != found.Path || !quoted) && folder.Length > 0 && !folders.Contains(argument)) folders.Add(argument);
            }
        return [.. folders.SelectMany(pair => new[] { pair.Flag, pair.Folder })];
    }

    /// <summary>The files that include a header that fits, themselves or through files of the tree.</summary>
    public HashSet<SourceFile> Reaching(Func<string, bool> fits)
    {
        Dictionary<SourceFile, bool> known = [];
        return [.. _byPath.Values.Where(file => Reaches(file, fits, known))];
    }

    /// <summary>Whether the first include of a file that has to do with CUDA is, or leads to, a header that fits.</summary>
    /// <param name="reaching">The files that lead there, from <see cref="Reaching"/>.</param>
    public bool StartsWith(SourceFile file, Func<string, bool> fits, IReadOnlySet<SourceFile> reaching)
    {
        foreach (string name in NamesIn(file))
        {
            if (fits(name)) return true;
            SourceFile? found = Resolve(file, name);
            if (found is null ? CudaText.IsHeader(name) : reaching.Contains(found) || found.MentionsCuda) return found is not null && reaching.Contains(found);
        }

        return false;
    }

    private bool Reaches(SourceFile file, Func<string, bool> fits, Dictionary<SourceFile, bool> known)
    {
        if (known.TryGetValue(file, out bool answer)) return answer;
        // Includes that go in circles reach nothing new.
        known[file] = false;
        return known[file] = NamesIn(file).Any(name => fits(name) || (Resolve(file, name) is { } found && Reaches(found, fits, known)));
    }

    public static IEnumerable<string> NamesIn(SourceFile file) => IncludesOf(file).Select(include => include.Name);

    private static IEnumerable<(string Name, bool Quoted)> IncludesOf(SourceFile file)
    {
        foreach (Token token in file.Tokens)
            if (token.Kind == TokenKind.HeaderName) yield return (file.Source!.Text.Substring(token.Start + 1, Math.Max(0, token.Length - 2)), file.Source.Text[token.Start] == '"');
    }

    private static int CommonLength(string left, string right)
    {
        int length = 0;
        while (length < left.Length && length < right.Length && left[length] == right[length]) length++;
        return length;
    }
}
