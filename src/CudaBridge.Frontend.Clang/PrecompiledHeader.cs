using System.Security.Cryptography;
using System.Text;

namespace CudaBridge.Frontend.Clang;

/// <summary>
/// <c>cuda_runtime.h</c> as clang has parsed it before: it takes most of the time of a small file. A compilation that has been asked for the same
/// options twice takes the header from the cache; what the options are decides which one, and every file that it was made of must be as it was.
/// Without a cache, or when anything is unusual, clang reads the header itself, with the same result.
/// </summary>
public static class PrecompiledHeader
{
    private const string Header = "cuda_runtime.h";

    // Seven megabytes each; a project has a few sets of options.
    private const int Limit = 24;

    // Neither what the header gives nor how it is read depends on them; where the source's own headers are is looked at below.
    private static readonly string[] s_ofTheSource = ["-o", "-I", "-isystem", "-iquote", "-idirafter", "-ivfsoverlay", "-MF", "-MT", "-MQ"];
    private static readonly string[] s_ofTheOutput = ["-c", "-S", "-emit-llvm", "-MD", "-MMD", "-MP", "-fcolor-diagnostics"];
    private static readonly string[] s_folders = ["-I", "-isystem", "-iquote", "-idirafter"];
    private static readonly string[] s_environment = ["CPATH", "CPLUS_INCLUDE_PATH", "C_INCLUDE_PATH", "CCC_OVERRIDE_OPTIONS"];

    // What clang calls the header when it will not have it; a damaged one may as well crash it.
    private static readonly string[] s_complaints = ["precompiled file", "precompiled header", "PCH file"];
    private const int Signalled = 128;

    // What clang does not take it is not given again by this process, whatever the reason was.
    private static volatile bool s_isRefused;

    private static string Folder => Path.Combine(CacheFolder.Root, "headers");

    /// <summary>The file that includes the header and nothing else: clang names it among what an object depends on.</summary>
    private static string Entry => Path.Combine(Folder, "header.cu");

    /// <summary>Runs a clang command that compiles CUDA, with the header from the cache; without it when clang refuses that.</summary>
    /// <param name="capture">Beside standard error, which says whether clang has refused it.</param>
    /// <exception cref="ToolException">CB1020, CB1022: there is no clang.</exception>
    public static ChildResult Run(IReadOnlyList<string> arguments, Capture capture = Capture.None)
    {
        IReadOnlyList<string> used = Use(arguments);
        ChildResult result = ChildProcess.Run(ClangDriver.ProgramPath, used, capture | Capture.Error);
        return Drop(used, result) ? ChildProcess.Run(ClangDriver.ProgramPath, arguments, capture | Capture.Error) : result;
    }

    /// <summary>The arguments of a clang command that compiles CUDA, with the header from the cache where it is there or can be put there.</summary>
    public static IReadOnlyList<string> Use(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        int place = IncludeOf(arguments);
        if (place < 0 || s_isRefused || s_environment.Any(name => Environment.GetEnvironmentVariable(name) is { Length: > 0 })) return arguments;
        try
        {
            List<string> shared = OfTheHeader(arguments, place);
            string file = Path.Combine(Folder, $"{Hash([ClangDriver.ProgramPath, .. shared])}.pch");
            if (!IsThere(file, shared) || IsShadowed(file, arguments)) return arguments;
            File.SetLastWriteTimeUtc(file + ".names", DateTime.UtcNow);
            return [.. arguments.Take(place), "-Xclang", "-include-pch", "-Xclang", file, .. arguments.Skip(place + 2)];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return arguments;
        }
    }

