namespace CudaBridge.Ptx;

/// <summary>The value of a constant expression.</summary>
/// <param name="Bits">The integer, or the IEEE bits of a double.</param>
/// <param name="Symbol">The name the number is added to; null when the value is a number alone.</param>
/// <param name="IsSingle">The bits are those of an .f32, spelled <c>0f…</c>.</param>
public readonly record struct ConstantValue(ulong Bits, bool IsFloat, bool IsUnsigned = false, string? Symbol = null, bool IsSingle = false)
{
    public double AsDouble => IsSingle ? BitConverter.UInt32BitsToSingle((uint)Bits) : BitConverter.UInt64BitsToDouble(Bits);
}

/// <summary>PTX ISA 4.5.4 and 4.5.5: integer arithmetic in 64 bits, signed unless an operand is unsigned; floating point in double.</summary>
public static class ConstantEvaluator
{
    /// <summary>Null when the expression is not constant: it divides by zero, mixes kinds or adds two symbols.</summary>
    public static ConstantValue? Evaluate(Expression expression) => expression switch
    {
        Literal literal             => Number(literal),
        NameExpression { Name: "WARP_SZ" } => new(32, IsFloat: false),
        NameExpression name         => new(0, IsFloat: false, Symbol: name.Name),
        ParenthesisedExpression p   => Evaluate(p.Inner),
        CastExpression cast         => Evaluate(cast.Operand) is { IsFloat: false, Symbol: null } value ? value with { IsUnsigned = cast.Type == PtxType.U64 } : null,
        UnaryExpression unary       => Evaluate(unary.Operand) is { Symbol: null } value ? Unary(unary.Operator, value) : null,
        BinaryExpression binary     => Evaluate(binary.Left) is { } left && Evaluate(binary.Right) is { } right ? Binary(left, binary.Operator, right) : null,
        ConditionalExpression c     => Evaluate(c.Condition) is { IsFloat: false, Symbol: null } condition ? Evaluate(condition.Bits != 0 ? c.Then : c.Else) : null,
        _                           => null,
    };

    private static ConstantValue Number(Literal literal) => literal.Kind switch
    {
        LiteralKind.HexSingle => new(literal.Bits, IsFloat: true, IsSingle: true),
        LiteralKind.Decimal or LiteralKind.HexDouble => new(literal.Bits, IsFloat: true),
        _ => new(literal.Bits, IsFloat: false, IsUnsigned: literal.Kind == LiteralKind.Unsigned),
    };

    private static ConstantValue Double(double value) => new(BitConverter.DoubleToUInt64Bits(value), IsFloat: true);

    private static ConstantValue Truth(bool value) => new(value ? 1UL : 0, IsFloat: false);

    private static ConstantValue? Unary(string operation, ConstantValue value) => operation switch
    {
        "+"                     => value,
        "-" when value.IsSingle => value with { Bits = value.Bits ^ 0x8000_0000 },
        "-" when value.IsFloat  => Double(-value.AsDouble),
        "-"                     => value with { Bits = 0 - value.Bits },
        "~" when !value.IsFloat => value with { Bits = ~value.Bits },
        "!" when !value.IsFloat => Truth(value.Bits == 0),
        _                       => null,
    };

    private static ConstantValue? Binary(ConstantValue left, string operation, ConstantValue right)
    {
        if (left.Symbol is not null || right.Symbol is not null) return WithSymbol(left, operation, right);
        if (left.IsFloat != right.IsFloat) return null;
        return left.IsFloat ? Floating(left.AsDouble, operation, right.AsDouble) : Integer(left, operation, right);
    }

    private static ConstantValue? WithSymbol(ConstantValue left, string operation, ConstantValue right) => operation switch
    {
        "+" when left.Symbol is null && !left.IsFloat => right with { Bits = left.Bits + right.Bits },
        "+" when right.Symbol is null && !right.IsFloat => left with { Bits = left.Bits + right.Bits },
        "-" when right.Symbol is null && !right.IsFloat => left with { Bits = left.Bits - right.Bits },
        _ => null,
    };

    private static ConstantValue? Floating(double left, string operation, double right) => operation switch
    {
        "+" => Double(left + right),
        "-" => Double(left - right),
        "*" => Double(left * right),
        "/" => Double(left / right),
        "<" => Truth(left < right),
        ">" => Truth(left > right),
        "<=" => Truth(left <= right),
        ">=" => Truth(left >= right),
        "==" => Truth(left == right),
        "!=" => Truth(left != right),
        _ => null,
    };

    private static ConstantValue? Integer(ConstantValue left, string operation, ConstantValue right)
    {
        bool unsigned = left.IsUnsigned || right.IsUnsigned;
        (ulong a, ulong b) = (left.Bits, right.Bits);
        (long sa, long sb) = ((long)a, (long)b);
        ConstantValue? Value(ulong bits) => new ConstantValue(bits, IsFloat: false, unsigned);
        return operation switch
        {
            "+" => Value(a + b),
            "-" => Value(a - b),
            "*" => Value(a * b),
            "/" when b != 0 => Value(unsigned ? a / b : sb == -1 ? 0 - a : (ulong)(sa / sb)),
            "%" when b != 0 => Value(unsigned ? a % b : sb == -1 ? 0 : (ulong)(sa % sb)),
            "<<" => Value(b < 64 ? a << (int)b : 0),
            ">>" => Value(left.IsUnsigned ? (b < 64 ? a >> (int)b : 0) : (ulong)(sa >> (int)Math.Min(b, 63))),
            "&" => Value(a & b),
            "|" => Value(a | b),
            "^" => Value(a ^ b),
            "<" => Truth(unsigned ? a < b : sa < sb),
            ">" => Truth(unsigned ? a > b : sa > sb),
            "<=" => Truth(unsigned ? a <= b : sa <= sb),
            ">=" => Truth(unsigned ? a >= b : sa >= sb),
            "==" => Truth(a == b),
            "!=" => Truth(a != b),
            "&&" => Truth(a != 0 && b != 0),
            "||" => Truth(a != 0 || b != 0),
            _ => null,
        };
    }
}
