using CudaBridge.Porting.Analysis;
using CudaBridge.Porting.Rewriting;

namespace CudaBridge.Porting.Tree;

public sealed record SurveyOptions
{
    /// <summary>Further arguments for clang: include folders and macros.</summary>
    public IReadOnlyList<string> ClangArguments { get; init; } = [];

    /// <summary>Bytes above which a file is not parsed: a syntax tree takes a hundred times as many.</summary>
    public int MaxParsedBytes { get; init; } = 4 << 20;

    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Told after each file: how many are done, of how many. Called from several threads, one at a time.</summary>
    public Action<int, int>? Progress { get; init; }

    /// <summary>What surveys one after another share; null: each has its own.</summary>
    internal PreludeCache? Preludes { get; init; }
}

/// <summary>A tree of sources, read and parsed once; every dialect is translated from it.</summary>
public sealed class Survey
{
    // clang's recursion follows the nesting of the source.
    private const int StackBytes = 64 << 20;

    private readonly SurveyOptions _options;
    private readonly HashSet<SourceFile> _parts = [];

    private Survey(SourceTree tree, IReadOnlyList<SourceFile> files, SurveyOptions options)
    {
        _options = options;
        Tree = tree;
        Files = files;
        Includes = new Includes(files);
    }

    public SourceTree Tree { get; }
    public IReadOnlyList<SourceFile> Files { get; }
    public Includes Includes { get; }

    /// <summary>By full path; a file without an entry has no syntax tree.</summary>
    public Dictionary<string, FileFacts> Facts { get; } = [];

    /// <summary>What is to say about files as such.</summary>
    public List<Finding> FileFindings { get; } = [];

    public static Survey Of(SourceTree tree, SurveyOptions options)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(options);
        Survey survey = new(tree, [.. tree.Paths.AsParallel().AsOrdered().WithDegreeOfParallelism(options.Threads).Select(path => SourceFile.Read(path, tree.Root))], options);
        foreach (SourceFile file in survey.Files) survey.ReportReading(file);
        List<SourceFile> wanted = [.. survey.Files.Where(file => file.MentionsCuda && file.IsText && survey.IsSmall(file, options))];
        HashSet<SourceFile> included = [.. wanted.SelectMany(file => Includes.NamesIn(file).Select(name => survey.Includes.Resolve(file, name)).Where(found => found != file)).OfType<SourceFile>()];
        using PreludeCache? own = options.Preludes is null ? new() : null;
        PreludeCache preludes = options.Preludes ?? own!;
        survey.ParseAll([.. wanted.Where(file => file.IsUnit && !included.Contains(file))], options, preludes);
        // Headers, and sources that others include, are read by themselves where no unit has shown them to clang.
        survey._parts.UnionWith(wanted.Where(file => survey.Facts.ContainsKey(file.Path) && included.Contains(file)));
        survey.ParseAll([.. wanted.Where(file => !survey.Facts.ContainsKey(file.Path))], options, preludes);
        return survey;
    }

    /// <summary>Whether a source is read as a part of those that include it, and not by itself.</summary>
    public bool IsPart(SourceFile file) => _parts.Contains(file);

    private void ReportReading(SourceFile file)
    {
        if (file.Problem is { } problem) Report("CB4045", file, problem);
        else if (!file.IsText) Report("CB4043", file, "");
        else if (file.Source!.Kind == Text.SourceEncoding.Other && file.MentionsCuda) Report("CB4044", file, "");
    }

    private bool IsSmall(SourceFile file, SurveyOptions options)
    {
        if (file.Source!.Text.Length <= options.MaxParsedBytes) return true;
        Report("CB4042", file, $"{file.Source.Text.Length >> 20} MB");
        return false;
    }

    private void ParseAll(List<SourceFile> units, SurveyOptions options, PreludeCache preludes)
    {
        if (units.Count == 0) return;
        if (UnitParser.Unavailable is { } reason)
        {
            Report("CB4047", units[0], reason);
            return;
        }
        HashSet<string> user = [.. Files.Select(file => file.Path)];
        int next = -1, done = 0;
        void Work()
        {
            for (int i = Interlocked.Increment(ref next); i < units.Count; i = Interlocked.Increment(ref next))
            {
                UnitFacts facts = UnitParser.Parse(new SourceUnit(units[i].Path, ArgumentsFor(units[i], options)), user.Contains, preludes);
                lock (Facts)
                {
                    Take(units[i], facts);
                    options.Progress?.Invoke(++done, units.Count);
                }
            }
        }
        Thread[] threads = [.. Enumerable.Range(0, Math.Clamp(options.Threads, 1, units.Count)).Select(_ => new Thread(Work, StackBytes))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
    }

    /// <summary>How a unit of the tree is compiled.</summary>
    public IReadOnlyList<string> ArgumentsOf(SourceFile unit) => ArgumentsFor(unit, _options);

    private List<string> ArgumentsFor(SourceFile unit, SurveyOptions options)
    {
        IReadOnlyList<string> own = Tree.Commands.TryGetValue(unit.Path, out IReadOnlyList<string>? command) ? command : [];
        return [.. own, .. options.ClangArguments, .. Includes.ArgumentsFor(unit)];
    }

    private void Take(SourceFile unit, UnitFacts facts)
    {
        foreach ((string path, FileFacts found) in facts.Files)
            if (Facts.TryGetValue(path, out FileFacts? known)) known.Merge(found);
            else Facts[path] = found;
        // One line a kind: what follows from the first error is no news.
        foreach (ParseProblem problem in facts.Problems.DistinctBy(problem => IdOf(problem.Message)))
        {
            string where = problem.Line > 0 && problem.File != unit.Path ? $" ({Path.GetFileName(problem.File)}:{problem.Line})" : "";
            Report(facts.Parsed ? IdOf(problem.Message) : "CB4047", unit, problem.Message + where, problem.File == unit.Path ? problem.Line : 0, problem.Column);
        }
    }

    private static string IdOf(string message) =>
        message.Contains("file not found", StringComparison.Ordinal) ? "CB4041" : message.Contains("nested too deeply", StringComparison.Ordinal) ? "CB4046" : "CB4040";

    private void Report(string id, SourceFile file, string subject, int line = 0, int column = 0) =>
        FileFindings.Add(new Finding(id, PortingMessages.Of(id).Weight, file.Name, line, column, line > 0 && file.Source is not null ? file.Source.Line(line).Trim() : "", subject, "", 0));
}
