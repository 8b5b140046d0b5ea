using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CudaBridge.Shim.Tests;

/// <summary>
/// The native library under test: of the toolkit that CUDABRIDGE_TOOLKIT names or that artifacts/ holds, else published once into
/// artifacts/obj/shim-tests.
/// </summary>
internal static class PublishedLibrary
{
    private static readonly Lazy<string> s_folder = new(Find);

    public static string RepositoryRoot { get; } = FindRoot();

    public static string Headers => Path.Combine(RepositoryRoot, "src", "toolkit", "include");

    /// <summary>The folder laid out like a CUDA toolkit, or null: then only the library itself is there.</summary>
    public static string? Toolkit
    {
        get
        {
            string? named = Environment.GetEnvironmentVariable("CUDABRIDGE_TOOLKIT");
            string folder = string.IsNullOrEmpty(named) ? Path.Combine(RepositoryRoot, "artifacts", "toolkit") : named;
            return File.Exists(Path.Combine(folder, "lib64", "libcudart.so.12")) ? folder : null;
        }
    }

    /// <summary>Full path of libcudart.so.12.</summary>
    public static string File12 => Path.Combine(s_folder.Value, "libcudart.so.12");

    private static string Find() => Toolkit is { } toolkit ? Path.Combine(toolkit, "lib64") : Publish();

    private static string Publish()
    {
        string folder = Path.Combine(RepositoryRoot, "artifacts", "obj", "shim-tests");
        string project = Path.Combine(RepositoryRoot, "src", "CudaBridge.Shim");
        string system = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "linux-arm64" : "linux-x64";
        NativeProgram.Run("dotnet", ["publish", project, "-c", "Release", "-r", system, "-o", folder, "-v", "quiet", "--nologo"], TimeSpan.FromMinutes(10)).MustSucceed();
        return folder;
    }

    private static string FindRoot([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
