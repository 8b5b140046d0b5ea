namespace CudaBridge.Ptx;

/// <param name="Targets">Of the first .target directive: an architecture and options.</param>
/// <param name="AddressSize">32 or 64; null when the directive is left out, which means 32.</param>
public sealed record Module(int Major, int Minor, IReadOnlyList<string> Targets, int? AddressSize, IReadOnlyList<ModuleItem> Items);

/// <summary>One directive at the level of the module.</summary>
/// <param name="Offset">Of the first character in the text.</param>
public abstract record ModuleItem(int Offset);

public enum Linkage : byte { Local, Visible, Extern, Weak, Common }

public enum StateSpace : byte { Register, SpecialRegister, Const, Global, Local, Param, Shared, Tex }

/// <summary>A variable or a parameter.</summary>
/// <param name="Bank">Of <c>.const[2]</c>, which PTX before 2.3 has; null otherwise.</param>
/// <param name="Align">In bytes; null for the natural alignment.</param>
/// <param name="Vector">Elements: 1, 2, 4 or 8.</param>
/// <param name="Count">Of a parameterised set <c>name&lt;4&gt;</c>; null otherwise.</param>
/// <param name="Dimensions">Of an array; a null entry is <c>[]</c>; empty for a scalar.</param>
/// <param name="Attributes">The texts inside <c>.attribute(…)</c>.</param>
/// <param name="Pointer">The <c>.ptr</c> attribute of a kernel parameter.</param>
public sealed record Variable(
    int Offset, Linkage Linkage, StateSpace Space, int? Bank, IReadOnlyList<string> Attributes, int? Align, int Vector, PtxType Type,
    PointerAttribute? Pointer, string Name, int? Count, IReadOnlyList<Expression?> Dimensions, Initialiser? Initialiser);

/// <summary><c>.ptr .global .align 16</c></summary>
public sealed record PointerAttribute(StateSpace? Space, int? Align);

/// <summary>An initialiser is a value or a list of initialisers.</summary>
public abstract record Initialiser(int Offset);

public sealed record ValueInitialiser(int Offset, Expression Value) : Initialiser(Offset);

public sealed record ListInitialiser(int Offset, IReadOnlyList<Initialiser> Elements) : Initialiser(Offset);

/// <summary><c>field = value</c>, of sampler and texture variables.</summary>
public sealed record FieldInitialiser(int Offset, string Field, string Value) : Initialiser(Offset);

/// <summary>Performance and ABI directives between a function's head and its body: <c>.maxntid 256, 1, 1</c>.</summary>
/// <param name="Name">With its dot.</param>
public sealed record Directive(int Offset, string Name, IReadOnlyList<Expression> Arguments);

/// <summary><c>.entry</c> or <c>.func</c>.</summary>
/// <param name="Returns">The return parameters of a <c>.func</c>; null when it has none.</param>
/// <param name="Parameters">Null when the source gives no list.</param>
/// <param name="Body">Null for a declaration.</param>
public sealed record Function(
    int Offset, Linkage Linkage, bool IsEntry, IReadOnlyList<string> Attributes, IReadOnlyList<Variable>? Returns, string Name,
    IReadOnlyList<Variable>? Parameters, bool NoReturn, IReadOnlyList<Directive> Directives, IReadOnlyList<Statement>? Body) : ModuleItem(Offset);

public sealed record VariableItem(int Offset, IReadOnlyList<Variable> Variables) : ModuleItem(Offset);

/// <summary>Registers declared at module level, as PTX before 3.0 allows.</summary>
public sealed record RegisterItem(int Offset, RegisterDeclaration Declaration) : ModuleItem(Offset);

/// <summary><c>.file 1 "a.cu", 1700000000, 123</c></summary>
public sealed record FileItem(int Offset, long Index, string Name, IReadOnlyList<long> StampAndSize) : ModuleItem(Offset);

/// <summary>A further <c>.target</c>.</summary>
public sealed record TargetItem(int Offset, IReadOnlyList<string> Targets) : ModuleItem(Offset);

/// <summary><c>.alias f, g;</c></summary>
public sealed record AliasItem(int Offset, string Name, string Target) : ModuleItem(Offset);

public sealed record PragmaItem(int Offset, Pragma Pragma) : ModuleItem(Offset);

/// <summary><c>.section .debug_info { … }</c></summary>
public sealed record Section(int Offset, string Name, IReadOnlyList<SectionLine> Lines) : ModuleItem(Offset);

/// <summary>One line of a debug section: a label or a list of data.</summary>
/// <param name="Label">Null for data.</param>
/// <param name="Type">Of the data: b8, b16, b32, b64.</param>
public sealed record SectionLine(int Offset, string? Label, PtxType Type, IReadOnlyList<Expression> Values);