    /// <summary>Removes the header that the arguments name from the cache, should clang have refused it. Whether it has, and the command is to be run without.</summary>
    public static bool Drop(IReadOnlyList<string> arguments, ChildResult result)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(result);
        int place = arguments.ToList().IndexOf("-include-pch");
        if (place < 0 || result.ExitCode == 0 || result.ExitCode <= Signalled && !s_complaints.Any(words => result.Error.Contains(words, StringComparison.Ordinal))) return false;
        s_isRefused = true;
        File.Delete(arguments[place + 2]);
        return true;
    }

    /// <summary>A make rule without the file that includes the header.</summary>
    public static string WithoutEntry(string rule) =>
        rule.Replace($" {Entry}", "", StringComparison.Ordinal).Replace($"\n{Entry}:\n", "\n", StringComparison.Ordinal);

    // What is included before the header may change what it says. A path that make rules must escape would not be found in them.
    private static int IncludeOf(IReadOnlyList<string> arguments)
    {
        for (int i = 0; i + 1 < arguments.Count; i++)
            if (arguments[i] is "-include" or "-imacros") return arguments[i + 1] == Header && Folder.AsSpan().IndexOfAny(" #$") < 0 ? i : -1;
        return -1;
    }

    private static List<string> OfTheHeader(IReadOnlyList<string> arguments, int place)
    {
        List<string> kept = [];
        // The last one is the source.
        for (int i = 0; i + 1 < arguments.Count; i++)
        {
            string argument = arguments[i];
            if (i == place) i++;
            else if (argument == "-Xclang" && arguments[i + 1] == "-fcuda-include-gpubinary") i += 3;
            else if (argument == "-isystem" && IsToolkit(arguments[i + 1])) kept.AddRange([argument, arguments[++i]]);
            else if (s_ofTheSource.Contains(argument)) i++;
            else if (!s_ofTheOutput.Contains(argument) && !s_folders.Any(option => argument.StartsWith(option, StringComparison.Ordinal)) && !argument.StartsWith("-cuid=", StringComparison.Ordinal))
                kept.Add(argument);
        }
        return kept;
    }

    private static bool IsToolkit(string folder) => Compiler.Toolkit.Root is { } root && folder == Path.Combine(root, "include");

    // The first compilation leaves a mark, the second makes the header: options that come once cost nothing.
    private static bool IsThere(string file, List<string> shared)
    {
        string names = file + ".names";
        if (File.Exists(names))
            return !File.Exists(file + ".failed") && (File.Exists(file) && File.ReadAllLines(names) is { Length: > 0 } lines && lines.All(IsUnchanged) || Make(file, shared));
        Directory.CreateDirectory(Folder);
        File.WriteAllBytes(names, []);
        return false;
    }

    private static bool Make(string file, List<string> shared)
    {
        using FileStream? turn = TryLock(file + ".lock");
        if (turn is null) return false;
        if (!File.Exists(Entry)) File.WriteAllText(Entry, $"#include <{Header}>\n");
        string made = $"{file}.{Environment.ProcessId}", rule = made + ".d";
        try
        {
            ChildResult result = ChildProcess.Run(ClangDriver.ProgramPath, [.. shared, "-fsyntax-only", "-Xclang", "-emit-pch", "-Xclang", "-o", "-Xclang", made, "-MD", "-MF", rule, "-v", Entry], Capture.Error | Capture.Output);
            if (result.ExitCode != 0 || !File.Exists(made))
            {
                // With these options the header is no program of its own; it will not be tried again.
                File.WriteAllBytes(file + ".failed", []);
                return false;
            }
            string[] folders = SearchedFolders(result.Error);
            File.Move(made, file, overwrite: true);
            File.WriteAllLines(file + ".names", DependencyRule.Files(File.ReadAllText(rule)).Where(name => name != Entry).Prepend(file).Select(name => Describe(name, folders)));
            Trim();
            return true;
        }
        finally
        {
            File.Delete(made);
            File.Delete(rule);
        }
    }

    // Others that want the same header at this moment read it themselves.
    private static FileStream? TryLock(string file)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static void Trim()
    {
        foreach (string old in Directory.GetFiles(Folder, "*.pch").OrderByDescending(file => File.GetLastWriteTimeUtc(file + ".names")).Skip(Limit))
            foreach (string part in new[] { old, old + ".names" }) File.Delete(part);
        // Marks of options that came once.
        DateTime month = DateTime.UtcNow.AddDays(-30);
        foreach (string mark in Directory.GetFiles(Folder, "*.pch.*").Where(file => File.GetLastWriteTimeUtc(file) < month && new FileInfo(file).Length == 0)) File.Delete(mark);
    }

    // clang -v lists them between two lines of its own.
    private static string[] SearchedFolders(string output) =>
        [.. output.Split('\n').SkipWhile(line => !line.StartsWith("#include <...>", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line.StartsWith(' ')).Select(line => line.Trim())];

    // Size, time, the name as it is included, and the file.
    private static string Describe(string path, string[] folders)
    {
        FileInfo file = new(path);
        string folder = folders.Where(f => path.StartsWith(f + "/", StringComparison.Ordinal)).MaxBy(f => f.Length) ?? Path.GetDirectoryName(path)!;
        return $"{file.Length}\t{file.LastWriteTimeUtc.Ticks}\t{path[(folder.Length + 1)..]}\t{path}";
    }

    private static bool IsUnchanged(string line)
    {
        string[] parts = line.Split('\t');
        return parts.Length == 4 && new FileInfo(parts[3]) is { Exists: true } file && $"{file.Length}" == parts[0] && $"{file.LastWriteTimeUtc.Ticks}" == parts[1];
    }

    // A folder of the program's may have a header by the name of one that the cached header was made of.
    private static bool IsShadowed(string file, IReadOnlyList<string> arguments)
    {
        string[] folders = [.. FoldersOf(arguments).Distinct().Where(folder => !IsToolkit(folder))];
        return folders.Length > 0 && File.ReadLines(file + ".names").Select(line => line.Split('\t')[2]).Any(name => folders.Any(folder => File.Exists(Path.Combine(folder, name))));
    }

    private static IEnumerable<string> FoldersOf(IReadOnlyList<string> arguments)
    {
        for (int i = 0; i < arguments.Count; i++)
            if (s_folders.FirstOrDefault(option => arguments[i].StartsWith(option, StringComparison.Ordinal)) is { } option)
                yield return arguments[i].Length > option.Length ? arguments[i][option.Length..] : arguments[++i];
    }

    private static string Hash(IEnumerable<string> words) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', words))), 0, 16).ToLowerInvariant();
}
