using System.Runtime.InteropServices;

namespace ClangSharp.Interop;

// libclang's structs and enums under ClangSharp's names (clang-c/Index.h, CXString.h, CXSourceLocation.h, CXErrorCode.h), as far as used.

public struct CXTranslationUnitImpl;

public unsafe struct CXUnsavedFile
{
    public sbyte* Filename;
    public sbyte* Contents;
    public CULong Length;
}

public unsafe struct CXString
{
    public void* data;
    public uint private_flags;

    /// <summary>The text; the string is given back.</summary>
    public readonly string Take()
    {
        string text = Marshal.PtrToStringUTF8((nint)clang.getCString(this)) ?? "";
        clang.disposeString(this);
        return text;
    }
}

public unsafe struct CXSourceLocation
{
    public void* ptr_data0;
    public void* ptr_data1;
    public uint int_data;

    public readonly bool IsInSystemHeader => clang.Location_isInSystemHeader(this) != 0;

    /// <summary>Where the characters stand: inside a macro's definition for what it writes itself. Line, column from 1; offset in bytes.</summary>
    public readonly void GetSpellingLocation(out CXFile file, out uint line, out uint column, out uint offset)
    {
        void* handle;
        fixed (uint* l = &line, c = &column, o = &offset) clang.getSpellingLocation(this, &handle, l, c, o);
        file = new CXFile((IntPtr)handle);
    }

    /// <summary>Where the code is used: the place of a macro's use, or the characters of its argument. Line, column from 1; offset in bytes.</summary>
    public readonly void GetFileLocation(out CXFile file, out uint line, out uint column, out uint offset)
    {
        void* handle;
        fixed (uint* l = &line, c = &column, o = &offset) clang.getFileLocation(this, &handle, l, c, o);
        file = new CXFile((IntPtr)handle);
    }

    public readonly bool IsFromMainFile => clang.Location_isFromMainFile(this) != 0;

    /// <summary>Where a person sees it: <c>#line</c> counts; macros are where they are used. Line and column from 1.</summary>
    public readonly (string File, int Line, int Column) Presumed
    {
        get
        {
            CXString file;
            uint line, column;
            clang.getPresumedLocation(this, &file, &line, &column);
            return (file.Take(), (int)line, (int)column);
        }
    }
}

public enum CXErrorCode
{
    CXError_Success,
    CXError_Failure,
    CXError_Crashed,
    CXError_InvalidArguments,
    CXError_ASTReadError,
}

[Flags]
public enum CXTranslationUnit_Flags : uint
{
    CXTranslationUnit_None = 0,
    CXTranslationUnit_DetailedPreprocessingRecord = 0x01,
    CXTranslationUnit_Incomplete = 0x02,
    CXTranslationUnit_ForSerialization = 0x10,
    CXTranslationUnit_SkipFunctionBodies = 0x40,
    CXTranslationUnit_KeepGoing = 0x200,
}

public enum CXSaveError
{
    CXSaveError_None,
    CXSaveError_Unknown,
    CXSaveError_TranslationErrors,
    CXSaveError_InvalidTU,
}

public enum CXDiagnosticSeverity
{
    CXDiagnostic_Ignored,
    CXDiagnostic_Note,
    CXDiagnostic_Warning,
    CXDiagnostic_Error,
    CXDiagnostic_Fatal,
}

public enum CXChildVisitResult
{
    CXChildVisit_Break,
    CXChildVisit_Continue,
    CXChildVisit_Recurse,
}

public enum CXVisitorResult
{
    CXVisit_Break,
    CXVisit_Continue,
}

public enum CXCursorKind
{
    CXCursor_UnexposedDecl = 1,
    CXCursor_StructDecl = 2,
    CXCursor_UnionDecl = 3,
    CXCursor_ClassDecl = 4,
    CXCursor_EnumDecl = 5,
    CXCursor_FieldDecl = 6,
    CXCursor_EnumConstantDecl = 7,
    CXCursor_FunctionDecl = 8,
    CXCursor_VarDecl = 9,
    CXCursor_ParmDecl = 10,
    CXCursor_TypedefDecl = 20,
    CXCursor_CXXMethod = 21,
    CXCursor_Namespace = 22,
    CXCursor_LinkageSpec = 23,
    CXCursor_Constructor = 24,
    CXCursor_Destructor = 25,
    CXCursor_ConversionFunction = 26,
    CXCursor_FunctionTemplate = 30,
    CXCursor_ClassTemplate = 31,
    CXCursor_TypeAliasDecl = 36,
    CXCursor_TypeRef = 43,
    CXCursor_CXXBaseSpecifier = 44,
    CXCursor_TemplateRef = 45,
    CXCursor_OverloadedDeclRef = 49,
    CXCursor_VariableRef = 50,
    CXCursor_DeclRefExpr = 101,
    CXCursor_MemberRefExpr = 102,
    CXCursor_CallExpr = 103,
    CXCursor_FloatingLiteral = 107,
    CXCursor_BinaryOperator = 114,
    CXCursor_LambdaExpr = 144,
    CXCursor_AsmStmt = 215,
    CXCursor_TranslationUnit = 350,
    CXCursor_CUDAConstantAttr = 412,
    CXCursor_CUDADeviceAttr = 413,
    CXCursor_CUDAGlobalAttr = 414,
    CXCursor_CUDAHostAttr = 415,
    CXCursor_CUDASharedAttr = 416,
}

public enum CXTypeKind
{
    CXType_Invalid = 0,
    CXType_Void = 2,
    CXType_Bool = 3,
    CXType_Char_U = 4,
    CXType_UChar = 5,
    CXType_Char16 = 6,
    CXType_Char32 = 7,
    CXType_UShort = 8,
    CXType_UInt = 9,
    CXType_ULong = 10,
    CXType_ULongLong = 11,
    CXType_UInt128 = 12,
    CXType_Char_S = 13,
    CXType_SChar = 14,
    CXType_WChar = 15,
    CXType_Short = 16,
    CXType_Int = 17,
    CXType_Long = 18,
    CXType_LongLong = 19,
    CXType_Int128 = 20,
    CXType_Float = 21,
    CXType_Double = 22,
    CXType_LongDouble = 23,
    CXType_NullPtr = 24,
    CXType_Half = 31,
    CXType_Float16 = 32,
    CXType_BFloat16 = 39,
    CXType_Pointer = 101,
    CXType_LValueReference = 103,
    CXType_RValueReference = 104,
    CXType_Record = 105,
    CXType_Enum = 106,
    CXType_Typedef = 107,
    CXType_FunctionProto = 111,
    CXType_ConstantArray = 112,
    CXType_Vector = 113,
    CXType_Auto = 118,
    CXType_Elaborated = 119,
}
