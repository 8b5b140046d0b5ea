namespace CudaBridge.Cli.CSharp;

/// <summary>One <c>.cu</c> file of a C# project, as its <c>CudaCompile</c> item describes it.</summary>
/// <param name="Path">Full path.</param>
internal sealed record SourceRequest(
    string Path, string? Namespace, string? ClassName, string Visibility, IReadOnlyList<string> Defines, IReadOnlyList<string> IncludeDirectories,
    string Options, IReadOnlyList<string> Instances);

/// <summary>What the MSBuild package asks for: the CUDA files of one project in one configuration.</summary>
/// <param name="Output">Folder of images and launchers; nothing else may be in it.</param>
/// <param name="AheadOfTime">ISA levels to compile for; empty: kernel IR alone.</param>
internal sealed record BuildRequest(
    string ProjectFolder, string Output, string RootNamespace, IReadOnlyList<string> AheadOfTime, IReadOnlyList<SourceRequest> Sources)
{
    private const string Native = "native";
    private const string None = "none";

    /// <summary>
    /// Reads a request file: <c>#key:value</c> lines; lines that follow without <c>#</c> are further values of the same key. <c>#file</c>
    /// begins a file.
    /// </summary>
    /// <exception cref="ToolException">CB1014, CB1036</exception>
    public static BuildRequest Read(string path)
    {
        List<(string Key, List<string> Values)> entries = [];
        foreach (string line in Lines(path))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (line.StartsWith('#') && colon > 0) entries.Add((line[1..colon], line[(colon + 1)..] is { Length: > 0 } value ? [value] : []));
            else if (entries.Count == 0) throw new ToolException(ToolMessages.BadRequest(path, "it does not begin with a key"));
            else if (line.Length > 0) entries[^1].Values.Add(line);
        }
        int first = entries.FindIndex(entry => entry.Key == "file");
        Entries project = new(path, first < 0 ? entries : entries[..first]);
        string folder = project.One("project");
        return new(folder, System.IO.Path.GetFullPath(project.One("output"), folder), project.One("namespace"), Levels(project.All("ahead-of-time")),
            [.. Groups(entries, first).Select(group => Source(new Entries(path, group), folder))]);
    }

    private static SourceRequest Source(Entries file, string projectFolder) => new(
        System.IO.Path.GetFullPath(file.One("file"), projectFolder), file.Optional("namespace"), file.Optional("class"), file.Optional("visibility") ?? "public",
        file.All("defines"), [.. file.All("include").Select(folder => System.IO.Path.GetFullPath(folder, projectFolder))], string.Join(' ', file.All("options")), file.All("instances"));

    private static string[] Levels(IReadOnlyList<string> asked) =>
        [.. asked.Where(level => level != None).Select(level => level == Native ? Compiler.HostIsa.Current : level).Distinct()];

    private static IEnumerable<List<(string, List<string>)>> Groups(List<(string Key, List<string>)> entries, int first)
    {
        for (int start = first; start >= 0 && start < entries.Count;)
        {
            int end = entries.FindIndex(start + 1, entry => entry.Key == "file");
            if (end < 0) end = entries.Count;
            yield return entries[start..end];
            start = end;
        }
    }

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ToolMessages.CannotRead(path, problem.Message));
        }
    }

    private sealed class Entries(string path, List<(string Key, List<string> Values)> entries)
    {
        public IReadOnlyList<string> All(string key) => [.. entries.Where(entry => entry.Key == key).SelectMany(entry => entry.Values).Select(value => value.Trim()).Where(value => value.Length > 0)];

        public string? Optional(string key) => All(key) is [string value, ..] ? value : null;

        public string One(string key) => Optional(key) ?? throw new ToolException(ToolMessages.BadRequest(path, $"it lacks '{key}'"));
    }
}
