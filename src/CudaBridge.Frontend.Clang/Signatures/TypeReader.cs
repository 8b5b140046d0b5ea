using System.Text.RegularExpressions;
using ClangSharp.Interop;

namespace CudaBridge.Frontend.Clang;

/// <summary>clang's types as signatures; each record and enum is read once.</summary>
internal sealed partial class TypeReader
{
    private const int BitsPerByte = 8;

    private static readonly Dictionary<CXTypeKind, ScalarKind> s_scalars = new()
    {
        [CXTypeKind.CXType_Bool]      = ScalarKind.Bool,
        [CXTypeKind.CXType_Char_S]    = ScalarKind.Int8,
        [CXTypeKind.CXType_SChar]     = ScalarKind.Int8,
        [CXTypeKind.CXType_Char_U]    = ScalarKind.UInt8,
        [CXTypeKind.CXType_UChar]     = ScalarKind.UInt8,
        [CXTypeKind.CXType_Short]     = ScalarKind.Int16,
        [CXTypeKind.CXType_UShort]    = ScalarKind.UInt16,
        [CXTypeKind.CXType_Int]       = ScalarKind.Int32,
        [CXTypeKind.CXType_WChar]     = ScalarKind.Int32,
        [CXTypeKind.CXType_UInt]      = ScalarKind.UInt32,
        [CXTypeKind.CXType_Long]      = ScalarKind.Int64,
        [CXTypeKind.CXType_LongLong]  = ScalarKind.Int64,
        [CXTypeKind.CXType_ULong]     = ScalarKind.UInt64,
        [CXTypeKind.CXType_ULongLong] = ScalarKind.UInt64,
        [CXTypeKind.CXType_Int128]    = ScalarKind.Int128,
        [CXTypeKind.CXType_UInt128]   = ScalarKind.UInt128,
        [CXTypeKind.CXType_Char16]    = ScalarKind.Char16,
        [CXTypeKind.CXType_Char32]    = ScalarKind.Char32,
        [CXTypeKind.CXType_Half]      = ScalarKind.Half,
        [CXTypeKind.CXType_Float16]   = ScalarKind.Half,
        [CXTypeKind.CXType_BFloat16]  = ScalarKind.BFloat16,
        [CXTypeKind.CXType_Float]     = ScalarKind.Float,
        [CXTypeKind.CXType_Double]    = ScalarKind.Double,
    };

    // Typedefs that say more than what they stand for.
    private static readonly Dictionary<string, ScalarKind> s_typedefs = new()
    {
        ["size_t"] = ScalarKind.Size, ["std::size_t"] = ScalarKind.Size, ["uintptr_t"] = ScalarKind.Size, ["std::uintptr_t"] = ScalarKind.Size,
        ["ptrdiff_t"] = ScalarKind.Difference, ["std::ptrdiff_t"] = ScalarKind.Difference, ["intptr_t"] = ScalarKind.Difference,
        ["std::intptr_t"] = ScalarKind.Difference, ["ssize_t"] = ScalarKind.Difference,
    };

    private readonly Dictionary<string, RecordSignature?> _records = [];
    private readonly Dictionary<string, EnumSignature> _enums = [];

    public SourceType Read(CXType type) => Read(type, name: null, inRecord: false);

    /// <param name="name">What an unnamed type is called after.</param>
    /// <param name="inRecord">Pointers to records stay untyped there: a record that points at itself is no C# struct.</param>
    private SourceType Read(CXType type, string? name, bool inRecord)
    {
        CXType canonical = type.CanonicalType;
        if (s_typedefs.TryGetValue(type.Spelling.Replace("const ", "", StringComparison.Ordinal), out ScalarKind named) && canonical.SizeOf == sizeof(long)) return Scalar(named, canonical);
        if (s_scalars.TryGetValue(canonical.Kind, out ScalarKind scalar)) return Scalar(scalar, canonical);
        return canonical.Kind switch
        {
            CXTypeKind.CXType_Pointer => Pointer(type, canonical, inRecord),
            CXTypeKind.CXType_ConstantArray => ArrayOf(type, canonical, name, inRecord),
            CXTypeKind.CXType_Enum => Enum(canonical),
            CXTypeKind.CXType_Record => Record(canonical, name),
            CXTypeKind.CXType_LValueReference or CXTypeKind.CXType_RValueReference => SourceType.Unmapped("a reference: the kernel would get an address of the host; pass a pointer or the value"),
            CXTypeKind.CXType_NullPtr => SourceType.Unmapped("nullptr_t, which holds nothing"),
            CXTypeKind.CXType_LongDouble => SourceType.Unmapped("long double, which devices do not have; use double"),
            _ => SourceType.Unmapped($"'{canonical.Spelling}', which has no counterpart"),
        };
    }

