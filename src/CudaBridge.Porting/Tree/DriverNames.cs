using CudaBridge.Porting.Dialects;
using CudaBridge.Porting.Text;

namespace CudaBridge.Porting.Tree;

/// <summary>
/// Names of CUDA's driver that a program declares itself, as those do that load the driver at run time and bring a copy of its header. Found in the tokens:
/// where the toolkit's headers declare the same names, clang takes the copy for an error.
/// </summary>
internal static class DriverNames
{
    public static IEnumerable<string> DeclaredIn(SourceFile file)
    {
        if (file.Source is null || !file.IsText) yield break;
        string text = file.Source.Text;
        for (int i = 0; i < file.Tokens.Count; i++)
        {
            string word = Spelling(text, file.Tokens[i]);
            if (word == "enum") foreach (string name in Enumerators(text, file.Tokens, i)) yield return name;
            else if (word == "typedef" && TypedefName(text, file.Tokens, i) is { } type) yield return type;
        }
    }

    // enum tag { NAME = value, NAME }
    private static IEnumerable<string> Enumerators(string text, IReadOnlyList<Token> tokens, int start)
    {
        int open = start + 1;
        while (open < tokens.Count && open < start + 6 && Spelling(text, tokens[open]) is not ("{" or ";")) open++;
        if (open >= tokens.Count || Spelling(text, tokens[open]) != "{") yield break;
        for (int i = open + 1; i < tokens.Count && Spelling(text, tokens[i]) is not ("}" or ";"); i++)
            if (tokens[i].Kind == TokenKind.Identifier && Spelling(text, tokens[i - 1]) is "{" or "," && IsDrivers(Spelling(text, tokens[i]))) yield return Spelling(text, tokens[i]);
    }

    // typedef … NAME;
    private static string? TypedefName(string text, IReadOnlyList<Token> tokens, int start)
    {
        int depth = 0;
        for (int i = start + 1; i < tokens.Count; i++)
        {
            string word = Spelling(text, tokens[i]);
            if (word == "{") depth++;
            else if (word == "}") depth--;
            else if (word == ";" && depth <= 0) return IsDrivers(Spelling(text, tokens[i - 1])) ? Spelling(text, tokens[i - 1]) : null;
        }
        return null;
    }

    private static bool IsDrivers(string name) => CudaNames.CategoryOf(name) is NameCategory.DriverType or NameCategory.DriverConstant || name == "CUDA_SUCCESS";

    private static string Spelling(string text, Token token) => text.Substring(token.Start, token.Length);
}
