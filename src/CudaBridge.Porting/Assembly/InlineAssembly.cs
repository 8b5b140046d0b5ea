using System.Text;
using CudaBridge.Porting.Text;

namespace CudaBridge.Porting.Assembly;

/// <summary>An operand of an <c>asm</c> statement.</summary>
/// <param name="First">First token of its expression; <paramref name="End"/> is after the last.</param>
public sealed record AssemblyOperand(string Name, string Constraint, int First, int End)
{
    public bool IsOutput => Constraint.StartsWith('=') || Constraint.StartsWith('+');

    /// <summary>r: 32 bits, l: 64, h: 16, f: float, d: double, n: a constant.</summary>
    public char Letter => Constraint.TrimStart('=', '+', '&') is { Length: 1 } letter ? letter[0] : '?';
}

/// <summary><c>asm volatile ("template" : outputs : inputs : clobbers)</c> as tokens of a file.</summary>
/// <param name="Start">Token of the word asm.</param>
/// <param name="Close">Token of the closing parenthesis.</param>
/// <param name="Template">With the escapes of its strings resolved.</param>
public sealed record InlineAssembly(int Start, int Close, string Template, bool HasOperands, IReadOnlyList<AssemblyOperand> Operands)
{
    private static readonly string[] s_words = ["asm", "__asm", "__asm__"];

    public static bool IsWord(string name) => s_words.Contains(name);

    /// <summary>Reads the statement at a token; null when its template is not made of string literals alone.</summary>
    public static InlineAssembly? Read(string text, IReadOnlyList<Token> tokens, int start)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(tokens);
        int at = start + 1;
        while (at < tokens.Count && tokens[at].Kind == TokenKind.Identifier) at++; // volatile, inline
        if (!Is(text, tokens, at++, "(")) return null;
        StringBuilder template = new();
        for (; at < tokens.Count && tokens[at].Kind == TokenKind.Text; at++)
            if (Literal(text.Substring(tokens[at].Start, tokens[at].Length)) is { } piece) template.Append(piece);
            else return null;
        List<AssemblyOperand> operands = [];
        int colons = 0;
        while (at < tokens.Count)
        {
            if (Is(text, tokens, at, ")")) return new InlineAssembly(start, at, template.ToString(), colons > 0, operands);
            if (Is(text, tokens, at, ":")) colons++;
            else if (Is(text, tokens, at, "::")) colons += 2;
            else if (colons is 1 or 2)
            {
                if (!Is(text, tokens, at, ",") && !ReadOperand(text, tokens, ref at, operands)) return null;
            }
            else if (colons == 0) return null;
            at++;
        }
        return null;
    }

    // ["name"] "constraint" ( expression )  –  leaves the closing parenthesis as the current token.
    private static bool ReadOperand(string text, IReadOnlyList<Token> tokens, ref int at, List<AssemblyOperand> operands)
    {
        string name = "";
        if (Is(text, tokens, at, "["))
        {
            name = text.Substring(tokens[at + 1].Start, tokens[at + 1].Length);
            at += 3;
        }
        if (at + 1 >= tokens.Count || tokens[at].Kind != TokenKind.Text || Literal(text.Substring(tokens[at].Start, tokens[at].Length)) is not { } constraint || !Is(text, tokens, at + 1, "(")) return false;
        int first = at + 2, depth = 1;
        for (at = first; at < tokens.Count; at++)
        {
            if (Is(text, tokens, at, "(")) depth++;
            else if (Is(text, tokens, at, ")") && --depth == 0) break;
        }
        if (at >= tokens.Count || at == first) return false;
        operands.Add(new AssemblyOperand(name, constraint, first, at));
        return true;
    }

    private static bool Is(string text, IReadOnlyList<Token> tokens, int at, string spelling) =>
        at < tokens.Count && tokens[at].Kind == TokenKind.Punctuation && tokens[at].Length == spelling.Length && string.CompareOrdinal(text, tokens[at].Start, spelling, 0, spelling.Length) == 0;

    private static string? Literal(string token)
    {
        if (token.StartsWith("R\"", StringComparison.Ordinal))
        {
            int open = token.IndexOf('(', StringComparison.Ordinal), close = token.LastIndexOf(')');
            return open > 0 && close > open ? token[(open + 1)..close] : null;
        }
        if (token.Length < 2 || token[0] != '"' || token[^1] != '"') return null;
        StringBuilder result = new();
        for (int i = 1; i < token.Length - 1; i++)
            if (token[i] != '\\') result.Append(token[i]);
            else if (token[++i] is 'n' or 't' or 'r') result.Append(token[i] == 't' ? ' ' : '\n');
            else if (token[i] is '"' or '\\') result.Append(token[i]);
            else if (token[i] is not ('\n' or '\r')) return null;
        return result.ToString();
    }
}
