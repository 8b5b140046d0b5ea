namespace CudaBridge.Ptx;

internal enum TokenKind : byte
{
    End,
    Name,        // abc  %r1  $L__1  _
    Dotted,      // .reg  .f32  .L1::no_allocate
    Integer,     // 12  0x1fU  0b101  017
    Float,       // 1.5e-3
    HexFloat,    // 0f3F800000  0d3FF0000000000000
    Text,        // "…"
    Comma, Semicolon, Colon, At, Bang, Tilde, Question, Bar, Equals, Dot,
    Plus, Minus, Star, Slash, Percent, Ampersand, Caret, Less, Greater, LessEqual, GreaterEqual, EqualEqual, BangEqual,
    LessLess, GreaterGreater, AmpersandAmpersand, BarBar,
    OpenBrace, CloseBrace, OpenBracket, CloseBracket, OpenParenthesis, CloseParenthesis,
    Bad,
}

/// <param name="Start">Offset of the first character.</param>
/// <param name="End">Offset behind the last character.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int End)
{
    public int Length => End - Start;
}

/// <summary>PTX ISA sections 4.1 to 4.5: characters to tokens, comments skipped.</summary>
internal struct Lexer(string text, int position = 0)
{
    private int _position = position;

    public Token Next()
    {
        int comment = SkipBlanks();
        if (comment >= 0) return new(TokenKind.Bad, comment, text.Length);
        if (_position >= text.Length) return new(TokenKind.End, text.Length, text.Length);
        int start = _position;
        char c = text[start];
        TokenKind kind = c switch
        {
            >= '0' and <= '9' => Number(),
            '.'               => Dotted(),
            '"'               => Quoted(),
            '%'               => NameOrPercent(),
            _                 => IsNameStart(c) ? Name() : Punctuation(c),
        };
        return new(kind, start, _position);
    }

    /// <summary>Goes to the next token. Returns the start of an unclosed comment, −1 when all is well.</summary>
    private int SkipBlanks()
    {
        while (_position < text.Length)
        {
            char c = text[_position];
            if (c is ' ' or '\t' or '\n' or '\r' or '\f' or '\v') _position++;
            else if (c == '/' && Peek(1) == '/') SkipLine();
            else if (c == '/' && Peek(1) == '*')
            {
                int close = text.IndexOf("*/", _position + 2, StringComparison.Ordinal);
                if (close < 0) return _position;
                _position = close + 2;
            }
            else break;
        }
        return -1;
    }

    private void SkipLine()
    {
        int end = text.IndexOf('\n', _position);
        _position = end < 0 ? text.Length : end + 1;
    }

    private readonly char Peek(int ahead) => _position + ahead < text.Length ? text[_position + ahead] : '\0';

    private TokenKind Name()
    {
        _position++;
        while (IsNameFollow(Peek(0))) _position++;
        return TokenKind.Name;
    }

    private TokenKind NameOrPercent()
    {
        if (IsNameFollow(Peek(1))) return Name();
        _position++;
        return TokenKind.Percent;
    }

    // .f32, .1d, .m16n8k16, .L1::no_allocate
    private TokenKind Dotted()
    {
        _position++;
        if (!IsNameFollow(Peek(0))) return TokenKind.Dot;
        while (IsNameFollow(Peek(0)) || IsQualifierColon()) _position += Peek(0) == ':' ? 2 : 1;
        return TokenKind.Dotted;
    }

    private readonly bool IsQualifierColon() => Peek(0) == ':' && Peek(1) == ':' && IsNameFollow(Peek(2));

    private TokenKind Number()
    {
        if (Peek(0) == '0' && (Peek(1) | 0x20) is 'f' or 'd' && Peek(0) == '0') return HexFloat((Peek(1) | 0x20) == 'f' ? 8 : 16);
        if (Peek(0) == '0' && (Peek(1) | 0x20) == 'x') return Digits(2, char.IsAsciiHexDigit);
        if (Peek(0) == '0' && (Peek(1) | 0x20) == 'b') return Digits(2, c => c is '0' or '1');
        while (char.IsAsciiDigit(Peek(0))) _position++;
        bool isFloat = TakeFraction() | TakeExponent();
        if (!isFloat) return Digits(0, char.IsAsciiDigit);
        return IsNameFollow(Peek(0)) ? BadWord() : TokenKind.Float;
    }

