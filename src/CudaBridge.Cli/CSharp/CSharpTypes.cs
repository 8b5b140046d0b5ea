namespace CudaBridge.Cli.CSharp;

/// <summary>Signature types as C# types.</summary>
/// <param name="rootNamespace">Where the file's records and enums are declared; C++ namespaces are below it.</param>
internal sealed class CSharpTypes(string rootNamespace)
{
    private static readonly Dictionary<ScalarKind, string> s_scalars = new()
    {
        [ScalarKind.Bool]       = "bool",
        [ScalarKind.Int8]       = "sbyte",
        [ScalarKind.UInt8]      = "byte",
        [ScalarKind.Int16]      = "short",
        [ScalarKind.UInt16]     = "ushort",
        [ScalarKind.Int32]      = "int",
        [ScalarKind.UInt32]     = "uint",
        [ScalarKind.Int64]      = "long",
        [ScalarKind.UInt64]     = "ulong",
        [ScalarKind.Int128]     = "global::System.Int128",
        [ScalarKind.UInt128]    = "global::System.UInt128",
        [ScalarKind.Char16]     = "char",
        [ScalarKind.Char32]     = "uint",
        [ScalarKind.Size]       = "nuint",
        [ScalarKind.Difference] = "nint",
        [ScalarKind.Half]       = "global::System.Half",
        [ScalarKind.BFloat16]   = "global::CudaBridge.VectorTypes.bfloat16",
        [ScalarKind.Float]      = "float",
        [ScalarKind.Double]     = "double",
    };

    private static readonly Dictionary<string, string> s_builtins = new()
    {
        ["dim3"]            = "global::CudaBridge.Dim3",
        ["__half"]          = "global::System.Half",
        ["__half2"]         = "global::CudaBridge.VectorTypes.half2",
        ["__nv_bfloat16"]   = "global::CudaBridge.VectorTypes.bfloat16",
        ["__nv_bfloat162"]  = "global::CudaBridge.VectorTypes.bfloat162",
    };

    private readonly Dictionary<string, RecordSignature> _records = [];
    private readonly Dictionary<string, EnumSignature> _enums = [];
    private readonly SortedSet<long> _arrays = [];

    /// <summary>Records, enums and array lengths that names so far need, with what they are made of.</summary>
    public IEnumerable<RecordSignature> Records => _records.Values;

    public IEnumerable<EnumSignature> Enums => _enums.Values;

    public IEnumerable<long> ArrayLengths => _arrays;

    public string NameOf(SourceType type) => type.Kind switch
    {
        SourceTypeKind.Scalar => s_scalars[type.Scalar],
        SourceTypeKind.Builtin => s_builtins.GetValueOrDefault(type.Name, $"global::CudaBridge.VectorTypes.{type.Name}"),
        SourceTypeKind.Pointer => PointerTo(type),
        SourceTypeKind.Array => ArrayOf(type),
        SourceTypeKind.Record => NameOf(type.Record!),
        SourceTypeKind.Enum => NameOf(type.Enum!),
        _ => throw new ArgumentException($"{type} has no name in C#", nameof(type)),
    };

    private static string Base(SourceType pointer) => pointer.IsReadOnly ? "global::CudaBridge.CudaReadOnlyPointer" : "global::CudaBridge.CudaDevicePointer";

    private string PointerTo(SourceType type) => type.Element is { } element ? $"{Base(type)}<{NameOf(element)}>" : Base(type);

    private string ArrayOf(SourceType type)
    {
        _arrays.Add(type.Count);
        return $"{Qualified([])}.InlineArray{type.Count}<{NameOf(type.Element!)}>";
    }

    private string NameOf(RecordSignature record)
    {
        if (_records.TryAdd(record.Usr, record))
            foreach (FieldSignature field in record.Fields) NameOf(field.Type);
        return $"{Qualified(record.Namespaces)}.{CSharpNames.Escape(record.Name)}";
    }

    private string NameOf(EnumSignature type)
    {
        _enums.TryAdd(type.Usr, type);
        return $"{Qualified(type.Namespaces)}.{CSharpNames.Escape(type.Name)}";
    }

    private string Qualified(IEnumerable<string> namespaces) => $"global::{CSharpNames.Namespace(rootNamespace, namespaces)}";

    /// <summary>What an enum of this underlying type is declared with.</summary>
    public static string UnderlyingOf(ScalarKind kind) => kind switch
    {
        ScalarKind.Bool => "byte",
        ScalarKind.Char16 => "ushort",
        ScalarKind.Size => "ulong",
        ScalarKind.Difference => "long",
        _ => s_scalars[kind],
    };
}
