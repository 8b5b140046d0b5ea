using System.Runtime.InteropServices;
using System.Text;

namespace ClangSharp.Interop;

public readonly unsafe struct CXIndex(IntPtr handle) : IDisposable
{
    public IntPtr Handle { get; } = handle;

    public static CXIndex Create(bool excludeDeclarationsFromPch = false, bool displayDiagnostics = false) =>
        new((IntPtr)clang.createIndex(excludeDeclarationsFromPch ? 1 : 0, displayDiagnostics ? 1 : 0));

    public void Dispose() => clang.disposeIndex((void*)Handle);
}

public readonly unsafe struct CXDiagnostic(IntPtr handle) : IDisposable
{
    public IntPtr Handle { get; } = handle;
    public CXDiagnosticSeverity Severity => clang.getDiagnosticSeverity((void*)Handle);
    public CXSourceLocation Location => clang.getDiagnosticLocation((void*)Handle);
    public string Spelling => clang.getDiagnosticSpelling((void*)Handle).Take();

    public void Dispose() => clang.disposeDiagnostic((void*)Handle);
}

public readonly unsafe struct CXTranslationUnit(IntPtr handle) : IDisposable
{
    public IntPtr Handle { get; } = handle;
    public CXCursor Cursor => clang.getTranslationUnitCursor((CXTranslationUnitImpl*)Handle);
    public uint NumDiagnostics => clang.getNumDiagnostics((CXTranslationUnitImpl*)Handle);
    public CXDiagnostic GetDiagnostic(uint index) => new((IntPtr)clang.getDiagnostic((CXTranslationUnitImpl*)Handle, index));

    /// <summary>Parses a file. A file with errors still gives a unit; only what clang cannot start on, or crashes on, gives an error.</summary>
    /// <param name="text">What the file is to be read as; null: what is in it.</param>
    public static CXErrorCode TryParse(CXIndex index, string sourceFileName, IReadOnlyList<string> commandLineArgs, byte[]? text, CXTranslationUnit_Flags options, out CXTranslationUnit handle)
    {
        // The first word of a full command line is the program's name.
        byte[][] texts = [.. commandLineArgs.Prepend("clang").Select(argument => Encoding.UTF8.GetBytes(argument + '\0'))];
        GCHandle[] pins = [.. texts.Select(text => GCHandle.Alloc(text, GCHandleType.Pinned))];
        CXTranslationUnitImpl* unit = null;
        try
        {
            sbyte** arguments = stackalloc sbyte*[pins.Length + 1];
            for (int i = 0; i < pins.Length; i++) arguments[i] = (sbyte*)pins[i].AddrOfPinnedObject();
            fixed (byte* name = Encoding.UTF8.GetBytes(sourceFileName + '\0'))
            fixed (byte* contents = text)
            {
                CXUnsavedFile unsaved = new() { Filename = (sbyte*)name, Contents = (sbyte*)contents, Length = new CULong((nuint)(text?.Length ?? 0)) };
                return clang.parseTranslationUnit2FullArgv((void*)index.Handle, (sbyte*)name, arguments, pins.Length, &unsaved, text is null ? 0u : 1u, (uint)options, &unit);
            }
        }
        finally
        {
            handle = new CXTranslationUnit((IntPtr)unit);
            foreach (GCHandle pin in pins) pin.Free();
        }
    }

    /// <summary>Writes the unit as a precompiled header.</summary>
    public CXSaveError Save(string fileName)
    {
        fixed (byte* name = Encoding.UTF8.GetBytes(fileName + '\0')) return clang.saveTranslationUnit((CXTranslationUnitImpl*)Handle, (sbyte*)name, 0);
    }

    public void Dispose() => clang.disposeTranslationUnit((CXTranslationUnitImpl*)Handle);
}
