namespace CudaBridge.Ptx;

public enum LiteralKind : byte
{
    Signed,      // 12, 0x1f: of type .s64
    Unsigned,    // 12U, or a value that .s64 cannot hold: of type .u64
    Decimal,     // 1.5: of type .f64
    HexSingle,   // 0f3F800000: the bits of an .f32
    HexDouble,   // 0d3FF0000000000000: the bits of an .f64
}

/// <summary>A constant expression (PTX ISA section 4.5) or the sum of a name and a constant.</summary>
/// <param name="Offset">Of the first character in the text.</param>
public abstract record Expression(int Offset);

/// <param name="Text">As the source spells it.</param>
/// <param name="Bits">The integer, or the IEEE bits of the number (64 bits wide unless the kind is <see cref="LiteralKind.HexSingle"/>).</param>
public sealed record Literal(int Offset, string Text, ulong Bits, LiteralKind Kind) : Expression(Offset);

/// <summary>A register, variable, function or label by name.</summary>
public sealed record NameExpression(int Offset, string Name) : Expression(Offset);

/// <summary><c>generic(sym)</c> and <c>0xFF00(sym)</c> of initialisers.</summary>
/// <param name="Function"><c>generic</c>, or the mask as spelled.</param>
public sealed record FunctionExpression(int Offset, string Function, Expression Argument) : Expression(Offset);

public sealed record UnaryExpression(int Offset, string Operator, Expression Operand) : Expression(Offset);

public sealed record BinaryExpression(int Offset, Expression Left, string Operator, Expression Right) : Expression(Offset);

public sealed record ConditionalExpression(int Offset, Expression Condition, Expression Then, Expression Else) : Expression(Offset);

/// <summary><c>(.s64) x</c> and <c>(.u64) x</c>.</summary>
public sealed record CastExpression(int Offset, PtxType Type, Expression Operand) : Expression(Offset);

public sealed record ParenthesisedExpression(int Offset, Expression Inner) : Expression(Offset);
