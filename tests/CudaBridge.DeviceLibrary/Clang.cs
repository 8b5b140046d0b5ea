using System.Diagnostics;

namespace CudaBridge.DeviceLibrary;

/// <summary>Runs clang 22 and what it built.</summary>
internal static class Clang
{
    // The build's own where another version of it is installed (tools/Build/Setup.cs).
    private static string LibClc { get; } =
        Repository.At("artifacts", "obj", "libclc-22", "usr", "lib", "clc", "nvptx64--.bc") is var own && File.Exists(own) ? own : "/usr/lib/clc/nvptx64--.bc";

    private static string Program { get; } =
        Environment.GetEnvironmentVariable("CUDABRIDGE_LLVM") is { Length: > 0 } root ? Path.Combine(root, "bin", "clang-22") : "clang-22";

    public static string LibraryFolder(string library) => Repository.At("kernels", "lib", library);

    /// <summary>The LLVM assembly of a device library, by the flags that the build uses.</summary>
    public static string Assembly(string library)
    {
        string folder = LibraryFolder(library), source = Path.Combine(folder, $"{library}.c");
        return Run([.. File.ReadLines(Path.Combine(folder, "flags.txt")).Select(flag => flag.Replace("{clc}", LibClc)), "-S", source, "-o", "-"]);
    }

    /// <summary>clang's declarations of what it may call in libdevice.</summary>
    public static string LibdeviceHeader() =>
        Path.Combine(Run(["-print-resource-dir"]).Trim(), "include", "__clang_cuda_libdevice_declares.h");

    /// <summary>Compiles for the host as the device libraries are compiled, libclc linked in.</summary>
    public static void Compile(string source, string output, params string[] more) =>
        Run(["-std=gnu23", "-O2", "-march=native", "-ffp-contract=off", "-fwrapv", "-fno-math-errno", "-w", .. more, "-c", source, "-o", output]);

    public static string[] LinkLibClc { get; } = ["-Xclang", "-mlink-builtin-bitcode", "-Xclang", LibClc];

    public static string Run(params string[] arguments) => Run(Program, arguments);

    /// <summary>The standard output of a program that succeeds.</summary>
    public static string Run(string program, string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start");
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.Should().Be(0, $"{program} {string.Join(' ', arguments)} says: {errors.Result}");
        return output;
    }
}
