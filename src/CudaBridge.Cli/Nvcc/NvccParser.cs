namespace CudaBridge.Cli.Nvcc;

/// <summary>Turns a command line into <see cref="NvccSettings"/>.</summary>
internal static class NvccParser
{
    private static readonly Dictionary<string, NvccOption> s_byName = IndexNames();

    /// <param name="arguments">The words after the program's name, response files already expanded.</param>
    /// <exception cref="ToolException">CB1001 … CB1004: an option is unknown, lacks its value, has a wrong one or is unsupported.</exception>
    public static NvccSettings Parse(IReadOnlyList<string> arguments)
    {
        NvccSettings settings = new();
        List<string> unknown = [];
        for (int i = 0; i < arguments.Count; i++)
        {
            string word = arguments[i];
            if (word.Length < 2 || word[0] != '-') settings.Inputs.Add(new NvccInput(word, settings.Language));
            else if (Find(word) is { } found) Apply(settings, found.Option, found.Value ?? Following(found.Option, arguments, ref i));
            else unknown.Add(word);
        }
        Forward(settings, unknown);
        return settings;
    }

    private static (NvccOption Option, string? Value)? Find(string word)
    {
        string name = word.TrimStart('-');
        if (s_byName.TryGetValue(name, out NvccOption? option)) return (option, null);
        int equals = name.IndexOf('=', StringComparison.Ordinal);
        if (equals > 0 && s_byName.TryGetValue(name[..equals], out option)) return (option, name[(equals + 1)..]);
        bool oneHyphen = word[1] != '-';
        if (oneHyphen && s_byName.TryGetValue(name[..1], out option) && option.TakesAttachedValue) return (option, name[1..]);
        // -isystem/folder: gcc's joined spelling, which CMake's older versions write.
        if (oneHyphen && name.StartsWith("isystem", StringComparison.Ordinal)) return (s_byName["isystem"], name[7..]);
        return null;
    }

    private static string Following(NvccOption option, IReadOnlyList<string> arguments, ref int i)
    {
        if (!option.TakesValue) return "";
        if (i + 1 >= arguments.Count) throw new ToolException(ToolMessages.MissingValue(option.Long));
        return arguments[++i];
    }

    private static void Apply(NvccSettings settings, NvccOption option, string value)
    {
        if (option.Form == ValueForm.None && value == "false") return;
        if (option.Form == ValueForm.None && value is not ("" or "true")) throw new ToolException(ToolMessages.BadValue(option.Long, value, "no value"));
        if (option.NoEffect is { } reason) settings.Notes.Add($"--{option.Long} has no effect: {reason}");
        foreach (string item in option.Form == ValueForm.List ? OptionValues.SplitList(value) : [value])
        {
            if (option.Choices.Length > 0 && !option.Choices.Contains(item))
                throw new ToolException(ToolMessages.BadValue(option.Long, item, string.Join(", ", option.Choices)));
            option.Apply(settings, item);
        }
    }

    private static void Forward(NvccSettings settings, List<string> unknown)
    {
        if (unknown.Count == 0) return;
        if (!settings.ForwardToHostCompiler && !settings.ForwardToHostLinker)
            throw new ToolException(ToolMessages.UnknownOption(unknown[0], Nearest(unknown[0])));
        if (settings.ForwardToHostCompiler) settings.HostCompilerOptions.AddRange(unknown);
        else settings.HostLinkOptions.AddRange(unknown);
    }

    /// <summary>The known spelling with the fewest edits, so that a typing mistake names its cure; null when nothing is near.</summary>
    private static string? Nearest(string word)
    {
        int equals = word.IndexOf('=', StringComparison.Ordinal);
        string name = (equals > 0 ? word[..equals] : word).TrimStart('-');
        (string best, int edits) = s_byName.Keys.Where(known => known.Length > 1).Select(known => (known, EditDistance.Between(name, known))).MinBy(pair => pair.Item2);
        if (edits > Math.Max(1, name.Length / 3)) return null;
        return s_byName[best].Long == best ? $"--{best}" : $"-{best}";
    }

    private static Dictionary<string, NvccOption> IndexNames()
    {
        Dictionary<string, NvccOption> names = new(StringComparer.Ordinal);
        foreach (NvccOption option in NvccOptions.All)
            foreach (string name in option.Names.Distinct())
                names.Add(name, option);
        return names;
    }
}
