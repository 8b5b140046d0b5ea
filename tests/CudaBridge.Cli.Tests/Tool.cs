using System.Diagnostics;

namespace CudaBridge.Cli.Tests;

internal sealed record ToolResult(int ExitCode, string Output, string Error)
{
    public ToolResult ShouldSucceed()
    {
        ExitCode.Should().Be(0, "it should succeed, but said: {0}{1}", Output, Error);
        return this;
    }
}

/// <summary>Runs the program under test, and other programs, in a folder.</summary>
internal static class Tool
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    /// <summary>The framework-dependent build of cudabridge beside the tests.</summary>
    public static string ProgramPath { get; } = Path.Combine(AppContext.BaseDirectory, "cudabridge");

    public static ToolResult Nvcc(string folder, string arguments, params (string Name, string Value)[] environment) =>
        Run(ProgramPath, ["nvcc", .. ShellWords.Split(arguments)], folder, environment);

    public static ToolResult Run(string program, IEnumerable<string> arguments, string folder, params (string Name, string Value)[] environment)
    {
        using Process process = Start(program, arguments, folder, environment);
        Task<string> error = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(s_limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end: {output.Result}{error.Result}");
        }
        return new ToolResult(process.ExitCode, output.Result, error.Result);
    }

    public static Process Start(string program, IEnumerable<string> arguments, string folder, params (string Name, string Value)[] environment)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
