using System.Text.Json;
using CudaBridge.Compiler;
using CudaBridge.Frontend.Clang;

namespace CudaBridge.Porting.Tree;

/// <summary>The user's files: one file, the sources of a folder, or those that a <c>compile_commands.json</c> names.</summary>
/// <param name="Commands">How compile_commands.json compiles a file, by full path; files it does not name are not in it.</param>
public sealed record SourceTree(string Root, IReadOnlyList<string> Paths, IReadOnlyDictionary<string, IReadOnlyList<string>> Commands)
{
    private static readonly string[] s_kept = ["-I", "-D", "-U", "-isystem", "-iquote", "-include", "-std"];

    /// <exception cref="ToolException">CB1011: nothing is there; CB1014: it cannot be read.</exception>
    public static SourceTree Open(string path)
    {
        path = Path.GetFullPath(path);
        if (Directory.Exists(path)) return new SourceTree(path, [.. Sources(path)], new Dictionary<string, IReadOnlyList<string>>());
        if (!File.Exists(path)) throw new ToolException(ToolMessages.MissingInput(path));
        if (Path.GetFileName(path) == "compile_commands.json") return FromCommands(path);
        return new SourceTree(Path.GetDirectoryName(path)!, [path], new Dictionary<string, IReadOnlyList<string>>());
    }

    private static IEnumerable<string> Sources(string folder)
    {
        // Hidden folders hold repositories and caches; links may lead in circles.
        EnumerationOptions options = new() { AttributesToSkip = FileAttributes.Hidden | FileAttributes.ReparsePoint, IgnoreInaccessible = true };
        foreach (string file in Directory.EnumerateFiles(folder, "*", options).Where(SourceFile.IsSource).Order(StringComparer.Ordinal)) yield return file;
        foreach (string inner in Directory.EnumerateDirectories(folder, "*", options).Order(StringComparer.Ordinal))
            foreach (string file in Sources(inner)) yield return file;
    }

    private static SourceTree FromCommands(string path)
    {
        Dictionary<string, IReadOnlyList<string>> commands = [];
        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(path));
            foreach (JsonElement entry in json.RootElement.EnumerateArray())
            {
                string folder = entry.GetProperty("directory").GetString()!;
                string file = Path.GetFullPath(entry.GetProperty("file").GetString()!, folder);
                commands[file] = [.. Kept(Words(entry), folder)];
            }
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or IOException)
        {
            throw new ToolException(ToolMessages.CannotRead(path, problem.Message));
        }
        if (commands.Count == 0) throw new ToolException(ToolMessages.CannotRead(path, "it names no files"));
        string root = CommonFolder(commands.Keys);
        return new SourceTree(root, [.. Sources(root)], commands);
    }

    private static IEnumerable<string> Words(JsonElement entry) =>
        entry.TryGetProperty("arguments", out JsonElement arguments) ? arguments.EnumerateArray().Select(word => word.GetString()!) : ShellWords(entry.GetProperty("command").GetString()!);

    private static IEnumerable<string> ShellWords(string command)
    {
        System.Text.StringBuilder word = new();
        char quote = '\0';
        for (int i = 0; i < command.Length; i++)
        {
            char c = command[i];
            if (c == '\\' && quote != '\'' && i + 1 < command.Length) word.Append(command[++i]);
            else if (quote != '\0' ? c == quote : c is '"' or '\'') quote = quote == '\0' ? c : '\0';
            else if (c == ' ' && quote == '\0')
            {
                if (word.Length > 0) yield return word.ToString();
                word.Clear();
            }
            else word.Append(c);
        }
        if (word.Length > 0) yield return word.ToString();
    }

    // What changes how a file is read; folders become full paths.
    private static IEnumerable<string> Kept(IEnumerable<string> words, string folder)
    {
        string? pending = null;
        foreach (string word in words)
        {
            if (pending is not null)
            {
                yield return pending;
                yield return pending is "-D" or "-U" ? word : Path.GetFullPath(word, folder);
                pending = null;
            }
            else if (s_kept.Contains(word)) pending = word;
            else if (word.StartsWith("-I", StringComparison.Ordinal)) yield return "-I" + Path.GetFullPath(word[2..], folder);
            else if (word.StartsWith("-D", StringComparison.Ordinal) || word.StartsWith("-U", StringComparison.Ordinal) || word.StartsWith("-std=", StringComparison.Ordinal)) yield return word;
        }
    }

    private static string CommonFolder(IEnumerable<string> files)
    {
        string common = Path.GetDirectoryName(files.First())!;
        foreach (string file in files)
            while (!file.StartsWith(common + "/", StringComparison.Ordinal) && common.Length > 1) common = Path.GetDirectoryName(common)!;
        return common;
    }
}