    private static SourceType Scalar(ScalarKind kind, CXType type) => new(SourceTypeKind.Scalar, type.SizeOf, type.AlignOf) { Scalar = kind };

    private SourceType Pointer(CXType written, CXType canonical, bool inRecord)
    {
        CXType pointee = canonical.PointeeType, writtenPointee = written.Kind == CXTypeKind.CXType_Pointer ? written.PointeeType : pointee;
        SourceType pointer = new(SourceTypeKind.Pointer, canonical.SizeOf, canonical.AlignOf) { IsReadOnly = pointee.IsConstQualified };
        bool isTyped = pointee.Kind is not (CXTypeKind.CXType_Void or CXTypeKind.CXType_FunctionProto or CXTypeKind.CXType_ConstantArray)
            && !(inRecord && pointee.Kind == CXTypeKind.CXType_Record && !IsBuiltin(pointee)) && !(pointee.Kind == CXTypeKind.CXType_Record && pointee.SizeOf < 0);
        if (!isTyped) return pointer;
        SourceType element = Read(writtenPointee, null, inRecord);
        return element.Kind == SourceTypeKind.Unmapped ? pointer : pointer with { Element = element };
    }

    private SourceType ArrayOf(CXType written, CXType canonical, string? name, bool inRecord)
    {
        CXType element = written.Kind == CXTypeKind.CXType_ConstantArray ? written.ArrayElementType : canonical.ArrayElementType;
        SourceType of = Read(element, name, inRecord);
        if (of.Kind == SourceTypeKind.Unmapped) return of;
        return new(SourceTypeKind.Array, canonical.SizeOf, canonical.AlignOf) { Element = of, Count = canonical.ArraySize };
    }

    private SourceType Enum(CXType type)
    {
        CXCursor declaration = type.Declaration;
        SourceType underlying = Read(Underlying(declaration), null, false);
        if (IsUnnamed(type.Spelling)) return underlying;
        if (!_enums.TryGetValue(declaration.Usr, out EnumSignature? found))
            _enums[declaration.Usr] = found = new(declaration.Usr, NameOf(type, declaration), Namespaces(declaration), underlying.Scalar,
                [.. declaration.Children.Where(c => c.Kind == CXCursorKind.CXCursor_EnumConstantDecl).Select(member => Member(member, IsSigned(underlying.Scalar)))], CommentText.Parse(declaration.RawCommentText));
        return new(SourceTypeKind.Enum, type.SizeOf, type.AlignOf) { Enum = found };
    }

    private static CXType Underlying(CXCursor declaration) => clang.getEnumDeclIntegerType(declaration);

    private static bool IsSigned(ScalarKind kind) => kind is ScalarKind.Int8 or ScalarKind.Int16 or ScalarKind.Int32 or ScalarKind.Int64 or ScalarKind.Difference;

    private static EnumMember Member(CXCursor member, bool isSigned) =>
        new(member.Spelling, isSigned ? (ulong)clang.getEnumConstantDeclValue(member) : clang.getEnumConstantDeclUnsignedValue(member), CommentText.Parse(member.RawCommentText));

    private SourceType Record(CXType type, string? name)
    {
        if (IsBuiltin(type)) return new(SourceTypeKind.Builtin, type.SizeOf, type.AlignOf) { Name = type.Declaration.Spelling };
        CXCursor declaration = type.Declaration;
        if (type.Spelling.Contains("(lambda at", StringComparison.Ordinal)) return SourceType.Unmapped("a lambda, which only the code around it can make");
        if (type.SizeOf < 0) return SourceType.Unmapped($"'{type.Spelling}', which is declared but not defined");
        string usr = declaration.Usr.Length > 0 ? declaration.Usr : type.Spelling;
        if (_records.TryGetValue(usr, out RecordSignature? known) && known is not null) return new(SourceTypeKind.Record, type.SizeOf, type.AlignOf) { Record = known };
        List<FieldSignature> fields = [];
        string own = name is not null && IsUnnamed(type.Spelling) ? name : NameOf(type, declaration);
        if (AddFields(type, own, 0, fields) is { } problem) return SourceType.Unmapped($"'{type.Spelling}', {problem}");
        RecordSignature record = new(usr, own, Namespaces(declaration), type.SizeOf, type.AlignOf, fields, CommentText.Parse(declaration.RawCommentText));
        _records[usr] = record;
        return new(SourceTypeKind.Record, type.SizeOf, type.AlignOf) { Record = record };
    }

