using System.Runtime.InteropServices;

namespace ClangSharp.Interop;

// Places in files, and what expressions are
public static unsafe partial class clang
{
    [DllImport(LibraryName, EntryPoint = "clang_getCursorExtent", ExactSpelling = true)]
    public static extern CXSourceRange getCursorExtent(CXCursor cursor);

    [DllImport(LibraryName, EntryPoint = "clang_getRangeStart", ExactSpelling = true)]
    public static extern CXSourceLocation getRangeStart(CXSourceRange range);

    [DllImport(LibraryName, EntryPoint = "clang_getRangeEnd", ExactSpelling = true)]
    public static extern CXSourceLocation getRangeEnd(CXSourceRange range);

    [DllImport(LibraryName, EntryPoint = "clang_getSpellingLocation", ExactSpelling = true)]
    public static extern void getSpellingLocation(CXSourceLocation location, void** file, uint* line, uint* column, uint* offset);

    [DllImport(LibraryName, EntryPoint = "clang_getFileLocation", ExactSpelling = true)]
    public static extern void getFileLocation(CXSourceLocation location, void** file, uint* line, uint* column, uint* offset);

    [DllImport(LibraryName, EntryPoint = "clang_File_tryGetRealPathName", ExactSpelling = true)]
    public static extern CXString File_tryGetRealPathName(void* file);

    [DllImport(LibraryName, EntryPoint = "clang_isDeclaration", ExactSpelling = true)]
    public static extern uint isDeclaration(CXCursorKind kind);

    [DllImport(LibraryName, EntryPoint = "clang_isCursorDefinition", ExactSpelling = true)]
    public static extern uint isCursorDefinition(CXCursor cursor);

    [DllImport(LibraryName, EntryPoint = "clang_getNumOverloadedDecls", ExactSpelling = true)]
    public static extern uint getNumOverloadedDecls(CXCursor cursor);

    [DllImport(LibraryName, EntryPoint = "clang_getOverloadedDecl", ExactSpelling = true)]
    public static extern CXCursor getOverloadedDecl(CXCursor cursor, uint index);

    [DllImport(LibraryName, EntryPoint = "clang_getElementType", ExactSpelling = true)]
    public static extern CXType getElementType(CXType type);

    [DllImport(LibraryName, EntryPoint = "clang_Cursor_getBinaryOpcode", ExactSpelling = true)]
    public static extern CX_BinaryOperatorKind Cursor_getBinaryOpcode(CXCursor cursor);

    [DllImport(LibraryName, EntryPoint = "clang_Cursor_Evaluate", ExactSpelling = true)]
    public static extern void* Cursor_Evaluate(CXCursor cursor);

    [DllImport(LibraryName, EntryPoint = "clang_EvalResult_getKind", ExactSpelling = true)]
    public static extern CXEvalResultKind EvalResult_getKind(void* result);

    [DllImport(LibraryName, EntryPoint = "clang_EvalResult_getAsLongLong", ExactSpelling = true)]
    public static extern long EvalResult_getAsLongLong(void* result);

    [DllImport(LibraryName, EntryPoint = "clang_EvalResult_dispose", ExactSpelling = true)]
    public static extern void EvalResult_dispose(void* result);
}
