using CudaBridge.Ptx;

namespace CudaBridge.Ptx.Tests;

/// <summary>PTX text as its tokens, so that texts can be compared without blanks and comments.</summary>
internal static class Tokens
{
    public static List<string> Of(string text)
    {
        Lexer lexer = new(text);
        List<string> tokens = [];
        for (Token token = lexer.Next(); token.Kind != TokenKind.End; token = lexer.Next()) tokens.Add(text[token.Start..token.End]);
        return tokens;
    }
}
