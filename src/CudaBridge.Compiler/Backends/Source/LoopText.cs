using System.Text.RegularExpressions;

namespace CudaBridge.Compiler.Backends.Source;

// for (;;) { if (!(i < n)) break; …; i = i + 1; }  =>  while (i < n) { …; i = i + 1; }  =>  for (; i < n; i += 1) { … }
// int i = 0; for (; i < n; i += 1) { … }           =>  for (int i = 0; i < n; i += 1) { … }     where nobody asks for i behind it
internal static partial class LoopText
{
    public static List<string> Improve(List<string> lines)
    {
        for (int i = lines.Count - 2; i >= 0; i--)
        {
            if (lines[i].Trim() != "for (;;) {") continue;
            if (Break().Match(lines[i + 1]) is not { Success: true } leave || DepthOf(lines[i + 1]) != DepthOf(lines[i]) + 4) continue;
            string condition = leave.Groups[2].Success && leave.Groups[2].Length > 0 ? leave.Groups[2].Value : Negated(leave.Groups[1].Value);
            lines.RemoveAt(i + 1);
            int end = EndOf(lines, i);
            lines[i] = $"{Indent(lines[i])}while ({condition}) {{";
            string last = lines[end - 1];
            Match step = Assignment().Match(last);
            bool steps = step.Success && DepthOf(last) == DepthOf(lines[i]) + 4 && Regex.IsMatch(condition, $@"\b{Regex.Escape(step.Groups[1].Value)}\b") && !lines.GetRange(i, end - i).Exists(l => l.Contains("continue;", StringComparison.Ordinal));
            if (!steps) continue;
            string name = step.Groups[1].Value, update = Short(name, step.Groups[2].Value), start = "";
            lines.RemoveAt(end - 1);
            end--;
            Match first = i > 0 ? Start().Match(lines[i - 1]) : Match.Empty;
            if (first.Success && first.Groups[2].Value == name && DepthOf(lines[i - 1]) == DepthOf(lines[i]) && IsFree(lines, end + 1, name, DepthOf(lines[i])))
            {
                start = lines[i - 1].Trim().TrimEnd(';');
                lines.RemoveAt(i - 1);
                i--;
            }

            lines[i] = $"{Indent(lines[i])}for ({start}; {condition}; {update}) {{";
        }

        return lines;
    }

    private static string Negated(string condition) => condition.Contains("==", StringComparison.Ordinal) && condition.Split("==").Length == 2 && !condition.Contains('&', StringComparison.Ordinal) && !condition.Contains('|', StringComparison.Ordinal)
        ? condition.Replace("==", "!=", StringComparison.Ordinal) : $"!({condition})";

    private static string Short(string name, string value)
    {
        Match sum = Sum().Match(value);
        if (!sum.Success || sum.Groups[1].Value != name) return $"{name} = {value}";
        return sum.Groups[3].Value.TrimEnd('u', 'l') == "1" && sum.Groups[2].Value == "+" ? $"{name}++" : $"{name} {sum.Groups[2].Value}= {sum.Groups[3].Value}";
    }

    private static bool IsFree(List<string> lines, int from, string name, int depth)
    {
        Regex word = new($@"\b{Regex.Escape(name)}\b");
        for (int i = from; i < lines.Count && DepthOf(lines[i]) >= depth; i++)
            if (word.IsMatch(lines[i])) return false;
        return true;
    }

    private static int EndOf(List<string> lines, int open)
    {
        int depth = DepthOf(lines[open]), i = open + 1;
        while (DepthOf(lines[i]) > depth || lines[i].TrimStart() is not ("}" or "};")) i++;
        return i;
    }

    private static int DepthOf(string line) => line.Length - line.TrimStart().Length;

    private static string Indent(string line) => line[..DepthOf(line)];


    // Group 2 is the condition to go on, group 1 the one to leave.
    private static Regex Break() => s_break;

    private static readonly Regex s_break = new(@"^\s*if \((?:!\((?<2>[^()]*(?:\([^()]*\)[^()]*)*)\)|(?<1>.*))\) break;$");

    [GeneratedRegex(@"^\s*(\w+) = (.*);$")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"^\s*([\w ]+?[ *])(\w+) = (.*);$")]
    private static partial Regex Start();

    [GeneratedRegex(@"^(\w+) ([-+*/]|>>|<<) ([\w]+|[\w]+ \* [\w]+)$")]
    private static partial Regex Sum();
}
