using Spectre.Console;

namespace CudaBridge.Benchmarks;

/// <summary>Builds, measures, shows and writes.</summary>
internal sealed class BenchmarkRun
{
    private readonly Folders _folders;
    private readonly Effort _effort;
    private readonly VariantBuilder _builder;
    private readonly List<Variant> _variants;
    private readonly Dictionary<string, string> _absent;
    private readonly Machine _machine = Machine.This();

    public BenchmarkRun(Folders folders, IReadOnlyList<Variant> variants, Effort effort)
    {
        (_folders, _effort, _builder) = (folders, effort, new VariantBuilder(folders));
        _absent = variants.Select(v => (v.Name, Reason: VariantBuilder.Absent(v))).Where(v => v.Reason is not null).ToDictionary(v => v.Name, v => v.Reason!);
        _variants = [.. variants.Where(v => !_absent.ContainsKey(v.Name))];
    }

    private string ResultsFile => Path.Combine(_folders.Output, _effort == Effort.Full ? "full.json" : "quick.json");

    private string LatencyFile => Path.Combine(_folders.Output, "latency.json");

    /// <param name="only">Names of kernels; none means all.</param>
    /// <param name="keep">Whether an earlier run's other kernels are shown too.</param>
    /// <returns>Whether every variant ran and gave right outputs.</returns>
    public bool MeasureKernels(IReadOnlyList<string> only, bool keep)
    {
        var measured = Select(only).Select(Measure).ToList();
        var results = new Results(_machine, [.. _variants.Select(v => v.Name)], measured, _absent);
        if (keep) results = results.Over(Results.Load(ResultsFile));
        Terminal.Show(results);
        if (!_effort.Small) Write(results);
        return measured.All(k => k.Failures.Count == 0);
    }

    /// <summary>What comes before a kernel's own time: launching it, and the first time.</summary>
    public void MeasureLatency(IReadOnlyList<string> only)
    {
        AnsiConsole.MarkupLine("[grey]launching[/]");
        var launches = LaunchCost.Measure(_variants, _builder.Build, _effort);
        Terminal.Show(launches);
        var managed = LaunchCost.CompareManaged(_builder.Build, _effort);
        Terminal.Show(managed);
        AnsiConsole.MarkupLine("[grey]starting[/]");
        var firsts = FirstResult.Measure(Select(only), _variants, _builder.Build, _effort);
        Terminal.Show(firsts);
        new LatencyResults(_machine, [launches, managed, firsts]).Save(LatencyFile);
    }

    private static List<Kernel> Select(IReadOnlyList<string> only)
    {
        foreach (string name in only)
            if (Kernels.All.All(k => k.Name != name))
                throw new BenchmarkException($"there is no kernel '{name}'; the kernels are {string.Join(", ", Kernels.All.Select(k => k.Name))}");
        return [.. Kernels.All.Where(k => only.Count == 0 || only.Contains(k.Name))];
    }

    private KernelResult Measure(Kernel kernel)
    {
        AnsiConsole.MarkupLineInterpolated($"[grey]{kernel.Name}: {kernel.Work}[/]");
        var result = Rounds.Measure(kernel, _variants, variant => _builder.Build(kernel, variant), _effort);
        foreach (var failure in result.Failures) AnsiConsole.MarkupLineInterpolated($"[red]{kernel.Name}: {failure.Message}[/]");
        return result;
    }

    /// <summary>Results always go to artifacts/bench; a full measurement of all kernels is the one that docs/ shows.</summary>
    private void Write(Results results)
    {
        results.Save(ResultsFile);
        bool complete = _effort == Effort.Full && results.Kernels.Count == Kernels.All.Count;
        string folder = complete ? _folders.Documents : _folders.Output;
        File.WriteAllText(Path.Combine(folder, "benchmarks.md"), Markdown.Write(results, LatencyResults.Load(LatencyFile)));
        File.WriteAllText(Path.Combine(folder, "benchmarks.svg"), Chart.Write(results));
        AnsiConsole.MarkupLineInterpolated($"written: {Path.GetRelativePath(Environment.CurrentDirectory, Path.Combine(folder, "benchmarks.md"))} and .svg");
    }
}
