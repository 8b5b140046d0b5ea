using Spectre.Console;

namespace CudaBridge.Benchmarks;

/// <summary>Builds, measures, shows and writes.</summary>
internal sealed class BenchmarkRun(Folders folders, IReadOnlyList<Variant> variants, Effort effort)
{
    private string ResultsFile => Path.Combine(folders.Output, effort == Effort.Full ? "full.json" : "quick.json");

    /// <param name="only">Names of kernels; none means all.</param>
    /// <param name="keep">Whether an earlier run's other kernels are shown too.</param>
    /// <returns>Whether every variant ran and gave right outputs.</returns>
    public bool Execute(IReadOnlyList<string> only, bool keep)
    {
        var kernels = Select(only);
        var absent = variants.Select(v => (v.Name, Reason: VariantBuilder.Absent(v))).Where(v => v.Reason is not null).ToDictionary(v => v.Name, v => v.Reason!);
        var present = variants.Where(v => !absent.ContainsKey(v.Name)).ToList();
        var builder = new VariantBuilder(folders);
        var measured = new List<KernelResult>();
        foreach (var kernel in kernels)
        {
            AnsiConsole.MarkupLineInterpolated($"[grey]{kernel.Name}: {kernel.Work}[/]");
            var result = Rounds.Measure(kernel, present, variant => builder.Build(kernel, variant), effort);
            foreach (var failure in result.Failures) AnsiConsole.MarkupLineInterpolated($"[red]{kernel.Name}: {failure.Message}[/]");
            measured.Add(result);
        }
        var results = new Results(Machine.This(), [.. present.Select(v => v.Name)], measured, absent);
        if (keep) results = results.Over(Results.Load(ResultsFile));
        Terminal.Show(results);
        if (!effort.Small) Write(results);
        return measured.All(k => k.Failures.Count == 0);
    }

    private static List<Kernel> Select(IReadOnlyList<string> only)
    {
        foreach (string name in only)
            if (Kernels.All.All(k => k.Name != name))
                throw new BenchmarkException($"there is no kernel '{name}'; the kernels are {string.Join(", ", Kernels.All.Select(k => k.Name))}");
        return [.. Kernels.All.Where(k => only.Count == 0 || only.Contains(k.Name))];
    }

    /// <summary>Results always go to artifacts/bench; a full measurement of all kernels is the one that docs/ shows.</summary>
    private void Write(Results results)
    {
        results.Save(ResultsFile);
        bool complete = effort == Effort.Full && results.Kernels.Count == Kernels.All.Count;
        string folder = complete ? folders.Documents : folders.Output;
        File.WriteAllText(Path.Combine(folder, "benchmarks.md"), Markdown.Write(results));
        File.WriteAllText(Path.Combine(folder, "benchmarks.svg"), Chart.Write(results));
        AnsiConsole.MarkupLineInterpolated($"written: {Path.GetRelativePath(Environment.CurrentDirectory, Path.Combine(folder, "benchmarks.md"))} and .svg");
    }
}
