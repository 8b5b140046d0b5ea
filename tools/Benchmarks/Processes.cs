using System.Diagnostics;

namespace CudaBridge.Benchmarks;

internal static class Processes
{
    public static ProcessStartInfo Start(string program, IEnumerable<string> arguments, IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return start;
    }

    /// <summary>Runs a program to its end and returns what it wrote.</summary>
    /// <exception cref="BenchmarkException">It failed; says what it printed.</exception>
    public static string Output(ProcessStartInfo start)
    {
        using var process = Process.Start(start) ?? throw new BenchmarkException($"{start.FileName} cannot be started");
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new BenchmarkException($"{start.FileName} failed: {output}{errors.Result}");
    }

    /// <summary>Runs a program to its end; null if it ended well, else what it printed.</summary>
    public static string? Errors(ProcessStartInfo start)
    {
        using var process = Process.Start(start) ?? throw new BenchmarkException($"{start.FileName} cannot be started");
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : output + errors.Result;
    }
}
