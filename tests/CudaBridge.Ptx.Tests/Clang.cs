using System.Diagnostics;

namespace CudaBridge.Ptx.Tests;

/// <summary>clang as a source of PTX.</summary>
internal static class Clang
{
    public static string? Program { get; } = Find();

    private static string? Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/lib/llvm-22/bin")
            .Select(folder => Path.Combine(folder, "clang-22")).FirstOrDefault(File.Exists);

    /// <summary>The PTX of a CUDA file of <c>Inputs</c>. Skips the test where clang is not installed.</summary>
    public static string Ptx(string input, params string[] options)
    {
        Assert.SkipWhen(Program is null, "clang-22 is not installed");
        string file = Path.Combine(AppContext.BaseDirectory, "Inputs", input);
        ProcessStartInfo start = new(Program!, ["-x", "cuda", "-nocudainc", "-nocudalib", "--cuda-device-only", "-Wno-unknown-cuda-version", .. options, "-S", file, "-o", "-"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string ptx = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.Should().Be(0, errors.Result);
        return ptx;
    }
}
