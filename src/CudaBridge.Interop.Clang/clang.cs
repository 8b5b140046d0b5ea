using System.Reflection;
using System.Runtime.InteropServices;

namespace ClangSharp.Interop;

/// <summary>
/// libclang's C API under ClangSharp's names, as far as it is used. The library is found as <c>$CUDABRIDGE_LLVM</c> (a file, or a folder
/// that holds it or a <c>lib</c> with it), else by name, and loaded at the first call.
/// </summary>
public static unsafe partial class clang
{
    private const string LibraryName = "libclang";
    private static readonly string[] s_fileNames = ["libclang-22.so.1", "libclang-22.so.22", "libclang.so.22.1", "libclang.so.1"];
    private static readonly string[] s_folders = ["", "/usr/lib/llvm-22/lib"];

    private static readonly Lazy<IntPtr> s_library = new(FindLibrary);

    static clang() => NativeLibrary.SetDllImportResolver(typeof(clang).Assembly, Resolve);

    /// <summary>Whether libclang 22 is here. The other members throw <see cref="DllNotFoundException"/> when it is not.</summary>
    public static bool IsAvailable => s_library.Value != IntPtr.Zero;

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name == LibraryName ? s_library.Value : IntPtr.Zero;

    private static IntPtr FindLibrary()
    {
        foreach (string candidate in Candidates())
            if (NativeLibrary.TryLoad(candidate, out IntPtr handle))
                return handle;
        return IntPtr.Zero;
    }

    private static IEnumerable<string> Candidates()
    {
        string? named = Environment.GetEnvironmentVariable("CUDABRIDGE_LLVM");
        IEnumerable<string> folders = named is { Length: > 0 } ? [named, Path.Combine(named, "lib"), .. s_folders] : s_folders;
        if (named is { Length: > 0 }) yield return named;
        foreach (string folder in folders)
            foreach (string file in s_fileNames)
                yield return Path.Combine(folder, file);
    }
}
