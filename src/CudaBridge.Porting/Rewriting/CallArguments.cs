using CudaBridge.Porting.Text;

namespace CudaBridge.Porting.Rewriting;

/// <summary>The arguments of a call or a launch, as ranges of tokens.</summary>
/// <param name="Close">Index of the closing token.</param>
/// <param name="Arguments">First token and the one after the last, for each.</param>
public sealed record CallArguments(int Close, IReadOnlyList<(int First, int End)> Arguments)
{
    /// <summary>Reads from the opening parenthesis at a token; null when it is none or never closed within its directive.</summary>
    public static CallArguments? Read(string text, IReadOnlyList<Token> tokens, int open) =>
        open < tokens.Count && Is(text, tokens[open], "(") ? Read(text, tokens, open, ")") : null;

    /// <summary>Reads the configuration of a launch from its <c>&lt;&lt;&lt;</c>.</summary>
    public static CallArguments? ReadLaunch(string text, IReadOnlyList<Token> tokens, int open) =>
        Is(text, tokens[open], "<<<") ? Read(text, tokens, open, ">>>") : null;

    private static CallArguments? Read(string text, IReadOnlyList<Token> tokens, int open, string close)
    {
        List<(int, int)> arguments = [];
        int depth = 0, first = open + 1;
        for (int i = open + 1; i < tokens.Count && tokens[i].Directive == tokens[open].Directive; i++)
        {
            if (tokens[i].Kind != TokenKind.Punctuation) continue;
            if (depth == 0 && Is(text, tokens[i], close))
            {
                if (i > first || arguments.Count > 0) arguments.Add((first, i));
                return new CallArguments(i, arguments);
            }
            switch (text[tokens[i].Start])
            {
                case '(' or '[' or '{': depth++; break;
                case ')' or ']' or '}' when depth == 0: return null;
                case ')' or ']' or '}': depth--; break;
                case ';' when depth == 0: return null;
                case '<' when depth == 0 && TemplateEnd(text, tokens, i) is int end and > 0: i = end; break;
                case ',' when depth == 0:
                    arguments.Add((first, i));
                    first = i + 1;
                    break;
            }
        }
        return null;
    }

    // name<A, B*>( or name<A, B>::  –  the closing bracket of what can only be template arguments; 0: a comparison.
    private static int TemplateEnd(string text, IReadOnlyList<Token> tokens, int open)
    {
        if (tokens[open].Length != 1 || tokens[open - 1].Kind != TokenKind.Identifier) return 0;
        int depth = 0;
        for (int i = open; i < tokens.Count && i < open + 64; i++)
        {
            if (tokens[i].Kind is TokenKind.Identifier or TokenKind.Number) continue;
            string spelling = text.Substring(tokens[i].Start, tokens[i].Length);
            if (spelling == "<") depth++;
            else if (spelling is ">" && --depth == 0) return i + 1 < tokens.Count && text[tokens[i + 1].Start] is '(' or ':' or '{' or ')' or ',' or '*' ? i : 0;
            else if (spelling is not (">" or "," or "::" or "*" or "&")) return 0;
        }
        return 0;
    }

    private static bool Is(string text, Token token, string spelling) =>
        token.Length == spelling.Length && string.CompareOrdinal(text, token.Start, spelling, 0, spelling.Length) == 0;
}
