using System.Text;
using System.Text.RegularExpressions;

namespace CudaBridge.Shim;

/// <summary>
/// Name expressions: <c>&amp;kernel&lt;int&gt;</c> → <c>_Z6kernelIiEvPT_</c>. Each becomes the argument of a template kernel of ours, which instantiates
/// what it names; the PTX's own names are then compared, as people read them, with the argument in that kernel's name.
/// </summary>
internal static partial class NvrtcNames
{
    private const string Marker = "__cudabridge_name";

    /// <summary>Text that is appended to the source.</summary>
    public static string Uses(IReadOnlyList<string> expressions)
    {
        if (expressions.Count == 0) return "";
        StringBuilder text = new($"\n# 1 \"name expressions\"\ntemplate <int, auto> __global__ void {Marker}() {{}}\n");
        for (int i = 0; i < expressions.Count; i++) text.Append($"template __global__ void {Marker}<{i}, ({AddressOf(expressions[i])})>();\n");
        text.Append($"__host__ void {Marker}s() {{\n");
        for (int i = 0; i < expressions.Count; i++) text.Append($"  (void)({AddressOf(expressions[i])});\n");
        return text.Append("}\n").ToString();
    }

    /// <summary>The PTX without our kernels, and the name in it for each expression that names something.</summary>
    public static (string Ptx, Dictionary<string, string> Names) Resolve(string ptx, IReadOnlyList<string> expressions)
    {
        Dictionary<string, string> found = [];
        if (expressions.Count == 0) return (ptx, found);
        string[] symbols = [.. Symbol().Matches(ptx).Select(m => m.Groups["name"].Value).Distinct()];
        Dictionary<string, string> readable = symbols.Where(s => !s.Contains(Marker)).ToDictionary(s => s, Readable);
        foreach (string mine in symbols.Where(s => s.Contains(Marker)))
            if (Argument().Match(Compiler.Translator.Demangle(WithoutKind(mine))) is { Success: true } argument && int.Parse(argument.Groups["index"].ValueSpan) is int index
                && readable.FirstOrDefault(pair => pair.Value == Bare(argument.Groups["what"].Value)) is { Key: { } symbol })
                found[expressions[index]] = symbol;
        return (MarkerKernel().Replace(ptx, ""), found);
    }

    // "TnDa" says that the argument is a value of a deduced type, which demanglers before GCC 14 do not know and names need not say.
    private static string WithoutKind(string symbol) => symbol.Replace("ETnDaX", "EX", StringComparison.Ordinal);

    private static string AddressOf(string expression) => expression.TrimStart().StartsWith('&') ? expression : $"&{expression}";

    private static string Readable(string symbol) => Bare(Compiler.Translator.Demangle(symbol));

    // Without return type and parameters, which are spelled in one of the two only: "void k<int>(int*)" and "k<int>(int*)" are k<int>.
    private static string Bare(string text)
    {
        text = text.Trim();
        if (text.StartsWith('(') && text.EndsWith(')')) text = text[1..^1];
        if (text.StartsWith("void ", StringComparison.Ordinal)) text = text["void ".Length..];
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '<') depth++;
            else if (text[i] == '>') depth--;
            else if (text[i] == '(' && depth == 0) return text[..i] + Parameters(text[i..]);
        }
        return text;
    }

    // Overloads differ in them.
    private static string Parameters(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    [GeneratedRegex(@"\.(entry|global|const)\b[^;{]*?(?<name>[A-Za-z_$][\w$]*)\s*(\(|\[|=|;)")]
    private static partial Regex Symbol();

    // void __cudabridge_name<0, &(void k<int>(int*))>(), with or without the inner parentheses
    [GeneratedRegex(Marker + @"<(?<index>\d+), &(?<what>.*)>\(\)$")]
    private static partial Regex Argument();

    [GeneratedRegex(@"\s*//[^\n]*" + Marker + @"[^\n]*\n|\.(visible|weak) \.entry\s+\w*" + Marker + @"\w*\(\s*\)[^{]*\{[^}]*\}(\s*//[^\n]*\n)?")]
    private static partial Regex MarkerKernel();
}
