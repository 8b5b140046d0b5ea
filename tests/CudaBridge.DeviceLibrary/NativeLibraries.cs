using System.Globalization;

namespace CudaBridge.DeviceLibrary;

/// <summary>Both device libraries compiled for the host, and the checkers of <c>native/</c> linked to them.</summary>
public sealed class NativeLibraries : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cudabridge-device-library-").FullName;

    public NativeLibraries()
    {
        string dialect = Clang.LibraryFolder("dialect"), libdevice = Clang.LibraryFolder("libdevice");
        Clang.Compile(Native("dialect_native.c"), At("dialect.o"), "-I", dialect);
        Clang.Compile(Path.Combine(libdevice, "libdevice.c"), At("libdevice.o"), ["-include", Native("nvvm_native.h"), .. Clang.LinkLibClc]);
    }

    /// <summary>The lines a checker prints, split at spaces.</summary>
    internal IEnumerable<string[]> Lines(string checker, params string[] flags)
    {
        Clang.Compile(Native($"{checker}.c"), At($"{checker}.o"), flags);
        Clang.Run(At($"{checker}.o"), At("libdevice.o"), At("dialect.o"), "-lm", "-o", At(checker));
        return Clang.Run(At(checker), []).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', 6));
    }

    internal static double Number(string text) => text == "inf" ? double.PositiveInfinity : double.Parse(text, CultureInfo.InvariantCulture);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string At(string name) => Path.Combine(_folder, name);
    private static string Native(string name) => Repository.At("tests", "CudaBridge.DeviceLibrary", "native", name);
}
