using System.Globalization;
using System.Text.RegularExpressions;
using CudaBridge.Compiler;

namespace CudaBridge.Frontend.Clang;

/// <summary>Where the clang program is.</summary>
public static partial class ClangDriver
{
    // What an older clang writes libLLVM 22 can read, a newer one's it cannot; before 20 flags of ours are missing.
    private const int OldestVersion = 20;
    private const int NewestVersion = 22;

    private static readonly Lazy<string?> s_path = new(Find);

    /// <summary>Full path of clang++: version 22 where there is one, else a <c>clang++</c> of version 20 or newer.</summary>
    /// <exception cref="ToolException">CB1020: there is none.</exception>
    public static string ProgramPath => s_path.Value ?? throw new ToolException(ToolMessages.NoClang());

    public static bool IsInstalled => s_path.Value is not null;

    private static string? Find() => Toolkit.FindTool("clang++") ?? FindInPath("clang++").FirstOrDefault(IsUsable);

    /// <summary>Full paths of the programs of this name in the path's folders.</summary>
    public static IEnumerable<string> FindInPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program)).Where(File.Exists);

    private static bool IsUsable(string program)
    {
        ChildResult result = ChildProcess.Run(program, ["--version"], Capture.Output | Capture.Error);
        Match version = VersionLine().Match(result.Output);
        return version.Success && int.Parse(version.Groups[1].ValueSpan, CultureInfo.InvariantCulture) is >= OldestVersion and <= NewestVersion;
    }

    [GeneratedRegex(@"clang version (\d+)\.")]
    private static partial Regex VersionLine();
}
