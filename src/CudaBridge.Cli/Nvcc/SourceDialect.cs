using System.Text;
using System.Text.Json;

namespace CudaBridge.Cli.Nvcc;

/// <summary>
/// What nvcc accepts and clang does not is rewritten before clang sees it, in the source and in the project's headers; in other headers when clang has refused it. clang reads the
/// rewritten text through an overlay of its file system, under the file's own name, so that diagnostics, __FILE__ and dependency
/// files name the user's file.
/// </summary>
internal static class SourceDialect
{
    /// <param name="refused">Where clang has refused what can be rewritten, in any file.</param>
    /// <exception cref="ToolException">CB1014: the source cannot be read.</exception>
    public static CompileOptions Adapt(NvccSession session, CompileOptions options, IReadOnlyList<Refusal>? refused = null)
    {
        if (session.Settings.DryRun) return options;
        string source = Path.GetFullPath(options.Source);
        List<string> entries = [];
        Dictionary<string, string> texts = UserHeaders.WithSource(source, [.. options.FrontEnd, .. options.HostOptions], path => path == source ? Read(options.Source) : TryRead(path))
            .ToDictionary(file => file.Path, file => file.Text);
        foreach (string path in (refused ?? []).Select(refusal => Path.GetFullPath(refusal.Place.File)))
            if (!texts.ContainsKey(path) && TryRead(path) is { } text) texts.Add(path, text);
        foreach ((string path, string text) in texts)
            if (Rewrite(text, [.. (refused ?? []).Where(refusal => refusal.Kind == RefusalKind.SharedVariable && Path.GetFullPath(refusal.Place.File) == path).Select(refusal => refusal.Place)]) is { } rewritten)
                entries.Add(OverlayEntry(path, SaveCopy(session, path, rewritten)));
        if (entries.Count == 0) return options;
        string overlay = session.TempFile(Path.GetFileName(options.Source) + ".overlay");
        File.WriteAllText(overlay, $$"""{ "version": 0, "use-external-names": false, "roots": [ {{string.Join(",\n", entries)}} ] }""");
        return options with { Overlay = overlay };
    }

    // Places are those of the text that clang has seen: shared variables come last.
    private static string? Rewrite(string text, IReadOnlyList<SourcePlace> variables)
    {
        string rewritten = LaunchSyntax.Rewrite(text) ?? text;
        rewritten = AsmText.Rewrite(rewritten) ?? rewritten;
        rewritten = SharedVariables.Rewrite(rewritten, variables) ?? rewritten;
        return ReferenceEquals(rewritten, text) ? null : rewritten;
    }

    private static string SaveCopy(NvccSession session, string path, string text)
    {
        string copy = session.TempFile(Path.GetFileName(path));
        File.WriteAllText(copy, text, Encoding.Latin1);
        return copy;
    }

    private static string OverlayEntry(string name, string contents) =>
        $$"""{ "type": "file", "name": {{Quote(name)}}, "external-contents": {{Quote(contents)}} }""";

    private static string? TryRead(string path)
    {
        try
        {
            return Read(path);
        }
        catch (ToolException)
        {
            // clang says so if it needs the file.
            return null;
        }
    }

    // Latin-1 keeps every byte as it is, whatever the file's encoding.
    private static string Read(string source)
    {
        try
        {
            return File.ReadAllText(source, Encoding.Latin1);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ToolMessages.CannotRead(source, problem.Message));
        }
    }

    private static string Quote(string path) => $"\"{JsonEncodedText.Encode(path)}\"";
}
