using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace CudaBridge.Abi.Tests;

/// <summary>Asks a C++ compiler about the toolkit's headers.</summary>
internal static class Probe
{
    public static string RepositoryRoot([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../.."));

    public static string Headers => Path.Combine(RepositoryRoot(), "src/toolkit/include");

    /// <summary>Compiles and runs a program that prints; its lines.</summary>
    public static IReadOnlyList<string> Run(string source) => InFolder<IReadOnlyList<string>>(source, (folder, file) =>
    {
        string program = Path.Combine(folder, "probe");
        Output("clang++-22", "-std=c++17", "-Wno-invalid-offsetof", "-I", Headers, file, "-o", program);
        return Lines(Output(program));
    });

    /// <summary>What the compiler says against a source; empty when it is fine.</summary>
    public static IReadOnlyList<string> Complaints(string source) => InFolder<IReadOnlyList<string>>(source, (_, file) =>
        [.. Lines(Start("clang++-22", "-std=c++17", "-fsyntax-only", "-ferror-limit=0", "-fno-caret-diagnostics", "-I", Headers, file).Errors)
            .Where(line => line.Contains("error:", StringComparison.Ordinal))]);

    /// <summary>The source after the preprocessor.</summary>
    public static string Preprocess(string source, params string[] options) => InFolder(source, (_, file) =>
        Output("clang++-22", [.. options, "-E", "-P", "-I", Headers, file]));

    private static T InFolder<T>(string source, Func<string, string, T> action)
    {
        string folder = Directory.CreateTempSubdirectory("cudabridge-probe-").FullName;
        try
        {
            string file = Path.Combine(folder, "probe.cpp");
            File.WriteAllText(file, source);
            return action(folder, file);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Output(string program, params string[] arguments)
    {
        (int exitCode, string output, string errors) = Start(program, arguments);
        exitCode.Should().Be(0, errors);
        return output;
    }

    private static (int ExitCode, string Output, string Errors) Start(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
