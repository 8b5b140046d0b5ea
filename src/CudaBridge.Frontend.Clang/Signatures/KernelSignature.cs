using System.Globalization;

namespace CudaBridge.Frontend.Clang;

/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
public sealed record SourcePlace(string File, int Line, int Column);

/// <summary>What the source says about something, without comment marks.</summary>
/// <param name="Summary">Empty without a comment.</param>
/// <param name="Parameters">From <c>@param name text</c>.</param>
public sealed record DocComment(string Summary, IReadOnlyDictionary<string, string> Parameters);

/// <param name="Name">Empty for a parameter without one.</param>
public sealed record KernelParameterSignature(string Name, SourceType Type, SourcePlace Place);

/// <summary>A <c>__global__</c> function, or an instance of a template of them.</summary>
/// <param name="MangledName">As the image names it.</param>
/// <param name="Name">Without namespaces; of an instance with its arguments: <c>scale&lt;float&gt;</c>.</param>
/// <param name="Namespaces">From the outermost in; unnamed ones are left out.</param>
public sealed record KernelSignature(
    string MangledName, string Name, IReadOnlyList<string> Namespaces, IReadOnlyList<KernelParameterSignature> Parameters, DocComment Comment, SourcePlace Place);

public enum SourceTypeKind
{
    Scalar,

    /// <summary>A type of CUDA's headers that has a counterpart by name: <c>float4</c>, <c>dim3</c>, <c>__half2</c>.</summary>
    Builtin,
    Pointer,
    Array,
    Record,
    Enum,

    /// <summary>Cannot be passed from another language; <see cref="SourceType.Problem"/> says why.</summary>
    Unmapped,
}

public enum ScalarKind
{
    Bool, Int8, UInt8, Int16, UInt16, Int32, UInt32, Int64, UInt64, Int128, UInt128, Char16, Char32, Size, Difference, Half, BFloat16, Float, Double,
}

/// <summary>The type of a parameter or field, with its layout on the device.</summary>
/// <param name="Align">Bytes.</param>
public sealed record SourceType(SourceTypeKind Kind, long Size, long Align)
{
    public ScalarKind Scalar { get; init; }

    /// <summary>Of a builtin.</summary>
    public string Name { get; init; } = "";

    /// <summary>What a pointer points at (null: anything) or what an array is made of.</summary>
    public SourceType? Element { get; init; }

    /// <summary>A pointer to what the kernel does not change.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Elements of an array.</summary>
    public long Count { get; init; }

    public RecordSignature? Record { get; init; }

    public EnumSignature? Enum { get; init; }

    public string? Problem { get; init; }

    public static SourceType Unmapped(string problem) => new(SourceTypeKind.Unmapped, 0, 1) { Problem = problem };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind} {Name}{Record?.Name}{Enum?.Name}, {Size} bytes");
}

/// <param name="Offset">Bytes from the record's start.</param>
public sealed record FieldSignature(string Name, long Offset, SourceType Type, DocComment Comment);

/// <summary>A struct, class or union. Base classes and unnamed members are dissolved into fields.</summary>
/// <param name="Usr">clang's name for the declaration, the same in all files.</param>
/// <param name="Name">An identifier: outer types and template arguments are joined with <c>_</c>.</param>
/// <param name="Size">Bytes, padding included.</param>
public sealed record RecordSignature(
    string Usr, string Name, IReadOnlyList<string> Namespaces, long Size, long Align, IReadOnlyList<FieldSignature> Fields, DocComment Comment);

/// <param name="Value">Its bits; sign-extended for signed enums.</param>
public sealed record EnumMember(string Name, ulong Value, DocComment Comment);

public sealed record EnumSignature(string Usr, string Name, IReadOnlyList<string> Namespaces, ScalarKind Underlying, IReadOnlyList<EnumMember> Members, DocComment Comment);
