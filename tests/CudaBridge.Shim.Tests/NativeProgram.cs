using System.Collections.Concurrent;
using System.Diagnostics;

namespace CudaBridge.Shim.Tests;

/// <summary>How a program ended. A signal n is exit code 128 + n.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Errors, TimeSpan Time)
{
    public Outcome MustSucceed()
    {
        ExitCode.Should().Be(0, $"it printed\n{Output}{Errors}");
        return this;
    }
}

/// <summary>Compiles the C programs of this project against the toolkit's headers and the library, and runs programs.</summary>
internal static class NativeProgram
{
    private static readonly ConcurrentDictionary<string, Lazy<string>> s_compiled = new();

    public static string SourceFolder => Path.Combine(PublishedLibrary.RepositoryRoot, "tests", "CudaBridge.Shim.Tests", "programs");

    /// <summary>Path of the compiled program; each is compiled once a test run.</summary>
    public static string Compile(string source, string compiler = "gcc") =>
        s_compiled.GetOrAdd($"{compiler} {source}", _ => new Lazy<string>(() => CompileNow(source, compiler))).Value;

    /// <summary>The same for a .cu file, by the toolkit's nvcc; the test is skipped where there is no toolkit.</summary>
    public static string CompileCuda(string source)
    {
        string nvcc = Path.Combine(PublishedLibrary.Toolkit ?? "", "bin", "nvcc");
        Assert.SkipUnless(File.Exists(nvcc), "the toolkit has not been built");
        return s_compiled.GetOrAdd($"nvcc {source}", _ => new Lazy<string>(() =>
        {
            string program = NewProgramPath(source);
            Run(nvcc, ["-O1", Path.Combine(SourceFolder, source), "-o", program]).MustSucceed();
            return program;
        })).Value;
    }

    private static string CompileNow(string source, string compiler)
    {
        string program = NewProgramPath(source);
        Run(compiler, ["-O1", "-g", "-Wall", "-Wno-deprecated-declarations", "-Wno-nonnull", "-I", PublishedLibrary.Headers, Path.Combine(SourceFolder, source), PublishedLibrary.File12,
            $"-Wl,-rpath,{Path.GetDirectoryName(PublishedLibrary.File12)}", "-lpthread", "-o", program]).MustSucceed();
        return program;
    }

    private static string NewProgramPath(string source) =>
        Path.Combine(Directory.CreateTempSubdirectory("cudabridge-shim-").FullName, Path.GetFileNameWithoutExtension(source));

    public static Outcome Run(string program, IEnumerable<string> arguments, TimeSpan? limit = null, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        var watch = Stopwatch.StartNew();
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(limit ?? TimeSpan.FromSeconds(60)))
        {
            process.Kill(entireProcessTree: true);
            return new Outcome(-1, output.Result, errors.Result + "\nended by the test: it took too long\n", watch.Elapsed);
        }
        return new Outcome(process.ExitCode, output.Result, errors.Result, watch.Elapsed);
    }
}
