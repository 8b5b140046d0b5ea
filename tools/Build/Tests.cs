using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace CudaBridge.Build;

/// <summary>Runs every test project, a few at a time, and adds up.</summary>
internal static partial class Tests
{
    // Each would use all cores; but some of what tests do is wait: for a linker, a build, a process to start. Three take as long as two.
    private const int AtATime = 2;

    // Those of minutes, so that none of them is left to the end alone.
    private static readonly string[] s_longest =
    [
        "CudaBridge.MSBuild.Tests", "CudaBridge.Porting.Tests", "CudaBridge.EndToEnd", "CudaBridge.ToolkitExtensions", "CudaBridge.Cli.Tests",
        "CudaBridge.Differential", "CudaBridge.Compiler.Tests", "CudaBridge.Oracle", "CudaBridge.Toolkit",
    ];

    private static readonly object s_console = new();

    private readonly record struct Count(int Passed, int Failed, int Skipped)
    {
        public static Count operator +(Count a, Count b) => new(a.Passed + b.Passed, a.Failed + b.Failed, a.Skipped + b.Skipped);
    }

    public static bool Run(Workspace workspace)
    {
        var total = new Count();
        try { RunProjects(workspace, count => total += count); }
        catch (AggregateException e) when (e.InnerException is BuildException problem) { throw new BuildException(problem.Message); }
        Console.WriteLine();
        Console.WriteLine($"{total.Passed} passed, {total.Failed} failed" + (total.Skipped > 0 ? $", {total.Skipped} skipped" : ""));
        return total.Failed == 0 && total.Passed > 0;
    }

    /// <param name="add">Called by one thread at a time.</param>
    private static void RunProjects(Workspace workspace, Action<Count> add) =>
        // One by one: a range of projects for each thread would undo the order.
        Parallel.ForEach(Partitioner.Create(Projects(workspace), EnumerablePartitionerOptions.NoBuffering), new ParallelOptions { MaxDegreeOfParallelism = AtATime }, project =>
        {
            Count count = RunProject(workspace, Path.GetFileNameWithoutExtension(project), Path.GetDirectoryName(project)!);
            lock (s_console) add(count);
        });

    private static IEnumerable<string> Projects(Workspace workspace) =>
        Directory.EnumerateFiles(workspace.At("tests"), "*.csproj", SearchOption.AllDirectories)
            .OrderBy(project => Array.IndexOf(s_longest, Path.GetFileNameWithoutExtension(project)) is >= 0 and var place ? place : s_longest.Length)
            .ThenBy(project => project, StringComparer.Ordinal);

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
        lock (s_console)
        {
            Console.WriteLine($"  {name,-40} {count.Passed,5} passed {count.Failed,4} failed {count.Skipped,4} skipped {watch.Elapsed.TotalSeconds,7:0.0} s");
            if (count.Failed > 0 || process.ExitCode != 0) Console.WriteLine(output);
            else foreach (Match skip in Skip().Matches(output)) Console.WriteLine($"      {skip.Value.Trim()}");
        }

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
