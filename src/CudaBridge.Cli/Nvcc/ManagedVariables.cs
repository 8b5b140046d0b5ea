using System.Text.RegularExpressions;
using CudaBridge.Compiler;

namespace CudaBridge.Cli.Nvcc;

// .visible .global .align 4 .u32 v  =>  .visible .global .attribute(.managed) .align 4 .u32 v
/// <summary>Says in PTX which variables are managed: clang does not write down what our headers mark.</summary>
internal static partial class ManagedVariables
{
    /// <param name="compile">Compiles the same device half to kernel IR, into a file.</param>
    public static void Mark(string ptxFile, Action<string> compile)
    {
        string text = File.ReadAllText(ptxFile);
        if (!Declaration().IsMatch(text)) return;
        string bitcode = ptxFile + ".bc";
        try
        {
            compile(bitcode);
            HashSet<string> managed = [.. Translator.ManagedVariables(File.ReadAllBytes(bitcode))];
            if (managed.Count > 0) File.WriteAllText(ptxFile, Declaration().Replace(text, match => managed.Contains(match.Groups["name"].Value) ? Marked(match) : match.Value));
        }
        finally
        {
            File.Delete(bitcode);
        }
    }

    private static string Marked(Match declaration) => $"{declaration.Groups["space"].Value} .attribute(.managed){declaration.Groups["rest"].Value}";

    [GeneratedRegex(@"^(?<space>(\.\w+ )*\.global)(?<rest>( \.align \d+)? \.\w+ (?<name>[\w$]+))", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Declaration();
}
