using System.Text;
using System.Text.RegularExpressions;

namespace CudaBridge.Frontend.Clang;

/// <summary>Comments as text: marks go, lines join, <c>@param</c> and its kin are told apart.</summary>
internal static partial class CommentText
{
    public static DocComment Empty { get; } = new("", new Dictionary<string, string>());

    public static DocComment Parse(string raw)
    {
        if (raw.Length == 0) return Empty;
        StringBuilder summary = new();
        Dictionary<string, StringBuilder> parameters = [];
        StringBuilder? current = summary;
        foreach (string line in raw.Split('\n').Select(Unmarked))
        {
            if (Command().Match(line) is { Success: true } command)
            {
                current = command.Groups["name"].Value switch
                {
                    "param" or "tparam" => Parameter(command.Groups["rest"].Value),
                    "brief" or "details" => Add(summary, command.Groups["rest"].Value),
                    _ => null, // @return, @note …: not about what a caller passes
                };
            }
            else if (line.Length == 0 && current != summary) current = summary;
            else if (current is not null) Add(current, line);
        }
        return new DocComment(summary.ToString(), parameters.ToDictionary(entry => entry.Key, entry => entry.Value.ToString()));

        StringBuilder? Parameter(string text)
        {
            Match match = ParameterText().Match(text);
            if (!match.Success) return null;
            return Add(parameters[match.Groups["name"].Value] = new StringBuilder(), match.Groups["rest"].Value);
        }
    }

    private static StringBuilder Add(StringBuilder text, string line)
    {
        if (text.Length > 0 && line.Length > 0) text.Append(' ');
        return text.Append(line);
    }

    private static string Unmarked(string line) => Marks().Replace(line, "").TrimEnd('\r', ' ', '\t').Replace("*/", "", StringComparison.Ordinal).TrimEnd();

    [GeneratedRegex(@"^\s*(?:/\*+<?!?|//+<?!?<?|\*+(?!/))?[ \t]?")]
    private static partial Regex Marks();

    [GeneratedRegex(@"^\s*[@\\](?<name>[a-z]+)(?:\[[a-z,]+\])?\s*(?<rest>.*)$")]
    private static partial Regex Command();

    [GeneratedRegex(@"^(?<name>\w+)\s*[:,-]?\s*(?<rest>.*)$")]
    private static partial Regex ParameterText();
}
