namespace CudaBridge.Cli.Nvcc;

/// <summary>The host's linker, which a compiler starts.</summary>
internal static class HostLink
{
    /// <summary>The program named by -ccbin, else our clang.</summary>
    public static string Program(NvccSettings settings)
    {
        if (settings.HostCompiler is not { Length: > 0 } named) return ClangDriver.ProgramPath;
        if (!Directory.Exists(named)) return named;
        return new[] { "g++", "clang++" }.Select(name => Path.Combine(named, name)).FirstOrDefault(File.Exists)
            ?? throw new ToolException(ToolMessages.NoProgram("g++", $"--compiler-bindir names the folder '{named}'"));
    }

    /// <summary>The folders that a link searches; nvcc calls them LIBRARIES.</summary>
    public static IReadOnlyList<string> LibraryFolders(string toolkit) => [$"-L{Path.Combine(toolkit, "lib64")}"];

    public static IReadOnlyList<string> Arguments(NvccSettings settings, string toolkit, IReadOnlyList<string> objects, string output)
    {
        string libraries = Path.Combine(toolkit, "lib64");
        List<string> arguments = ["-o", output];
        if (settings.Shared) arguments.Add("-shared");
        if (settings.Profile) arguments.Add("-pg");
        arguments.AddRange([.. settings.HostCompilerOptions, .. settings.HostLinkOptions]);
        arguments.AddRange(["-Wl,--start-group", .. objects]);
        arguments.AddRange(settings.LibraryFolders.Select(folder => $"-L{folder}"));
        arguments.AddRange(settings.Libraries.Select(library => $"-l{OpenMp(library)}"));
        arguments.AddRange([.. LibraryFolders(toolkit), .. Runtime(Available(settings.Runtime, libraries)), "-Wl,--end-group"]);
        // The runtime is a shared library of the toolkit in every mode; the program finds it as if it were part of it.
        if (settings.Runtime != CudaRuntime.None) arguments.AddRange(["-Wl,-rpath", $"-Wl,{libraries}"]);
        arguments.AddRange(settings.LinkerOptions.SelectMany(option => new[] { "-Xlinker", option }));
        return arguments;
    }

    // Makefiles name gcc's OpenMP runtime beside -Xcompiler -fopenmp. Clang's, which host code then needs, answers to gcc's calls too.
    private static string OpenMp(string library) => library == "gomp" ? "omp" : library;

    // The static library names the place where its toolkit was put together; a toolkit that came in a package has none.
    private static CudaRuntime Available(CudaRuntime asked, string libraries) =>
        asked == CudaRuntime.Static && !File.Exists(Path.Combine(libraries, "libcudart_static.a")) && File.Exists(Path.Combine(libraries, "libcudart.so")) ? CudaRuntime.Shared : asked;

    private static string[] Runtime(CudaRuntime runtime) => runtime switch
    {
        CudaRuntime.Static => ["-lcudadevrt", "-lcudart_static", "-lrt", "-lpthread", "-ldl", "-lm"],
        CudaRuntime.Shared => ["-lcudadevrt", "-lcudart", "-lrt", "-lpthread", "-ldl", "-lm"],
        _ => [],
    };
}
