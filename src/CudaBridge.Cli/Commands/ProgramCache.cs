using System.Security.Cryptography;
using System.Text;
using CudaBridge.Cli.Nvcc;
using CudaBridge.Compiler;

namespace CudaBridge.Cli.Commands;

/// <summary>
/// Programs that <c>run</c> has compiled. An entry is a folder named by a hash of the command line; its manifest holds a hash of
/// the program and of every file the compilation has read, and the entry counts while all of them are unchanged. Writers make an
/// entry in a folder of their own and rename it, so concurrent ones do no harm.
/// </summary>
internal static class ProgramCache
{
    private const string Program = "program";
    private const string Manifest = "manifest";

    /// <summary>The program of an earlier compilation of the same command and files; null when there is none.</summary>
    public static string? Find(IReadOnlyList<string> nvccArguments)
    {
        string entry = EntryOf(nvccArguments);
        return IsValid(entry) ? Path.Combine(entry, Program) : null;
    }

    /// <returns>The program's path, and the folder that goes with it when the cache cannot be written.</returns>
    /// <exception cref="ToolException">It does not compile; the user has been told why.</exception>
    public static (string Program, string? Temporary) Compile(IReadOnlyList<string> nvccArguments)
    {
        string entry = EntryOf(nvccArguments);
        string? work = TryCreate($"{entry}.{Environment.ProcessId}");
        string? temporary = work is null ? Directory.CreateTempSubdirectory("cudabridge-run-").FullName : null;
        string folder = work ?? temporary!;
        try
        {
            Build(nvccArguments, folder);
            return (work is null ? Path.Combine(folder, Program) : Publish(work, entry), temporary);
        }
        catch
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    // A cache that cannot be written costs time only.
    private static string? TryCreate(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(Path.Combine(folder, Manifest), new byte[1]);
            return folder;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Build(IReadOnlyList<string> nvccArguments, string folder)
    {
        string program = Path.Combine(folder, Program), rules = Path.Combine(folder, "rules"), manifest = Path.Combine(folder, Manifest);
        Directory.CreateDirectory(rules);
        if (NvccProgram.Run([.. nvccArguments, "-MD", "-odir", rules, "-o", program]) != 0) throw new ToolException();
        if (Dependencies(nvccArguments, rules) is { } files) File.WriteAllLines(manifest, [Hash(File.ReadAllBytes(program)), .. files.Distinct().Select(Describe)]);
        Directory.Delete(rules, recursive: true);
    }

    private static string Publish(string work, string entry)
    {
        string old = $"{work}.old";
        try
        {
            if (Directory.Exists(entry) && !IsValid(entry)) Directory.Move(entry, old);
            Directory.Move(work, entry);
        }
        catch (IOException) when (IsValid(entry))
        {
            // Another process has published the same program.
            Directory.Delete(work, recursive: true);
        }
        finally
        {
            if (Directory.Exists(old)) Directory.Delete(old, recursive: true);
        }
        return Path.Combine(entry, Program);
    }

    private static bool IsValid(string entry)
    {
        string program = Path.Combine(entry, Program), manifest = Path.Combine(entry, Manifest);
        if (!File.Exists(program) || !File.Exists(manifest)) return false;
        string[] lines = File.ReadAllLines(manifest);
        return lines.Length > 1 && Hash(File.ReadAllBytes(program)) == lines[0] && lines.Skip(1).All(IsUnchanged);
    }

    // Null when sources of one name have overwritten each other's rules: the entry then serves this run only.
    private static IEnumerable<string>? Dependencies(IReadOnlyList<string> nvccArguments, string rules)
    {
        List<NvccInput> inputs = NvccParser.Parse(CommandLineFiles.Expand(nvccArguments)).Inputs;
        string[] written = Directory.GetFiles(rules, "*.d");
        if (written.Length != inputs.Count(input => InputFiles.IsSource(InputFiles.Classify(input)))) return null;
        return inputs.Select(input => input.Path).Concat(written.SelectMany(file => DependencyRule.Files(File.ReadAllText(file))));
    }

    private static string Describe(string file) => $"{Hash(File.ReadAllBytes(file))} {Path.GetFullPath(file)}";

    private static bool IsUnchanged(string line)
    {
        int blank = line.IndexOf(' ', StringComparison.Ordinal);
        string file = line[(blank + 1)..];
        return blank > 0 && File.Exists(file) && Hash(File.ReadAllBytes(file)) == line[..blank];
    }

    // The folder counts because relative paths start there.
    private static string EntryOf(IReadOnlyList<string> nvccArguments)
    {
        string[] identity =
        [
            Translator.CompilerVersion, NvccVersion.Product, HostIsa.Current, Toolkit.Root ?? "", ToolStamp(), Directory.GetCurrentDirectory(),
            .. CommandLineFiles.Expand(nvccArguments),
        ];
        return Path.Combine(CacheFolder.Programs, Hash(Encoding.UTF8.GetBytes(string.Join('\0', identity)))[..32]);
    }

    // A rebuilt tool compiles anew.
    private static string ToolStamp() =>
        Environment.ProcessPath is { } path ? File.GetLastWriteTimeUtc(path).Ticks.ToString(System.Globalization.CultureInfo.InvariantCulture) : "";

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexString(SHA256.HashData(bytes));
}
