using System.Reflection;
using System.Runtime.InteropServices;

namespace LLVMSharp.Interop;

/// <summary>
/// LLVM's C API under LLVMSharp's names. The library is found as <c>$CUDABRIDGE_LLVM</c> (a file, or a folder that holds it
/// or a <c>lib</c> with it), else by name, and loaded at the first call.
/// </summary>
public static unsafe partial class LLVM
{
    private const string LibraryName = "libLLVM";
    private static readonly string[] s_fileNames = ["libLLVM.so.22.1", "libLLVM-22.so", "libLLVM-22.so.1"];
    private static readonly string[] s_folders = ["", "/usr/lib/llvm-22/lib"];

    private static readonly Lazy<IntPtr> s_library = new(FindLibrary);

    static LLVM() => NativeLibrary.SetDllImportResolver(typeof(LLVM).Assembly, Resolve);

    /// <summary>Whether libLLVM 22 is here. The other members throw <see cref="DllNotFoundException"/> when it is not.</summary>
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
        if (Environment.GetEnvironmentVariable("CUDABRIDGE_LLVM") is { Length: > 0 } named)
        {
            yield return named;
            foreach (string file in s_fileNames)
            {
                yield return Path.Combine(named, file);
                yield return Path.Combine(named, "lib", file);
            }
        }

        foreach (string folder in s_folders)
            foreach (string file in s_fileNames)
                yield return Path.Combine(folder, file);
    }
}
