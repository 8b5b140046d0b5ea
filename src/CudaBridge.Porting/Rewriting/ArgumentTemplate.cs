using System.Text;

namespace CudaBridge.Porting.Rewriting;

/// <summary>The targets of rows that arrange arguments anew: <c>aclrtMemset($1, $3, $2, $3)</c>.</summary>
public static class ArgumentTemplate
{
    public static string Fill(string template, IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(arguments);
        StringBuilder result = new();
        for (int i = 0; i < template.Length; i++)
            if (template[i] != '$') result.Append(template[i]);
            else result.Append(Argument(arguments, template[++i] - '1'));
        return result.ToString();
    }

    /// <summary>Whether an argument that changes something would be evaluated more than once.</summary>
    public static bool RepeatsSideEffect(string template, IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(arguments);
        for (int i = 0; i < arguments.Count; i++)
            if (template.Split($"${i + 1}").Length > 2 && HasSideEffect(arguments[i])) return true;
        return false;
    }

    private static bool HasSideEffect(string argument) =>
        argument.Contains("++", StringComparison.Ordinal) || argument.Contains("--", StringComparison.Ordinal)
        || argument.Replace("==", "", StringComparison.Ordinal).Replace("<=", "", StringComparison.Ordinal).Replace(">=", "", StringComparison.Ordinal).Replace("!=", "", StringComparison.Ordinal).Contains('=', StringComparison.Ordinal);

    // A line comment inside an argument must not swallow what follows.
    private static string Argument(IReadOnlyList<string> arguments, int index) =>
        index >= arguments.Count ? "" : arguments[index].Contains("//", StringComparison.Ordinal) ? arguments[index] + "\n" : arguments[index];
}
