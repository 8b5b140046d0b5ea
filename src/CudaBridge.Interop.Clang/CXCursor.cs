using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ClangSharp.Interop;

/// <summary>A node of the syntax tree; valid while its translation unit is.</summary>
public unsafe struct CXCursor : IEquatable<CXCursor>
{
    public CXCursorKind kind;
    public int xdata;
    public void* data0;
    public void* data1;
    public void* data2;

    public readonly CXCursorKind Kind => kind;

    public readonly bool IsNull => Equals(clang.getNullCursor());

    public readonly string Spelling => clang.getCursorSpelling(this).Take();

    public readonly string DisplayName => clang.getCursorDisplayName(this).Take();

    /// <summary>Unique for the declaration, the same in every translation unit.</summary>
    public readonly string Usr => clang.getCursorUSR(this).Take();

    public readonly string Mangling => clang.Cursor_getMangling(this).Take();

    /// <summary>The comment before it with its comment marks; empty without one.</summary>
    public readonly string RawCommentText => clang.Cursor_getRawCommentText(this).Take();

    public readonly CXType Type => clang.getCursorType(this);

    public readonly CXSourceLocation Location => clang.getCursorLocation(this);

    public readonly CXSourceRange Extent => clang.getCursorExtent(this);

    public readonly bool IsDefinition => clang.isCursorDefinition(this) != 0;

    public readonly bool IsDeclaration => clang.isDeclaration(kind) != 0;

    public readonly CX_BinaryOperatorKind BinaryOperatorKind => clang.Cursor_getBinaryOpcode(this);

    public readonly CXCursor Referenced => clang.getCursorReferenced(this);

    public readonly CXCursor Definition => clang.getCursorDefinition(this);

    public readonly CXCursor CanonicalCursor => clang.getCanonicalCursor(this);

    public readonly CXCursor SemanticParent => clang.getCursorSemanticParent(this);

    public readonly CXCursor SpecializedCursorTemplate => clang.getSpecializedCursorTemplate(this);

    /// <summary>Parameters of a function's declaration; -1 for other cursors.</summary>
    public readonly int NumArguments => clang.Cursor_getNumArguments(this);

    public readonly bool IsAnonymous => clang.Cursor_isAnonymous(this) != 0;

    public readonly bool IsBitField => clang.Cursor_isBitField(this) != 0;

    /// <summary>The value of an integer constant expression; null when it is none.</summary>
    public readonly long? EvaluateInteger()
    {
        void* result = clang.Cursor_Evaluate(this);
        if (result is null) return null;
        long? value = clang.EvalResult_getKind(result) == CXEvalResultKind.CXEval_Int ? clang.EvalResult_getAsLongLong(result) : null;
        clang.EvalResult_dispose(result);
        return value;
    }

    public readonly CXCursor GetArgument(uint index) => clang.Cursor_getArgument(this, index);

    public readonly bool Equals(CXCursor other) => clang.equalCursors(this, other) != 0;

    public override readonly bool Equals(object? obj) => obj is CXCursor other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(kind, (nint)data0);

    /// <summary>The nodes directly below.</summary>
    public readonly IReadOnlyList<CXCursor> Children
    {
        get
        {
            List<CXCursor> children = [];
            _ = clang.visitChildren(this, &Collect, Unsafe.AsPointer(ref children));
            return children;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static CXChildVisitResult Collect(CXCursor cursor, CXCursor parent, void* list)
    {
        Unsafe.AsRef<List<CXCursor>>(list).Add(cursor);
        return CXChildVisitResult.CXChildVisit_Continue;
    }
}

/// <summary>A type; valid while its translation unit is.</summary>
public unsafe struct CXType
{
    public CXTypeKind kind;
    public void* data0;
    public void* data1;

    public readonly CXTypeKind Kind => kind;

    public readonly string Spelling => clang.getTypeSpelling(this).Take();

    public readonly CXType CanonicalType => clang.getCanonicalType(this);

    public readonly CXType PointeeType => clang.getPointeeType(this);

    public readonly CXType ElementType => clang.getElementType(this);

    public readonly CXType ArrayElementType => clang.getArrayElementType(this);

    public readonly long ArraySize => clang.getArraySize(this);

    public readonly bool IsConstQualified => clang.isConstQualifiedType(this) != 0;

    public readonly CXCursor Declaration => clang.getTypeDeclaration(this);

    /// <summary>Bytes; negative for incomplete and dependent types.</summary>
    public readonly long SizeOf => clang.Type_getSizeOf(this);

    /// <summary>Bytes; negative for incomplete and dependent types.</summary>
    public readonly long AlignOf => clang.Type_getAlignOf(this);

    /// <summary>The fields of a record in their order.</summary>
    public readonly IReadOnlyList<CXCursor> Fields
    {
        get
        {
            List<CXCursor> fields = [];
            _ = clang.Type_visitFields(this, &Collect, Unsafe.AsPointer(ref fields));
            return fields;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static CXVisitorResult Collect(CXCursor cursor, void* list)
    {
        Unsafe.AsRef<List<CXCursor>>(list).Add(cursor);
        return CXVisitorResult.CXVisit_Continue;
    }
}
