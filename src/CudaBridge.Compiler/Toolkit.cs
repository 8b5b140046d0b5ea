namespace CudaBridge.Compiler;

/// <summary>
/// Where the toolkit folder and LLVM's programs are. The toolkit is, in this order: <see cref="Root"/> when the host set it,
/// <c>CUDABRIDGE_TOOLKIT</c>, <c>toolkit</c> beside the program (as in NuGet packages), the folder above the running program's <c>bin</c>, or <c>artifacts/toolkit</c> above the program
/// or the current folder (a developer's checkout).
/// </summary>
public static class Toolkit
{
    private const string Marker = "lib64/libcudabridge_cpu.so";
    private static string? s_root;
    private static bool s_isNamed;

    public static string? Root
    {
        get => s_root ??= FindRoot();
        set => (s_root, s_isNamed) = (value, value is not null);
    }

    /// <summary>Pure dialect operations as LLVM bitcode.</summary>
    public static string DialectLibrary => OfProgram("dialect.bc") ?? InRoot("nvvm/libdevice/dialect.bc");

    /// <summary>The execution support library that CPU code links against.</summary>
    public static string CpuSupportLibrary => OfProgram("libcudabridge_cpu.so") ?? InRoot(Marker);

    /// <summary>Full path of an LLVM 22 program such as <c>ld.lld</c>: in <c>CUDABRIDGE_LLVM</c>, LLVM's folder or the path; null when absent.</summary>
    public static string? FindTool(string name)
    {
        foreach (string folder in ToolFolders())
            foreach (string file in new[] { Path.Combine(folder, $"{name}-22"), Path.Combine(folder, name) })
                if (File.Exists(file) && (file.EndsWith("-22", StringComparison.Ordinal) || IsLlvm22(folder)))
                    return file;
        return null;
    }

    private static bool IsLlvm22(string folder) => folder.Contains("22", StringComparison.Ordinal) || folder == LlvmFolder("bin");

    private static IEnumerable<string> ToolFolders()
    {
        if (LlvmFolder("bin") is { } own) yield return own;
        foreach (string folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            yield return folder;
        yield return "/usr/lib/llvm-22/bin";
    }

    private static string? LlvmFolder(string sub) =>
        Environment.GetEnvironmentVariable("CUDABRIDGE_LLVM") is { Length: > 0 } root ? Path.Combine(root, sub) : null;

    /// <summary>
    /// What a program brings along that uses the NuGet package: a native file beside it or where the .NET host looks for native libraries.
    /// A toolkit that is named goes first.
    /// </summary>
    private static string? OfProgram(string file)
    {
        if (s_isNamed || Environment.GetEnvironmentVariable("CUDABRIDGE_TOOLKIT") is { Length: > 0 }) return null;
        string searched = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        return searched.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Prepend(AppContext.BaseDirectory)
            .Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
    }

    private static string InRoot(string relative) =>
        Root is { } root ? Path.Combine(root, relative) : Path.Combine("toolkit-not-found", relative);

    private static string? FindRoot()
    {
        if (Environment.GetEnvironmentVariable("CUDABRIDGE_TOOLKIT") is { Length: > 0 } named) return named;
        if (IsToolkit(Path.Combine(AppContext.BaseDirectory, "toolkit"))) return Path.Combine(AppContext.BaseDirectory, "toolkit");
        string? program = Path.GetDirectoryName(RealPath(Environment.ProcessPath));
        if (program is not null && IsToolkit(Path.GetFullPath(Path.Combine(program, "..")))) return Path.GetFullPath(Path.Combine(program, ".."));
        return new[] { AppContext.BaseDirectory, Directory.GetCurrentDirectory() }.Select(FindUpwards).FirstOrDefault(found => found is not null);
    }

    private static string? RealPath(string? path) =>
        path is null ? null : File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    private static string? FindUpwards(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "artifacts", "toolkit");
            if (IsToolkit(candidate)) return candidate;
        }
        return null;
    }

    private static bool IsToolkit(string folder) => File.Exists(Path.Combine(folder, Marker));
}
