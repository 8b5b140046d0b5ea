using System.Runtime.InteropServices;

namespace ClangSharp.Interop;

public static unsafe partial class clang
{
    // Index and translation units

    [DllImport(LibraryName, EntryPoint = "clang_createIndex", ExactSpelling = true)]
    public static extern void* createIndex(int excludeDeclarationsFromPCH, int displayDiagnostics);

    [DllImport(LibraryName, EntryPoint = "clang_disposeIndex", ExactSpelling = true)]
    public static extern void disposeIndex(void* index);

    [DllImport(LibraryName, EntryPoint = "clang_parseTranslationUnit2FullArgv", ExactSpelling = true)]
    public static extern CXErrorCode parseTranslationUnit2FullArgv(
        void* CIdx, sbyte* source_filename, sbyte** command_line_args, int num_command_line_args, CXUnsavedFile* unsaved_files, uint num_unsaved_files,
        uint options, CXTranslationUnitImpl** out_TU);

    [DllImport(LibraryName, EntryPoint = "clang_saveTranslationUnit", ExactSpelling = true)]
    public static extern CXSaveError saveTranslationUnit(CXTranslationUnitImpl* TU, sbyte* FileName, uint options);

    [DllImport(LibraryName, EntryPoint = "clang_disposeTranslationUnit", ExactSpelling = true)]
    public static extern void disposeTranslationUnit(CXTranslationUnitImpl* unit);

    [DllImport(LibraryName, EntryPoint = "clang_getTranslationUnitCursor", ExactSpelling = true)]
    public static extern CXCursor getTranslationUnitCursor(CXTranslationUnitImpl* unit);

    [DllImport(LibraryName, EntryPoint = "clang_getClangVersion", ExactSpelling = true)]
    public static extern CXString getClangVersion();

    // Diagnostics

    [DllImport(LibraryName, EntryPoint = "clang_getNumDiagnostics", ExactSpelling = true)]
    public static extern uint getNumDiagnostics(CXTranslationUnitImpl* unit);

    [DllImport(LibraryName, EntryPoint = "clang_getDiagnostic", ExactSpelling = true)]
    public static extern void* getDiagnostic(CXTranslationUnitImpl* unit, uint index);

    [DllImport(LibraryName, EntryPoint = "clang_disposeDiagnostic", ExactSpelling = true)]
    public static extern void disposeDiagnostic(void* diagnostic);

    [DllImport(LibraryName, EntryPoint = "clang_getDiagnosticSeverity", ExactSpelling = true)]
    public static extern CXDiagnosticSeverity getDiagnosticSeverity(void* diagnostic);

    [DllImport(LibraryName, EntryPoint = "clang_getDiagnosticSpelling", ExactSpelling = true)]
    public static extern CXString getDiagnosticSpelling(void* diagnostic);

    [DllImport(LibraryName, EntryPoint = "clang_getDiagnosticLocation", ExactSpelling = true)]
    public static extern CXSourceLocation getDiagnosticLocation(void* diagnostic);

    // Strings and places

    [DllImport(LibraryName, EntryPoint = "clang_getCString", ExactSpelling = true)]
    public static extern sbyte* getCString(CXString @string);

    [DllImport(LibraryName, EntryPoint = "clang_disposeString", ExactSpelling = true)]
    public static extern void disposeString(CXString @string);

    [DllImport(LibraryName, EntryPoint = "clang_getCursorLocation", ExactSpelling = true)]
    public static extern CXSourceLocation getCursorLocation(CXCursor cursor);

    [DllImport(LibraryName, EntryPoint = "clang_getExpansionLocation", ExactSpelling = true)]
    public static extern void getExpansionLocation(CXSourceLocation location, void** file, uint* line, uint* column, uint* offset);

    [DllImport(LibraryName, EntryPoint = "clang_getPresumedLocation", ExactSpelling = true)]
    public static extern void getPresumedLocation(CXSourceLocation location, CXString* filename, uint* line, uint* column);

    [DllImport(LibraryName, EntryPoint = "clang_Location_isInSystemHeader", ExactSpelling = true)]
    public static extern int Location_isInSystemHeader(CXSourceLocation location);

    [DllImport(LibraryName, EntryPoint = "clang_Location_isFromMainFile", ExactSpelling = true)]
    public static extern int Location_isFromMainFile(CXSourceLocation location);

    [DllImport(LibraryName, EntryPoint = "clang_getFileName", ExactSpelling = true)]
    public static extern CXString getFileName(void* file);

    // Cursors

    [DllImport(LibraryName, EntryPoint = "clang_visitChildren", ExactSpelling = true)]
    public static extern uint visitChildren(CXCursor parent, delegate* unmanaged[Cdecl]<CXCursor, CXCursor, void*, CXChildVisitResult> visitor, void* client_data);

    [DllImport(LibraryName, EntryPoint = "clang_getNullCursor", ExactSpelling = true)]
    public static extern CXCursor getNullCursor();

    [DllImport(LibraryName, EntryPoint = "clang_equalCursors", ExactSpelling = true)]
    public static extern uint equalCursors(CXCursor left, CXCursor right);

    [DllImport(LibraryName, EntryPoint = "clang_getCursorKindSpelling", ExactSpelling = true)]
    public static extern CXString getCursorKindSpelling(CXCursorKind kind);

    [DllImport(LibraryName, EntryPoint = "clang_getCursorSpelling", ExactSpelling = true)]
    public static extern CXString getCursorSpelling(CXCursor cursor);

    [DllImport(LibraryName, EntryPoint = "clang_getCursorDisplayName", ExactSpelling = true)]
    public static extern CXString getCursorDisplayName(CXCursor cursor);

    [DllImport(LibraryName, EntryPoint = "clang_getCursorUSR", ExactSpelling = true)]
    public static extern CXString getCursorUSR(CXCursor cursor);

