using System.Text;
using System.Text.Json;

namespace CudaBridge.Cli.Nvcc;

/// <summary>
/// What nvcc accepts and clang does not is rewritten before clang sees it. clang reads the rewritten text through an overlay of
/// its file system, under the file's own name, so that diagnostics, __FILE__ and dependency files name the user's file.
/// </summary>
internal static class SourceDialect
{
    public static CompileOptions Adapt(NvccSession session, CompileOptions options)
    {
        if (session.Settings.DryRun || BracedLaunches.Rewrite(Read(options.Source)) is not { } rewritten) return options;
        string name = Path.GetFileName(options.Source);
        string copy = session.TempFile(name), overlay = session.TempFile(name + ".overlay");
        File.WriteAllText(copy, rewritten, Encoding.Latin1);
        File.WriteAllText(overlay, $$"""
            { "version": 0, "use-external-names": false, "roots": [
              { "type": "file", "name": {{Quote(Path.GetFullPath(options.Source))}}, "external-contents": {{Quote(copy)}} } ] }
            """);
        return options with { Overlay = overlay };
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
