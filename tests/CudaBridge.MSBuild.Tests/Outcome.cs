using System.Diagnostics;

namespace CudaBridge.MSBuild.Tests;

/// <summary>How a program ended.</summary>
/// <param name="Output">Standard output and error.</param>
internal sealed record Outcome(int ExitCode, string Output)
{
    /// <param name="environment">Beside this process's own; null takes a variable away.</param>
    public static Outcome Of(string program, IEnumerable<string> arguments, string folder, Dictionary<string, string?> environment)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        // Servers that outlive the build would hold its output open.
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment.Remove("MSBUILDSDKSPATH");
        foreach ((string name, string? value) in environment) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output + error.Result);
    }

    public IEnumerable<string> Lines(string part) => Output.Split('\n').Select(line => line.Trim()).Where(line => line.Contains(part, StringComparison.Ordinal)).Distinct();
}
