using System.Text;

namespace CudaBridge.Shim;

/// <param name="Ptx">Null when it failed.</param>
internal sealed record NvrtcOutcome(nvrtcResult Result, string? Ptx, string Log);

/// <summary>
/// Runs the toolkit's nvcc on a folder of the program's own. A process of its own keeps clang's memory and crashes out of the program, and
/// NVRTC's options are nvcc's but for those below.
/// </summary>
internal static class NvrtcCompiler
{
    private const string SourceFile = "source.cu", PtxFile = "source.ptx", HeaderFolder = "headers";

    // What nvcc has no option for. The second word says whether a value follows a '='.
    private static readonly string[] s_withoutEffect =
    [
        "--device-int128", "-device-int128", "--builtin-move-forward", "-builtin-move-forward", "--builtin-initializer-list", "-builtin-initializer-list",
        "--no-source-include", "-no-source-include", "--pch", "-pch", "--create-pch", "--use-pch", "--pch-dir", "--pch-verbose", "--pch-messages",
        "--instantiate-templates-in-pch", "--version-ident", "-version-ident", "--no-cache", "-no-cache", "--device-float128", "-device-float128", "--optix-ir",
        "--modify-stack-limit", "-modify-stack-limit", "--device-syntax-only", "--ptxas-options", "-Xptxas", "--arch-native",
    ];

    private static readonly string[] s_defaultDevice = ["--device-as-default-execution-space", "-default-device"];

    public static bool IsRealArchitecture(string option) => option.Contains("=sm_", StringComparison.Ordinal) || option.StartsWith("sm_", StringComparison.Ordinal);

    /// <param name="uses">Behind the source: what instantiates the name expressions; may be empty.</param>
    public static NvrtcOutcome Compile(string source, string uses, string name, IReadOnlyList<(string Name, string Text)> headers, IReadOnlyList<string> options)
    {
        string folder = Directory.CreateTempSubdirectory("cudabridge-nvrtc-").FullName;
        try
        {
            foreach ((string header, string text) in headers) WriteHeader(Path.Combine(folder, HeaderFolder), header, text);
            File.WriteAllText(Path.Combine(folder, SourceFile), Compose(source, uses, name, options));
            return Run(folder, [.. Arguments(options, uses.Length > 0)]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Messages name the program as the caller did.
    private static string Compose(string source, string uses, string name, IReadOnlyList<string> options)
    {
        string place = $"# 1 \"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"\n";
        return options.Any(s_defaultDevice.Contains)
            ? $"#pragma clang force_cuda_host_device begin\n{place}{source}\n#pragma clang force_cuda_host_device end\n{uses}"
            : place + source + uses;
    }

    private static IEnumerable<string> Arguments(IReadOnlyList<string> options, bool hasNames)
    {
        yield return "-ptx";
        foreach (string option in options)
        {
            string key = option.Split('=')[0];
            if (s_defaultDevice.Contains(key) || s_withoutEffect.Contains(key)) continue;
            // Templates over values of any type came with C++17.
            yield return hasNames && (key is "--std" or "-std") && (option.EndsWith("11", StringComparison.Ordinal) || option.EndsWith("14", StringComparison.Ordinal)) ? "-std=c++17" : option;
        }
        foreach (string word in (string[])["-I", HeaderFolder, "-x", "cu", SourceFile, "-o", PtxFile]) yield return word;
    }

    private static NvrtcOutcome Run(string folder, string[] arguments)
    {
        string compiler = Path.Combine(Compiler.Toolkit.Root ?? "", "bin", "nvcc");
        if (!File.Exists(compiler)) return new(nvrtcResult.NVRTC_ERROR_BUILTIN_OPERATION_FAILURE, null, $"{compiler} is missing: is this library in its toolkit?");
        string logFile = Path.Combine(folder, "log"), ptxFile = Path.Combine(folder, PtxFile);
        bool started = ChildProcess.Run(compiler, arguments, folder, logFile);
        string log = File.Exists(logFile) ? File.ReadAllText(logFile) : "";
        if (!started) return new(nvrtcResult.NVRTC_ERROR_BUILTIN_OPERATION_FAILURE, null, log);
        if (File.Exists(ptxFile)) return new(nvrtcResult.NVRTC_SUCCESS, File.ReadAllText(ptxFile), log);
        // CB10nn are what the command line did wrong.
        bool isOption = log.Contains("CB10", StringComparison.Ordinal);
        return new(isOption ? nvrtcResult.NVRTC_ERROR_INVALID_OPTION : nvrtcResult.NVRTC_ERROR_COMPILATION, null, log);
    }

    // An include name may have folders in it, and must not leave the folder.
    private static void WriteHeader(string folder, string name, string text)
    {
        string path = Path.GetFullPath(Path.Combine(folder, name.TrimStart('/')));
        if (!path.StartsWith(folder + '/', StringComparison.Ordinal)) throw new NvrtcException(nvrtcResult.NVRTC_ERROR_INVALID_INPUT);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }
}
