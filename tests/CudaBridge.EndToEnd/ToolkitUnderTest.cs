using System.Diagnostics;

namespace CudaBridge.EndToEnd;

/// <summary>What a program printed and how it ended.</summary>
public sealed record Outcome(int ExitCode, string Output, string Errors)
{
    public string All => Output + Errors;
}

/// <summary>The assembled toolkit, used as a user would: programs are started, nothing is called in process.</summary>
public static class ToolkitUnderTest
{
    public static string Root { get; } = FindRoot();
    public static string Folder { get; } = Environment.GetEnvironmentVariable("CUDABRIDGE_TOOLKIT") ?? Path.Combine(Root, "artifacts", "toolkit");
    public static string Nvcc => Path.Combine(Folder, "bin", "nvcc");
    public static string CudaBridge => Path.Combine(Folder, "bin", "cudabridge");
    public static string Samples => Path.Combine(Root, "kernels", "samples");

    /// <summary>Runs a program in a folder; a program that is still running after the limit is killed and fails the test.</summary>
    public static Outcome Run(string folder, string program, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(5)))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} was still running after five minutes");
        }

        return new Outcome(process.ExitCode, output.Result, errors.Result);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "CudaBridge.sln"))) return folder.FullName;
        throw new InvalidOperationException("the tests run inside the repository");
    }
}

/// <summary>A folder of one test's own, gone when the test ends.</summary>
public sealed class Scratch : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("cudabridge-test-").FullName;

    public string Write(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
