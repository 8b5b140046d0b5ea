namespace CudaBridge.Ptx;

/// <param name="Offset">Of the first character in the text.</param>
public abstract record Operand(int Offset);

/// <summary>A register, variable, function or label; <c>_</c> is the sink.</summary>
/// <param name="Selector">What follows the dot: a vector component (<c>x</c>, <c>r</c>) or a video selector (<c>b0</c>, <c>h10</c>); or null.</param>
public sealed record NameOperand(int Offset, string Name, string? Selector = null) : Operand(Offset)
{
    public bool IsSink => Name == "_";
}

/// <summary>A number, or a symbol plus a number.</summary>
public sealed record ConstantOperand(int Offset, Expression Value) : Operand(Offset);

/// <summary><c>!p</c> and <c>-a</c>.</summary>
/// <param name="Sign"><c>!</c> or <c>-</c>.</param>
public sealed record SignedOperand(int Offset, char Sign, Operand Inner) : Operand(Offset);

/// <summary><c>p|q</c>.</summary>
public sealed record PairOperand(int Offset, Operand First, Operand Second) : Operand(Offset);

/// <summary><c>{a, b}</c>.</summary>
public sealed record VectorOperand(int Offset, IReadOnlyList<Operand> Elements) : Operand(Offset);

/// <summary><c>[a+4]</c>, <c>[a, {x, y}]</c>, <c>[a].unified</c>.</summary>
/// <param name="Base">A register, a variable or a constant.</param>
/// <param name="Displacement">Bytes added to the base; null for none.</param>
/// <param name="Sign"><c>+</c> or <c>-</c>, before the displacement.</param>
/// <param name="Rest">What follows the first comma: coordinates, samplers.</param>
public sealed record AddressOperand(
    int Offset, Operand Base, char Sign, Expression? Displacement, IReadOnlyList<Operand> Rest, bool Unified) : Operand(Offset);

/// <summary>The parenthesised lists of <c>call</c>.</summary>
public sealed record ListOperand(int Offset, IReadOnlyList<Operand> Elements) : Operand(Offset);
