using System.Globalization;

namespace CudaBridge.Ptx;

// PTX ISA 4.5.4: constant expressions have the operators of C and their precedence.
public sealed partial class Parser
{
    private static int Precedence(TokenKind kind) => kind switch
    {
        TokenKind.Star or TokenKind.Slash or TokenKind.Percent => 10,
        TokenKind.Plus or TokenKind.Minus => 9,
        TokenKind.LessLess or TokenKind.GreaterGreater => 8,
        TokenKind.Less or TokenKind.Greater or TokenKind.LessEqual or TokenKind.GreaterEqual => 7,
        TokenKind.EqualEqual or TokenKind.BangEqual => 6,
        TokenKind.Ampersand => 5,
        TokenKind.Caret => 4,
        TokenKind.Bar => 3,
        TokenKind.AmpersandAmpersand => 2,
        TokenKind.BarBar => 1,
        _ => 0,
    };

    private Expression Expression()
    {
        Enter();
        Expression condition = Binary(1);
        if (Accept(TokenKind.Question))
        {
            Expression then = Expression();
            Expect(TokenKind.Colon, "':'");
            condition = new ConditionalExpression(condition.Offset, condition, then, Expression());
        }
        Leave();
        return condition;
    }

    private Expression Binary(int weakest)
    {
        Expression left = Unary();
        while (Precedence(Kind) is int precedence && precedence >= weakest)
        {
            string operation = _names.Get(Spelling);
            Advance();
            left = new BinaryExpression(left.Offset, left, operation, Binary(precedence + 1));
        }
        return left;
    }

    private Expression Unary()
    {
        int start = _token.Start;
        if (Kind is not (TokenKind.Plus or TokenKind.Minus or TokenKind.Bang or TokenKind.Tilde)) return Primary();
        string operation = _names.Get(Spelling);
        Advance();
        Enter();
        Expression operand = Unary();
        Leave();
        return new UnaryExpression(start, operation, operand);
    }

    private Expression Primary()
    {
        int start = _token.Start;
        switch (Kind)
        {
            case TokenKind.Integer or TokenKind.Float or TokenKind.HexFloat:
                Literal number = Number();
                return Kind == TokenKind.OpenParenthesis ? FunctionOf(start, number.Text) : number;
            case TokenKind.OpenParenthesis when _ahead.Kind == TokenKind.Dotted:
                return Cast(start);
            case TokenKind.OpenParenthesis:
                return Parenthesised(start);
            case TokenKind.Name:
                string name = TakeName("a name");
                return Kind == TokenKind.OpenParenthesis ? FunctionOf(start, name) : new NameExpression(start, name);
            default:
                throw Unexpected("an operand");
        }
    }

    private ParenthesisedExpression Parenthesised(int start)
    {
        Advance();
        Expression inner = Expression();
        Expect(TokenKind.CloseParenthesis, "')'");
        return new(start, inner);
    }

    // generic(sym); 0xFF00(sym) takes one byte of an address
    private FunctionExpression FunctionOf(int start, string name)
    {
        if (name != "generic" && !char.IsAsciiDigit(name[0])) throw Error(start, $"'{name}' is no function of constant expressions");
        Advance();
        Expression argument = Expression();
        Expect(TokenKind.CloseParenthesis, "')'");
        return new(start, name, argument);
    }

    private CastExpression Cast(int start)
    {
        Advance();
        int at = _token.Start;
        PtxType type = TakeType();
        if (type is not (PtxType.S64 or PtxType.U64)) throw Error(at, $"a constant cannot be cast to .{type.Name()}", "only to .s64 and .u64");
        Expect(TokenKind.CloseParenthesis, "')'");
        Enter();
        Expression operand = Unary();
        Leave();
        return new(start, type, operand);
    }

    private Literal Number()
    {
        int start = _token.Start;
        string text = _names.Get(Spelling);
        Literal literal = Kind switch
        {
            TokenKind.Integer  => Integer(start, text),
            TokenKind.Float    => new(start, text, BitConverter.DoubleToUInt64Bits(double.Parse(text, CultureInfo.InvariantCulture)), LiteralKind.Decimal),
            _                  => new(start, text, ulong.Parse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                                      text.Length == 10 ? LiteralKind.HexSingle : LiteralKind.HexDouble),
        };
        Advance();
        return literal;
    }

    private Literal Integer(int start, string text)
    {
        bool unsigned = text[^1] == 'U';
        ReadOnlySpan<char> digits = unsigned ? text.AsSpan(0, text.Length - 1) : text;
        (int radix, int prefix) = digits switch
        {
            ['0', 'x' or 'X', ..] => (16, 2),
            ['0', 'b' or 'B', ..] => (2, 2),
            ['0', _, ..]          => (8, 1),
            _                     => (10, 0),
        };
        ulong value = 0;
        foreach (char c in digits[prefix..])
        {
            uint digit = (uint)(char.IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
            if (digit >= radix) throw Error(start, $"'{text}' is no number", "digits after a leading 0 are octal");
            UInt128 next = (UInt128)value * (uint)radix + digit;
            if (next > ulong.MaxValue) throw Error(start, $"'{text}' does not fit in 64 bits");
            value = (ulong)next;
        }
        return new(start, text, value, unsigned || value > long.MaxValue ? LiteralKind.Unsigned : LiteralKind.Signed);
    }
}