    /// <returns>Why the record cannot be mapped; null when it can.</returns>
    private string? AddFields(CXType record, string name, long start, List<FieldSignature> fields)
    {
        CXCursor declaration = record.Declaration;
        foreach (CXCursor child in declaration.Children)
        {
            if (child.Kind is CXCursorKind.CXCursor_CXXMethod or CXCursorKind.CXCursor_Destructor && clang.CXXMethod_isVirtual(child) != 0) return "which has virtual functions";
            if (child.Kind != CXCursorKind.CXCursor_CXXBaseSpecifier) continue;
            if (clang.isVirtualBase(child) != 0) return "which has a virtual base class";
            if (AddFields(child.Type.CanonicalType, name, start + clang.getOffsetOfBase(declaration, child) / BitsPerByte, fields) is { } problem) return problem;
        }
        foreach (CXCursor field in record.Fields)
            if (AddField(field, name, start, fields) is { } problem) return problem;
        return null;
    }

    private string? AddField(CXCursor field, string owner, long start, List<FieldSignature> fields)
    {
        if (field.IsBitField) return $"whose field '{field.Spelling}' is a bit-field";
        long offset = start + clang.Cursor_getOffsetOfField(field) / BitsPerByte;
        CXType type = field.Type;
        bool isUnnamed = field.Spelling.Length == 0 || IsUnnamed(field.Spelling);
        if (isUnnamed) return AddFields(type.CanonicalType, owner, offset, fields);
        SourceType read = Read(type, $"{owner}_{field.Spelling}", inRecord: true);
        if (read.Kind == SourceTypeKind.Unmapped) return $"whose field '{field.Spelling}' is {read.Problem}";
        fields.Add(new(field.Spelling, offset, read, CommentText.Parse(field.RawCommentText)));
        return null;
    }

    private static bool IsBuiltin(CXType type)
    {
        CXCursor declaration = type.Declaration;
        return BuiltinName().IsMatch(declaration.Spelling) && declaration.Location.IsInSystemHeader;
    }

    private static bool IsUnnamed(string spelling) => spelling.Contains("(unnamed", StringComparison.Ordinal) || spelling.Contains("(anonymous ", StringComparison.Ordinal) && !spelling.Contains("(anonymous namespace)::", StringComparison.Ordinal);

    // outer::Inner<float, 3> inside struct Outer => Outer_Inner_float_3
    private static string NameOf(CXType type, CXCursor declaration)
    {
        string text = type.Spelling.Replace("const ", "", StringComparison.Ordinal).Replace("(anonymous namespace)::", "", StringComparison.Ordinal);
        string prefix = string.Concat(Namespaces(declaration).Select(part => part + "::"));
        if (text.StartsWith(prefix, StringComparison.Ordinal)) text = text[prefix.Length..];
        return Identifier(text);
    }

    /// <summary>The text with everything that no identifier may hold made <c>_</c>.</summary>
    public static string Identifier(string text) => NoIdentifier().Replace(text, "_").Trim('_') is { Length: > 0 } name ? char.IsAsciiDigit(name[0]) ? "_" + name : name : "_";

    /// <summary>The named namespaces around a declaration, from the outermost in.</summary>
    public static IReadOnlyList<string> Namespaces(CXCursor declaration)
    {
        List<string> names = [];
        for (CXCursor parent = declaration.SemanticParent; !parent.IsNull && parent.Kind != CXCursorKind.CXCursor_TranslationUnit; parent = parent.SemanticParent)
            if (parent.Kind == CXCursorKind.CXCursor_Namespace && !parent.IsAnonymous && parent.Spelling.Length > 0) names.Insert(0, parent.Spelling);
        return names;
    }

    [GeneratedRegex(@"^(?:(?:u?(?:char|short|int|long|longlong)|float|double)[1-4]|dim3|__half2?|__nv_bfloat162?|__nv_bfloat162)$")]
    private static partial Regex BuiltinName();

    [GeneratedRegex(@"[^A-Za-z0-9_]+")]
    private static partial Regex NoIdentifier();
}
