using System.Diagnostics;
using System.Text.RegularExpressions;

namespace CudaBridge.Build;

/// <summary>Runs every test project, one after the other (each uses all cores), and adds up.</summary>
internal static partial class Tests
{
    private readonly record struct Count(int Passed, int Failed, int Skipped)
    {
        public static Count operator +(Count a, Count b) => new(a.Passed + b.Passed, a.Failed + b.Failed, a.Skipped + b.Skipped);
    }

    public static bool Run(Workspace workspace)
    {
        var total = new Count();
        foreach (string project in Directory.EnumerateFiles(workspace.At("tests"), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            total += RunProject(workspace, Path.GetFileNameWithoutExtension(project), Path.GetDirectoryName(project)!);
        Console.WriteLine();
        Console.WriteLine($"{total.Passed} passed, {total.Failed} failed" + (total.Skipped > 0 ? $", {total.Skipped} skipped" : ""));
        return total.Failed == 0 && total.Passed > 0;
    }

    private static Count RunProject(Workspace workspace, string name, string folder)
    {
        string program = Path.Combine(folder, "bin", Solution.Configuration, "net10.0", name + ".dll");
        var start = new ProcessStartInfo("dotnet", [program, "-noColor", "-noLogo"]) { WorkingDirectory = workspace.Root, RedirectStandardOutput = true };
        start.Environment["CUDABRIDGE_TOOLKIT"] = workspace.ToolkitFolder;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start) ?? throw new BuildException("dotnet cannot be started");
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var count = Read(output, process.ExitCode);
        Console.WriteLine($"  {name,-40} {count.Passed,5} passed {count.Failed,4} failed {count.Skipped,4} skipped {watch.Elapsed.TotalSeconds,7:0.0} s");
        if (count.Failed > 0 || process.ExitCode != 0) Console.WriteLine(output);
        else foreach (Match skip in Skip().Matches(output)) Console.WriteLine($"      {skip.Value.Trim()}");
        return count;
    }

    /// <summary>A project that dies without a summary counts as one failure.</summary>
    private static Count Read(string output, int exitCode)
    {
        var match = Summary().Match(output);
        if (!match.Success) return new Count(0, exitCode == 0 ? 0 : 1, 0);
        int Number(string group) => int.Parse(match.Groups[group].Value);
        int failed = Number("failed") + Number("errors"), skipped = Number("skipped");
        return new Count(Number("total") - Number("failed") - skipped, failed == 0 && exitCode != 0 ? 1 : failed, skipped);
    }

    [GeneratedRegex(@"Total: (?<total>\d+), Errors: (?<errors>\d+), Failed: (?<failed>\d+), Skipped: (?<skipped>\d+)")]
    private static partial Regex Summary();

    [GeneratedRegex(@"^.*\[SKIP\]\r?\n.*$", RegexOptions.Multiline)]
    private static partial Regex Skip();
}
