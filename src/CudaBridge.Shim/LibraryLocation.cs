using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CudaBridge.Shim;

/// <summary>Tells the compiler which toolkit this library belongs to: the folder above the one the library lies in.</summary>
internal static unsafe partial class LibraryLocation
{
    private struct DlInfo
    {
        public byte* FileName;
        public void* FileBase;
        public byte* SymbolName;
        public void* SymbolAddress;
    }

    // CUDABRIDGE_TOOLKIT, the user's own choice, goes before.
#pragma warning disable CA2255 // The library has no other start.
    [ModuleInitializer]
    internal static void SetToolkit()
    {
        if (Environment.GetEnvironmentVariable("CUDABRIDGE_TOOLKIT") is { Length: > 0 }) return;
        if (Find() is { } root) Compiler.Toolkit.Root = root;
    }
#pragma warning restore CA2255

    private static string? Find()
    {
        DlInfo info;
        if (dladdr((delegate* unmanaged<void>)&Anchor, &info) == 0 || Marshal.PtrToStringUTF8((nint)info.FileName) is not { } file) return null;
        string real = File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(file);
        string? root = Path.GetDirectoryName(Path.GetDirectoryName(real));
        return root is not null && File.Exists(Path.Combine(root, "lib64", "libcudabridge_cpu.so")) ? root : null;
    }

    /// <summary>This library as dlsym wants it; 0 where its code lies in a program.</summary>
    public static nint Handle { get; } = FindHandle();

    private static nint FindHandle()
    {
        DlInfo info;
        if (dladdr((delegate* unmanaged<void>)&Anchor, &info) == 0 || Marshal.PtrToStringUTF8((nint)info.FileName) is not { } file) return 0;
        return NativeLibrary.TryLoad(file, out nint handle) ? handle : 0;
    }

    // An address inside this library.
    [UnmanagedCallersOnly]
    private static void Anchor()
    {
    }

    [LibraryImport("libc")]
    private static partial int dladdr(void* address, DlInfo* info);
}
