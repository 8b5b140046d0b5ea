using System.Text;

namespace CudaBridge.Frontend.Clang;

/// <summary>A make rule as clang writes it: <c>target: file \ file …</c>.</summary>
public static class DependencyRule
{
    /// <summary>The files on the right of the first rule; escapes of blanks and <c>#</c> and <c>$</c> are undone.</summary>
    public static IReadOnlyList<string> Files(string rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        int start = rule.IndexOf(": ", StringComparison.Ordinal);
        if (start < 0) return [];
        List<string> files = [];
        StringBuilder file = new();
        for (int i = start + 2; i < rule.Length; i++)
        {
            char c = rule[i], next = i + 1 < rule.Length ? rule[i + 1] : '\n';
            if (c == '\\' && next == '\n') i++;
            else if (c == '\\' && next is ' ' or '#' && c == '\\') { file.Append(next); i++; }
            else if (c == '$' && next == '$') { file.Append('$'); i++; }
            else if (c == '\n') break;
            else if (c != ' ') file.Append(c);
            else Flush();
        }
        Flush();
        return files;

        void Flush()
        {
            if (file.Length > 0) files.Add(file.ToString());
            file.Clear();
        }
    }

    /// <summary>The rule with files added that it lacks, so that headers which only one half of a CUDA file reads count, too.</summary>
    public static string Add(string rule, IEnumerable<string> files)
    {
        ArgumentNullException.ThrowIfNull(rule);
        HashSet<string> known = [.. Files(rule)];
        string added = string.Concat(files.Where(known.Add).Select(file => $" \\\n  {Escape(file)}"));
        if (added.Length == 0) return rule;
        int end = RuleEnd(rule);
        return rule.Insert(end, added);
    }

    private static int RuleEnd(string rule)
    {
        for (int i = 0; i < rule.Length; i++)
            if (rule[i] == '\n' && (i == 0 || rule[i - 1] != '\\')) return i;
        return rule.Length;
    }

    private static string Escape(string file) =>
        file.Replace("$", "$$", StringComparison.Ordinal).Replace(" ", "\\ ", StringComparison.Ordinal).Replace("#", "\\#", StringComparison.Ordinal);
}
