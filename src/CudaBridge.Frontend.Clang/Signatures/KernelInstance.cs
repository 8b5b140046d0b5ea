using System.Text.RegularExpressions;

namespace CudaBridge.Frontend.Clang;

/// <summary>An instance of a kernel template, as an expression whose value is the kernel's address.</summary>
/// <param name="Name">What the user wrote or the demangler printed, for diagnostics.</param>
/// <param name="Qualified"><c>ns::scale&lt;float&gt;</c></param>
/// <param name="Alias">What its method is to be called; null: after template and arguments.</param>
public sealed partial record KernelInstance(string Name, string Qualified, string Expression, string? Alias)
{
    /// <summary><c>scale&lt;float&gt;</c>, or <c>name = scale&lt;float&gt;</c>, as a user asks for it.</summary>
    public static KernelInstance Requested(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Match match = AliasText().Match(text);
        return new(match.Groups["name"].Value, match.Groups["name"].Value, $"&{match.Groups["name"].Value}", match.Groups["alias"] is { Success: true } alias ? alias.Value : null);
    }

    /// <summary>From the demangled name of a kernel in an image, <c>void scale&lt;float&gt;(float*, int)</c>; null if it is no template's.</summary>
    public static KernelInstance? InImage(string demangled)
    {
        ArgumentNullException.ThrowIfNull(demangled);
        const string result = "void ";
        if (!demangled.StartsWith(result, StringComparison.Ordinal)) return null;
        string text = demangled[result.Length..].Replace("(anonymous namespace)::", "", StringComparison.Ordinal);
        int list = ParameterList(text);
        return list < 0 ? null : new(demangled, text[..list], $"static_cast<void (*){text[list..]}>(&{text[..list]})", null);
    }

    // The parenthesis that opens the parameters: the one that the last one closes.
    private static int ParameterList(string text)
    {
        int depth = 0;
        for (int i = text.LastIndexOf(')'); i >= 0; i--)
        {
            if (text[i] == ')') depth++;
            else if (text[i] == '(' && --depth == 0) return i;
        }
        return -1;
    }

    [GeneratedRegex(@"^\s*(?:(?<alias>[A-Za-z_]\w*)\s*=(?!=)\s*)?(?<name>.*?)\s*$", RegexOptions.Singleline)]
    private static partial Regex AliasText();
}
