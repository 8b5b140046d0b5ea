namespace CudaBridge.Ptx;

/// <summary>One statement of a function body.</summary>
/// <param name="Offset">Of the first character in the text.</param>
public abstract record Statement(int Offset);

/// <summary><c>@p</c> or <c>@!p</c>.</summary>
public sealed record Guard(int Offset, string Predicate, bool Negated);

public sealed record Instruction(int Offset, Guard? Guard, Opcode Opcode, IReadOnlyList<Operand> Operands) : Statement(Offset);

public sealed record Label(int Offset, string Name) : Statement(Offset);

/// <summary><c>{ … }</c>: a scope of registers, variables and labels.</summary>
public sealed record Block(int Offset, IReadOnlyList<Statement> Body) : Statement(Offset);

/// <param name="Count">Of a range <c>%r&lt;10&gt;</c>, which stands for <c>%r0</c> … <c>%r9</c>; null for a single name.</param>
public sealed record RegisterName(int Offset, string Name, int? Count);

/// <summary><c>.reg .v2 .f32 a, b&lt;4&gt;;</c></summary>
/// <param name="Vector">Elements: 1, 2, 4 or 8.</param>
public sealed record RegisterDeclaration(int Offset, int Vector, PtxType Type, IReadOnlyList<RegisterName> Names) : Statement(Offset);

/// <summary>A variable declared in a body or in a module.</summary>
public sealed record VariableStatement(int Offset, IReadOnlyList<Variable> Variables) : Statement(Offset);

/// <summary><c>ts: .branchtargets L1, L2;</c> and <c>fs: .calltargets f, g;</c></summary>
public sealed record TargetList(int Offset, string Name, string Directive, IReadOnlyList<string> Targets) : Statement(Offset);

/// <summary><c>proto: .callprototype (.param .b32 _) _ (.param .b64 _);</c></summary>
public sealed record CallPrototype(
    int Offset, string Name, IReadOnlyList<Variable>? Returns, string Function, IReadOnlyList<Variable> Parameters, bool NoReturn,
    IReadOnlyList<Directive> Directives) : Statement(Offset);

/// <summary><c>.pragma "…", "…";</c></summary>
public sealed record Pragma(int Offset, IReadOnlyList<string> Texts) : Statement(Offset);

/// <summary><c>.loc 1 20 5, function_name $L__info0+4, inlined_at 1 11 3</c></summary>
public sealed record Location(int Offset, long File, long Line, long Column, InlinedAt? Inlined) : Statement(Offset);

/// <param name="Function">The label in <c>.debug_str</c> that holds the function's name.</param>
/// <param name="FunctionOffset">Bytes from that label.</param>
public sealed record InlinedAt(string Function, long? FunctionOffset, long File, long Line, long Column);