    [DllImport(LibraryName, EntryPoint = "clang_Cursor_getMangling", ExactSpelling = true)]
    public static extern CXString Cursor_getMangling(CXCursor cursor);

    [DllImport(LibraryName, EntryPoint = "clang_Cursor_getRawCommentText", ExactSpelling = true)]
    public static extern CXString Cursor_getRawCommentText(CXCursor cursor);

    [DllImport(LibraryName, EntryPoint = "clang_getCursorReferenced", ExactSpelling = true)]
    public static extern CXCursor getCursorReferenced(CXCursor cursor);

    [DllImport(LibraryName, EntryPoint = "clang_getCursorDefinition", ExactSpelling = true)]
    public static extern CXCursor getCursorDefinition(CXCursor cursor);

    [DllImport(LibraryName, EntryPoint = "clang_getCanonicalCursor", ExactSpelling = true)]
    public static extern CXCursor getCanonicalCursor(CXCursor cursor);

    [DllImport(LibraryName, EntryPoint = "clang_getSpecializedCursorTemplate", ExactSpelling = true)]
    public static extern CXCursor getSpecializedCursorTemplate(CXCursor cursor);

    [DllImport(LibraryName, EntryPoint = "clang_getCursorSemanticParent", ExactSpelling = true)]
    public static extern CXCursor getCursorSemanticParent(CXCursor cursor);

    [DllImport(LibraryName, EntryPoint = "clang_Cursor_getNumArguments", ExactSpelling = true)]
    public static extern int Cursor_getNumArguments(CXCursor cursor);

    [DllImport(LibraryName, EntryPoint = "clang_Cursor_getArgument", ExactSpelling = true)]
    public static extern CXCursor Cursor_getArgument(CXCursor cursor, uint index);

    [DllImport(LibraryName, EntryPoint = "clang_Cursor_isAnonymous", ExactSpelling = true)]
    public static extern uint Cursor_isAnonymous(CXCursor cursor);

    [DllImport(LibraryName, EntryPoint = "clang_Cursor_isBitField", ExactSpelling = true)]
    public static extern uint Cursor_isBitField(CXCursor cursor);

    [DllImport(LibraryName, EntryPoint = "clang_Cursor_getOffsetOfField", ExactSpelling = true)]
    public static extern long Cursor_getOffsetOfField(CXCursor cursor);

    [DllImport(LibraryName, EntryPoint = "clang_getOffsetOfBase", ExactSpelling = true)]
    public static extern long getOffsetOfBase(CXCursor parent, CXCursor @base);

    [DllImport(LibraryName, EntryPoint = "clang_isVirtualBase", ExactSpelling = true)]
    public static extern uint isVirtualBase(CXCursor cursor);

    [DllImport(LibraryName, EntryPoint = "clang_CXXMethod_isVirtual", ExactSpelling = true)]
    public static extern uint CXXMethod_isVirtual(CXCursor cursor);

    [DllImport(LibraryName, EntryPoint = "clang_getEnumDeclIntegerType", ExactSpelling = true)]
    public static extern CXType getEnumDeclIntegerType(CXCursor cursor);

    [DllImport(LibraryName, EntryPoint = "clang_getEnumConstantDeclValue", ExactSpelling = true)]
    public static extern long getEnumConstantDeclValue(CXCursor cursor);

    [DllImport(LibraryName, EntryPoint = "clang_getEnumConstantDeclUnsignedValue", ExactSpelling = true)]
    public static extern ulong getEnumConstantDeclUnsignedValue(CXCursor cursor);

    // Types

    [DllImport(LibraryName, EntryPoint = "clang_getCursorType", ExactSpelling = true)]
    public static extern CXType getCursorType(CXCursor cursor);

    [DllImport(LibraryName, EntryPoint = "clang_getCanonicalType", ExactSpelling = true)]
    public static extern CXType getCanonicalType(CXType type);

    [DllImport(LibraryName, EntryPoint = "clang_getPointeeType", ExactSpelling = true)]
    public static extern CXType getPointeeType(CXType type);

    [DllImport(LibraryName, EntryPoint = "clang_getTypeDeclaration", ExactSpelling = true)]
    public static extern CXCursor getTypeDeclaration(CXType type);

    [DllImport(LibraryName, EntryPoint = "clang_getTypeSpelling", ExactSpelling = true)]
    public static extern CXString getTypeSpelling(CXType type);

    [DllImport(LibraryName, EntryPoint = "clang_getTypeKindSpelling", ExactSpelling = true)]
    public static extern CXString getTypeKindSpelling(CXTypeKind kind);

    [DllImport(LibraryName, EntryPoint = "clang_isConstQualifiedType", ExactSpelling = true)]
    public static extern uint isConstQualifiedType(CXType type);

    [DllImport(LibraryName, EntryPoint = "clang_getArrayElementType", ExactSpelling = true)]
    public static extern CXType getArrayElementType(CXType type);

    [DllImport(LibraryName, EntryPoint = "clang_getArraySize", ExactSpelling = true)]
    public static extern long getArraySize(CXType type);

    [DllImport(LibraryName, EntryPoint = "clang_Type_getSizeOf", ExactSpelling = true)]
    public static extern long Type_getSizeOf(CXType type);

    [DllImport(LibraryName, EntryPoint = "clang_Type_getAlignOf", ExactSpelling = true)]
    public static extern long Type_getAlignOf(CXType type);

    [DllImport(LibraryName, EntryPoint = "clang_Type_visitFields", ExactSpelling = true)]
    public static extern uint Type_visitFields(CXType type, delegate* unmanaged[Cdecl]<CXCursor, void*, CXVisitorResult> visitor, void* client_data);
}
