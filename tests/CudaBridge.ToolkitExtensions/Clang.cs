using System.Collections.Concurrent;
using System.Diagnostics;

namespace CudaBridge.ToolkitExtensions;

/// <summary>Runs clang 22 the way src/toolkit/README.md says, over the headers in the source tree.</summary>
internal static class Clang
{
    public static string Repository { get; } = FindRepository();

    public static string Tests { get; } = Path.Combine(Repository, "tests", "CudaBridge.ToolkitExtensions");

    /// <summary>A folder for what the tests make; removed when the process ends.</summary>
    public static string Scratch { get; } = MakeScratch();

    private static readonly Lazy<string> s_toolkit = new(MakeToolkit);
    private static readonly ConcurrentDictionary<(string, string), Lazy<string>> s_runtimeHeaders = new();

    private static readonly string[] s_nvcc =
    [
        "-D__NVCC__", "-D__CUDACC__", "-D__CUDACC_VER_MAJOR__=12", "-D__CUDACC_VER_MINOR__=8", "-D__CUDACC_VER_BUILD__=93",
    ];

    /// <summary>Options for one half of a CUDA compilation: "device" or "host".</summary>
    public static string[] Cuda(string half, string standard) => [.. CudaAlone(half, standard), "-include", "cuda_runtime.h"];

    /// <summary>The same, to be parsed only; <c>cuda_runtime.h</c> has been before.</summary>
    public static string[] CudaParsed(string half, string standard) =>
    [
        .. CudaAlone(half, standard), "-fsyntax-only",
        "-Xclang", "-include-pch", "-Xclang", s_runtimeHeaders.GetOrAdd((half, standard), _ => new(() => ParseRuntimeHeader(half, standard))).Value,
    ];

    private static string[] CudaAlone(string half, string standard) =>
    [
        "-x", "cuda", "-nocudainc", $"--cuda-path={s_toolkit.Value}", $"--cuda-{half}-only", "--offload-arch=sm_80",
        "-isystem", Include, .. s_nvcc, $"-std={standard}",
        "-Wall", "-Wextra", "-Werror", "-Wno-unused-function", "-Wno-unused-command-line-argument", "-Wno-undefined-inline", "-Wno-undefined-internal",
    ];

    private static string ParseRuntimeHeader(string half, string standard)
    {
        string source = Path.Combine(Scratch, $"{half}-{standard}.cu"), header = source + ".pch";
        File.WriteAllText(source, "#include <cuda_runtime.h>\n");
        (int exit, string output) = Compile([.. CudaAlone(half, standard), "-fsyntax-only", "-Xclang", "-emit-pch", "-Xclang", "-o", "-Xclang", header, source]);
        return exit == 0 ? header : throw new InvalidOperationException(output);
    }

    public static string Include => Path.Combine(Repository, "src", "toolkit", "include");

    public static (int Exit, string Output) Compile(params string[] arguments) => Run("clang++-22", TimeSpan.FromMinutes(2), arguments);

    public static (int Exit, string Output) Run(string program, TimeSpan limit, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(limit))
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"{program} did not end in {limit.TotalSeconds} s");
        }
        return (process.ExitCode, output.Result + errors.Result);
    }

    // clang takes a folder for a CUDA installation when it has these. The empty device library leaves every __nv_ function external.
    private static string MakeToolkit()
    {
        string toolkit = Path.Combine(Scratch, "toolkit");
        Directory.CreateDirectory(Path.Combine(toolkit, "bin"));
        Directory.CreateDirectory(Path.Combine(toolkit, "nvvm", "libdevice"));
        Directory.CreateSymbolicLink(Path.Combine(toolkit, "include"), Include);
        (int exit, string output) = Compile(
            "-x", "c", "/dev/null", "--target=nvptx64-nvidia-cuda", "-nogpulib", "-emit-llvm", "-c", "-o", Path.Combine(toolkit, "nvvm", "libdevice", "libdevice.10.bc"));
        return exit == 0 ? toolkit : throw new InvalidOperationException(output);
    }

    private static string FindRepository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CudaBridge.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("the tests run inside the repository");
    }

    private static string MakeScratch()
    {
        string scratch = Directory.CreateTempSubdirectory("cudabridge-toolkit-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(scratch, recursive: true);
        return scratch;
    }
}
