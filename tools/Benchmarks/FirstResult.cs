using System.Diagnostics;

namespace CudaBridge.Benchmarks;

/// <summary>
/// From the start of a process to the end of its first launch, at the sizes of the tests: what a program's user waits for before anything runs.
/// </summary>
internal static class FirstResult
{
    /// <param name="ClearsCaches">Each run begins with empty caches.</param>
    private sealed record Situation(string Variant, string Title, bool ClearsCaches, params (string Name, string Value)[] Environment);

    private static readonly Situation[] s_situations =
    [
        new("native", "hand-written",                  false),
        new("vector", "CudaBridge, compiled ahead",    false),
        new("vector", "CudaBridge, compiles",          true, ("CUDA_FORCE_PTX_JIT", "1")),
        new("vector", "CudaBridge, has compiled",      false, ("CUDA_FORCE_PTX_JIT", "1")),
        new("pocl",   "PoCL, compiles",                true),
        new("pocl",   "PoCL, has compiled",            false),
    ];

    public static Report Measure(IReadOnlyList<Kernel> kernels, IReadOnlyList<Variant> variants, Func<Kernel, Variant, string> build, Effort effort)
    {
        var situations = s_situations.Where(s => variants.Any(v => v.Name == s.Variant)).ToList();
        string caches = Directory.CreateTempSubdirectory("cudabridge-bench-").FullName;
        try
        {
            var rows = kernels.Select(kernel => Row(kernel, situations, build, effort, caches)).ToList();
            return new Report(["process start to first result", .. situations.Select(s => s.Title)], rows);
        }
        finally
        {
            Directory.Delete(caches, recursive: true);
        }
    }

    private static string[] Row(Kernel kernel, IReadOnlyList<Situation> situations, Func<Kernel, Variant, string> build, Effort effort, string caches)
    {
        var programs = situations.Select(s => build(kernel, Variants.Find(s.Variant))).ToList();
        var seconds = situations.Select(_ => new List<double>()).ToList();
        for (int round = 0; round < effort.Count; round++)
            for (int i = 0; i < situations.Count; i++)
                seconds[i].Add(Time(programs[i], situations[i], caches));
        return [kernel.Name, .. seconds.Select(s => Texts.Duration(Statistics.Median(s)))];
    }

    private static double Time(string program, Situation situation, string caches)
    {
        string folder = Path.Combine(caches, situation.Variant);
        if (situation.ClearsCaches && Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        var variant = Variants.Find(situation.Variant);
        var environment = variant with { Environment = [.. variant.Environment, .. situation.Environment, ("CUDABRIDGE_CACHE", folder), ("POCL_CACHE_DIR", folder)] };
        long start = Stopwatch.GetTimestamp();
        using var process = new VariantProcess(program, environment, "small");
        return Stopwatch.GetElapsedTime(start, process.FirstAnswered).TotalSeconds;
    }
}
