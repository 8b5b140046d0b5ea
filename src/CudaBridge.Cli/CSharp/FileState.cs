using System.Security.Cryptography;
using System.Text;
using CudaBridge.Cli.Nvcc;
using CudaBridge.Compiler;

namespace CudaBridge.Cli.CSharp;

/// <summary>
/// What a file's outputs were made from: a hash of the request and the tools, and of every file that was read. The outputs are good while
/// all of that is unchanged.
/// </summary>
internal static class FileState
{
    /// <summary>The files that were read; null when something has changed or was never built.</summary>
    public static IReadOnlyList<string>? Inputs(string stateFile, string identity)
    {
        if (!File.Exists(stateFile)) return null;
        string[] lines = File.ReadAllLines(stateFile);
        if (lines.Length == 0 || lines[0] != identity) return null;
        List<string> files = [];
        foreach (string line in lines.Skip(1))
        {
            int blank = line.IndexOf(' ', StringComparison.Ordinal);
            string file = line[(blank + 1)..];
            if (blank < 0 || !File.Exists(file) || HashOf(file) != line[..blank]) return null;
            files.Add(file);
        }
        return files;
    }

    public static void Write(string stateFile, string identity, IEnumerable<string> inputs) =>
        File.WriteAllLines(stateFile, [identity, .. inputs.Select(file => $"{HashOf(file)} {file}")]);

    /// <summary>Everything but the inputs that decides what comes out.</summary>
    public static string Identity(SourceRequest source, BuildRequest request)
    {
        IEnumerable<string> parts =
        [
            Translator.CompilerVersion, NvccVersion.Product, ToolStamp(), Toolkit.Root ?? "", request.RootNamespace, .. request.AheadOfTime, "source", source.Path,
            source.Namespace ?? "", source.ClassName ?? "", source.Visibility, source.Options, "defines", .. source.Defines, "include", .. source.IncludeDirectories,
            "instances", .. source.Instances,
        ];
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))));
    }

    // A rebuilt tool compiles anew.
    private static string ToolStamp()
    {
        IEnumerable<string> program = Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll").Append(Environment.ProcessPath ?? "");
        return program.Max(File.GetLastWriteTimeUtc).Ticks.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static string HashOf(string file) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));
}
