namespace CudaBridge.Cli.Nvcc;

/// <summary>Options that do not stand on the command line itself: response files and the environment.</summary>
internal static class CommandLineFiles
{
    private const int DeepestNesting = 16;

    /// <summary>Adds <c>NVCC_PREPEND_FLAGS</c> and <c>NVCC_APPEND_FLAGS</c> and replaces <c>@file</c> and <c>--options-file file</c> by the file's words.</summary>
    public static List<string> Expand(IReadOnlyList<string> arguments)
    {
        List<string> words = [.. FromEnvironment("NVCC_PREPEND_FLAGS"), .. arguments, .. FromEnvironment("NVCC_APPEND_FLAGS")];
        List<string> expanded = [];
        AddExpanded(words, expanded, 0);
        return expanded;
    }

    private static List<string> FromEnvironment(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } flags ? ShellWords.Split(flags) : [];

    private static void AddExpanded(List<string> words, List<string> expanded, int depth)
    {
        for (int i = 0; i < words.Count; i++)
        {
            string word = words[i];
            string name = word.TrimStart('-');
            if (word.Length > 1 && word[0] == '@') AddFile(word[1..], expanded, depth);
            else if (word[..(word.Length - name.Length)] is "-" or "--" && OptionsFile(name) is { } value)
            {
                if (value.Length == 0 && ++i >= words.Count) throw new ToolException(ToolMessages.MissingValue("options-file"));
                foreach (string file in OptionValues.SplitList(value.Length == 0 ? words[i] : value)) AddFile(file, expanded, depth);
            }
            else expanded.Add(word);
        }
    }

    // "" when the file's name is the next word; null when the option is another one.
    private static string? OptionsFile(string name)
    {
        foreach (string option in new[] { "options-file", "optf" })
            if (name == option) return "";
            else if (name.StartsWith(option + "=", StringComparison.Ordinal)) return name[(option.Length + 1)..];
        return null;
    }

    private static void AddFile(string path, List<string> expanded, int depth)
    {
        if (depth == DeepestNesting) throw new ToolException(ToolMessages.ResponseFileNesting(path, DeepestNesting));
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ToolMessages.CannotRead(path, problem.Message));
        }
        AddExpanded(ShellWords.Split(text), expanded, depth + 1);
    }
}
