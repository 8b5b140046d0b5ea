using System;
using System.Collections.Generic;
using System.Linq;

namespace CudaBridge.Abi.Generator;

/// <summary>One line of an <c>.api</c> table: a C declaration and its tags. The table's head explains the format.</summary>
public sealed class ApiFunction
{
    public ApiFunction(string chapter, string result, string name, IReadOnlyList<ApiParameter> parameters, string[] tags, int line)
    {
        Chapter = chapter;
        Result = result;
        Name = name;
        Parameters = parameters;
        Line = line;
        Since = ValueOf(tags, "since");
        Until = ValueOf(tags, "until");
        PerThreadSuffix = tags.Contains("ptds") ? "_ptds" : tags.Contains("ptsz") ? "_ptsz" : null;
        Aliases = [.. tags.Skip(1).Where((_, i) => tags[i] == "also")];
        HasEachPerThread = tags.Contains("each");
        IsQuiet = tags.Contains("quiet");
        IsUndocumented = tags.Contains("abi");
        IsOld = tags.Contains("old");
    }

    public string Chapter { get; }

    /// <summary>The C type of the result.</summary>
    public string Result { get; }

    public string Name { get; }

    public IReadOnlyList<ApiParameter> Parameters { get; }

    /// <summary>Line of the table, from 1.</summary>
    public int Line { get; }

    public string? Since { get; }

    public string? Until { get; }

    /// <summary>What the variant for the per-thread default stream adds to the name; null without one.</summary>
    public string? PerThreadSuffix { get; }

    /// <summary>More names of the function, the newest last.</summary>
    public IReadOnlyList<string> Aliases { get; }

    /// <summary>The names of the per-thread variants: of the newest name, or of all.</summary>
    public IEnumerable<string> PerThreadNames =>
        PerThreadSuffix is null ? [] : HasEachPerThread ? [Name + PerThreadSuffix, .. Aliases.Select(alias => alias + PerThreadSuffix)] : [(Aliases.LastOrDefault() ?? Name) + PerThreadSuffix];

    private bool HasEachPerThread { get; }

    public bool IsQuiet { get; }

    public bool IsUndocumented { get; }

    /// <summary>Only programs compiled with an older toolkit call it.</summary>
    public bool IsOld { get; }

    /// <summary>Position of the stream that the per-thread variant replaces; -1: the method takes the default stream as one more parameter.</summary>
    public int StreamIndex => Parameters.ToList().FindIndex(p => p.Type == StreamType);

    /// <summary>The C type of streams in the function's API.</summary>
    public string StreamType => Result == "CUresult" ? "CUstream" : "cudaStream_t";

    /// <summary>Every name the library exports for the line.</summary>
    public IEnumerable<string> ExportedNames => [Name, .. Aliases, .. PerThreadNames];

    public string Declaration => $"{Result} {Name}({string.Join(", ", Parameters.Select(p => $"{p.Type} {p.Name}"))})";

    private static string? ValueOf(string[] tags, string tag)
    {
        int index = Array.IndexOf(tags, tag);
        return index >= 0 && index + 1 < tags.Length ? tags[index + 1] : null;
    }
}

/// <summary>A parameter with its C type, spaced as <c>const char*</c>.</summary>
public readonly struct ApiParameter(string type, string name)
{
    public string Type { get; } = type;

    public string Name { get; } = name;
}

/// <summary>An <c>.api</c> table.</summary>
public sealed class ApiFile
{
    private readonly Dictionary<string, string> _directives = [];

    public List<ApiFunction> Functions { get; } = [];

    /// <summary>What is wrong with the table: line (from 1) and sentence.</summary>
    public List<KeyValuePair<int, string>> Errors { get; } = [];

    /// <summary>The value of <c>@name</c>, or "".</summary>
    public string Directive(string name) => _directives.TryGetValue(name, out string? value) ? value : "";

    public static ApiFile Parse(string text)
    {
        var file = new ApiFile();
        string chapter = "";
        var seen = new HashSet<string>();
        string[] lines = text.Replace("\r", "").Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line.Length == 0 || line.StartsWith("//", StringComparison.Ordinal)) continue;
            if (line[0] == '[') chapter = line.Trim('[', ']');
            else if (line[0] == '@') file.AddDirective(line);
            else file.AddFunction(chapter, line, i + 1, seen);
        }
        return file;
    }

    private void AddDirective(string line)
    {
        string[] words = line.Substring(1).Split((char[])[' '], 2);
        _directives[words[0]] = words.Length > 1 ? words[1].Trim() : "";
    }

    private void AddFunction(string chapter, string line, int number, HashSet<string> seen)
    {
        ApiFunction? function = ParseFunction(chapter, line, number);
        if (function is null) Errors.Add(new(number, $"'{line}' is not 'TYPE NAME(PARAMETERS); TAGS'"));
        else if (!seen.Add(function.Name)) Errors.Add(new(number, $"'{function.Name}' is declared twice"));
        else Functions.Add(function);
    }

    private static ApiFunction? ParseFunction(string chapter, string line, int number)
    {
        int open = line.IndexOf('('), close = line.IndexOf(')'), end = line.IndexOf(';');
        if (open < 0 || close < open || end != close + 1) return null;
        if (ParseParameter(line.Substring(0, open)) is not { } head) return null;

        string list = line.Substring(open + 1, close - open - 1).Trim();
        var parameters = new List<ApiParameter>();
        foreach (string part in list is "" or "void" ? [] : list.Split(','))
        {
            if (ParseParameter(part) is not { } parameter) return null;
            parameters.Add(parameter);
        }
        string[] tags = line.Substring(end + 1).Split((char[])[' '], StringSplitOptions.RemoveEmptyEntries);
        return new ApiFunction(chapter, head.Type, head.Name, parameters, tags, number);
    }

    // "const void** ptr" => type "const void**", name "ptr"
    private static ApiParameter? ParseParameter(string text)
    {
        text = text.Trim();
        int start = text.Length;
        while (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == '_')) start--;
        string type = text.Substring(0, start).TrimEnd();
        return type.Length == 0 || start == text.Length ? null : new ApiParameter(type, text.Substring(start));
    }
}
