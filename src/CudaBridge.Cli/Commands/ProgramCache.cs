using System.Security.Cryptography;
using System.Text;
using CudaBridge.Cli.Nvcc;
using CudaBridge.Compiler;

namespace CudaBridge.Cli.Commands;

/// <summary>
/// Programs that <c>run</c> has compiled. An entry is a folder named by a hash of the command line; its manifest holds a hash of
/// every file the compilation has read, and the entry counts while all of them are unchanged. Writers make an entry in a folder of
/// their own and rename it, so concurrent ones do no harm.
/// </summary>
internal static class ProgramCache
{
    private const string Program = "program";
    private const string Manifest = "manifest";

    /// <summary>The program of an earlier compilation of the same command and files; null when there is none.</summary>
    public static string? Find(IReadOnlyList<string> nvccArguments)
    {
        string entry = EntryOf(nvccArguments);
        string program = Path.Combine(entry, Program), manifest = Path.Combine(entry, Manifest);
        return File.Exists(program) && File.Exists(manifest) && File.ReadLines(manifest).All(IsUnchanged) ? program : null;
    }

    /// <exception cref="ToolException">It does not compile; the user has been told why.</exception>
    public static string Compile(IReadOnlyList<string> nvccArguments)
    {
        string entry = EntryOf(nvccArguments);
        string work = $"{entry}.{Environment.ProcessId}";
        CreateFolder(ref entry, ref work);
        try
        {
            string program = Path.Combine(work, Program), rules = Path.Combine(work, "rules");
            Directory.CreateDirectory(rules);
            if (NvccProgram.Run([.. nvccArguments, "-MD", "-odir", rules, "-o", program]) != 0) throw new ToolException();
            if (Dependencies(nvccArguments, rules) is { } files) File.WriteAllLines(Path.Combine(work, Manifest), files.Distinct().Select(Describe));
            Directory.Delete(rules, recursive: true);
            return Publish(work, entry);
        }
        catch
        {
            Directory.Delete(work, recursive: true);
            throw;
        }
    }

    // A cache that cannot be written costs time only: the program goes to a temporary folder.
    private static void CreateFolder(ref string entry, ref string work)
    {
        try
        {
            Directory.CreateDirectory(work);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            entry = Path.Combine(Path.GetTempPath(), "cudabridge-run", Path.GetFileName(entry));
            work = $"{entry}.{Environment.ProcessId}";
            Directory.CreateDirectory(work);
        }
    }

    private static string Publish(string work, string entry)
    {
        for (int attempt = 0; ; attempt++)
            try
            {
                if (Directory.Exists(entry)) Directory.Move(entry, $"{work}.old{attempt}");
                Directory.Move(work, entry);
                return Path.Combine(entry, Program);
            }
            catch (IOException) when (attempt < 3)
            {
                // Another process has published or replaced the entry in between.
            }
            finally
            {
                if (Directory.Exists($"{work}.old{attempt}")) Directory.Delete($"{work}.old{attempt}", recursive: true);
            }
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
        return File.Exists(file) && Hash(File.ReadAllBytes(file)) == line[..blank];
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
