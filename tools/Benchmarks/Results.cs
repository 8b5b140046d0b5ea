using System.Text.Json;

namespace CudaBridge.Benchmarks;

/// <summary>Seconds of one launch of one variant: the process's first, and the median of each round.</summary>
internal sealed record Measurement(string Variant, double FirstLaunch, IReadOnlyList<double> Rounds)
{
    public double Seconds() => Statistics.Median(Rounds);

    /// <summary>How many times as long as <paramref name="other"/> this took, round by round.</summary>
    public Spread RatioTo(Measurement other) => Statistics.Spread([.. Rounds.Zip(other.Rounds, (mine, its) => mine / its)]);
}

/// <summary>A variant that did not compile, died, or gave wrong outputs.</summary>
internal sealed record Failure(string Variant, string Message);

internal sealed record KernelResult(string Kernel, IReadOnlyList<Measurement> Measurements, IReadOnlyList<Failure> Failures)
{
    public Measurement? Of(string variant) => Measurements.FirstOrDefault(m => m.Variant == variant);

    /// <summary>Null if either was not measured.</summary>
    public Spread? Ratio(string variant) => Of(variant) is { } mine && Of(Variants.Baseline) is { } baseline ? mine.RatioTo(baseline) : null;
}

/// <summary>A run of the benchmark.</summary>
/// <param name="Absent">Variants that could not run here, with the reason.</param>
internal sealed record Results(Machine Machine, IReadOnlyList<string> VariantNames, IReadOnlyList<KernelResult> Kernels, IReadOnlyDictionary<string, string> Absent)
{
    /// <summary>The geometric mean of a variant's ratios; null if it ran no kernel.</summary>
    public double? MeanRatio(string variant)
    {
        double[] ratios = [.. Kernels.Select(k => k.Ratio(variant)).OfType<Spread>().Select(r => r.Median)];
        return ratios.Length == 0 ? null : Statistics.GeometricMean(ratios);
    }

    /// <summary>These kernels, and those of an earlier run on this machine that this one left out; in the table's order.</summary>
    public Results Over(Results? earlier)
    {
        if (earlier is null || earlier.Machine != Machine) return this;
        var all = Kernels.Concat(earlier.Kernels.Where(old => Kernels.All(k => k.Kernel != old.Kernel))).ToList();
        var order = Benchmarks.Kernels.All.Select(k => k.Name).ToList();
        return this with
        {
            Kernels = [.. all.OrderBy(k => order.IndexOf(k.Kernel))],
            VariantNames = [.. Variants.All.Select(v => v.Name).Where(name => VariantNames.Contains(name) || earlier.VariantNames.Contains(name))],
        };
    }

    public void Save(string file) => ResultFiles.Save(this, file);

    public static Results? Load(string file) => ResultFiles.Load<Results>(file);
}

/// <summary>What a run with --latency measured.</summary>
internal sealed record LatencyResults(Machine Machine, IReadOnlyList<Report> Reports)
{
    public void Save(string file) => ResultFiles.Save(this, file);

    public static LatencyResults? Load(string file) => ResultFiles.Load<LatencyResults>(file);
}

internal static class ResultFiles
{
    private static readonly JsonSerializerOptions s_format = new() { WriteIndented = true };

    public static void Save<T>(T results, string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, JsonSerializer.Serialize(results, s_format));
    }

    public static T? Load<T>(string file) where T : class => File.Exists(file) ? JsonSerializer.Deserialize<T>(File.ReadAllText(file), s_format) : null;
}