    private bool TakeFraction()
    {
        if (Peek(0) != '.' || IsLetter(Peek(1)) && (Peek(1) | 0x20) != 'e') return false;
        _position++;
        while (char.IsAsciiDigit(Peek(0))) _position++;
        return true;
    }

    private bool TakeExponent()
    {
        if ((Peek(0) | 0x20) != 'e') return false;
        int sign = Peek(1) is '+' or '-' ? 1 : 0;
        if (!char.IsAsciiDigit(Peek(1 + sign))) return false;
        _position += 1 + sign;
        while (char.IsAsciiDigit(Peek(0))) _position++;
        return true;
    }

    private TokenKind Digits(int prefix, Func<char, bool> isDigit)
    {
        _position += prefix;
        int first = _position;
        while (isDigit(Peek(0))) _position++;
        bool any = prefix == 0 || _position > first;
        if (Peek(0) == 'U') _position++;
        return any && !IsNameFollow(Peek(0)) ? TokenKind.Integer : BadWord();
    }

    private TokenKind HexFloat(int digits)
    {
        _position += 2;
        int first = _position;
        while (char.IsAsciiHexDigit(Peek(0))) _position++;
        return _position - first == digits && !IsNameFollow(Peek(0)) ? TokenKind.HexFloat : BadWord();
    }

    private TokenKind BadWord()
    {
        while (IsNameFollow(Peek(0))) _position++;
        return TokenKind.Bad;
    }

    private TokenKind Quoted()
    {
        for (_position++; _position < text.Length && text[_position] != '\n'; _position++)
        {
            if (text[_position] == '\\') _position++;
            else if (text[_position] == '"')
            {
                _position++;
                return TokenKind.Text;
            }
        }
        _position = Math.Min(_position, text.Length);
        return TokenKind.Bad;
    }

    private TokenKind Punctuation(char c)
    {
        TokenKind pair = (c, Peek(1)) switch
        {
            ('<', '<') => TokenKind.LessLess,
            ('>', '>') => TokenKind.GreaterGreater,
            ('<', '=') => TokenKind.LessEqual,
            ('>', '=') => TokenKind.GreaterEqual,
            ('=', '=') => TokenKind.EqualEqual,
            ('!', '=') => TokenKind.BangEqual,
            ('&', '&') => TokenKind.AmpersandAmpersand,
            ('|', '|') => TokenKind.BarBar,
            _          => TokenKind.Bad,
        };
        _position += pair == TokenKind.Bad ? 1 : 2;
        return pair != TokenKind.Bad ? pair : Single(c);
    }

    private static TokenKind Single(char c) => c switch
    {
        ',' => TokenKind.Comma,       ';' => TokenKind.Semicolon,    ':' => TokenKind.Colon,           '@' => TokenKind.At,
        '!' => TokenKind.Bang,        '~' => TokenKind.Tilde,        '?' => TokenKind.Question,        '|' => TokenKind.Bar,
        '=' => TokenKind.Equals,      '+' => TokenKind.Plus,         '-' => TokenKind.Minus,           '*' => TokenKind.Star,
        '/' => TokenKind.Slash,       '&' => TokenKind.Ampersand,    '^' => TokenKind.Caret,           '<' => TokenKind.Less,
        '>' => TokenKind.Greater,     '{' => TokenKind.OpenBrace,    '}' => TokenKind.CloseBrace,      '[' => TokenKind.OpenBracket,
        ']' => TokenKind.CloseBracket, '(' => TokenKind.OpenParenthesis, ')' => TokenKind.CloseParenthesis,
        _   => TokenKind.Bad,
    };

    private static bool IsLetter(char c) => char.IsAsciiLetter(c);

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c is '_' or '$';

    private static bool IsNameFollow(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '$';
}
