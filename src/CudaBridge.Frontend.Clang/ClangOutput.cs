using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CudaBridge.Frontend.Clang;

/// <summary>What clang wrote while it compiled the halves of a file, as one text: what both halves say is said once.</summary>
public static partial class ClangOutput
{
    /// <summary>The diagnostics of all texts in their order, each once, and one count at the end.</summary>
    public static string Merge(params string[] texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        HashSet<string> seen = [];
        StringBuilder merged = new();
        int warnings = 0, errors = 0;
        foreach (string block in texts.SelectMany(Blocks).Where(seen.Add))
        {
            merged.Append(block);
            string plain = Escape().Replace(block, "");
            if (SeverityLine().Match(plain) is not { Success: true } severity) continue;
            if (severity.Groups[1].ValueSpan is "warning") warnings++;
            else errors++;
        }
        return merged.Append(Count(warnings, errors)).ToString();
    }

    /// <summary>The text without a terminal's colours.</summary>
    public static string WithoutColor(string text) => Escape().Replace(text, "");

    // A diagnostic with its notes and source lines; lines that belong to none are blocks of their own.
    private static IEnumerable<string> Blocks(string text)
    {
        StringBuilder block = new();
        bool inStack = false;
        foreach (string line in text.Split('\n'))
        {
            string plain = Escape().Replace(line, "").TrimEnd('\r');
            if (plain.Length == 0 || CountLine().IsMatch(plain)) continue;
            bool stack = StackLine().IsMatch(plain);
            bool starts = !inStack && (stack || SeverityLine().IsMatch(plain));
            if (starts && block.Length > 0)
            {
                yield return block.ToString();
                block.Clear();
            }
            inStack = stack;
            block.Append(line).Append('\n');
        }
        if (block.Length > 0) yield return block.ToString();
    }

    private static string Count(int warnings, int errors)
    {
        string text = (warnings, errors) switch
        {
            (0, 0) => "",
            (_, 0) => Plural(warnings, "warning"),
            (0, _) => Plural(errors, "error"),
            _ => $"{Plural(warnings, "warning")} and {Plural(errors, "error")}",
        };
        return text.Length == 0 ? "" : $"{text} generated.\n";
    }

    private static string Plural(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    [GeneratedRegex(@"\x1B\[[0-9;]*[mK]")]
    private static partial Regex Escape();

    [GeneratedRegex(@"^(?:[^\s].*?: )?(?:fatal )?(warning|error): ", RegexOptions.Multiline)]
    private static partial Regex SeverityLine();

    [GeneratedRegex(@"^(?:In file included from |In module |                 from )")]
    private static partial Regex StackLine();

    [GeneratedRegex(@"^\d+ (?:warning|error)s?(?: and \d+ errors?)? generated(?: when compiling for .*)?\.$")]
    private static partial Regex CountLine();
}
