using System.Text;
using CudaBridge.Compiler;

namespace CudaBridge.Cli.CSharp;

/// <summary>The types that the launchers of a project's files need: each file notes its own, one file declares them all.</summary>
internal static class SharedTypes
{
    // Begins a declaration in a file's notes; no line of C# begins so.
    private const string Mark = "\u0001";

    public static void Save(string path, string className, IEnumerable<TypeDeclaration> types) =>
        File.WriteAllText(path, $"{className}\n" + string.Concat(types.Select(type => $"{Mark}{type.Name}\n{type.Text}")));

    /// <returns>Types that two files declare differently, and classes that two files make.</returns>
    public static IReadOnlyList<Diagnostic> Combine(string output, IReadOnlyList<(string Source, string Notes)> files)
    {
        List<Diagnostic> problems = [];
        SortedDictionary<string, (string Text, string Source)> types = new(StringComparer.Ordinal);
        Dictionary<string, string> classes = [];
        foreach ((string source, string notes) in files)
        {
            string[] parts = File.ReadAllText(notes).Split(Mark);
            string className = parts[0].Trim();
            if (!classes.TryAdd(className, source)) problems.Add(ToolMessages.SameClass(className, classes[className], source));
            foreach (string part in parts.Skip(1))
            {
                int end = part.IndexOf('\n', StringComparison.Ordinal);
                (string name, string text) = (part[..end], part[(end + 1)..]);
                if (!types.TryAdd(name, (text, source)) && types[name].Text != text) problems.Add(ToolMessages.TypesDiffer(name, types[name].Source, source));
            }
        }
        StringBuilder all = new(LauncherWriter.Header("Types of the project's kernels; the MSBuild package CudaBridge.MSBuild writes this file."));
        foreach ((string text, _) in types.Values) all.Append('\n').Append(text);
        WriteIfChanged(output, all.ToString());
        return problems;
    }

    /// <summary>A file that stays as it is does not make the C# compiler run.</summary>
    public static void WriteIfChanged(string path, string text)
    {
        if (!File.Exists(path) || File.ReadAllText(path) != text) File.WriteAllText(path, text);
    }
}
