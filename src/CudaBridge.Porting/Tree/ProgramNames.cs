using CudaBridge.Porting.Dialects;
using CudaBridge.Porting.Text;

namespace CudaBridge.Porting.Tree;

/// <summary>
/// Names that look like CUDA's and are the program's: those of the driver in programs that load it at run time and bring a copy of its header, and macros
/// with a library's prefix (<c>CUFFT_SAFE_CALL</c>). Found in the tokens: where the toolkit's headers declare the same names, clang takes the copy for an error.
/// </summary>
internal static class ProgramNames
{
    public static IEnumerable<string> DeclaredIn(SourceFile file)
    {
        if (file.Source is null || !file.IsText) yield break;
        string text = file.Source.Text;
        for (int i = 0; i < file.Tokens.Count; i++)
        {
            string word = Spelling(text, file.Tokens[i]);
            if (word == "enum") foreach (string name in Enumerators(text, file.Tokens, i)) yield return name;
            else if (word == "define" && i > 0 && Spelling(text, file.Tokens[i - 1]) == "#" && i + 1 < file.Tokens.Count && IsByPrefix(Spelling(text, file.Tokens[i + 1]))) yield return Spelling(text, file.Tokens[i + 1]);
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

    // Libraries' names are not listed, so what only starts like one may be anybody's.
    private static bool IsByPrefix(string name) => CudaNames.CategoryOf(name) is not null && !CudaNames.All.ContainsKey(name);

    private static bool IsDrivers(string name) => CudaNames.CategoryOf(name) is NameCategory.DriverType or NameCategory.DriverConstant || name == "CUDA_SUCCESS";

    private static string Spelling(string text, Token token) => text.Substring(token.Start, token.Length);
}
