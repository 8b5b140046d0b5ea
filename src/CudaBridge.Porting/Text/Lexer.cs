namespace CudaBridge.Porting.Text;

/// <summary>
/// C++ preprocessing tokens with their places. Comments and white space give none. It never fails: text that is no C++ gives some tokens.
/// </summary>
public sealed class Lexer
{
    private readonly string _text;
    private readonly List<Token> _tokens;
    private int _at;
    private int _directives;
    private int _directive;
    private bool _lineStart = true;

    private Lexer(string text)
    {
        _text = text;
        _tokens = new List<Token>(text.Length / 4);
    }

    public static List<Token> Tokenize(string text)
    {
        Lexer lexer = new(text);
        while (lexer._at < text.Length) lexer.Next();
        return lexer._tokens;
    }

    private void Next()
    {
        char c = _text[_at];
        if (c == '\n') EndLine();
        else if (c == '\\' && NewlineAfter(_at + 1) is int joined and > 0) _at = joined;
        else if (char.IsWhiteSpace(c)) _at++;
        else if (c == '/' && Peek(1) == '/') _at = LineEnd(_at);
        else if (c == '/' && Peek(1) == '*') _at = After("*/", _at + 2);
        else if (c == '#' && _lineStart && _directive == 0) StartDirective();
        else Significant(c);
    }

    private void EndLine()
    {
        _at++;
        _lineStart = true;
        _directive = 0;
    }

    private void StartDirective()
    {
        _directive = ++_directives;
        Add(TokenKind.Punctuation, _at + 1);
        int name = _at;
        while (name < _text.Length && _text[name] is ' ' or '\t') name++;
        int end = name;
        while (end < _text.Length && IsNamePart(_text[end])) end++;
        if (end == name) return;
        _at = name;
        bool include = _text.AsSpan(name, end - name) is "include" or "include_next" or "import";
        Add(TokenKind.Identifier, end);
        if (include) HeaderName();
    }

    private void HeaderName()
    {
        int start = _at;
        while (start < _text.Length && _text[start] is ' ' or '\t') start++;
        if (start >= _text.Length || _text[start] is not ('<' or '"')) return;
        int close = _text.IndexOf(_text[start] == '<' ? '>' : '"', start + 1);
        if (close < 0 || close > LineEnd(start)) return;
        _at = start;
        Add(TokenKind.HeaderName, close + 1);
    }

    private void Significant(char c)
    {
        _lineStart = false;
        if (IsNameStart(c)) NameOrPrefixedText();
        else if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1)))) Add(TokenKind.Number, NumberEnd());
        else if (c is '"' or '\'') Add(TokenKind.Text, QuotedEnd(_at, c));
        else Add(TokenKind.Punctuation, _at + PunctuationLength(c));
    }

    private void NameOrPrefixedText()
    {
        int end = _at;
        while (end < _text.Length && IsNamePart(_text[end])) end++;
        char next = end < _text.Length ? _text[end] : '\0';
        ReadOnlySpan<char> name = _text.AsSpan(_at, end - _at);
        if (next == '"' && name is "R" or "u8R" or "uR" or "UR" or "LR") Add(TokenKind.Text, RawEnd(end));
        else if (next is '"' or '\'' && name is "u8" or "u" or "U" or "L") Add(TokenKind.Text, QuotedEnd(end, next));
        else Add(TokenKind.Identifier, end);
    }

    private int NumberEnd()
    {
        int end = _at + 1;
        while (end < _text.Length)
        {
            char c = _text[end];
            bool sign = c is '+' or '-' && _text[end - 1] is 'e' or 'E' or 'p' or 'P';
            bool separator = c == '\'' && end + 1 < _text.Length && IsNamePart(_text[end + 1]);
            if (!IsNamePart(c) && c != '.' && !sign && !separator) break;
            end++;
        }
        return end;
    }

    private int QuotedEnd(int quote, char kind)
    {
        for (int i = quote + 1; i < _text.Length; i++)
            if (_text[i] == '\\') i++;
            else if (_text[i] == kind) return i + 1;
            else if (_text[i] == '\n') return i;
        return _text.Length;
    }

    private int RawEnd(int quote)
    {
        int open = _text.IndexOf('(', quote);
        return open < 0 ? _text.Length : After($"){_text[(quote + 1)..open]}\"", open);
    }

    private int PunctuationLength(char c) => c switch
    {
        '<' when Peek(1) == '<' && Peek(2) == '<' => 3,
        '>' when Peek(1) == '>' && Peek(2) == '>' => 3,
        ':' when Peek(1) == ':' => 2,
        '-' when Peek(1) == '>' => 2,
        '#' when Peek(1) == '#' => 2,
        _ => 1,
    };

    private void Add(TokenKind kind, int end)
    {
        end = Math.Min(end, _text.Length);
        _tokens.Add(new Token(kind, _at, end - _at, _directive));
        _at = end;
    }

    private char Peek(int distance) => _at + distance < _text.Length ? _text[_at + distance] : '\0';

    // A comment to the end of the line goes on after a backslash.
    private int LineEnd(int from)
    {
        while (true)
        {
            int end = _text.IndexOf('\n', from);
            if (end < 0) return _text.Length;
            int last = end > 0 && _text[end - 1] == '\r' ? end - 2 : end - 1;
            if (last < from || _text[last] != '\\') return end;
            from = end + 1;
        }
    }

    private int NewlineAfter(int at)
    {
        if (at < _text.Length && _text[at] == '\r') at++;
        return at < _text.Length && _text[at] == '\n' ? at + 1 : 0;
    }

    private int After(string end, int from)
    {
        int found = from < _text.Length ? _text.IndexOf(end, from, StringComparison.Ordinal) : -1;
        return found < 0 ? _text.Length : found + end.Length;
    }

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_' || c == '$' || c >= '\x80';

    private static bool IsNamePart(char c) => IsNameStart(c) || char.IsAsciiDigit(c);
}
