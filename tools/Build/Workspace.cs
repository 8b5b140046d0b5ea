using System.Diagnostics;

namespace CudaBridge.Build;

/// <summary>A failure that the person at the terminal can act on; its message is all they see.</summary>
internal sealed class BuildException(string message) : Exception(message);

/// <summary>Where things are, and how programs are run.</summary>
internal sealed class Workspace
{
    public required string Root { get; init; }
    public string Artifacts => Path.Combine(Root, "artifacts");
    public string ToolkitFolder => Path.Combine(Artifacts, "toolkit");
    public string Intermediate => Path.Combine(Artifacts, "obj");

    public static Workspace Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "CudaBridge.sln")))
                return new Workspace { Root = folder.FullName };
        throw new BuildException("CudaBridge.sln is in no folder above this program; start it through build.sh or build.ps1");
    }

    public string At(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Runs a program to its end with its output on our terminal; returns its exit code.</summary>
    public int Execute(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Root };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new BuildException($"{program} cannot be started");
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>Runs a program silently; its output becomes part of the error if it fails.</summary>
    public void Require(string program, IEnumerable<string> arguments, string purpose)
    {
        var list = arguments.ToList();
        var start = new ProcessStartInfo(program, list) { WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new BuildException($"{program} cannot be started");
        var errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new BuildException($"{purpose} failed ({program} ended with {process.ExitCode})\n  {program} {string.Join(' ', list)}\n{output}{errors.Result}");
    }
}
