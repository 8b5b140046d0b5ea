namespace CudaBridge.Porting.Text;

public enum TokenKind { Identifier, Number, Text, Punctuation, HeaderName }

/// <summary>A preprocessing token: its place in the text and whether it stands in a directive.</summary>
/// <param name="Directive">0 outside directives; else the number of the directive it belongs to, from 1.</param>
public readonly record struct Token(TokenKind Kind, int Start, int Length, int Directive)
{
    public int End => Start + Length;
}
